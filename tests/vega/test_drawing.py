from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega import isolate_script
from nutgraf.vega.bundling import VEGA_LITE_VERSION, VEGA_VERSION
from nutgraf.vega.drawing import Drawer, DrawingError, draw, open_drawer, plain_reason
from nutgraf.vega.layout.fitting import fit
from tests.vega.reference import GALLERY

ROWS = [{"a": 1, "b": 2, "t": "2024-01-01T00:00:00Z"}, {"a": 2, "b": 3, "t": "2024-06-01T00:00:00Z"}]


def chart(**parts: Any) -> dict[str, Any]:
    encoding = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}
    return {"data": {"values": ROWS}, "mark": "point", "encoding": encoding, **parts}


def gallery() -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GALLERY.rglob("*.json"))}


def test_the_pinned_packages_are_those_that_belong_together() -> None:
    import altair
    import vl_convert

    assert vl_convert.get_vega_version() == VEGA_VERSION
    assert altair.SCHEMA_URL.endswith(f"/v{VEGA_LITE_VERSION}.json")


# Every day a third of the gallery, of every folder; all of it in the long proofs.
@pytest.fixture(params=[3, pytest.param(1, marks=pytest.mark.soak)], ids=["some", "all"])
def shown(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    return dict([*gallery().items()][:: request.param])


def test_a_drawing_can_stand_in_a_page(drawer: Drawer, theme: Theme, shown: dict[str, dict[str, Any]]) -> None:
    for name, spec in shown.items():
        svg = draw(drawer, fit(spec, theme, 680, narrow=False), theme, title="T", description="D")
        root = ElementTree.fromstring(svg.text)
        assert root.attrib["viewBox"] == f"0 0 {svg.width:g} {svg.height:g}", name
        ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids))
        assert all(each.startswith(ids[0].removesuffix("title")) for each in ids)
        for element in root.iter():
            assert "style" not in element.attrib, name
            assert not any(key.startswith(("aria-", "on")) for key in element.attrib if element is not root), name


def test_drawings_of_different_specs_share_no_ids(drawer: Drawer, theme: Theme) -> None:
    clipped = chart(mark={"type": "line", "clip": True})
    one, two = (draw(drawer, fit(clipped, theme, width, narrow=False), theme, title="T") for width in (300, 600))

    def ids(svg: Svg) -> set[str]:
        return {each.attrib["id"] for each in ElementTree.fromstring(svg.text).iter() if "id" in each.attrib}

    assert len(ids(one)) == len(ids(two)) == 2
    assert not ids(one) & ids(two)


def test_order_and_thread_do_not_matter(drawer: Drawer, theme: Theme, shown: dict[str, dict[str, Any]]) -> None:
    specs = [fit(spec, theme, 500, narrow=False) for spec in shown.values()]
    assert specs
    forwards = [draw(drawer, spec, theme) for spec in specs]
    backwards: list[Svg] = []
    thread = threading.Thread(target=lambda: backwards.extend(draw(drawer, spec, theme) for spec in reversed(specs)))
    thread.start()
    thread.join()
    assert forwards == backwards[::-1]


def test_a_label_that_is_cut_within_a_character_is_drawn(drawer: Drawer, theme: Theme) -> None:
    drawn = ""
    for limit in range(60, 90, 3):
        x = {"field": "a", "type": "nominal", "axis": {"labelLimit": limit, "labelOverlap": False}}
        drawn += draw(drawer, chart(data={"values": [{"a": "\N{BREAD}" * 40, "b": 1}]}, encoding={"x": x}), theme).text
    drawn.encode()
    assert "\N{REPLACEMENT CHARACTER}" in drawn


@pytest.mark.parametrize(
    "expression", ["random()", "now()", "format(date(now()), 'd')", "sampleNormal(0, 1)", "'' + datetime()"]
)
def test_there_is_no_clock_and_no_chance(drawer: Drawer, theme: Theme, expression: str) -> None:
    spec = chart(
        transform=[{"calculate": expression, "as": "c"}],
        mark="text",
        encoding={"text": {"field": "c", "type": "nominal"}},
    )
    first = draw(drawer, spec, theme)
    draw(drawer, chart(), theme)
    assert draw(drawer, spec, theme) == first


def test_confidence_intervals_are_the_same_every_time(drawer: Drawer, theme: Theme) -> None:
    rows = [{"a": number % 2, "b": number * 7 % 11} for number in range(40)]
    encoding = {"y": {"field": "a", "type": "nominal"}, "x": {"field": "b", "type": "quantitative"}}
    spec = {"data": {"values": rows}, "mark": {"type": "errorbar", "extent": "ci"}, "encoding": encoding}
    assert draw(drawer, spec, theme) == draw(drawer, spec, theme)


def test_another_process_draws_the_same_bytes(pytestconfig: pytest.Config, theme: Theme) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.vega.test_drawing import *; "
        "drawer = open_drawer(Path(sys.argv[1])); spec = gallery()['line.vl.json']; "
        "print(draw(drawer, fit(spec, Theme(), 680, narrow=False), Theme()).text)"
    )
    root = Path(__file__).parents[2]

    def drawn(**environment: str) -> str:
        cache = str(pytestconfig.cache.mkdir("isolate"))
        given = {**os.environ, "PYTHONPATH": str(root), "TZ": "UTC", **environment}
        command = [sys.executable, "-c", program, cache]
        return subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout

    one = drawn(PYTHONHASHSEED="1", LC_ALL="C")
    assert one == drawn(PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert ">2023<" in one
    assert ">February<" in one or ">March<" in one


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({}, "a view has none of mark, layer, concat, hconcat, vconcat, spec"),
        (chart(mark="pont"), "there is no mark 'pont': did you mean point"),
        (chart(mark={"typ": "bar"}), "there is no mark None"),
        ({"layer": []}, "layer must be a list of views"),
        ({"hconcat": [chart(), {"mark": "baar"}]}, "there is no mark 'baar': did you mean bar"),
        ({"facet": {"field": "a"}, "spec": {"encoding": {}}}, "a view has none of"),
        (chart(transform=[{"filter": "datum.a >"}]), "Unexpected end of input"),
        (chart(transform=[{"calculate": "nothing(1)", "as": "c"}]), "nothing"),
        (chart(data={"url": "https://example.org/a.csv"}), "the chart loads https://example.org/a.csv"),
        (chart(data={"url": "a.csv"}), "the chart loads a.csv, but data must be in the spec"),
        (chart(data={"values": [{"a": float("nan")}]}), "a value that JSON cannot say"),
        (chart(data={"values": [{"a": "\ud800"}]}), "a value that JSON cannot say"),
        (chart(mark={"type": "image", "url": "https://example.org/a.png"}), "an image from elsewhere"),
        (chart(encoding={"x": 5, "y": None}), ""),
    ],
)
def test_what_cannot_be_drawn_says_why(drawer: Drawer, theme: Theme, spec: dict[str, Any], message: str) -> None:
    if not message:
        draw(drawer, spec, theme)
        return
    with pytest.raises(DrawingError) as caught:
        draw(drawer, spec, theme)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_drawing_that_needs_too_much_memory_is_stopped_and_the_next_one_is_right(
    pytestconfig: pytest.Config, theme: Theme
) -> None:
    own = open_drawer(pytestconfig.cache.mkdir("isolate"))
    before = draw(own, chart(), theme)
    rows = {"sequence": {"start": 0, "stop": 3_000_000}}
    huge = chart(data=rows, transform=[{"calculate": "sequence(1000)", "as": "s"}, {"flatten": ["s"]}])
    with pytest.raises(MemoryError):
        draw(own, huge, theme)
    assert draw(own, chart(), theme) == before


def test_links_stay_and_dangerous_ones_go(drawer: Drawer, theme: Theme) -> None:
    def linked(address: str) -> str:
        return draw(drawer, chart(mark={"type": "point", "href": address}), theme).text

    assert linked("https://example.org/").count('<a href="https://example.org/">') == 2
    assert "javascript" not in linked("javascript:alert(1)")


def test_named_colours_go_through(drawer: Drawer, theme: Theme) -> None:
    svg = draw(drawer, chart(mark={"type": "point", "color": "var(--series-1)", "filled": True}), theme).text
    assert svg.count('fill="var(--series-1)"') == 2


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("TypeError: a\n    at x:1", "a"),
        ("Uncaught Error: b", "b"),
        ("Error: Invalid specification", "Invalid specification"),
        (
            "TypeError: Cannot read properties of undefined (reading 'x')",
            "Vega-Lite cannot make sense of the spec (Cannot read properties of undefined (reading 'x'))",
        ),
        ("", "no reason given"),
    ],
)
def test_reasons_are_plain(told: str, reason: str) -> None:
    assert plain_reason(told) == reason
    assert len(plain_reason("x" * 1000)) == 300


def test_the_script_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(isolate_script, "_made_script", lambda: made.append(1) or "script")
    assert isolate_script.load_script(tmp_path / "new") == isolate_script.load_script(tmp_path / "new") == "script"
    assert made == [1]
    assert len(list((tmp_path / "new").iterdir())) == 1
