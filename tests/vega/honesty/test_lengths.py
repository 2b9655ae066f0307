"""Bars and areas from zero, over the ways in which charts are made."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from nutgraf.vega.drawing import Drawer
from tests.vega.honesty.drawn import MONTHS, TOWNS, findings_in, months, towns

CUT = alt.Y("rent:Q").scale(domain=[40, 100])
CUT_X = alt.X("rent:Q").scale(domain=[40, 100])
LOOSE = alt.Y("rent:Q").scale(zero=False).stack(None)
ONE = MONTHS[MONTHS["series"] == "gas"]

HONEST_BARS: dict[str, alt.TopLevelMixin] = {
    "plain": towns().mark_bar().encode(x="town:N", y="rent:Q"),
    "horizontal": towns().mark_bar().encode(y="town:N", x="rent:Q"),
    "stacked": towns().mark_bar().encode(x="kind:N", y="rent:Q", color="town:N"),
    "normalised": towns().mark_bar().encode(x="kind:N", y=alt.Y("rent:Q").stack("normalize"), color="town:N"),
    "rounded": towns().mark_bar(cornerRadiusEnd=4).encode(x="kind:N", y="rent:Q", color="town:N"),
    "diverging": towns().mark_bar().encode(x="town:N", y="change:Q"),
    "zero false, stacked": towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").scale(zero=False)),
    "domain with zero": towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").scale(domain=[0, 95], nice=False)),
    "reversed": towns().mark_bar().encode(y="town:N", x=alt.X("rent:Q").scale(reverse=True)),
    "histogram": towns().mark_bar().encode(x=alt.X("rent:Q").bin(maxbins=4), y="count()"),
    "histogram on its side": towns().mark_bar().encode(y=alt.Y("rent:Q").bin(maxbins=4), x="count()"),
    "gantt": towns().mark_bar().encode(y="town:N", x=alt.X("low:Q").scale(zero=False), x2="rent:Q"),
    "gantt in time": alt.Chart(ONE).mark_bar().encode(x="min(month):T", x2="max(month):T", y="series:N"),
    "waterfall": alt.Chart(pd.DataFrame({"step": ["a", "b", "c"], "from": [90, 90, 94], "to": [95, 94, 97]}))
    .mark_bar()
    .encode(x="step:N", y=alt.Y("from:Q").scale(domain=[80, 100]), y2="to:Q"),
    "around an index": towns()
    .mark_bar()
    .encode(x="town:N", y=alt.Y("rent:Q").scale(domain=[50, 100]).stack(None), y2=alt.datum(75)),
    "along time": alt.Chart(ONE).mark_bar().encode(x="yearmonth(month):T", y="price:Q"),
    "a line may start anywhere": months()
    .mark_line()
    .encode(x="month:T", y=alt.Y("price:Q").scale(zero=False), color="series:N"),
    "points may": towns().mark_point().encode(x="town:N", y=CUT),
}

CUT_BARS: dict[str, tuple[alt.TopLevelMixin, str]] = {
    "domain": (towns().mark_bar().encode(x="town:N", y=CUT), "40"),
    "clipped": (towns().mark_bar(clip=True).encode(x="town:N", y=CUT), "40"),
    "horizontal": (towns().mark_bar().encode(y="town:N", x=CUT_X), "40"),
    "without stack": (towns().mark_bar().encode(x="town:N", y=LOOSE), "62"),
    "stacked": (towns().mark_bar(clip=True).encode(x="kind:N", y=CUT, color="town:N"), "40"),
    "rounded": (towns().mark_bar(cornerRadiusEnd=4, clip=True).encode(x="kind:N", y=CUT, color="town:N"), "40"),
    "layered": (
        towns().mark_bar().encode(x="town:N", y=CUT)
        + towns().mark_text(dy=-8).encode(x="town:N", y=CUT, text="rent:Q"),
        "40",
    ),
    "facetted": (towns().mark_bar().encode(x="town:N", y=CUT, column="kind:N"), "40"),
    "concatenated": (
        towns().mark_bar().encode(x="town:N", y="rent:Q") | towns().mark_bar().encode(x="town:N", y=CUT),
        "40",
    ),
    "repeated": (
        towns()
        .mark_bar()
        .encode(x="town:N", y=alt.Y(alt.repeat("repeat"), type="quantitative").scale(domain=[40, 100]))
        .repeat(["rent", "low"]),
        "40",
    ),
    "from a fixed value": (
        towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").stack(None), y2=alt.datum(40)),
        "40",
    ),
    "below zero": (
        alt.Chart(TOWNS.assign(rent=-TOWNS["rent"]))
        .mark_bar()
        .encode(x="town:N", y=alt.Y("rent:Q").scale(domain=[-100, -40])),
        "−40",
    ),
    "histogram": (
        towns().mark_bar().encode(x=alt.X("rent:Q").bin(maxbins=4), y=alt.Y("count()").scale(domain=[0.5, 2])),
        "0.5",
    ),
    "logarithmic": (
        towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").scale(type="log", domain=[10, 100]).stack(None)),
        "10 on a logarithmic axis",
    ),
}


@pytest.mark.parametrize("chart", HONEST_BARS.values(), ids=HONEST_BARS)
def test_bars_that_begin_where_they_should(drawer: Drawer, chart: Any) -> None:
    assert "bar-not-from-zero" not in findings_in(drawer, chart)


@pytest.mark.parametrize(("chart", "start"), CUT_BARS.values(), ids=CUT_BARS)
def test_bars_that_do_not_begin_at_zero(drawer: Drawer, chart: Any, start: str) -> None:
    assert findings_in(drawer, chart)["bar-not-from-zero"] == f"the bars start at {start}, not at 0"


HONEST_AREAS: dict[str, alt.TopLevelMixin] = {
    "plain": alt.Chart(ONE).mark_area().encode(x="month:T", y="price:Q"),
    "stacked": months().mark_area().encode(x="month:T", y="price:Q", color="series:N"),
    "normalised": months().mark_area().encode(x="month:T", y=alt.Y("price:Q").stack("normalize"), color="series:N"),
    "stream": months().mark_area().encode(x="month:T", y=alt.Y("price:Q").stack("center"), color="series:N"),
    "band": months().mark_area().encode(x="month:T", y=alt.Y("min(price):Q").scale(zero=False), y2="max(price):Q"),
    "errorband": months().mark_errorband().encode(x="month:T", y=alt.Y("price:Q").scale(zero=False)),
}
CUT_AREA = alt.Y("price:Q").scale(domain=[40, 90])
CUT_AREAS: dict[str, alt.TopLevelMixin] = {
    "plain": alt.Chart(ONE).mark_area(clip=True).encode(x="month:T", y=CUT_AREA),
    "stacked": months().mark_area(clip=True).encode(x="month:T", y=CUT_AREA, color="series:N"),
    "with its line": alt.Chart(ONE).mark_area(line=True, clip=True).encode(x="month:T", y=CUT_AREA),
    "on its side": alt.Chart(ONE)
    .mark_area(orient="horizontal")
    .encode(y="month:T", x=alt.X("price:Q").scale(domain=[40, 90]).stack(None)),
    "facetted": months().mark_area(clip=True).encode(x="month:T", y=CUT_AREA, row="series:N"),
}


@pytest.mark.parametrize("chart", HONEST_AREAS.values(), ids=HONEST_AREAS)
def test_areas_that_begin_where_they_should(drawer: Drawer, chart: Any) -> None:
    assert "area-not-from-zero" not in findings_in(drawer, chart)


@pytest.mark.parametrize("chart", CUT_AREAS.values(), ids=CUT_AREAS)
def test_areas_that_do_not_begin_at_zero(drawer: Drawer, chart: Any) -> None:
    assert findings_in(drawer, chart)["area-not-from-zero"] == "the area starts at 40, not at 0"


def test_areas_and_bars_are_told_of_by_their_own_rules(drawer: Drawer) -> None:
    assert "bar-not-from-zero" not in findings_in(drawer, CUT_AREAS["plain"])
    assert "area-not-from-zero" not in findings_in(drawer, CUT_BARS["domain"][0])


@pytest.mark.parametrize(("start", "broken"), [(0.2, False), (0.6, True)])
def test_a_start_that_nobody_sees_is_none(drawer: Drawer, start: float, broken: bool) -> None:
    """Half a hundredth of the axis is half a pixel or two."""
    chart = towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").scale(domain=[start, 100]))
    assert ("bar-not-from-zero" in findings_in(drawer, chart)) is broken
