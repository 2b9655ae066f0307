"""Axes say what is measured, from where to where, and by which steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from nutgraf.model.rules import Finding
from nutgraf.vega.honesty.chart import Chart
from nutgraf.vega.honesty.survey import QUANTITATIVE, Axis, Plot, Scale
from nutgraf.vega.honesty.wording import (
    is_year,
    label_has_unit,
    names_log_scale,
    says_unit,
    shown_day,
    shown_number,
)

_WITHOUT_VALUES = frozenset({"text", "rule", "image"})


def untitled_axis(chart: Chart) -> Finding | None:
    """An axis of numbers that neither its title nor its labels say the unit of, nor, where it is the only such one, the
    words above the chart. Axes of years explain themselves."""
    survey = chart.survey
    titled = {(axis.upright, _ends(survey.scales.get(axis.scale))) for axis in survey.axes if axis.title.strip()}
    bare = [
        axis
        for axis in survey.axes
        if _counts(axis, survey.scales.get(axis.scale))
        and (axis.upright, _ends(survey.scales.get(axis.scale))) not in titled
    ]
    directions = {axis.upright for axis in bare}
    if not bare or (len(directions) == 1 and says_unit(f"{chart.wording.title} {chart.wording.subtitle}")):
        return None
    axis = bare[0]
    name = "y" if axis.upright else "x"
    ends = " to ".join(dict.fromkeys((axis.labels[0], axis.labels[-1])))
    message = f"nothing says what the {name} axis measures ({ends})"
    hint = (
        f"give it a title, alt.{name.upper()}(…, title=…), in JSON "
        '"axis": {"title": …}; or name the unit in the subtitle or the labels'
    )
    return Finding("untitled-axis", message, hint)


def _counts(axis: Axis, scale: Scale | None) -> bool:
    """Whether an axis has numbers for labels, without title and unit."""
    if scale is None or scale.type not in QUANTITATIVE or axis.title.strip():
        return False
    labels = [label for label in axis.labels if label.strip()]
    return bool(labels) and not any(map(label_has_unit, labels)) and not all(map(is_year, labels))


def _ends(scale: Scale | None) -> tuple[float, float] | None:
    return (scale.low, scale.high) if scale is not None else None


def dual_axis(chart: Chart) -> Finding | None:
    """Two scales of numbers in one direction of one plot: where their lines cross is chance."""
    for plot in chart.survey.plots:
        for channel in ("y", "x"):
            ends = sorted(set(_value_scales(plot, channel)))
            if len(ends) > 1:
                (low, high), (other_low, other_high) = ends[0], ends[-1]
                message = (
                    f"one plot has {len(ends)} {channel} axes: one goes from {shown_number(low)} to "
                    f"{shown_number(high)}, another from {shown_number(other_low)} to {shown_number(other_high)}"
                )
                hint = (
                    "draw two plots one over the other (chart & chart, in JSON vconcat), or index both series to 100 "
                    'at one date; resolve_scale(y="independent") makes the second axis'
                )
                return Finding("dual-axis", message, hint)
    return None


def _value_scales(plot: Plot, channel: str) -> Iterator[tuple[float, float]]:
    for marks in plot.marks:
        scale = plot.scale_of(marks, channel)
        if scale is not None and scale.type in QUANTITATIVE and marks.type not in _WITHOUT_VALUES and marks.items:
            yield scale.low, scale.high


def unnamed_log_scale(chart: Chart) -> Finding | None:
    """A logarithmic axis that no title, subtitle or note calls so."""
    survey, wording = chart.survey, chart.wording
    names = {name for name, scale in survey.scales.items() if scale.type in {"log", "symlog"}}
    logs = [axis for axis in survey.axes if axis.scale in names]
    words = " ".join((wording.title, wording.subtitle, wording.notes, *(axis.title for axis in survey.axes)))
    if not logs or names_log_scale(words):
        return None
    axis = logs[0]
    scale = survey.scales[axis.scale]
    name = "y" if axis.upright else "x"
    message = (
        f"the {name} axis is logarithmic, from {shown_number(scale.low)} to {shown_number(scale.high)}, "
        "and no word says so"
    )
    hint = f'say "log scale" in the title of the axis, alt.{name.upper()}(…, title=…), in the subtitle or the notes'
    return Finding("unnamed-log-scale", message, hint)


def truncated_time(chart: Chart) -> Finding | None:
    """An axis of time that leaves out a part of the data that the chart was given. Axes that readers move may."""
    by_scale = defaultdict(list)
    for plot, marks in chart.survey.marks():
        scale = plot.scales.get(marks.times.scale) if marks.times is not None else None
        if marks.times is not None and scale is not None and not scale.selected:
            by_scale[marks.times.scale].append(marks.times)
    for found in by_scale.values():
        outside, values = sum(times.outside for times in found), sum(times.values for times in found)
        if outside:
            first, last = min(times.first for times in found), max(times.last for times in found)
            message = (
                f"the time axis runs from {shown_day(found[0].start)} to {shown_day(found[0].stop)}, the data from "
                f"{shown_day(first)} to {shown_day(last)}: {outside:,} of {values:,} values are not shown"
            )
            hint = (
                "leave out the domain of the scale; or select the rows before, in the exhibit or with "
                "transform_filter, and say in the subtitle which years the chart shows"
            )
            return Finding("truncated-time", message, hint)
    return None
