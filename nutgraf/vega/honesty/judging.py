"""All rules over a chart, at every width at which it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nutgraf.model.rules import Finding
from nutgraf.model.theme import Theme
from nutgraf.vega.honesty.axes import dual_axis, truncated_time, unnamed_log_scale, untitled_axis
from nutgraf.vega.honesty.chart import Chart, Wording, papers_of
from nutgraf.vega.honesty.colours import colours_alike, too_many_colours
from nutgraf.vega.honesty.contrast import low_contrast
from nutgraf.vega.honesty.crowds import overplotted_points, too_many_slices
from nutgraf.vega.honesty.lengths import area_not_from_zero, bar_not_from_zero
from nutgraf.vega.honesty.survey import parse_survey

Rule = Callable[[Chart], Finding | None]

RULES: tuple[Rule, ...] = (
    bar_not_from_zero,
    area_not_from_zero,
    untitled_axis,
    dual_axis,
    unnamed_log_scale,
    truncated_time,
    too_many_slices,
    too_many_colours,
    colours_alike,
    low_contrast,
    overplotted_points,
)


def judge(surveys: Sequence[str], wording: Wording, theme: Theme) -> tuple[Finding, ...]:
    """What the rules find in a chart, one finding for each at most: in the first of its drawings that shows it.

    `surveys` are those of the drawings, as JSON, the widest first.
    """
    charts = []
    for text in dict.fromkeys(surveys):
        survey = parse_survey(text)
        charts.append(Chart(survey, wording, papers_of(theme, survey)))
    found = (next((finding for chart in charts if (finding := rule(chart))), None) for rule in RULES)
    return tuple(finding for finding in found if finding is not None)
