from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import Any

import pytest

from nutgraf.locales import LANGUAGES, NumberFormat
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw
from nutgraf.vega.layout.fitting import fit
from nutgraf.vega.localising import localised

TIMES = [f"2026-01-{day:02d}T08:30:00Z" for day in range(1, 29)]
VALUES = {"values": [{"t": time, "v": 1200.5 + number} for number, time in enumerate(TIMES)]}
LINE: dict[str, Any] = {
    "data": VALUES,
    "mark": "line",
    "encoding": {
        "x": {"field": "t", "type": "temporal", "title": None},
        "y": {"field": "v", "type": "quantitative", "scale": {"zero": False}, "title": None},
    },
}


def words(drawer: Drawer, theme: Theme, spec: dict[str, Any]) -> list[str]:
    return re.findall(r">([^<>]+)</text>", draw(drawer, fit(spec, theme, 680, narrow=False), theme).text)


def text_of(channel: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [VALUES["values"][0]]}, "mark": "text", "encoding": {"text": channel}}


def test_axes_are_written_in_the_sites_language(drawer: Drawer, theme: Theme) -> None:
    german = words(drawer, theme, localised(LINE, LANGUAGES["de"]))
    assert "11. Jan" in german
    assert "1.210" in german
    assert "Jan 11" in words(drawer, theme, localised(LINE, LANGUAGES["en-US"]))


def test_american_english_is_what_vega_does_by_itself(drawer: Drawer, theme: Theme) -> None:
    assert words(drawer, theme, localised(LINE, LANGUAGES["en-US"])) == words(drawer, theme, LINE)


@pytest.mark.parametrize(
    ("tag", "channel", "text"),
    [
        ("de", {"field": "t", "type": "temporal"}, "1. Jan 2026"),
        ("de", {"field": "t", "timeUnit": "yearmonthdate"}, "1. Jan 2026"),
        ("ja", {"field": "t", "timeUnit": "utcyearmonth"}, "2026年1月"),
        ("fi", {"field": "t", "timeUnit": {"unit": "monthdate"}}, "1.1."),
        ("fr", {"field": "t", "timeUnit": "month"}, "janv."),
        ("de", {"field": "v", "type": "quantitative", "format": "$,.1f"}, "1.200,5\u00a0$"),
        ("fr", {"field": "v", "type": "quantitative", "format": ",.1f"}, "1\u202f200,5"),
        ("de", {"value": {"expr": "timeFormat(datetime(2026, 2, 3), '%A, %x')"}}, "Dienstag, 03.03.2026"),
    ],
)
def test_texts(drawer: Drawer, theme: Theme, tag: str, channel: dict[str, Any], text: str) -> None:
    assert words(drawer, theme, localised(text_of(channel), LANGUAGES[tag])) == [text]


def test_the_currency_is_the_sites_where_it_says_one(drawer: Drawer, theme: Theme) -> None:
    euro = replace(LANGUAGES["de"], number=NumberFormat(",", ".", currency=("", "\u00a0€")))
    spec = text_of({"field": "v", "type": "quantitative", "format": "$,.2f"})
    assert words(drawer, theme, localised(spec, euro)) == ["1.200,50\u00a0€"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_is_drawn(drawer: Drawer, theme: Theme, tag: str) -> None:
    number = LANGUAGES[tag].number
    written = words(drawer, theme, localised(LINE, LANGUAGES[tag]))
    assert f"1{number.thousands}210" in written


def test_the_authors_own_formats_and_config_stay(drawer: Drawer, theme: Theme) -> None:
    own = {"format": "%Y!"}
    spec = text_of({"field": "t", "timeUnit": "yearmonthdate", **own})
    assert words(drawer, theme, localised(spec, LANGUAGES["de"])) == ["2026!"]
    config = {"timeFormat": "%Y?", "locale": {"number": {"decimal": "·"}}}
    result = localised({**LINE, "config": config}, LANGUAGES["de"])["config"]
    assert result["timeFormat"] == "%Y?"
    assert (result["locale"]["number"]["decimal"], result["locale"]["number"]["thousands"]) == ("·", ".")


def test_a_layer_does_not_take_over_the_axis_that_another_words(drawer: Drawer, theme: Theme) -> None:
    """Layers share an axis: a format written into one would displace that of another."""
    x = LINE["encoding"]["x"]
    layers = [
        {"mark": "line", "encoding": {"x": x, "y": LINE["encoding"]["y"]}},
        {"mark": "point", "encoding": {"x": {**x, "axis": {"format": "%d!"}}, "y": LINE["encoding"]["y"]}},
    ]
    written = words(drawer, theme, localised({"data": VALUES, "layer": layers}, LANGUAGES["de"]))
    assert "05!" in written


def test_an_axis_that_is_switched_off_stays_off() -> None:
    spec = copy.deepcopy(LINE)
    spec["encoding"]["x"]["axis"] = None
    assert localised(spec, LANGUAGES["de"])["encoding"]["x"]["axis"] is None


def test_the_argument_is_not_changed() -> None:
    before = copy.deepcopy(LINE)
    localised(LINE, LANGUAGES["de"])
    assert before == LINE
