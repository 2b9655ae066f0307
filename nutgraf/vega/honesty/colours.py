"""Colours that tell series apart for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from nutgraf.model.rules import Finding
from nutgraf.vega.honesty.chart import Chart, Paper
from nutgraf.vega.honesty.series import Series, series_of
from nutgraf.vega.honesty.vision import FULL, least_difference
from nutgraf.vega.honesty.wording import shown_name

MOST_COLOURS = 8
KEYED_DIFFERENCE = 8.0
"""ΔE00 that two colours must have where a legend explains them."""
LABELLED_DIFFERENCE = 5.0
"""ΔE00 that is enough where no legend does, since labels or places tell the series apart as well."""

_SAME = 0.05


def too_many_colours(chart: Chart) -> Finding | None:
    """A scale of categories with more than eight colours."""
    for plots in series_of(chart.survey).values():
        colours = {series.colour for plot in plots for series in plot}
        if len(colours) > MOST_COLOURS:
            message = f"{len(colours)} colours tell categories apart, more than {MOST_COLOURS}"
            hint = (
                "colour the few that matter and leave the others grey, alt.Color(…).scale(domain=[…], range=[…]), in "
                'JSON "scale": {"domain": […], "range": […]}; or give each category a plot of its own, alt.Facet'
            )
            return Finding("too-many-colours", message, hint)
    return None


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """Two series that look too much alike: how much they differ beyond what they should (below 0), and to whom."""

    margin: float
    difference: float
    vision: str
    paper: str
    names: tuple[str, str]


def colours_alike(chart: Chart) -> Finding | None:
    """Two series of one plot whose colours differ too little, on light or dark paper, for readers with all kinds of
    cones or without one of them. Series with shapes or dashes of their own are told apart by these."""
    pairs = list(_pairs(chart))
    if not pairs:
        return None
    worst = min(pairs)
    first, second = map(shown_name, worst.names)
    others = len({pair.names for pair in pairs}) - 1
    more = "" if not others else "; another pair is alike" if others == 1 else f"; {others} other pairs are alike"
    if worst.difference < _SAME:
        message = f"{first} and {second} have the same colour"
    else:
        whom = "" if worst.vision == FULL else f" for {worst.vision}"
        message = (
            f"the colours of {first} and {second} differ by ΔE {worst.difference:.1f}{whom} on {worst.paper}, "
            f"less than {worst.difference - worst.margin:.0f}"
        )
    hint = (
        "leave the colours to the theme, or take others, alt.Color(…).scale(range=[…]), in JSON "
        '"scale": {"range": […]}; or tell the series apart by dashes or shapes too, alt.StrokeDash, alt.Shape'
    )
    return Finding("colours-alike", message + more, hint)


def _pairs(chart: Chart) -> Iterator[_Pair]:
    for scale, plots in series_of(chart.survey).items():
        keyed = scale in chart.survey.legends
        needed = KEYED_DIFFERENCE if keyed else LABELLED_DIFFERENCE
        together = {pair for plot in plots for pair in combinations(plot, 2)}
        for one, other in together:
            # Without a legend, one colour for several is a choice: those in the background.
            if one.signs.isdisjoint(other.signs) or (one.colour == other.colour and not keyed):
                continue
            yield from _too_close(one, other, needed, chart.papers)


def _too_close(one: Series, other: Series, needed: float, papers: tuple[Paper, ...]) -> Iterator[_Pair]:
    for paper in papers:
        first, second = one.on(paper), other.on(paper)
        if first and second:
            difference, vision = least_difference(first, second)
            if difference < needed:
                yield _Pair(difference - needed, difference, vision, paper.name, (one.name, other.name))
