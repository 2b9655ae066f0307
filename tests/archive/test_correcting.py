"""Freeze, then correct: what readers saw before a correction can still be seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nutgraf.archive import published_before
from nutgraf.model.archive import FrozenReceipt
from nutgraf.model.page import CorrectedExhibit, Correction, CorrectionKind, Document, Page
from tests.building import TESTS, Builder, copy_site, use_cache
from tests.cli.running import run

ARTICLE = "content/markets/dear.md"
ATOM = "{http://www.w3.org/2005/Atom}"
NOTICE = """corrections:
  - date: 2026-02-03
    kind: correction
    text: The title said dear; a loaf costs [2.40](fact:last_price), not 9.99.
    figures: [price_line]
"""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """A site whose article was frozen."""
    folder = tmp_path_factory.mktemp("published") / "here"
    site = use_cache(copy_site(folder, TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    told = run("freeze", ARTICLE, cwd=site)
    assert told.returncode == 0, told.stderr
    return site


def add_notice(site: Path, notice: str = NOTICE) -> None:
    article = site / ARTICLE
    article.write_text(article.read_text().replace("tags: [bread]\n", f"tags: [bread]\n{notice}"))


@pytest.fixture
def noted(frozen: Path, tmp_path: Path) -> Path:
    """The frozen site with a correction, before anything in the figure is changed."""
    site = copy_site(tmp_path / "site", frozen)
    add_notice(site)
    return site


def test_the_predecessor_is_a_click_away(builder: Builder, noted: Path) -> None:
    (problem,) = builder.problems(noted)
    assert (problem.code, problem.location.line) == ("unfrozen-correction", 11)
    assert problem.message == "price_line is corrected, but it is what was frozen: nothing in it has changed"

    module = noted / "charts/prices.py"
    module.write_text(module.read_text().replace("Bread gets dearer", "Bread costs more"))
    built = builder.build(noted)
    (receipt,) = built.site.frozen
    assert receipt.edition == "2026-02-01"
    kept = built.artifacts[f"{receipt.permalink.lstrip('/')}index.html"].content
    assert kept == (noted / receipt.folder / "index.html").read_bytes()
    assert b"Bread gets dearer" in kept

    copy = f'href="../../embed/price_line/@{receipt.digest[:16]}/"'
    article = built.artifacts["markets/dear/index.html"].content.decode()
    assert copy in article
    assert '<a href="#correction--2026-02-03">Corrected 2026-02-03</a>' in article
    assert f"{copy}>frozen</a> before 2026-02-03" in built.artifacts["figures/price_line/index.html"].content.decode()
    embed = built.artifacts["embed/price_line/index.html"].content.decode()
    assert 'href="../../markets/dear/#correction--2026-02-03"' in embed
    assert built.site.pages[ARTICLE].updated == dt.date(2026, 2, 3)


def test_a_notice_counts_no_numbers_and_dates_the_feeds(builder: Builder, noted: Path) -> None:
    module = noted / "charts/prices.py"
    module.write_text(module.read_text().replace("Bread gets dearer", "Bread costs more"))
    built = builder.build(noted)
    (covered,) = (page for page in built.numbers if page.path == ARTICLE)
    assert "9.99" not in {number.text for number in covered.numbers}
    for path in ("feed.xml", "corrections/feed.xml"):
        feed = ElementTree.fromstring(built.artifacts[path].content)
        entry = next(each for each in feed.iter(f"{ATOM}entry") if "dear" in str(each.findtext(f"{ATOM}id")))
        assert entry.findtext(f"{ATOM}updated") == "2026-02-03T00:00:00Z"
        assert "a loaf costs 2.40, not 9.99." in str(entry.findtext(f"{ATOM}summary"))


def test_a_fact_in_a_notice_is_checked(builder: Builder, frozen: Path, tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", frozen)
    add_notice(site, NOTICE.replace("[2.40]", "[2.30]").replace("    figures: [price_line]\n", ""))
    (problem,) = builder.problems(site)
    assert (problem.code, problem.location.line) == ("fact-mismatch", 10)


def kept(digest: str, edition: str, article: str = "/markets/dear/") -> FrozenReceipt:
    return FrozenReceipt("line", digest, (), "", "", "", "", "", article, (), {}, {}, {}, edition)


def corrected(*days: int) -> Page:
    nothing = Document("")
    notices = tuple(
        Correction(dt.date(2026, 2, day), CorrectionKind.CORRECTION, nothing, "", (CorrectedExhibit("line"),))
        for day in sorted(days, reverse=True)
    )
    where = (ARTICLE, "markets", "dear", "/markets/dear/", nothing, nothing, nothing)
    return Page(*where, dt.date(2026, 2, 1), corrections=notices)


def before(page: Page, day: int, current: str, *copies: FrozenReceipt) -> list[str]:
    (correction,) = (each for each in page.corrections if each.date.day == day)
    return [copy.digest for copy in published_before(correction, "line", page, copies, current)]


def test_each_correction_leads_to_the_edition_that_it_replaced() -> None:
    first, second, third = kept("a", "2026-02-01"), kept("b", "2026-02-03"), kept("c", "2026-02-05")
    page = corrected(3, 5)
    assert before(page, 3, "c", first, second, third) == ["a"]
    assert before(page, 5, "c", first, second, third) == ["b"]


def test_a_correction_may_bring_back_what_was_shown_first() -> None:
    page = corrected(3, 5)
    copies = kept("a", "2026-02-01"), kept("b", "2026-02-03")
    assert before(page, 3, "a", *copies) == ["a"]
    assert before(page, 5, "a", *copies) == ["b"]


def test_published_and_corrected_on_one_day() -> None:
    assert before(corrected(1), 1, "b", kept("a", "2026-02-01"), kept("b", "2026-02-01")) == ["a"]


def test_what_was_frozen_only_after_the_correction_is_no_predecessor() -> None:
    assert before(corrected(3), 3, "c", kept("b", "2026-02-09")) == []


def test_a_copy_for_another_page_counts_where_there_is_no_own() -> None:
    other = kept("z", "2026-02-02", "/markets/other/")
    assert before(corrected(3), 3, "b", other) == ["z"]
    assert before(corrected(3), 3, "b", other, kept("a", "2026-02-01")) == ["a"]


def test_a_copy_without_an_edition_is_older_than_all() -> None:
    assert before(corrected(3), 3, "b", kept("a", "")) == ["a"]
