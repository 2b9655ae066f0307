"""What charts share besides colours: axes with units on the top label, notes, dates, labels kept apart."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from charts._palette import COOL, HOT, ON_DARK_CELL, ON_LIGHT_CELL

NARROW_BELOW: Final = 480  # px; the drawing for phones is 320 px wide


def is_narrow(width: int) -> bool:
    """Whether a chart is being drawn for a phone."""
    return width < NARROW_BELOW


def layered(
    *layers: alt.Chart,
    height: int,
    title: alt.TitleParams,
    description: str,
    usermeta: Mapping[str, object],
    independent_colours: bool = False,
) -> alt.LayerChart:
    """Layers, the lowest first, as one chart with its words; `independent_colours`: each has its own scale."""
    chart = alt.LayerChart(layer=layers, height=height, title=title, description=description, usermeta=usermeta)
    if independent_colours:
        chart.resolve = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return chart


def notes(text: str, credit: str = "") -> dict[str, dict[str, str]]:
    """The `usermeta` of a chart: notes for below the figure, and whom to credit besides the sources."""
    return {"nutgraf": {"notes": text, "credit": credit} if credit else {"notes": text}}


def value_axis(before: str = "", after: str = "", values: Sequence[float] | None = None) -> alt.Axis:
    """A value axis with hairlines, whose top label alone carries the unit: `before` and `after` stand around it."""
    label = f"datum.index === 1 ? '{before}' + datum.label + '{after}' : datum.label"
    if values is None:
        return alt.Axis(title=None, grid=True, format=",~f", labelExpr=label)
    return alt.Axis(title=None, grid=True, format=",~f", labelExpr=label, values=list(values))


def time_scale(right_margin: int = 0, span: tuple[alt.DateTime, alt.DateTime] | None = None) -> alt.Scale:
    """A scale of dates in UTC, over the data or a `span`; `right_margin` px stay free for the series' labels."""
    scale = alt.Scale(type="utc")
    if span is not None:
        scale.domain = list(span)
    if right_margin:
        scale.range = [0, alt.ExprRef(f"width - {right_margin}")]
    return scale


def utc(year: int, month: int = 1, day_of_month: int = 1) -> alt.DateTime:
    """A day for the domain or the ticks of a scale of dates."""
    return alt.DateTime(year=year, month=month, date=day_of_month, utc=True)


def cell_text_colour(field: str, dark_above: float) -> Any:
    """The colour of the numbers in a heat map, whose cells are dark where `field` is above a value."""
    return alt.condition(alt.datum[field] > dark_above, alt.value(ON_DARK_CELL), alt.value(ON_LIGHT_CELL))


def hot_where(field: str, value: str) -> Any:
    """The hot colour for the marks whose `field` has the value, the cool one for the others."""
    return alt.condition(alt.datum[field] == value, alt.value(HOT), alt.value(COOL))


def day(date: pd.Timestamp) -> str:
    """`27 Jan 2025`, the same in every locale."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{date.day} {months[date.month - 1]} {date.year}"


def spread(values: pd.Series, gap: float) -> pd.Series:
    """The values moved apart, so that neighbours differ by at least `gap` and their middle stays where it was."""
    ordered = values.sort_values()
    groups: list[list[float]] = []
    for value in ordered:
        groups.append([float(value)])
        while len(groups) > 1 and _top(groups[-2], gap) + gap > _bottom(groups[-1], gap):
            last = groups.pop()
            groups[-1] += last
    placed = [_bottom(group, gap) + gap * place for group in groups for place in range(len(group))]
    return pd.Series(placed, index=ordered.index).reindex(values.index)


def _bottom(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) - gap * (len(group) - 1) / 2


def _top(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) + gap * (len(group) - 1) / 2
