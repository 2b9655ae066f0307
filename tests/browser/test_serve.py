"""`serve` as authors use it: a real process, a real browser, files saved while both run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.building import REPOSITORY, TESTS, copy_site, use_cache

pytestmark = pytest.mark.browser

DEAR = "content/markets/dear.md"
LONG = "\n\n".join(f"Paragraph {number} of a long text that needs to be scrolled." for number in range(60))

HELD = """
import time
from pathlib import Path
from nutgraf.cli import run
from nutgraf.model.extensions import Extensions

def wait(site, artifacts):
    while Path(".hold").exists():
        time.sleep(0.01)
    if Path(".fail").exists():
        raise RuntimeError("out of <b>order</b>")
    return ()

run(site=Path(__file__).resolve().parent, extensions=Extensions(checks=[wait]))
"""
"""A site whose builds wait at their end while there is a file, and end in an error of its own code where there is
another."""


@dataclass(frozen=True, slots=True)
class Serving:
    site: Path
    address: str
    process: subprocess.Popen[str]

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.site / path).read_text()
        assert old in text
        (self.site / path).write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Iterator[Serving]:
    site = use_cache(copy_site(tmp_path_factory.mktemp("serve") / "site", TESTS / "problems/base"), shared_cache)
    (site / DEAR).write_text(f"{(site / DEAR).read_text()}\n{LONG}\n")
    (site / "content/markets/other.md").write_text(
        f"---\ntitle: Other\nsummary: A draft.\ndate: 2026-01-15\ndraft: true\n---\n## Ending\n\n{LONG}\n"
    )
    descriptor = site / "data/prices/datapackage.yaml"
    descriptor.write_text(re.sub(r"    (hash|bytes): .*\n", "", descriptor.read_text()))
    with served(site, "-m", "nutgraf") as serving:
        yield serving


@contextmanager
def served(site: Path, *program: str) -> Iterator[Serving]:
    process = subprocess.Popen(
        [sys.executable, *program, "serve", "--port", "0", "-j", "1"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "CI": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = re.match(r"Serving at (http://127\.0\.0\.1:\d+/), Ctrl-C ends it", process.stdout.readline())
        assert said
        yield Serving(site, said[1], process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def page(serving: Serving, browser: Browser) -> Iterator[Page]:
    """The article, scrolled down."""
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        page = context.new_page()
        page.goto(f"{serving.address}markets/dear/")
        # While the first build runs, a page waits for it, and turns into this one.
        page.wait_for_selector("h1:has-text('Bread is dear')", timeout=60_000)
        page.wait_for_load_state("load")
        until(page, "(window.stayed = true, window.scrollTo(0, 1500), window.scrollY === 1500)")
        yield page


def place(page: Page) -> tuple[bool, float]:
    """Whether the page is the one that was opened, and where it is scrolled to."""
    stayed, top = page.evaluate("[window.stayed === true, window.scrollY]")
    return stayed, top


def until(page: Page, true: str) -> None:
    """Waits for something that the page's own policy does not let it be asked for."""
    end = time.monotonic() + 20
    while not page.evaluate(true):
        assert time.monotonic() < end, true
        page.wait_for_timeout(10)


def test_a_sentence_changes_where_it_stands(serving: Serving, page: Page) -> None:
    serving.edit(DEAR, "Paragraph 40 of", "Another paragraph, with <b>bold words</b>, of")
    page.wait_for_selector("p:has-text('Another paragraph') b")
    assert place(page) == (True, 1500)
    assert page.locator("p:has-text('Paragraph 39')").count() == 1
    assert page.locator("p:has-text('Paragraph 40')").count() == 0
    serving.edit(DEAR, "---\nIn January", "---\nA new first paragraph.\n\nIn January")
    page.wait_for_selector("text=A new first paragraph")
    assert place(page)[0]


def test_style_is_swapped_without_a_reload(serving: Serving, page: Page) -> None:
    own = serving.site / "templates/assets/css/9-own.css"
    colour = "getComputedStyle(document.querySelector('h1')).color"
    for value in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"h1 {{ color: {value}; }}")
        until(page, f"{colour} === '{value}'")
    before = page.evaluate(colour)
    shutil.rmtree(serving.site / "templates")
    until(page, f"{colour} !== '{before}'")
    assert place(page) == (True, 1500)
    assert page.locator("link[rel=stylesheet]").count() == 1


def test_a_problem_is_shown_over_the_last_good_page_and_goes(serving: Serving, page: Page) -> None:
    serving.edit(DEAR, "cost [2.40]", "cost [2.70]")
    notes = page.locator("nutgraf-notes")
    notes.locator(".place").wait_for()
    assert notes.locator("h1").inner_text() == "1 problem"
    assert re.fullmatch(r"content/markets/dear\.md:\d+:24", notes.locator(".place").inner_text())
    assert "the text says 2.70, last_price is 2.4" in notes.locator(".said").inner_text()
    assert notes.locator("pre").inner_text().endswith("^" * len("[2.70](fact:last_price)"))
    assert "2.40" in page.locator("article").inner_text()
    (serving.site / DEAR).write_text((serving.site / DEAR).read_text().replace("[2.70]", "[2.40]"))
    notes.wait_for(state="detached")
    assert place(page) == (True, 1500)


def test_a_new_article_a_renamed_and_a_deleted_one(serving: Serving, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serving.address}markets/fresh/")
        page.wait_for_selector("text=There is no such page", timeout=60_000)
        source = serving.site / "content/markets/fresh.md"
        source.write_text(
            "---\ntitle: Fresh\nsummary: It is new.\ndate: 2026-02-02\ndraft: true\n---\nNew <i>text</i>.\n"
        )
        page.wait_for_selector("h1:has-text('Fresh')")
        assert page.locator(".byline .draft").inner_text() == "Draft"
        page.goto(f"{serving.address}markets/")
        assert page.locator(".card:has-text('Fresh') .draft").inner_text() == "Draft"
        assert page.locator(".card:has-text('Bread is dear') .draft").count() == 0
        page.goto(f"{serving.address}markets/fresh/")
        source.rename(source.with_name("renamed.md"))
        page.wait_for_selector("text=There is no such page")
        page.goto(f"{serving.address}markets/renamed/")
        page.wait_for_selector("h1:has-text('Fresh')")
        source.with_name("renamed.md").unlink()
        page.wait_for_selector("text=There is no such page")


def test_data_charts_and_pictures_are_made_again(serving: Serving, page: Page) -> None:
    loaf = page.locator("img[src*='loaf']")
    width = loaf.evaluate("image => image.naturalWidth")
    content = (serving.site / "content/markets/loaf.png").read_bytes()
    (serving.site / "content/markets/loaf.png").write_bytes(content + b"\0")
    until(page, "document.querySelector('img[src*=loaf]').src.includes('?')")
    assert (loaf.evaluate("image => image.naturalWidth"), place(page)) == (width, (True, 1500))
    data = next((serving.site / "data/prices").glob("*.csv"))
    assert data.name in (serving.site / "data/prices/datapackage.yaml").read_text()
    charts = "charts/prices.py"
    serving.edit(charts, "Bread gets dearer", "Bread gets much dearer")
    page.wait_for_selector("text=Bread gets much dearer")
    lines = data.read_text().splitlines()
    data.write_text("\n".join([lines[0], re.sub(r"[\d.]+$", "4321", lines[1]), *lines[2:]]) + "\n")
    page.wait_for_selector("svg text:has-text('4,')", state="attached")
    stayed, top = place(page)
    assert stayed
    assert top == pytest.approx(1500, abs=30)
    # What a script has made of a figure is not the server's to change: the page is loaded anew, at the same place.
    page.evaluate("document.querySelector('figure').append('made by a script')")
    serving.edit(charts, "Bread gets much dearer", "Bread gets dear")
    page.wait_for_selector("text=Bread gets dear")
    until(page, f"Math.abs(window.scrollY - {top}) < 30")
    assert not place(page)[0]


def test_a_chart_and_data_are_shown_before_the_site_is_built(
    tmp_path: Path, shared_cache: Path, browser: Browser
) -> None:
    site = use_cache(copy_site(tmp_path / "site", TESTS / "problems/base"), shared_cache)
    descriptor = site / "data/prices/datapackage.yaml"
    descriptor.write_text(re.sub(r"    (hash|bytes): .*\n", "", descriptor.read_text()))
    (site / "build.py").write_text(HELD)
    hold = site / ".hold"
    with served(site, "build.py") as serving, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serving.address}markets/dear/")
        page.wait_for_selector("h1:has-text('Bread is dear')", timeout=60_000)
        for path, old, new in (
            ("charts/prices.py", "Bread gets dearer", "Bread gets much dearer"),
            ("data/prices/2026-01-31.csv", "2.30", "4321"),
        ):
            hold.touch()
            serving.edit(path, old, new)
            page.wait_for_selector("text=Bread gets much dearer")
            if new == "4321":
                page.wait_for_selector("svg text:has-text('4,')", state="attached")
            assert hold.exists()  # the build waits in its check
            hold.unlink()
            built = serving.process.stdout
            assert built is not None
            while path not in built.readline():
                pass


def test_an_error_of_the_sites_own_code_is_shown_over_the_last_good_page_and_goes(
    tmp_path: Path, shared_cache: Path, browser: Browser
) -> None:
    site = use_cache(copy_site(tmp_path / "site", TESTS / "problems/base"), shared_cache)
    (site / "build.py").write_text(HELD)
    with served(site, "build.py") as serving, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serving.address}markets/dear/")
        page.wait_for_selector("h1:has-text('Bread is dear')", timeout=60_000)
        (site / ".fail").touch()
        serving.edit(DEAR, "title: Bread is dear", "title: Bread is dearer")
        notes = page.locator("nutgraf-notes")
        notes.locator(".said").wait_for()
        assert "the build itself failed: RuntimeError: out of <b>order</b>" in notes.locator(".said").inner_text()
        assert page.locator("h1:has-text('Bread is dear')").count() == 1
        assert "in wait" in (site / ".nutgraf/crash.txt").read_text()
        (site / ".fail").unlink()
        serving.edit(DEAR, "title: Bread is dearer", "title: Bread is dear again")
        page.wait_for_selector("h1:has-text('Bread is dear again')")
        notes.wait_for(state="detached")


def test_ctrl_c_ends_it_at_once_and_without_a_trace(serving: Serving, page: Page) -> None:
    begun = time.monotonic()
    serving.process.send_signal(signal.SIGINT)
    said, wrong = serving.process.communicate(timeout=10)
    assert time.monotonic() - begun < 2
    assert serving.process.returncode == 0
    assert "Traceback" not in wrong
    assert re.search(r"\d\d:\d\d:\d\d built 2 pages, 1 figure and 2 checked numbers in \d", said)
