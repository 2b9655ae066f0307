from __future__ import annotations

from typing import Any

import pytest

from nutgraf.vega.interactive import is_interactive

ENCODING = {"x": {"field": "a"}, "y": {"field": "b"}}
WITH_TOOLTIP = {**ENCODING, "tooltip": {"field": "a"}}

ANSWERING: dict[str, dict[str, Any]] = {
    "mark": {"mark": {"type": "line", "tooltip": True}, "encoding": ENCODING},
    "mark-content": {"mark": {"type": "line", "tooltip": {"content": "data"}}},
    "encoding": {"mark": "bar", "encoding": WITH_TOOLTIP},
    "encoding-list": {"mark": "bar", "encoding": {"tooltip": [{"field": "a"}]}},
    "layer": {"layer": [{"mark": "line"}, {"mark": "point", "encoding": WITH_TOOLTIP}]},
    "shared-encoding": {"encoding": WITH_TOOLTIP, "layer": [{"mark": "line"}]},
    "concat": {"hconcat": [{"mark": "bar"}, {"vconcat": [{"mark": "bar", "encoding": WITH_TOOLTIP}]}]},
    "facet": {"facet": {"field": "c"}, "spec": {"mark": "bar", "encoding": WITH_TOOLTIP}},
    "config": {"mark": "bar", "config": {"bar": {"tooltip": True}}},
    "selection": {"mark": "point", "params": [{"name": "picked", "select": "point"}]},
    "selection-in-layer": {"layer": [{"mark": "point", "params": [{"name": "p", "select": {"type": "interval"}}]}]},
    "scales": {"mark": "point", "params": [{"name": "grid", "select": "interval", "bind": "scales"}]},
    "slider": {"mark": "point", "params": [{"name": "year", "value": 2020, "bind": {"input": "range"}}]},
}

STILL: dict[str, dict[str, Any]] = {
    "plain": {"mark": "bar", "encoding": ENCODING},
    "no-tooltip": {"mark": {"type": "bar", "tooltip": None}, "encoding": {"tooltip": None}},
    "false": {"mark": {"type": "bar", "tooltip": False}},
    "empty-list": {"mark": "bar", "encoding": {"tooltip": []}},
    "link": {"mark": "bar", "encoding": {**ENCODING, "href": {"field": "url"}}},
    "variable": {"mark": "bar", "params": [{"name": "width_of_bars", "value": 3}, {"name": "b", "expr": "1"}]},
    "data-called-tooltip": {"mark": "bar", "data": {"values": [{"mark": {"tooltip": True}}]}},
    "datasets": {"mark": "bar", "datasets": {"rows": [{"encoding": {"tooltip": 1}}]}},
    "usermeta": {"mark": "bar", "usermeta": {"params": [{"select": "point"}], "mark": {"tooltip": True}}},
    "animation": {
        "mark": {"type": "point", "tooltip": True},
        "params": [{"name": "frame", "select": {"type": "point", "fields": ["year"], "on": "timer"}}],
    },
    "animation-with-filter": {
        "mark": "point",
        "params": [{"name": "frame", "select": {"type": "point", "on": {"type": "timer", "filter": "true"}}}],
    },
}


@pytest.mark.parametrize("spec", ANSWERING.values(), ids=ANSWERING)
def test_charts_that_answer(spec: dict[str, Any]) -> None:
    assert is_interactive(spec)


@pytest.mark.parametrize("spec", STILL.values(), ids=STILL)
def test_charts_that_do_not(spec: dict[str, Any]) -> None:
    assert not is_interactive(spec)
