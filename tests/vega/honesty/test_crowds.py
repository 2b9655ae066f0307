"""Slices and points: as many as can be seen."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from nutgraf.vega.drawing import Drawer
from tests.vega.honesty.drawn import findings_in


def slices(number: int) -> alt.Chart:
    frame = pd.DataFrame({"name": [f"n{i}" for i in range(number)], "value": [number + i for i in range(number)]})
    return alt.Chart(frame).mark_arc().encode(theta="value:Q", color=alt.Color("name:N", legend=None))


@pytest.mark.parametrize("number", [6, 7])
def test_six_slices_are_enough(drawer: Drawer, number: int) -> None:
    found = findings_in(drawer, slices(number)).get("too-many-slices")
    assert found == ("the pie has 7 slices, more than 6" if number > 6 else None)


def test_a_ring_is_a_pie_and_a_rose_is_none(drawer: Drawer) -> None:
    assert "too-many-slices" in findings_in(drawer, slices(9).mark_arc(innerRadius=60))
    rose = slices(9).encode(radius=alt.Radius("value:Q").scale(type="sqrt", zero=True), theta=alt.Theta("name:N"))
    assert "too-many-slices" not in findings_in(drawer, rose)
    assert "too-many-slices" not in findings_in(drawer, slices(5) | slices(6))


def cloud(points: int, spread: int) -> pd.DataFrame:
    """Points on a grid of `spread` by `spread`, one upon the other where there are more."""
    return pd.DataFrame({"x": [i % spread for i in range(points)], "y": [i // spread % spread for i in range(points)]})


def scattered(points: int, spread: int, **mark: Any) -> alt.Chart:
    return alt.Chart(cloud(points, spread)).mark_point(**mark).encode(x="x:Q", y="y:Q")


def test_points_under_points(drawer: Drawer) -> None:
    found = findings_in(drawer, scattered(400, 15))["overplotted-points"]
    assert found.startswith("44% of 400 points lie under others in a plot ")


@pytest.mark.parametrize(
    ("points", "spread", "mark"),
    [
        (400, 20, {}),  # each in its own place
        (280, 15, {}),  # 55 of them on others
        (199, 10, {}),  # too few to ask
        (400, 15, {"opacity": 0.6}),
        (400, 15, {"filled": False}),
        (400, 15, {"filled": True, "fillOpacity": 0.2}),
    ],
)
def test_points_that_can_be_seen(drawer: Drawer, points: int, spread: int, mark: dict[str, Any]) -> None:
    assert "overplotted-points" not in findings_in(drawer, scattered(points, spread, **mark))


def test_the_border_of_number_and_share(drawer: Drawer) -> None:
    assert "overplotted-points" in findings_in(drawer, scattered(200, 10))
    assert "overplotted-points" in findings_in(drawer, scattered(310, 15))


def test_what_is_seen_depends_on_the_width(drawer: Drawer) -> None:
    dense = alt.Chart(cloud(2500, 50)).mark_circle(size=90).encode(x="x:Q", y="y:Q").properties(height=600)
    assert "overplotted-points" not in findings_in(drawer, dense, width=1000)
    assert "overplotted-points" in findings_in(drawer, dense, width=120)


def test_circles_and_squares_hide_as_points_do(drawer: Drawer) -> None:
    for chart in (scattered(400, 15).mark_circle(), scattered(400, 15).mark_square()):
        assert "overplotted-points" in findings_in(drawer, chart)
