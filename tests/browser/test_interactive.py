"""Charts that answer their readers: what is loaded when, what they say, and that nothing moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from nutgraf.writer import write_site
from tests.browser.serving import served
from tests.building import Builder

pytestmark = pytest.mark.browser

SITE = Path(__file__).parent / "answering"
ARTICLE = "one/answering/"
EXHIBITS = ("lines", "bars", "settings", "brushed")
NEAR = 1.0  # px

WATCH = """
window.violations = [];
window.shifts = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
  .observe({ type: 'layout-shift', buffered: true });
"""

# The corners of the lines of a drawing, and the middles of its other marks, in px of the window.
PLACES = """drawing => [...drawing.querySelectorAll('svg .role-mark > path')].flatMap(path => {
  const box = path.getBBox();
  const line = path.closest('.mark-line');
  const corners = [...path.getAttribute('d').matchAll(/(-?[\\d.]+),(-?[\\d.]+)/g)].map(([, x, y]) => [+x, +y]);
  if (!box.width && !box.height) return [];
  const matrix = path.getScreenCTM();
  return (line ? corners : [[box.x + box.width / 2, box.y + box.height / 2]])
    .map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix)).map(({ x, y }) => [x, y]);
})"""

# Where everything on the page is, but for what is inside drawings.
BOXES = """() => [...document.querySelectorAll('main *')]
  .filter(element => !element.closest('.drawing *, .figure-tip, .figure-outline, .visually-hidden'))
  .map(element => element.getBoundingClientRect())
  .flatMap(box => [box.x + scrollX, box.y + scrollY, box.width, box.height])"""

# Those of fonts that came late; entries are told a moment after.
FORGET_SHIFTS = """() => document.fonts.ready
  .then(() => new Promise(done => setTimeout(done, 300))).then(() => { window.shifts.length = 0; })"""
SHIFTS = "new Promise(done => setTimeout(() => done(window.shifts), 300))"

MOVING = "document.getAnimations().length"

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def built(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answering")
    write_site(folder / "built", builder.build(SITE).artifacts)
    return folder / "built"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as address:
        yield address


@pytest.fixture
def opened(address: str, browser: Browser) -> Iterator[Opened]:
    """Opens the article in a context with the given options."""
    contexts = []

    def open_article(width: int = 1440, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address + ARTICLE, wait_until="networkidle")
        return page

    yield open_article
    for context in contexts:
        context.close()


def stage(page: Page, exhibit: str) -> Locator:
    found = page.locator(f"#figure-{exhibit} .figure-stage")
    found.scroll_into_view_if_needed()
    return found


def drawing(figure: Locator) -> Locator:
    return figure.locator(".drawing:visible")


def places(figure: Locator) -> list[tuple[float, float]]:
    return [(x, y) for x, y in drawing(figure).evaluate(PLACES)]


def flat(pairs: list[tuple[float, float]]) -> list[float]:
    return [number for pair in pairs for number in pair]


def wake(figure: Locator) -> None:
    drawing(figure).hover()
    figure.locator(".drawing-live:visible").wait_for()


def tip(figure: Locator) -> list[str]:
    """The words of the tooltip that is shown."""
    return figure.locator(".figure-tip:visible").inner_text().split("\n")


def status(figure: Locator) -> str:
    return figure.locator("[role=status]").inner_text()


def furthest(before: list[float], after: list[float]) -> float:
    return max(abs(one - other) for one, other in zip(before, after, strict=True))


def test_nothing_is_asked_for_before_a_reader_turns_to_a_chart(address: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(WATCH)
    page.goto(address + ARTICLE, wait_until="networkidle")
    before = len(asked)
    assert [path for path in asked if "view-" in path or "vega-" in path or path.startswith("data/")] == []
    wake(stage(page, "lines"))
    loaded = sorted(path.split("-")[0] for path in asked[before:])
    assert loaded == ["assets/vega", "data/rates/2024", "figures/lines/view"]
    wake(stage(page, "bars"))
    assert [path.split("-")[0] for path in asked[before + 3 :]] == ["figures/bars/view"]
    assert page.evaluate("window.violations") == []
    assert told == []
    page.close()


def test_only_pages_with_such_a_chart_have_a_script(built: Path) -> None:
    paths = ("index.html", "one/still/index.html", "figures/still/index.html")
    assert [path for path in paths if "data-bundle=" in (built / path).read_text()] == []
    for path in (f"{ARTICLE}index.html", "figures/lines/index.html"):
        assert "data-bundle=" in (built / path).read_text()


@pytest.mark.parametrize("width", [360, 768, 1440, 2000])
def test_the_swap_moves_nothing(opened: Opened, width: int) -> None:
    page = opened(width)
    page.evaluate(FORGET_SHIFTS)
    for exhibit in EXHIBITS:
        figure = stage(page, exhibit)
        page.mouse.move(0, 0)
        boxes, before = page.evaluate(BOXES), places(figure)
        wake(figure)
        page.mouse.move(0, 0)
        after = places(figure)
        assert len(before) > 1
        assert furthest(flat(before), flat(after)) < NEAR, exhibit
        assert furthest(boxes, page.evaluate(BOXES)) < NEAR, exhibit
    assert page.evaluate(SHIFTS) == []


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_a_pointer_gets_the_value_in_the_time_of_the_drawing(opened: Opened, zone: str) -> None:
    page = opened(timezone_id=zone)
    figure = stage(page, "lines")
    x, y = places(figure)[2]
    page.mouse.move(x, y)
    figure.locator(".figure-tip:visible").wait_for()
    assert tip(figure) == ["Month", "March 2023", "Series", "Alpha, <i>Inc</i>", "Rate", "3.62"]
    page.mouse.move(*places(figure)[12])
    assert tip(figure)[1:4:2] == ["January 2023", "Beta"]
    page.mouse.move(x, y + 60)
    assert tip(figure)[1:4:2] == ["March 2023", "Alpha, <i>Inc</i>"], "a line is met from anywhere above and below"
    page.mouse.move(0, 0)
    assert not figure.locator(".figure-tip").is_visible()


def test_a_bar_is_met_anywhere_on_it(opened: Opened) -> None:
    page = opened()
    figure = stage(page, "bars")
    page.mouse.move(*places(figure)[1])
    figure.locator(".figure-tip:visible").wait_for()
    assert tip(figure) == ["Mean, %", "5.44", "series", "Beta"]
    outline, bar = figure.locator(".figure-outline").bounding_box(), places(figure)[1]
    assert outline is not None
    assert abs(outline["x"] + outline["width"] / 2 - bar[0]) < 3


def test_a_tap_shows_a_value_and_one_elsewhere_takes_it_away(opened: Opened) -> None:
    page = opened(360, has_touch=True, is_mobile=True)
    figure = stage(page, "bars")
    page.touchscreen.tap(*places(figure)[0])
    figure.locator(".figure-tip:visible").wait_for()
    assert "Alpha, <i>Inc</i>" in tip(figure)
    box = figure.locator(".figure-tip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("figcaption:visible").first.tap()
    assert not figure.locator(".figure-tip").is_visible()


def test_the_keyboard_goes_from_value_to_value(opened: Opened) -> None:
    page = opened()
    figure = stage(page, "lines")
    page.locator("main").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if drawing(figure).evaluate("drawing => drawing === document.activeElement"):
            break
    assert drawing(figure).evaluate("drawing => getComputedStyle(drawing).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    figure.locator(".figure-tip:visible").wait_for()
    assert status(figure) == "Month: January 2023, Series: Beta, Rate: 5.00"
    said = []
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight", "End", "ArrowUp", "Home"):
        page.keyboard.press(key)
        said.append(status(figure).removeprefix("Month: ").replace(" 2023, Series", "").rpartition(", Rate")[0])
    assert said == [
        "February: Beta",
        "February: Alpha, <i>Inc</i>",
        "February: Alpha, <i>Inc</i>",
        "March: Alpha, <i>Inc</i>",
        "December: Alpha, <i>Inc</i>",
        "December: Beta",
        "January: Beta",
    ]
    page.keyboard.press("Escape")
    assert not figure.locator(".figure-tip").is_visible()
    page.keyboard.press("Tab")
    assert not drawing(figure).evaluate("drawing => drawing === document.activeElement")


def test_a_setting_changes_the_chart_and_nothing_else(opened: Opened) -> None:
    page = opened()
    figure = stage(page, "settings")
    boxes = page.evaluate(BOXES)
    assert len(places(figure)) == 24
    dots = figure.locator(".drawing:visible .drawing-live .mark-symbol.role-mark > path")
    slider = figure.get_by_label("At least")
    slider.fill("4.5")
    figure.locator(".drawing-live").wait_for()
    expect(dots).to_have_count(12)
    assert figure.locator("output").inner_text() == "4.5"
    slider.fill("2")
    figure.get_by_label("Series").select_option("Beta")
    expect(dots).to_have_count(12)
    page.set_viewport_size({"width": 360, "height": 900})
    figure.locator(".drawing-narrow .drawing-live").wait_for()
    assert len(places(figure)) == 12, "the narrow drawing has the same settings"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert furthest(boxes, page.evaluate(BOXES)) < NEAR


@pytest.mark.parametrize("width", [340, 1440, 2600])
def test_a_brush_picks_what_is_under_it_however_large_the_drawing_is_shown(opened: Opened, width: int) -> None:
    page = opened(width)
    figure = stage(page, "brushed")
    wake(figure)
    among = sorted({round(x, 1) for x, _ in places(figure)})
    level = places(figure)[0][1]
    page.mouse.move((among[2] + among[3]) / 2, level + 20)
    page.mouse.down()
    page.mouse.move((among[4] + among[5]) / 2, level + 24, steps=4)
    page.mouse.move((among[6] + among[7]) / 2, level + 24, steps=4)
    page.mouse.up()
    paints = [path.get_attribute("fill") for path in drawing(figure).locator(".mark-symbol.role-mark > path").all()]
    assert [paints[:12].count("var(--hot)"), paints[12:].count("var(--hot)")] == [4, 4]
    assert [place for place, paint in enumerate(paints[:12]) if paint == "var(--hot)"] == [3, 4, 5, 6]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_drawing(opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    figure = stage(page, "lines")
    strokes = "drawing => [...drawing.querySelectorAll('.mark-line path')].map(path => getComputedStyle(path).stroke)"
    before = drawing(figure).evaluate(strokes)
    wake(figure)
    assert drawing(figure).evaluate(strokes) == before
    assert len(set(before)) == 2


def test_nothing_moves_by_itself(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    figure = stage(page, "lines")
    wake(figure)
    page.mouse.move(*places(figure)[5])
    assert figure.locator(".figure-tip").is_visible()
    assert page.evaluate(MOVING) == 0


def test_crossing_the_breakpoint_wakes_the_other_drawing(opened: Opened) -> None:
    page = opened()
    figure = stage(page, "lines")
    wake(figure)
    page.set_viewport_size({"width": 360, "height": 900})
    figure.locator(".drawing-narrow .drawing-live").wait_for()
    figure.scroll_into_view_if_needed()
    page.mouse.move(*places(figure)[2])
    assert "March 2023" in tip(figure)


def test_without_javascript_the_values_are_in_the_table(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + ARTICLE)
    assert page.locator(".drawing[tabindex]").count() == 0
    assert not page.locator(".figure-settings").is_visible()
    figure = page.locator("#figure-lines")
    figure.locator("summary").click()
    assert "3.62" in figure.locator("table").inner_text()
    context.close()


@pytest.mark.parametrize("broken", ["**/assets/vega-*", "**/view-*.json", "**/data/rates/*.csv"])
def test_what_cannot_be_loaded_leaves_the_drawing_as_it_was(opened: Opened, broken: str) -> None:
    page = opened()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    failing = True

    def answer(route: Route) -> None:
        if failing:
            route.abort()
        else:
            route.continue_()

    page.route(broken, answer)
    figure = stage(page, "lines")
    before = places(figure)
    with page.expect_event("requestfailed"):
        drawing(figure).hover()
    page.wait_for_timeout(200)
    assert places(figure) == before
    assert figure.locator(".drawing-live").count() == 0
    assert errors == []
    failing = False
    page.mouse.move(0, 0)
    if "vega" not in broken:  # browsers remember a module that failed, until the page is loaded again
        wake(figure)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_before_and_after(opened: Opened, scheme: str, width: int) -> None:
    page = opened(width, color_scheme=scheme)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}

    def found() -> str:
        violated = Axe().run(page, options=rules).response["violations"]
        return json.dumps([(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in violated])

    assert found() == "[]"
    for exhibit in EXHIBITS:
        wake(stage(page, exhibit))
    figure = stage(page, "lines")
    page.mouse.move(*places(figure)[2])
    assert figure.locator(".figure-tip").is_visible()
    assert found() == "[]"
