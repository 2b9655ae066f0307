"""The flagship as its readers meet it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.templates.sites import default_theme

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1440)
LEAST_TEXT_PX = 10
ARTICLE = "markets/deepseek-and-the-bubble/"
RECEIPT = "figures/buffett_indicator/"
FRAMED = "embed/buffett_indicator/"
KINDS = (
    "",
    ARTICLE,
    "methodology/",
    "figures/",
    RECEIPT,
    "figures/yardsticks/",
    FRAMED,
    "data/",
    "data/us_gdp/",
    "numbers/",
    "tags/",
    "markets/",
    "corrections/",
)

SMALLEST_CHART_TEXT = """() => {
  let smallest = [Infinity, ''];
  for (const svg of document.querySelectorAll('figure svg')) {
    const box = svg.getBoundingClientRect();
    if (!box.width) continue;
    const scale = box.width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll('text')) {
      if (!text.textContent.trim()) continue;
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < smallest[0]) smallest = [size, text.textContent];
    }
  }
  return smallest;
}"""

WATCH_POLICY = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI));
"""
FOREIGN_IMAGE = '<img src="https://example.org/x.png">'
CSV_LINK = "figure a[href$='.csv']"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def built_pages(folder: Path) -> list[str]:
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    return sorted(path.removesuffix("index.html") for path in found if path != "404.html")


def sampled(pages: list[str], count: int) -> list[str]:
    """The kinds and articles among the pages, and `count` of the others, the same on every run until the site grows."""
    kept = [path for path in pages if path in KINDS or path.startswith("markets/")]
    others = [path for path in pages if path not in kept]
    return sorted({*kept, *random.Random("flagship").sample(others, min(count, len(others)))})


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.soak)])
def pages(request: pytest.FixtureRequest, flagship: Path) -> list[str]:
    """Pages of the flagship by their addresses: one of every kind with a sample of the others, or all of them."""
    built = built_pages(flagship)
    return sampled(built, 20) if request.param == "some" else built


def test_no_page_asks_another_origin_or_breaks_its_policy(pages: list[str], address: str, page: Page) -> None:
    asked: list[str] = []
    failed: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: told.append(message.text))
    page.add_init_script(WATCH_POLICY)
    for path in pages:
        page.goto(address + path)
        policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
        assert policy is not None
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.evaluate("window.violations") == [], path
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert (failed, told) == ([], [])


def test_the_watch_on_the_policy_sees_a_violation(address: str, page: Page) -> None:
    page.add_init_script(WATCH_POLICY)
    page.goto(address)
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", FOREIGN_IMAGE)
    page.wait_for_function("window.violations.length > 0")


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_chart_text_can_be_read(pages: list[str], address: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in pages:
        page.goto(address + path)
        wide, fits = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= fits, f"{path} scrolls sideways at {width} px"
        size, text = page.evaluate(SMALLEST_CHART_TEXT)
        assert size is None or size >= LEAST_TEXT_PX, f"{path} at {width} px: {text!r} is {size:.1f} px"


# Every day one half of the kinds of pages in one look, the other half in another; in the long proofs all in each.
@pytest.mark.parametrize(
    ("scheme", "width", "kinds"),
    [
        ("light", 360, KINDS[::2]),
        ("dark", 1440, KINDS[1::2]),
        *(pytest.param(*look, KINDS, marks=pytest.mark.soak) for look in product(("light", "dark"), (360, 1440))),
    ],
)
def test_axe_finds_nothing(
    address: str, browser: Browser, scheme: Literal["light", "dark"], width: int, kinds: Sequence[str]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in kinds:
        page.goto(address + path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        shown = [
            (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
            for violation in found.response["violations"]
        ]
        assert shown == [], f"/{path}: {json.dumps(shown, indent=1)}"
    page.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_pages_of_figures(
    pages: list[str], address: str, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": 768, "height": 900}, color_scheme=scheme)
    shown = [path for path in pages if path.startswith("figures/") and path != "figures/"]
    assert shown
    for path in shown:
        page.goto(address + path)
        violations = Axe().run(page).response["violations"]
        assert [violation["id"] for violation in violations] == [], path
    page.close()


@pytest.mark.parametrize("width", [360, 445, 700])
def test_a_framed_figure_shows_whole_in_the_height_of_its_receipt(
    flagship: Path, address: str, page: Page, width: int
) -> None:
    for receipt in sorted(flagship.glob("figures/*/index.html")):
        snippet = re.search(r"height=&#34;(\d+)&#34;", receipt.read_text(encoding="utf-8"))
        assert snippet is not None
        page.set_viewport_size({"width": width, "height": int(snippet[1])})
        page.goto(f"{address}embed/{receipt.parent.name}/")
        needed, given = page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]")
        assert needed <= given, f"{receipt.parent.name} at {width} px"


def test_a_framed_figure_answers_and_its_links_leave_the_frame(address: str, page: Page) -> None:
    page.set_content(f'<iframe src="{address}{FRAMED}" title="A figure" width="400" height="900"></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("svg:visible")).to_have_count(1)
    assert frame.locator("svg:visible").first.evaluate("svg => svg.viewBox.baseVal.width") == 320
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="How this figure was made").click()
    expect(opened.value).to_have_url(address + RECEIPT)
    opened.value.close()


def test_a_figure_on_a_phone_is_as_wide_as_the_theme_says(address: str, page: Page) -> None:
    chart = default_theme().chart
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(address + ARTICLE)
    assert page.locator("figure svg:visible").first.evaluate("svg => svg.getBoundingClientRect().width") == chart.phone


def test_the_wide_drawing_takes_over_where_the_theme_says(address: str, page: Page) -> None:
    chart = default_theme().chart
    page.goto(address + ARTICLE)
    drawn = []
    for width in range(560, 680):
        page.set_viewport_size({"width": width, "height": 900})
        room, natural = page.locator("figure svg:visible").first.evaluate(
            "svg => [svg.closest('figure').clientWidth, svg.viewBox.baseVal.width]"
        )
        drawn.append((room, natural))
    assert min(room for room, natural in drawn if natural == chart.wide) == chart.wide_from


def test_every_figure_shows_without_javascript(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1024, "height": 900})
    page = context.new_page()
    shown = 0
    for path in (ARTICLE, "markets/what-ai-costs/"):
        page.goto(address + path)
        figures = page.locator("figure:has(svg)")
        shown += figures.count()
        for number in range(figures.count()):
            drawings = figures.nth(number).locator("svg:visible")
            assert drawings.count() == 1
            box = drawings.first.bounding_box()
            assert box is not None
            assert box["width"] > 300
            assert box["height"] > 60
    assert shown >= 8
    context.close()


def test_the_narrow_drawing_takes_over_on_a_phone(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    sizes = []
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        sizes.append(page.locator("figure svg:visible").first.evaluate("svg => svg.viewBox.baseVal.width"))
    assert sizes == [320, 680]


def test_links_and_the_table_work(address: str, page: Page) -> None:
    page.goto(address)
    page.click("h1 a, h2 a, article a >> nth=0")
    expect(page.locator("h1")).to_have_count(1)  # waits for the page that the link leads to
    page.goto(address + ARTICLE)
    page.locator("figure details summary").first.click()
    assert page.locator("figure details table").first.is_visible()
    with page.expect_download() as download:
        page.locator(CSV_LINK).first.evaluate("link => link.setAttribute('download', '')")
        page.locator(CSV_LINK).first.click()
    assert Path(download.value.path()).read_text().count("\n") > 3


def test_an_unknown_address_gets_the_404_page_with_its_style(flagship: Path, browser: Browser) -> None:
    html = (flagship / "404.html").read_text(encoding="utf-8")
    assert 'href="/long-division/assets/style-' in html
