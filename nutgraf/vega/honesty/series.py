"""Series that a scale of categories tells apart by colour, plot by plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nutgraf.vega.honesty.chart import Paper
from nutgraf.vega.honesty.survey import Plot, Survey
from nutgraf.vega.honesty.vision import over


@dataclass(frozen=True, slots=True)
class Series:
    """A category with its colour as a survey gives it, and the shapes or dashes that its marks have."""

    name: str
    colour: str
    opacity: float
    signs: frozenset[str]

    def on(self, paper: Paper) -> str:
        """The colour as it is seen on a paper, `#rrggbb`; "" where it is not known."""
        colour = paper.resolved(self.colour)
        return over(colour, self.opacity, paper.colour) if colour else ""


def series_of(survey: Survey) -> Mapping[str, tuple[tuple[Series, ...], ...]]:
    """The series of each plot, by the name of the scale that colours them. Ramps, whose colours have an order and mean
    more or less, are not among them."""
    found: dict[str, list[tuple[Series, ...]]] = {}
    for plot in survey.plots:
        for name, scale in plot.scales.items():
            if scale.type == "ordinal" and not scale.ordered:
                found.setdefault(name, []).append(_in_plot(plot, name))
    return {name: tuple(plots) for name, plots in found.items() if any(plots)}


def _in_plot(plot: Plot, scale: str) -> tuple[Series, ...]:
    """The series of a plot in the order in which they are drawn; where marks differ, the clearest stands for all."""
    series: dict[str, Series] = {}
    for marks in plot.marks:
        for paint in marks.paints:
            if paint.scale != scale:
                continue
            colour, opacity = (
                (paint.fill, paint.fill_opacity) if paint.keyed == "fill" else (paint.stroke, paint.stroke_opacity)
            )
            before = series.get(paint.category)
            signs = frozenset({paint.sign}) | (before.signs if before is not None else frozenset())
            if before is not None and before.opacity >= opacity:
                colour, opacity = before.colour, before.opacity
            series[paint.category] = Series(paint.category, colour, opacity, signs)
    return tuple(series.values())
