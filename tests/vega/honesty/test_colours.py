"""Colours that tell series apart, and marks that stand out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from nutgraf.vega.drawing import Drawer
from tests.vega.honesty.drawn import MONTHS, findings_in, months, towns

LIKE = ["#b03030", "#5f7000"]  # red and green of one lightness
FAR = ["#2b6a8f", "#cc6f00"]


def coloured(colours: list[str], **legend: Any) -> alt.Color:
    return alt.Color("series:N", **legend).scale(range=colours)


def lines(colour: alt.Color, **more: Any) -> alt.Chart:
    return months().mark_line().encode(x="month:T", y="price:Q", color=colour, **more)


def many(number: int) -> pd.DataFrame:
    return pd.DataFrame({"name": [f"n{i:02}" for i in range(number)], "value": range(1, number + 1)})


LABELS = alt.Chart(MONTHS.groupby("series").tail(1)).mark_text(align="left")

ALIKE: dict[str, Any] = {
    "lines": lines(coloured(LIKE)),
    "stacked bars": months().mark_bar().encode(x="year(month):O", y="sum(price):Q", color=coloured(LIKE)),
    "points": months().mark_point(filled=True).encode(x="month:T", y="price:Q", color=coloured(LIKE)),
    "areas": months().mark_area().encode(x="month:T", y="price:Q", color=coloured(LIKE)),
    "layered": lines(coloured(LIKE)) + months().mark_rule().encode(y=alt.datum(60)),
    "concatenated": (lines(coloured(FAR)) & lines(coloured(LIKE))).resolve_scale(color="independent"),
    "the same twice": lines(coloured(["#2b6a8f", "#2b6a8f"])),
    "not far enough without a legend": lines(coloured(["#2b6a8f", "#2f6f95"], legend=None)),
}
APART: dict[str, Any] = {
    "the theme's": lines(alt.Color("series:N")),
    "far": lines(coloured(FAR)),
    "with dashes": lines(coloured(LIKE), strokeDash="series:N"),
    "with shapes": months().mark_point().encode(x="month:T", y="price:Q", color=coloured(LIKE), shape="series:N"),
    "in plots of their own": lines(coloured(LIKE)).facet(row="series:N"),
    "one colour for the background": lines(coloured(["#6d6a64", "#6d6a64"], legend=None)),
    "labelled": lines(coloured(["#2b6a8f", "#4f8a5f"], legend=None))
    + LABELS.encode(x="month:T", y="price:Q", text="series:N", color=coloured(["#2b6a8f", "#4f8a5f"], legend=None)),
    "a ramp": months().mark_line().encode(x="month:T", y="price:Q", color=alt.Color("series:O").scale(scheme="blues")),
    "numbers": months().mark_point().encode(x="month:T", y="price:Q", color="price:Q"),
}


@pytest.mark.parametrize("chart", ALIKE.values(), ids=ALIKE)
def test_series_that_some_readers_cannot_tell_apart(drawer: Drawer, chart: Any) -> None:
    assert "colours-alike" in findings_in(drawer, chart)


@pytest.mark.parametrize("chart", APART.values(), ids=APART)
def test_series_that_all_readers_tell_apart(drawer: Drawer, chart: Any) -> None:
    assert "colours-alike" not in findings_in(drawer, chart)


def test_the_pair_is_named_with_the_reader_and_the_paper(drawer: Drawer) -> None:
    message = findings_in(drawer, ALIKE["lines"])["colours-alike"]
    assert message.startswith("the colours of ‘gas’ and ‘oil’ differ by ΔE ")
    assert "opia on " in message
    assert message.endswith("less than 8")
    assert findings_in(drawer, ALIKE["the same twice"])["colours-alike"] == "‘gas’ and ‘oil’ have the same colour"


@pytest.mark.parametrize("number", [7, 8])
def test_more_categories_than_the_theme_has_colours(drawer: Drawer, number: int) -> None:
    chart = alt.Chart(many(number)).mark_bar().encode(x="name:N", y="value:Q", color="name:N")
    assert ("colours-alike" in findings_in(drawer, chart)) is (number > 7)


@pytest.mark.parametrize("number", [8, 9])
def test_more_than_eight_colours(drawer: Drawer, number: int) -> None:
    colours = [f"#{20 * i:02x}{(97 * i) % 200:02x}{(53 * i) % 220:02x}" for i in range(number)]
    colour = alt.Color("name:N").scale(range=colours)
    chart = alt.Chart(many(number)).mark_bar().encode(x="name:N", y="value:Q", color=colour)
    found = findings_in(drawer, chart).get("too-many-colours")
    assert found == (f"{number} colours tell categories apart, more than 8" if number > 8 else None)


def test_a_few_colours_for_many_categories_are_few(drawer: Drawer) -> None:
    colour = alt.Color("name:N", legend=None).scale(range=["var(--hot)", *["var(--muted)"] * 11])
    chart = alt.Chart(many(12)).mark_bar().encode(x="name:N", y="value:Q", color=colour)
    assert {"too-many-colours", "colours-alike"}.isdisjoint(findings_in(drawer, chart))


def test_a_ramp_has_as_many_colours_as_it_wants(drawer: Drawer) -> None:
    chart = (
        alt.Chart(many(12)).mark_bar().encode(x="name:N", y="value:Q", color=alt.Color("name:O").scale(scheme="blues"))
    )
    assert "too-many-colours" not in findings_in(drawer, chart)


ONE = alt.Chart(MONTHS[MONTHS["series"] == "gas"])
PALE = "#cfd8dc"
FAINT: dict[str, Any] = {
    "bars": towns().mark_bar(color=PALE).encode(x="town:N", y="rent:Q"),
    "a line": ONE.mark_line(color="var(--rule)").encode(x="month:T", y="price:Q"),
    "through opacity": towns().mark_bar(color="var(--cool)", opacity=0.4).encode(x="town:N", y="rent:Q"),
    "by name": towns().mark_point(color="gold").encode(x="town:N", y="rent:Q"),
    "white": towns().mark_bar(color="white").encode(x="town:N", y="rent:Q"),
    "black": towns().mark_bar(color="black").encode(x="town:N", y="rent:Q"),
    "an area alone": ONE.mark_area(color=PALE).encode(x="month:T", y="price:Q"),
    "one of a scale": towns()
    .mark_bar()
    .encode(x="town:N", y="rent:Q", color=alt.Color("kind:N").scale(range=["var(--cool)", PALE])),
    "a ramp without a word": towns()
    .mark_bar()
    .encode(x="town:N", y="rent:Q", color=alt.Color("rent:Q", legend=None).scale(scheme="blues")),
}
CLEAR: dict[str, Any] = {
    "bars": towns().mark_bar().encode(x="town:N", y="rent:Q"),
    "in the background": ONE.mark_line(color="var(--muted)").encode(x="month:T", y="price:Q"),
    "bordered": towns().mark_bar(color=PALE, stroke="var(--ink)").encode(x="town:N", y="rent:Q"),
    "rules": towns().mark_rule(color=PALE).encode(y="mean(rent):Q"),
    "an area under its line": ONE.mark_area(color=PALE, line={"color": "var(--cool)"}).encode(x="month:T", y="price:Q"),
    "a band behind a line": months().mark_area(color=PALE).encode(x="month:T", y="min(price):Q", y2="max(price):Q")
    + months().mark_line().encode(x="month:T", y="mean(price):Q"),
    "a span behind a line": alt.Chart(pd.DataFrame({"a": ["2020-06-01"], "b": ["2020-09-01"]}))
    .mark_rect(color=PALE)
    .encode(x="a:T", x2="b:T")
    + ONE.mark_line().encode(x="month:T", y="price:Q"),
    "a ramp with its legend": towns()
    .mark_bar()
    .encode(x="town:N", y="rent:Q", color=alt.Color("rent:Q").scale(scheme="blues")),
    "in the colour of the paper": ONE.mark_line(color="var(--paper)", strokeWidth=6).encode(x="month:T", y="price:Q")
    + ONE.mark_line().encode(x="month:T", y="price:Q"),
    "to be pointed at": ONE.mark_point(opacity=0, size=400).encode(x="month:T", y="price:Q")
    + ONE.mark_line().encode(x="month:T", y="price:Q"),
    "on a ground of its own": towns()
    .mark_bar(color="gold")
    .encode(x="town:N", y="rent:Q")
    .properties(background="#222222"),
}


@pytest.mark.parametrize("chart", FAINT.values(), ids=FAINT)
def test_marks_that_are_hard_to_see(drawer: Drawer, chart: Any) -> None:
    assert "low-contrast" in findings_in(drawer, chart)


@pytest.mark.parametrize("chart", CLEAR.values(), ids=CLEAR)
def test_marks_that_can_be_seen(drawer: Drawer, chart: Any) -> None:
    assert "low-contrast" not in findings_in(drawer, chart)


def test_the_faintest_is_named(drawer: Drawer) -> None:
    assert findings_in(drawer, FAINT["black"])["low-contrast"] == (
        "a bar in #000000 has a contrast of 1.2:1 with dark paper, less than 3:1"
    )
    assert findings_in(drawer, FAINT["one of a scale"])["low-contrast"] == (
        "the bar of ‘old’ in #cfd8dc has a contrast of 1.4:1 with light paper, less than 3:1"
    )
