from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cache import Cache, ToolsCache
from nutgraf.figures.cards import make_figure_cards, make_page_card
from nutgraf.figures.exports import make_exports
from nutgraf.figures.printing import source_line
from nutgraf.figures.tasks import House, MakeCard, MakeExhibit, PageWords
from nutgraf.figures.words import Words
from nutgraf.model.config import FigureOptions
from nutgraf.model.dataset import Dataset, DataSource
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import ExhibitId, Svg
from nutgraf.model.site import Input, Plan
from nutgraf.model.theme import Theme
from nutgraf.problems import Location
from nutgraf.sources import Sources
from nutgraf.vega.drawing import draw, open_drawer
from nutgraf.vega.exports.font_files import FontFiles
from nutgraf.vega.exports.lettering import Lettering
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import fit

SPEC: dict[str, Any] = {
    "data": {"values": [{"k": "a", "v": 3, "t": "2026-01-31"}, {"k": "b", "v": 5, "t": "2026-02-28"}]},
    "mark": {"type": "bar", "color": {"gradient": "linear", "stops": [{"offset": 0, "color": "red"}]}, "clip": True},
    "encoding": {
        "x": {"field": "t", "type": "temporal"},
        "y": {"field": "v", "type": "quantitative"},
        "color": {"field": "k", "type": "nominal"},
    },
}
# A PNG whose pixels cannot be unpacked.
BROKEN = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAA"
    "FElEQVQIW2P8z8DwHwMDAwMDAwMAHhoDAYxJp6kAAAAASUVORK5CYII="
)
SAID = Words("Prices rise", "Crowns a loaf", "Two bars")
HOUSE = House(Theme(), FigureOptions(exports=("pdf", "svg", "png")), "The Ledger")
PLAN = Plan(ExhibitId("one"), Exhibit("one", ExhibitKind.CHART, "charts/one.vl.json"), (), "/figures/one/")


def open_press(folder: Path, tools: Path | None = None) -> Press:
    return Press(open_drawer(folder, tools), Lettering(FontFiles(ToolsCache(Cache(folder, tools)))), folder)


@pytest.fixture(scope="session")
def folder(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.cache.mkdir("press"))


@pytest.fixture(scope="session")
def press(folder: Path, tools_cache: Path) -> Press:
    return open_press(folder, tools_cache)


def wide(press: Press, spec: dict[str, Any] = SPEC) -> Svg:
    return draw(press.drawer, fit(spec, Theme(), 680, narrow=False), Theme(), title="T", description="D")


def task(*cards: PageWords, house: House = HOUSE) -> MakeExhibit:
    return MakeExhibit(Sources(Path("/nowhere"), {}), PLAN, house, cards)


def everything(press: Press) -> dict[str, bytes]:
    """Every file of a figure."""
    cards = make_figure_cards(press, task(), SAID, SPEC, wide(press))
    return {**make_exports(press, HOUSE, PLAN, SAID, wide(press)).value, "card": cards.value[0].png}


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def test_files_come_in_the_order_of_the_site(press: Press) -> None:
    files = make_exports(press, HOUSE, PLAN, SAID, wide(press)).value
    assert list(files) == ["pdf", "svg", "png"]
    assert files["pdf"].startswith(b"%PDF-")
    assert files["svg"].startswith(b"<svg ")
    assert b"<text" not in files["svg"]
    assert files["png"].startswith(b"\x89PNG")
    nothing = replace(HOUSE, options=FigureOptions(exports=()))
    assert make_exports(press, nothing, PLAN, SAID, wide(press)).value == {}


def test_what_was_made_before_changes_nothing(press: Press) -> None:
    first = everything(press)
    other = {**SPEC, "mark": "area"}
    make_exports(press, HOUSE, PLAN, Words("Fjord, “Åland” – ¾", "x", "y"), wide(press, other))
    assert everything(press) == first


def test_another_thread_makes_the_same(press: Press, folder: Path) -> None:
    made: list[dict[str, bytes]] = []
    thread = threading.Thread(target=lambda: made.append(everything(open_press(folder))))
    thread.start()
    thread.join()
    assert made == [everything(press)]


def test_another_process_makes_the_same(press: Press, folder: Path, tmp_path: Path) -> None:
    program = (
        "import json, sys; from pathlib import Path; from tests.figures.test_exports import *; "
        "print(json.dumps(digests(everything(open_press(Path(sys.argv[1]))))))"
    )
    root = str(Path(__file__).parents[2])
    changed = {"PYTHONPATH": root, "PYTHONHASHSEED": "7", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(
        command, env={**os.environ, **changed}, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert json.loads(done.stdout) == digests(everything(press))


def test_characters_that_no_font_has_are_told(press: Press) -> None:
    outcome = make_exports(press, HOUSE, PLAN, replace(SAID, title="パン costs"), wide(press))
    (problem,) = outcome.problems
    assert (problem.code, problem.severity) == ("missing-glyph", "warning")
    assert problem.message == "one shows characters that the site's fonts do not have: パ ン"
    assert list(outcome.value) == ["pdf", "svg", "png"]


def test_a_broken_image_is_a_problem_of_the_chart(press: Press) -> None:
    spec = {
        "data": {"values": [{"u": BROKEN}]},
        "mark": {"type": "image", "width": 9, "height": 9},
        "encoding": {"url": {"field": "u"}},
    }
    outcome = make_exports(press, HOUSE, PLAN, SAID, wide(press, spec))
    (problem,) = outcome.problems
    assert problem.code == "drawing-failed"
    assert problem.message.startswith("one cannot be exported as PDF: ")
    assert "\n" not in problem.message


def test_sources_are_named_once() -> None:
    def given(*titles: str) -> Input:
        return Input(Dataset("it", "It", (), sources=tuple(DataSource(title) for title in titles)), ())

    assert source_line(replace(PLAN, inputs=(given("BEA"), given("BEA")))) == "Source: BEA"
    assert source_line(replace(PLAN, inputs=(given("BEA", "FRED"),))) == "Sources: BEA; FRED"
    assert source_line(PLAN) == ""


def test_a_figure_has_a_card_for_its_page_and_for_each_article(press: Press) -> None:
    article = PageWords("/prices/bread/", "Is bread dear?", "It is.", Location("content/prices/bread.md"))
    outcome = make_figure_cards(press, task(article), SAID, SPEC, wide(press))
    assert [(card.page, card.permalink, card.alt) for card in outcome.value] == [
        ("/figures/one/", "/figures/one/social-card.png", "Two bars"),
        ("/prices/bread/", "/prices/bread/social-card.png", "Two bars"),
    ]
    assert outcome.value[0].png != outcome.value[1].png
    assert all(card.png[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big") for card in outcome.value)
    without = replace(HOUSE, options=FigureOptions(cards=False))
    assert make_figure_cards(press, task(article, house=without), SAID, SPEC, wide(press)).value == ()


def test_what_a_card_lacks_is_told_where_it_is_written(press: Press) -> None:
    place = Location("content/prices/bread.md")
    article = PageWords("/prices/bread/", "パン", "It is.", place)
    (problem,) = make_figure_cards(press, task(article), SAID, SPEC, wide(press)).problems
    assert (problem.code, problem.location) == ("missing-glyph", place)
    # The figure's own are told with its exports, once.
    assert make_figure_cards(press, task(article), replace(SAID, title="パン"), SPEC, wide(press)).problems == ()
    (problem,) = make_page_card(press, MakeCard(article, HOUSE)).problems
    assert problem.message.startswith("the social card of /prices/bread/ shows characters")


def test_a_page_without_figure_has_a_card_too(press: Press) -> None:
    card = make_page_card(press, MakeCard(PageWords("/about/", "About us", "Who we are."), HOUSE)).value
    assert (card.page, card.alt) == ("/about/", "About us")
    assert make_page_card(press, MakeCard(PageWords("/about/", "About us", "Who."), HOUSE)).value.png != card.png
