"""Links that show what they lead to: for a pointer, for the keyboard, for a finger, and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from nutgraf.writer import write_site
from tests.browser.serving import served
from tests.building import Builder

pytestmark = pytest.mark.browser

SITE = Path(__file__).parent / "previewing"
ARTICLE = "one/tides/"
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
"""
# Ids that stand on the page more than once, and references of drawings to ids that do not stand in them.
TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
LOST = """card => [...card.querySelectorAll('svg *')].flatMap(part => [...part.attributes])
  .flatMap(({ value }) => [...value.matchAll(/url\\(["']?#([^)"']+)/g)].map(([, id]) => id))
  .map(id => [id, Boolean(card.querySelector(`[id="${id}"]`))])"""

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def address(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("previewing")
    write_site(folder / "built", builder.build(SITE).artifacts)
    with served(folder / "built") as address:
        yield address


@pytest.fixture
def opened(address: str, browser: Browser) -> Iterator[Opened]:
    """Opens the article in a context with the given options."""
    contexts = []

    def open_article(width: int = 1440, height: int = 700, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address + ARTICLE, wait_until="networkidle")
        return page

    yield open_article
    for context in contexts:
        context.close()


def number(page: Page) -> Locator:
    return page.locator(".prose a.checked").first


def claim(page: Page) -> Locator:
    return page.locator(".prose a.checked").nth(1)


def mention(page: Page) -> Locator:
    return page.locator("a.crossref").first


def card(page: Page) -> Locator:
    return page.locator(".preview")


def test_a_pointer_that_rests_on_a_number_sees_where_it_comes_from(opened: Opened) -> None:
    page = opened()
    number(page).hover()
    expect(card(page).locator("p")).to_have_text(
        [
            "4.055 m",
            "The highest level of the day.",
            "From Tides at the quay, draft of 31 January 2024",
            "How it is computed: highest",
        ]
    )
    links = card(page).locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["../../data/tides/", "../../numbers/#highest"]
    assert page.evaluate("window.violations") == []


def test_a_claim_in_words_shows_the_range_that_was_tested(opened: Opened) -> None:
    page = opened()
    claim(page).hover()
    expect(card(page)).to_contain_text("33.4% tested: 32% to 35%")


def test_a_card_stays_for_a_pointer_and_goes_without_it(opened: Opened) -> None:
    page = opened()
    number(page).hover()
    card(page).hover()
    page.wait_for_timeout(400)
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 690)
    expect(card(page)).to_have_count(0)


def test_a_pointer_that_passes_opens_nothing(opened: Opened) -> None:
    page = opened()
    number(page).hover()
    page.mouse.move(5, 690)
    page.wait_for_timeout(400)
    expect(card(page)).to_have_count(0)


def test_escape_and_scrolling_away_close_a_card(opened: Opened) -> None:
    page = opened()
    number(page).hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    claim(page).hover()
    expect(card(page)).to_be_visible()
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(100)
    expect(card(page)).to_be_visible()
    page.evaluate("window.scrollTo(0, 2000)")
    expect(card(page)).to_have_count(0)


def test_the_keyboard_goes_through_a_card_and_on(opened: Opened) -> None:
    page = opened()
    number(page).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card(page)).to_be_visible()
    assert number(page).get_attribute("aria-describedby") == card(page).get_attribute("id")
    page.keyboard.press("Tab")
    expect(card(page).locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(number(page)).to_be_focused()
    assert number(page).get_attribute("aria-describedby") is None
    page.keyboard.press("Tab")
    expect(claim(page)).to_be_focused()
    expect(card(page)).to_contain_text("33.4%")


def test_the_first_tap_shows_and_the_second_follows(opened: Opened, address: str) -> None:
    page = opened(360, has_touch=True)
    number(page).tap()
    expect(card(page)).to_be_visible()
    assert page.url == address + ARTICLE
    claim(page).tap()
    expect(card(page)).to_contain_text("33.4%")
    page.touchscreen.tap(340, 690)
    expect(card(page)).to_have_count(0)
    number(page).tap()
    expect(card(page)).to_be_visible()
    number(page).tap()
    page.wait_for_url("**/numbers/#highest")


def test_a_figure_is_shown_whole_with_a_drawing_of_its_own_ids(opened: Opened) -> None:
    page = opened()
    mention(page).hover()
    expect(card(page).locator(".figure-number")).to_have_text("Figure 1")
    expect(card(page).locator(".figure-caption")).to_have_text("The second crest is the lower one.")
    assert card(page).locator(".drawing:visible").count() == 1
    assert card(page).locator(".figure-files, .source").count() == 0
    references = card(page).evaluate(LOST)
    assert references
    assert all(found for _, found in references)
    assert page.evaluate(TWICE) == []


def test_of_a_table_the_first_rows_are_shown(opened: Opened) -> None:
    page = opened()
    page.locator("a.crossref").nth(1).hover()
    expect(card(page).locator(".figure-number")).to_have_text("Table 1")
    expect(card(page).locator(".figure-title")).to_be_visible()
    assert card(page).locator("thead th").all_inner_texts() == ["Hour", "Level\nm", "Gauge"]
    expect(card(page).locator("tbody tr")).to_have_count(5)
    expect(page.locator("#table-readings tbody tr")).to_have_count(10)
    expect(card(page).get_by_role("button")).to_have_count(0)


def test_a_figure_that_is_in_sight_needs_no_card(opened: Opened) -> None:
    page = opened(height=3000)
    mention(page).hover()
    page.wait_for_timeout(400)
    expect(card(page)).to_have_count(0)


def test_a_footnote_is_shown_without_its_way_back(opened: Opened) -> None:
    page = opened()
    page.locator("a.footnote-ref").hover()
    expect(card(page)).to_have_text("By the gauge at the quay.")
    assert card(page).locator("a").count() == 0


@pytest.mark.parametrize(("width", "height"), [(320, 480), (320, 256), (1440, 700)])
def test_a_card_stays_within_the_window(opened: Opened, width: int, height: int) -> None:
    page = opened(width, height, has_touch=True)
    for link in (number(page), claim(page), mention(page), page.locator("a.footnote-ref")):
        link.scroll_into_view_if_needed()
        link.tap()
        expect(card(page)).to_be_visible()
        box = card(page).bounding_box()
        assert box is not None
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_card(opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    for link in (number(page), mention(page)):
        link.hover()
        expect(link).to_have_attribute("aria-describedby", "page--preview")  # not the card of the link before
        expect(card(page)).to_have_css("opacity", "1")  # in the midst of its fade its text has less contrast
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []


def test_nothing_moves_for_who_wants_no_motion(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    number(page).hover()
    expect(card(page)).to_be_visible()
    assert page.evaluate("document.getAnimations().filter(each => each.timeline === document.timeline).length") == 0


def test_without_javascript_the_links_lead_to_what_they_name(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + ARTICLE)
    number(page).click()
    page.wait_for_url("**/numbers/#highest")
    page.go_back()
    mention(page).click()
    page.wait_for_url("**/#figure-levels")
    page.locator(".checked-numbers summary").click()
    page.locator("#value--highest-2 .checked-words a").click()
    page.wait_for_url("**/#checked--highest-2")
    context.close()
