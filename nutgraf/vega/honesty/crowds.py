"""What is too much to see: slices of a pie, points on points."""

from __future__ import annotations

from nutgraf.model.rules import Finding
from nutgraf.vega.honesty.chart import Chart
from nutgraf.vega.honesty.survey import Marks

MOST_SLICES = 6
MANY_POINTS = 200
MOST_HIDDEN = 0.25
SEE_THROUGH = 0.6
"""Opacity up to which a point lets those under it be seen."""


def too_many_slices(chart: Chart) -> Finding | None:
    """A pie or ring of more than six slices."""
    most = max((marks.slices for _, marks in chart.survey.marks()), default=0)
    if most <= MOST_SLICES:
        return None
    message = f"the pie has {most} slices, more than {MOST_SLICES}"
    hint = 'draw bars, sorted by length (mark_bar, in JSON "mark": "bar"); or sum the smallest slices up as one'
    return Finding("too-many-slices", message, hint)


def overplotted_points(chart: Chart) -> Finding | None:
    """Two hundred points or more, of which more than a quarter lie under others that nothing shines through."""
    for plot, marks in chart.survey.marks():
        if marks.items >= MANY_POINTS and marks.hidden > MOST_HIDDEN and _opaque(marks):
            message = (
                f"{marks.hidden:.0%} of {marks.items:,} points lie under others in a plot {plot.width:.0f} px wide"
            )
            hint = (
                "make points smaller or see-through, mark_point(size=…, opacity=0.3); or count them in cells, "
                'mark_rect with alt.X(…, bin=True), in JSON "bin": true, and a colour for the count'
            )
            return Finding("overplotted-points", message, hint)
    return None


def _opaque(marks: Marks) -> bool:
    """Whether most points hide what is under them."""
    opaque = sum(paint.items for paint in marks.paints if paint.fill and paint.fill_opacity > SEE_THROUGH)
    return opaque * 2 > sum(paint.items for paint in marks.paints)
