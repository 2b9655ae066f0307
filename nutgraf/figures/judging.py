"""What breaks a rule in the drawings of a chart, and in what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.figures.pictures import small_text
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.figures.words import Words
from nutgraf.model.figure import Svg
from nutgraf.model.rules import Finding
from nutgraf.vega.drawing import RawDrawing
from nutgraf.vega.honesty.chart import Wording
from nutgraf.vega.honesty.judging import judge


def chart_findings(
    task: MakeExhibit,
    spec: Mapping[str, Any],
    words: Words,
    raw: tuple[RawDrawing, RawDrawing],
    pictures: tuple[Svg, Svg],
) -> Iterator[Finding]:
    """What breaks a rule, whether accepted or not: at most one finding for each rule. `spec` is the wide one."""
    small = small_text(task.plan.exhibit, spec, task.house.theme.chart, *pictures)
    if small is not None:
        yield small
    if not task.plan.inputs and not words.credit:
        message = "neither a dataset nor a credit says where its data come from"
        hint = 'read a dataset, as a parameter of the function; or name the source, usermeta={"nutgraf": {"credit": …}}'
        yield Finding("unsourced-chart", message, hint)
    wording = Wording(words.title, words.subtitle, words.notes)
    yield from judge([drawing.survey for drawing in raw], wording, task.house.theme)
