"""Where two makings of one exhibit differ first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nutgraf.model.figure import Drawing, DrawnData, ExhibitId, Fact, Figure, Svg
from nutgraf.verify.differences import first_difference

IDENTITY = ExhibitId("cape")


def figure(spec: Any, drawing: str = "<svg/>", png: bytes = b"") -> Figure:
    svg = Svg(drawing, 100, 100)
    files = {"vl.json": json.dumps(spec).encode(), "png": png}
    return Figure(IDENTITY, "", "", "", "", "", drawing=Drawing(svg, svg), data=DrawnData((), ()), files=files)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"title": "a"}, {"title": "b"}, 'title was "a", then "b"'),
        ({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"c": 2}]}}, "a.b[0].c was 1, then 2"),
        ({"a": [1, 2]}, {"a": [1, 2, 3]}, "a had 2 items, then 3"),
        ({"a": 1}, {"a": 1, "b": 2}, "b was absent, then 2"),
        ({"a": 1, "b": 2}, {"a": 1}, "b was 2, then absent"),
        ({"a": "x" * 100}, {"a": 1}, f'a was "{"x" * 59}…, then 1'),
    ],
)
def test_the_place_in_the_spec(first: Any, second: Any, told: str) -> None:
    assert first_difference(figure(first), figure(second)) == told


def test_what_is_not_in_the_spec() -> None:
    assert first_difference(figure({}), figure({}, png=b"x")) == "its spec is the same, but not its png file"
    assert first_difference(figure({}), figure({}, "<svg></svg>")) == "its spec is the same, but not its drawing"


def test_the_value_of_a_fact() -> None:
    assert first_difference(Fact(IDENTITY, 1.5, "%"), Fact(IDENTITY, 2, "%")) == "its value was 1.5, then 2"
