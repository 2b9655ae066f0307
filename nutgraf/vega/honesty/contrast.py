"""Marks that stand out from the paper, light or dark."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model.rules import Finding
from nutgraf.vega.honesty.chart import Chart, Paper
from nutgraf.vega.honesty.survey import Marks, Paint, Plot
from nutgraf.vega.honesty.vision import contrast, over
from nutgraf.vega.honesty.wording import shown_name

LEAST_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11, for graphics that are needed to understand."""

_INVISIBLE = 0.05  # of opacity
_BORDER = 0.5  # px; thinner outlines border nothing
_NOT_PAINTED = frozenset({"rule", "text", "image"})
_LINES = frozenset({"line", "trail", "symbol"})


def low_contrast(chart: Chart) -> Finding | None:
    """Marks that stand out too little from light or dark paper.

    Not looked at: rules, for what they refer to is written; bands that cross the whole plot, and ranges and areas with
    a line that stands out; the ground of a map under other marks; ramps with a legend or labels; marks in the colour
    of the paper, which are to cover others.
    """
    found = [
        (ratio, paper.name, marks, paint)
        for plot, marks in chart.survey.marks()
        for paint in _paints_to_see(chart, plot, marks)
        for paper in chart.papers
        if (ratio := _contrast(paint, paper)) is not None and ratio < LEAST_CONTRAST
    ]
    if not found:
        return None
    ratio, paper, marks, paint = min(found, key=lambda each: each[0])
    who = f"the {marks.style} of {shown_name(paint.category)}" if paint.category else f"a {marks.style}"
    message = (
        f"{who} in {paint.fill or paint.stroke} has a contrast of {ratio:.1f}:1 with {paper}, less than "
        f"{LEAST_CONTRAST:.0f}:1"
    )
    hint = (
        "take a colour of the theme such as var(--cool) or var(--muted), which has one value for light and one for "
        'dark paper: alt.value("var(--muted)"), in JSON "color": {"value": "var(--muted)"}; or border the marks, '
        'stroke="var(--ink)"'
    )
    return Finding("low-contrast", message, hint)


def _paints_to_see(chart: Chart, plot: Plot, marks: Marks) -> Iterator[Paint]:
    if marks.type in _NOT_PAINTED or _is_ground(plot, marks) or _is_explained_ramp(chart, plot, marks):
        return
    lined = marks.style == "area" and any(_stands_out(chart, other) for other in plot.marks if other.type in _LINES)
    if not lined:
        yield from (paint for paint in marks.paints if not paint.across)


def _is_ground(plot: Plot, marks: Marks) -> bool:
    """The shapes of a map that carry no values, with other marks on them."""
    return marks.type == "shape" and "colour" not in marks.scales and len(plot.marks) > 1


def _is_explained_ramp(chart: Chart, plot: Plot, marks: Marks) -> bool:
    scale = plot.scale_of(marks, "colour")
    if scale is None or (scale.type == "ordinal" and not scale.ordered):
        return False
    return marks.scales["colour"] in chart.survey.legends or any(other.type == "text" for other in plot.marks)


def _stands_out(chart: Chart, marks: Marks) -> bool:
    ratios = [_contrast(paint, paper) for paint in marks.paints for paper in chart.papers]
    return bool(ratios) and all(ratio is None or ratio >= LEAST_CONTRAST for ratio in ratios)


def _contrast(paint: Paint, paper: Paper) -> float | None:
    """The better one of fill and border; None where there is nothing to see, or the colour is that of the paper."""
    ratios = []
    for colour, opacity in (
        (paint.fill, paint.fill_opacity),
        (paint.stroke, paint.stroke_opacity if paint.stroke_width >= _BORDER else 0.0),
    ):
        known = paper.resolved(colour)
        if known and opacity > _INVISIBLE and known != paper.colour:
            ratios.append(contrast(over(known, opacity, paper.colour), paper.colour))
    return max(ratios, default=None)
