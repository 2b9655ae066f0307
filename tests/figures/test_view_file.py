from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nutgraf.figures.pictures import raw_pictures
from nutgraf.figures.view_file import make_view
from nutgraf.model.figure import Control, View
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, open_drawer

FAMILY = Theme().fonts.data
ROWS = [{"day": f"2026-01-0{day}T00:00:00Z", "price": day * 1.5, "secret": "hidden"} for day in range(1, 6)]
SPEC: dict[str, Any] = {
    "data": {"name": "frame-0"},
    "datasets": {"frame-0": ROWS},
    "mark": {"type": "line", "tooltip": True},
    "encoding": {"x": {"field": "day", "type": "temporal"}, "y": {"field": "price", "type": "quantitative"}},
}


@pytest.fixture(scope="module")
def drawer(pytestconfig: pytest.Config, tools_cache: Path) -> Drawer:
    return open_drawer(pytestconfig.cache.mkdir("isolate"), tools_cache)


def view_of(drawer: Drawer, spec: dict[str, Any]) -> View:
    return make_view(drawer, FAMILY, raw_pictures(drawer, Theme(), spec, spec), ())


def test_both_drawings_share_the_columns_that_are_drawn(drawer: Drawer) -> None:
    view = view_of(drawer, SPEC)
    file = json.loads(view.content)
    assert file["tables"] == [{"columns": {name: [row[name] for row in ROWS] for name in ("day", "price")}}]
    for variant, width in (("wide", 680), ("narrow", 320)):
        spec = file[variant]["spec"]
        assert spec["data"][0] == {"name": "frame-0", "table": 0}
        assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == width
        assert spec["autosize"] == "none"
    assert b"hidden" not in view.content
    assert b"aria-label" not in view.content
    assert view.controls == ()


def test_equal_charts_have_equal_views_whatever_was_drawn_before(drawer: Drawer) -> None:
    first = view_of(drawer, SPEC)
    changed = {**SPEC, "datasets": {"frame-0": ROWS[:4]}}
    other = view_of(drawer, changed)
    assert view_of(drawer, SPEC) == first
    assert other.name != first.name
    assert first.name.startswith("view-")


def test_a_chart_of_one_width_has_one_variant(drawer: Drawer) -> None:
    assert json.loads(view_of(drawer, {**SPEC, "width": 200}).content).keys() == {"tables", "wide"}


def test_inputs_of_parameters_stand_in_the_page(drawer: Drawer) -> None:
    params = [
        {"name": "low", "value": 2, "bind": {"input": "range", "max": 9, "step": 0.5, "name": "At least: "}},
        {"name": "shop", "value": None, "bind": {"input": "select", "options": [None, "b"], "labels": ["All", "B"]}},
        {"name": "kind", "value": 7, "bind": {"input": "radio", "options": [5, 7]}},
        {"name": "on", "value": True, "bind": {"input": "checkbox"}},
        {"name": "word", "bind": {"input": "text", "placeholder": "a word"}},
        {"name": "elsewhere", "value": 1, "bind": {"element": "#input"}},
    ]
    view = view_of(drawer, {**SPEC, "params": params})
    assert view.controls == (
        Control("low", "At least", "range", "2", limits={"min": "0", "max": "9", "step": "0.5"}),
        Control("shop", "shop", "select", "", ("All", "B"), 0),
        Control("kind", "kind", "radio", "7", ("5", "7"), 1),
        Control("on", "on", "checkbox", "true"),
        Control("word", "word", "text", limits={"placeholder": "a word"}),
    )
    file = json.loads(view.content)
    assert file["choices"] == {"shop": [None, "b"], "kind": [5, 7]}
    assert "bind" not in view.content.decode()
