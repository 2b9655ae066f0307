from __future__ import annotations

from typing import Any

import pytest

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw
from nutgraf.vega.layout.fitting import fit
from nutgraf.vega.marks import marks_drawn


def svg(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'


@pytest.mark.parametrize(
    ("inner", "count"),
    [
        ("", 0),
        ('<g class="mark-line role-mark"><path d="M0,0L1,1"/></g>', 1),
        ('<g class="mark-line role-mark"><path d="M0,0"/></g>', 0),
        ('<g class="mark-line role-mark"><path d="M0,0M1,1Z"/></g>', 0),
        ('<g class="mark-line role-mark"><path d="M0,NaNL1,1"/></g>', 0),
        ('<g class="mark-line role-mark"><path d=""/></g>', 0),
        ('<g class="mark-symbol role-mark"><path transform="translate(NaN,1)" d="M1,0A1,1,0,1,1,-1,0"/></g>', 0),
        ('<g class="mark-symbol role-mark"><path opacity="0" d="M1,0A1,1,0,1,1,-1,0"/></g>', 0),
        ('<g class="mark-text role-mark"><text>a</text><text> </text></g>', 1),
        ('<g class="mark-text role-axis-label"><text>a</text></g>', 0),
        ('<g class="mark-group role-mark"><g class="mark-rect role-mark"><rect/><rect/></g></g>', 2),
        ('<g class="mark-line role-mark"><path stroke-linecap="round" d="M0,0Z"/></g>', 1),
        ('<g class="mark-line role-mark"><path stroke-linecap="butt" d="M0,0Z"/></g>', 0),
        ('<g class="mark-rule role-mark"><line/><line x2="0" y2="0"/></g>', 0),
        ('<g class="mark-rule role-mark"><line stroke-linecap="square"/><line y2="-3"/></g>', 2),
        ('<g class="mark-rule role-mark"><a href="x"><line x2="3"/></a></g>', 1),
    ],
)
def test_counts(inner: str, count: int) -> None:
    assert marks_drawn(svg(inner)) == count


def chart(rows: list[dict[str, Any]], mark: str = "point") -> dict[str, Any]:
    encoding = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


@pytest.mark.parametrize(
    ("spec", "count"),
    [
        (chart([{"a": 1, "b": 2}, {"a": 2, "b": 3}, {"a": None, "b": 3}]), 2),
        (chart([{"a": 1, "b": 2}, {"a": 2, "b": 3}], "line"), 1),
        (chart([{"a": 1, "b": 2}], "line"), 0),
        (chart([{"a": 1, "b": 2}, {"a": 2, "b": 3}], "bar"), 2),
        (chart([]), 0),
        (chart([{"a": None, "b": None}]), 0),
        ({**chart([{"a": 1, "b": 2}]), "transform": [{"filter": "datum.a > 5"}]}, 0),
        ({**chart([{"a": 1, "b": 2}, {"a": 2, "b": 2}]), "title": "T"}, 2),
    ],
)
def test_counts_of_drawings(drawer: Drawer, theme: Theme, spec: dict[str, Any], count: int) -> None:
    assert marks_drawn(draw(drawer, fit(spec, theme, 400, narrow=False), theme).text) == count
