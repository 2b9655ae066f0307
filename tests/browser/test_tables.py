"""Tables as readers use them: sorted, scrolled on a phone, heard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from nutgraf.writer import write_site
from tests.browser.serving import served
from tests.building import TESTS, Builder, copy_site

pytestmark = pytest.mark.browser

LAKES, HOSTILE = "water/lakes/", "water/hostile/"
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
"""

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def address(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tables")
    site = copy_site(folder / "site", TESTS / "golden" / "tables" / "site", Path(__file__).parent / "tables")
    write_site(folder / "built", builder.build(site).artifacts)
    with served(folder / "built") as address:
        yield address


@pytest.fixture
def opened(address: str, browser: Browser) -> Iterator[Opened]:
    """Opens a page in a context with the given options."""
    contexts = []

    def open_page(path: str, width: int = 1440, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{address}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def names(table: Locator) -> list[str]:
    return table.locator("tbody th").all_inner_texts()


def test_numbers_and_dates_are_sorted_by_value_and_what_is_missing_comes_last(opened: Opened) -> None:
    table = opened(LAKES).locator("#table-largest")
    came = names(table)
    survey = table.get_by_role("button", name="First survey")
    header = table.get_by_role("columnheader", name="First survey")
    survey.click()
    assert names(table)[0] == "Victoria"
    assert names(table)[-1] == "Michigan"
    expect(header).to_have_attribute("aria-sort", "descending")
    survey.click()
    assert names(table)[0] == "Caspian Sea"
    assert names(table)[-1] == "Michigan"
    expect(header).to_have_attribute("aria-sort", "ascending")
    survey.click()
    assert names(table) == came
    expect(table.locator("[aria-sort]")).to_have_count(0)
    table.get_by_role("button", name="Last survey").press("Enter")
    assert names(table)[-1] == "Tanganyika", "dates by time, not by their words"
    table.get_by_role("button", name="Lake").press("Space")
    assert names(table) == sorted(came)
    expect(table.locator("[aria-sort]")).to_have_count(1)


def test_on_a_phone_a_table_scrolls_in_its_box_and_the_row_header_stays(opened: Opened) -> None:
    page = opened(LAKES, 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    region = page.get_by_role("region", name="Table: The seven largest lakes")
    first, area = region.locator("tbody th").first, region.locator("tbody td").nth(1)
    before, other = first.bounding_box(), area.bounding_box()
    region.focus()
    region.evaluate("region => region.scrollBy({ left: 200, behavior: 'instant' })")
    after, moved = first.bounding_box(), area.bounding_box()
    assert before is not None
    assert after is not None
    assert other is not None
    assert moved is not None
    assert after["x"] == before["x"]
    assert moved["x"] == pytest.approx(other["x"] - 200, abs=1)
    assert after["width"] < 180, "half the screen is left for the rest"


def test_without_scripts_there_is_nothing_to_press(opened: Opened) -> None:
    page = opened(LAKES, java_script_enabled=False)
    expect(page.locator("#table-largest").get_by_role("button")).to_have_count(0)
    expect(page.locator("#table-largest tbody tr")).to_have_count(7)


def test_a_table_is_heard_with_its_words_and_headers(opened: Opened) -> None:
    page = opened(LAKES)
    described = page.get_by_role("region", name="Table: The seven largest lakes").get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_have_text(
        "The Caspian Sea is more than four times as large as the next lake."
    )
    expect(page.get_by_role("rowheader", name="Baikal")).to_have_count(1)
    expect(page.get_by_role("cell", name="no value")).to_have_count(1)


def test_of_a_long_table_the_rest_is_a_link_away_and_only_there_it_is_sorted(opened: Opened) -> None:
    page = opened(HOSTILE)
    table = page.locator("#table-hostile")
    expect(table.locator("tbody tr")).to_have_count(60)
    expect(table.get_by_role("button")).to_have_count(0)
    table.get_by_role("link", name="All 70 rows").click()
    expect(page.locator(".receipt-figure tbody tr")).to_have_count(70)
    expect(page.locator(".receipt-figure").get_by_role("button")).to_have_count(3)


@pytest.mark.parametrize("path", [HOSTILE, "figures/hostile/", "embed/hostile/", "figures/"])
def test_nothing_in_a_cell_is_more_than_text(path: str, opened: Opened) -> None:
    page = opened(path, 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate("window.violations") == []
    assert page.locator("td script, th script, th b").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "width"), [(LAKES, 360), (HOSTILE, 1440), ("figures/largest/", 1440)])
def test_axe_finds_nothing(path: str, width: int, scheme: str, opened: Opened) -> None:
    found = Axe().run(opened(path, width, color_scheme=scheme))
    assert [violation["id"] for violation in found.response["violations"]] == [], found.generate_report()
