"""Which pages are looked into for dead links again, and which are known to have none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from nutgraf.cache import Cache
from nutgraf.checks import check_links
from nutgraf.checks.links import BuiltPages
from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.config import SiteConfig
from nutgraf.model.page import Bibliography
from nutgraf.model.site import Site

EMPTY = Site(SiteConfig("Title", "https://example.org/"), {}, {}, (), {}, {}, {}, {}, {}, Bibliography())
PAGES = {
    "index.html": '<h2 id="top">Home</h2><a href="prices/#rise">rise</a><a href="#top">top</a>',
    "prices/index.html": '<h2 id="rise">Rise</h2><svg><g id="f81a"></g></svg>',
    "wages/index.html": '<a href="../prices/?from=here#rise">rise</a><a href="../prices.csv">data</a>',
    "prices.csv": "a,b",
}


def site_of(**changed: str) -> Artifacts:
    """The pages, of which some are `changed`."""
    files: Mapping[str, str] = {**PAGES, **{f"{name}/index.html": html for name, html in changed.items()}}
    return {path: Artifact(path, text.encode()) for path, text in files.items() if text}


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of which an address was resolved to find its faults."""
    found: list[str] = []
    fault = BuiltPages.fault

    def noted(built: BuiltPages, origin: str, address: str) -> str:
        found.append(f"{origin} {address}")
        return fault(built, origin, address)

    monkeypatch.setattr(BuiltPages, "fault", noted)
    return found


def messages(artifacts: Artifacts, cache: Cache) -> list[str]:
    return [problem.message for problem in check_links(EMPTY, artifacts, cache)]


def test_an_anchor_that_went_is_missed_on_pages_that_are_as_they_were(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert messages(site_of(), cache) == []
    gone = "/prices/ has no anchor #rise"
    assert messages(site_of(prices='<h2 id="fall">Fall</h2>'), cache) == [gone, gone]
    assert messages(site_of(), cache) == []


def test_a_file_that_went_is_missed_on_pages_that_are_as_they_were(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert messages(site_of(), cache) == []
    without = {path: artifact for path, artifact in site_of().items() if path != "prices.csv"}
    assert messages(without, cache) == ["../prices.csv leads to /prices.csv, where there is nothing"]


def test_ids_that_no_other_page_leads_to_have_no_pages_looked_into_again(
    tmp_path: Path, looked_into: list[str]
) -> None:
    cache = Cache(tmp_path)
    assert messages(site_of(), cache) == []
    looked_into.clear()
    redrawn = PAGES["prices/index.html"].replace("f81a", "f22b")
    assert messages(site_of(prices=redrawn), cache) == []
    # Only whether the two anchors are there is asked.
    assert looked_into == ["index.html prices/#rise", "wages/index.html ../prices/?from=here#rise"]


def test_a_page_that_leads_to_an_id_of_its_own_is_looked_into_when_it_changes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert messages(site_of(more='<a href="#here">here</a><p id="here">'), cache) == []
    assert messages(site_of(more='<a href="#here">here</a>'), cache) == ["/more/ has no anchor #here"]
