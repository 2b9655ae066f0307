"""Axes that say what they measure, from where to where, by which steps."""

from __future__ import annotations

from typing import Any

import altair as alt
import pytest

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.honesty.chart import Wording
from tests.vega.honesty.drawn import MONTHS, TOWNS, findings_in, months, towns

MUTE = Wording("Chips did it", "The long decline")
BARE = alt.Y("rent:Q", title=None)

UNTITLED: dict[str, Any] = {
    "plain": towns().mark_point().encode(x="town:N", y=BARE),
    "empty title": towns().mark_point().encode(x="town:N", y=alt.Y("rent:Q", title="")),
    "in thousands": towns()
    .mark_point()
    .encode(x="town:N", y=alt.Y("rent:Q", title=None).axis(labelExpr="datum.label + 'k'")),
    "layered": towns().mark_point().encode(x="town:N", y=BARE) + towns().mark_rule().encode(y=alt.datum(70)),
    "facetted": towns().mark_point().encode(x="town:N", y=BARE, column="kind:N"),
    "histogram": towns().mark_bar().encode(x=alt.X("rent:Q", title=None).bin(maxbins=4), y="count()"),
    "horizontal": towns().mark_bar().encode(y="town:N", x=alt.X("rent:Q", title=None)),
}
SAYING: dict[str, Any] = {
    "titled": towns().mark_point().encode(x="town:N", y="rent:Q"),
    "unit in the labels": towns().mark_point().encode(x="town:N", y=BARE.axis(format="$d")),
    "per cent": towns().mark_point().encode(x="town:N", y=BARE.axis(labelExpr="datum.label + ' %'")),
    "no labels": towns().mark_bar().encode(x="town:N", y=BARE.axis(None)),
    "years": alt.Chart(TOWNS.assign(year=[1990, 2000, 2010, 2020]))
    .mark_point()
    .encode(x=alt.X("year:Q", title=None).axis(format="d").scale(zero=False), y="rent:Q"),
    "names only": towns().mark_point().encode(x=alt.X("town:N", title=None), y="rent:Q"),
    "time": months().mark_line().encode(x=alt.X("month:T", title=None), y="price:Q", color="series:N"),
    "its neighbour says it": towns().mark_point().encode(x="town:N", y="rent:Q")
    | towns().mark_point().encode(x="kind:N", y=BARE),
    "pie": towns().mark_arc().encode(theta="rent:Q", color="kind:N"),
}


@pytest.mark.parametrize("chart", UNTITLED.values(), ids=UNTITLED)
def test_axes_that_say_nothing(drawer: Drawer, chart: Any) -> None:
    assert "untitled-axis" in findings_in(drawer, chart, MUTE)


@pytest.mark.parametrize("chart", SAYING.values(), ids=SAYING)
def test_axes_that_say_what_they_measure(drawer: Drawer, chart: Any) -> None:
    assert "untitled-axis" not in findings_in(drawer, chart, MUTE)


def test_the_subtitle_speaks_for_one_direction(drawer: Drawer) -> None:
    one = towns().mark_point().encode(x="town:N", y=BARE)
    both = towns().mark_point().encode(x=alt.X("low:Q", title=None), y=BARE)
    said = Wording("Rents", "In dollars a month")
    assert "untitled-axis" not in findings_in(drawer, one, said)
    assert findings_in(drawer, both, said)["untitled-axis"] == "nothing says what the x axis measures (0 to 80)"


DUAL: dict[str, tuple[Any, str]] = {
    "independent": (
        (
            towns().mark_bar().encode(x="town:N", y="rent:Q") + towns().mark_line().encode(x="town:N", y="change:Q")
        ).resolve_scale(y="independent"),
        "one plot has 2 y axes: one goes from −4 to 6, another from 0 to 100",
    ),
    "one of them hidden": (
        (
            towns().mark_bar().encode(x="town:N", y="rent:Q")
            + towns().mark_line().encode(x="town:N", y=alt.Y("change:Q", axis=None))
        ).resolve_scale(y="independent"),
        "one plot has 2 y axes: one goes from −4 to 6, another from 0 to 100",
    ),
    "sideways": (
        (
            towns().mark_bar().encode(y="town:N", x="rent:Q") + towns().mark_point().encode(y="town:N", x="change:Q")
        ).resolve_scale(x="independent"),
        "one plot has 2 x axes: one goes from −4 to 6, another from 0 to 100",
    ),
}
SINGLE: dict[str, Any] = {
    "shared": towns().mark_bar().encode(x="town:N", y="rent:Q") + towns().mark_line().encode(x="town:N", y="low:Q"),
    "equal domains": (
        towns().mark_bar().encode(x="town:N", y=alt.Y("rent:Q").scale(domain=[0, 100]))
        + towns().mark_line().encode(x="town:N", y=alt.Y("low:Q").scale(domain=[0, 100]))
    ).resolve_scale(y="independent"),
    "only words": (
        towns().mark_bar().encode(x="town:N", y="rent:Q")
        + towns().mark_text().encode(x="town:N", y="change:Q", text="town:N")
    ).resolve_scale(y="independent"),
    "side by side": towns().mark_bar().encode(x="town:N", y="rent:Q")
    | towns().mark_bar().encode(x="town:N", y="change:Q"),
    "facets of their own": towns()
    .mark_bar()
    .encode(x="town:N", y="rent:Q", row="kind:N")
    .resolve_scale(y="independent"),
    "repeated": towns()
    .mark_point()
    .encode(x="town:N", y=alt.Y(alt.repeat("repeat"), type="quantitative"))
    .repeat(["rent", "change"]),
}


@pytest.mark.parametrize(("chart", "message"), DUAL.values(), ids=DUAL)
def test_two_axes_of_numbers_in_one_plot(drawer: Drawer, chart: Any, message: str) -> None:
    assert findings_in(drawer, chart)["dual-axis"] == message


@pytest.mark.parametrize("chart", SINGLE.values(), ids=SINGLE)
def test_plots_with_one_axis_each(drawer: Drawer, chart: Any) -> None:
    assert "dual-axis" not in findings_in(drawer, chart)


LOG = alt.Y("rent:Q").scale(type="log", domain=[10, 1000])


@pytest.mark.parametrize(
    ("wording", "named"),
    [
        (Wording("Rents", "Dollars"), False),
        (Wording("Rents", "Dollars, log scale"), True),
        (Wording("Mieten", "Euro, logarithmische Skala"), True),
        (Wording("Rents", "Dollars", "The axis is logarithmic."), True),
    ],
)
def test_a_log_scale_is_named_in_words_beside_the_chart(drawer: Drawer, wording: Wording, named: bool) -> None:
    chart = towns().mark_point().encode(x="town:N", y=LOG)
    assert ("unnamed-log-scale" not in findings_in(drawer, chart, wording)) is named


def test_or_at_its_axis(drawer: Drawer) -> None:
    named = towns().mark_point().encode(x="town:N", y=LOG.title("Rent (log)"))
    plain = towns().mark_point().encode(x="town:N", y=LOG)
    assert "unnamed-log-scale" not in findings_in(drawer, named)
    message = "the y axis is logarithmic, from 10 to 1,000, and no word says so"
    assert findings_in(drawer, plain)["unnamed-log-scale"] == message
    assert "unnamed-log-scale" in findings_in(drawer, plain.facet(column="kind:N"))
    assert "unnamed-log-scale" not in findings_in(drawer, towns().mark_point().encode(x="town:N", y="rent:Q"))


def time(start: str, end: str) -> alt.X:
    return alt.X("month:T").scale(domain=[start, end])


CUT_TIME: dict[str, Any] = {
    "clipped": months().mark_line(clip=True).encode(x=time("2020-06-01", "2022-01-01"), y="price:Q", color="series:N"),
    "sticking out": months().mark_line().encode(x=time("2020-06-01", "2022-01-01"), y="price:Q", color="series:N"),
    "points": months().mark_point(clip=True).encode(x=time("2019-06-01", "2021-06-01"), y="price:Q"),
    "layered": months().mark_line(clip=True).encode(x=time("2020-06-01", "2022-01-01"), y="price:Q", color="series:N")
    + months().mark_rule().encode(y=alt.datum(60)),
    "facetted": months().mark_line(clip=True).encode(x=time("2020-06-01", "2022-01-01"), y="price:Q", row="series:N"),
    "bars": months()
    .mark_bar(clip=True)
    .encode(x=alt.X("yearmonth(month):T").scale(domain=["2020-06-01", "2022-01-01"]), y="sum(price):Q"),
}
WHOLE_TIME: dict[str, Any] = {
    "as given": months().mark_line().encode(x="month:T", y="price:Q", color="series:N"),
    "with room": months().mark_line().encode(x=time("2019-01-01", "2023-01-01"), y="price:Q", color="series:N"),
    "to the last day": months().mark_line().encode(x=time("2020-01-01", "2021-12-01"), y="price:Q", color="series:N"),
    "rows selected": months()
    .mark_line()
    .encode(x=time("2020-06-01", "2021-12-31"), y="price:Q", color="series:N")
    .transform_filter("datum.month >= datetime(2020, 5, 1)"),
    "bins": months().mark_bar().encode(x="yearquarter(month):T", y="mean(price):Q"),
    "a rule before": months().mark_line().encode(x=time("2020-01-01", "2022-01-01"), y="price:Q", color="series:N")
    + alt.Chart(MONTHS.assign(month=MONTHS["month"].min() - MONTHS["month"].diff().max()))
    .mark_rule()
    .encode(x="month:T"),
}


@pytest.mark.parametrize("chart", CUT_TIME.values(), ids=CUT_TIME)
def test_times_that_are_left_out(drawer: Drawer, chart: Any) -> None:
    assert "are not shown" in findings_in(drawer, chart)["truncated-time"]


@pytest.mark.parametrize("chart", WHOLE_TIME.values(), ids=WHOLE_TIME)
def test_times_that_are_all_there(drawer: Drawer, chart: Any) -> None:
    assert "truncated-time" not in findings_in(drawer, chart)


def test_what_is_left_out_is_told(drawer: Drawer) -> None:
    assert findings_in(drawer, CUT_TIME["clipped"])["truncated-time"] == (
        "the time axis runs from 2020-06-01 to 2022-01-01, the data from 2020-01-01 to 2021-12-01: "
        "10 of 48 values are not shown"
    )


def test_an_axis_that_readers_move_may_begin_anywhere(drawer: Drawer) -> None:
    brush = alt.selection_interval(encodings=["x"], value={"x": [1590969600000, 1609459200000]})
    detail = months().mark_line(clip=True).encode(x=alt.X("month:T").scale(domain=brush), y="price:Q", color="series:N")
    overview = months().mark_line().encode(x="month:T", y="price:Q", color="series:N").add_params(brush)
    assert "truncated-time" not in findings_in(drawer, detail & overview)
