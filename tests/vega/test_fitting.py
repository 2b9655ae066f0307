from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw
from nutgraf.vega.layout.fitting import fit, has_own_layout, merged, title_and_subtitle
from tests.vega.reference import GALLERY

LINE: dict[str, Any] = {
    "data": {"values": [{"a": 1, "b": 2}, {"a": 2, "b": 3}]},
    "mark": "line",
    "encoding": {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}},
}


@pytest.mark.parametrize(
    ("spec", "own"),
    [
        (LINE, False),
        ({**LINE, "width": "container"}, False),
        ({**LINE, "height": 200}, False),
        ({**LINE, "width": 300}, True),
        ({**LINE, "width": {"step": 20}}, True),
        ({"layer": [LINE, LINE]}, False),
        ({"layer": [LINE, {**LINE, "width": 100}]}, True),
        ({"hconcat": [LINE, LINE]}, True),
        ({"vconcat": [LINE]}, True),
        ({"concat": [LINE]}, True),
        ({"repeat": ["a"], "spec": LINE}, True),
        ({"facet": {"field": "a"}, "spec": LINE}, True),
        ({**LINE, "encoding": {**LINE["encoding"], "column": {"field": "a"}}}, True),
        ({"layer": [{**LINE, "encoding": {"row": {"field": "a"}}}]}, True),
    ],
)
def test_which_specs_have_a_layout_of_their_own(spec: dict[str, Any], own: bool) -> None:
    assert has_own_layout(spec) is own


def test_the_config_is_the_themes_under_the_charts(theme: Theme) -> None:
    spec = {**LINE, "config": {"axis": {"labelColor": "red"}}}
    wide, narrow = fit(spec, theme, 680, narrow=False), fit(spec, theme, 320, narrow=True)
    assert wide["config"]["axis"] == {"labelFontSize": 13, "labelColor": "red"}
    assert narrow["config"]["axis"] == {"labelFontSize": 12, "labelColor": "red"}
    assert wide["config"]["font"] == "Source Sans Pro, sans-serif"
    assert wide["config"]["background"] is None


def test_a_spec_is_not_changed(theme: Theme) -> None:
    spec = {**LINE, "title": "T", "layer": [{"mark": "bar", "title": "S"}], "height": "container"}
    before = copy.deepcopy(spec)
    fitted = fit(spec, theme, 680, narrow=False)
    assert spec == before
    assert "title" not in fitted
    assert "height" not in fitted
    assert fitted["layer"] == [{"mark": "bar"}]


def test_a_layout_of_its_own_is_left_alone(theme: Theme) -> None:
    spec = {"hconcat": [{**LINE, "title": "Left"}, LINE], "title": "Both"}
    fitted = fit(spec, theme, 680, narrow=False)
    assert fitted["hconcat"] == spec["hconcat"]
    assert not {"width", "autosize", "title"} & set(fitted)
    assert "view" not in fitted["config"]


@pytest.mark.parametrize("width", [320, 680])
def test_drawings_are_exactly_as_wide_as_asked(drawer: Drawer, theme: Theme, width: int) -> None:
    fitted = 0
    for path in sorted(GALLERY.rglob("*.json")):
        spec = json.loads(path.read_text(encoding="utf-8"))
        if has_own_layout(spec) or path.name.startswith("donut"):  # its ring has a fixed radius
            continue
        svg = draw(drawer, fit(spec, theme, width, narrow=width < 400), theme)
        assert svg.width == width, path.name
        fitted += 1
    assert fitted > 30


def test_height_is_the_authors_or_the_themes(drawer: Drawer, theme: Theme) -> None:
    default = draw(drawer, fit(LINE, theme, 680, narrow=False), theme)
    tall = draw(drawer, fit({**LINE, "height": theme.chart.height + 100}, theme, 680, narrow=False), theme)
    assert tall.height == default.height + 100
    assert theme.chart.height < default.height < theme.chart.height + 80


def test_steps_decide_the_height_of_a_discrete_axis(drawer: Drawer, theme: Theme) -> None:
    def height(rows: int) -> float:
        values = [{"k": f"k{number}", "v": number} for number in range(rows)]
        encoding = {"y": {"field": "k", "type": "nominal"}, "x": {"field": "v", "type": "quantitative"}}
        spec = {"data": {"values": values}, "mark": "bar", "encoding": encoding}
        return draw(drawer, fit(spec, theme, 680, narrow=False), theme).height

    assert height(12) - height(6) == 6 * 20


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({}, ("", "")),
        ({"title": "T"}, ("T", "")),
        ({"title": ["T", "U"]}, ("T U", "")),
        ({"title": {"text": ["T", "U"], "subtitle": "S"}}, ("T U", "S")),
        ({"layer": [{"mark": "bar"}, {"title": {"text": "T", "subtitle": ["S", "s"]}}]}, ("T", "S s")),
        ({"title": "Own", "layer": [{"title": "T"}]}, ("Own", "")),
        ({"hconcat": [{"title": "T"}]}, ("", "")),
        ({"title": {"text": {"expr": "x"}}}, ("", "")),
    ],
)
def test_title_and_subtitle(spec: dict[str, Any], words: tuple[str, str]) -> None:
    assert title_and_subtitle(spec) == words


def test_merging_replaces_everything_but_mappings() -> None:
    assert merged({"a": {"b": 1, "c": [1]}, "d": 1}, {"a": {"c": [2]}, "d": {"e": 1}}) == {
        "a": {"b": 1, "c": [2]},
        "d": {"e": 1},
    }
