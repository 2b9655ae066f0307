"""Reader-visible text that moved without a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.model.artifact import Artifact
from nutgraf.published import Manifest, PublishedFolder
from nutgraf.verify.dating import check_dating
from tests.building import TESTS, Builder, copy_site

PATH = "content/markets/dear.md"
PAGE = "<main><p>Bread costs {}.</p><figure><p>{}</p></figure></main>"


def manifest(source: str, changed: str) -> Manifest:
    return Manifest({}, "", "en", {}, {PATH: source}, pages={PATH: "/markets/dear/"}, changed={PATH: changed})


@pytest.mark.parametrize(
    ("source", "changed", "page", "told"),
    [
        ("two", "2026-02-01", PAGE.format("2.50", ""), True),
        ("two", "2026-02-02", PAGE.format("2.50", ""), False),
        ("two", "2026-02-01", PAGE.format("2.40", "another chart"), False),
        ("one", "2026-02-01", PAGE.format("2.50", ""), False),
    ],
    ids=["moved", "dated", "only a figure", "not the page itself"],
)
def test_text_that_moved(tmp_path: Path, source: str, changed: str, page: str, told: bool) -> None:
    file = "markets/dear/index.html"
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(PAGE.format("2.40", ""))
    theirs, ours = manifest("one", "2026-02-01"), manifest(source, changed)
    made = {file: Artifact(file, page.encode())}
    problems = check_dating(theirs, ours, PublishedFolder(tmp_path, ""), made)
    assert [(each.code, each.severity, each.location.path) for each in problems] == [
        ("text-moved", "warning", PATH)
    ] * told


def test_a_manifest_that_does_not_date_its_pages(tmp_path: Path) -> None:
    theirs = Manifest({}, "", "en", {}, {PATH: "one"}, pages={PATH: "/markets/dear/"})
    assert check_dating(theirs, manifest("two", "2026-02-01"), PublishedFolder(tmp_path, ""), {}) == ()


def test_an_article_that_was_rewritten_in_a_site(tmp_path: Path, builder: Builder) -> None:
    site = copy_site(tmp_path / "site", TESTS / "theme", TESTS / "problems" / "base")
    builder.write(site)
    article = site / PATH
    before = article.read_text(encoding="utf-8")
    article.write_text(before.replace("In January a loaf", "In the month of January a loaf"), encoding="utf-8")
    told = {problem.code: problem for problem in builder.verify(site)}
    assert "source-differs" in told
    assert told["text-moved"].location.path == PATH
    assert "is still dated 2026-02-01" in told["text-moved"].message

    dated = article.read_text(encoding="utf-8").replace("date: 2026-02-01", "date: 2026-02-01\nupdated: 2026-02-03")
    article.write_text(dated, encoding="utf-8")
    codes = {problem.code for problem in builder.verify(site)}
    assert "source-differs" in codes
    assert "text-moved" not in codes
