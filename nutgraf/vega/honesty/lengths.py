"""Bars and areas say how much by their size, which is true only where they begin at zero."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model.rules import Finding
from nutgraf.vega.honesty.chart import Chart
from nutgraf.vega.honesty.survey import QUANTITATIVE, Base, Marks, Plot, Scale
from nutgraf.vega.honesty.wording import shown_number

_NEAR = 0.005  # of the axis: less is not seen


def bar_not_from_zero(chart: Chart) -> Finding | None:
    """Bars whose drawn length does not begin at zero. Bars from one value to another (a Gantt chart, a waterfall), and
    those on both sides of a fixed value, are not asked to."""
    for start in _starts(chart, "bar"):
        hint = (
            "let the scale begin at zero: alt.Y(…).scale(zero=True), in JSON "
            '"scale": {"zero": true}, without a domain that leaves zero out; '
            "or show points or a line, which need no zero"
        )
        return Finding("bar-not-from-zero", f"the bars start at {start}, not at 0", hint)
    return None


def area_not_from_zero(chart: Chart) -> Finding | None:
    """Filled areas whose drawn height does not begin at zero; bands between two values and streams are not asked to."""
    for start in _starts(chart, "area"):
        hint = (
            "let the scale begin at zero: alt.Y(…).scale(zero=True), in JSON "
            '"scale": {"zero": true}; or draw a line, which needs no zero'
        )
        return Finding("area-not-from-zero", f"the area starts at {start}, not at 0", hint)
    return None


def _starts(chart: Chart, style: str) -> Iterator[str]:
    """In words, where marks of a style begin that do not begin at zero."""
    for plot, marks in chart.survey.marks():
        scale = _scale(plot, marks) if marks.style == style and marks.items else None
        if scale is None or marks.base is None:
            continue
        if scale.type == "log":
            yield f"{shown_number(scale.low)} on a logarithmic axis"
            continue
        start = _visible_start(marks.base, scale)
        if start and abs(start) > _NEAR * (scale.high - scale.low) and not _both_sides(marks.base, start):
            yield shown_number(start)


def _scale(plot: Plot, marks: Marks) -> Scale | None:
    scale = plot.scales.get(marks.base.scale) if marks.base is not None else None
    return scale if scale is not None and scale.type in QUANTITATIVE else None


def _visible_start(base: Base, scale: Scale) -> float:
    """What the place stands for where marks are seen to begin: their base, or the edge that cuts it off."""
    if base.kind == "edge":
        inside = scale.low <= 0 <= scale.high
        return 0.0 if inside else scale.low
    return min(max(base.value, scale.low), scale.high)


def _both_sides(base: Base, start: float) -> bool:
    """Whether marks lead away from a fixed value in both directions, as from the 100 of an index."""
    return base.kind == "constant" and start == base.value and base.below > 0 and base.above > 0
