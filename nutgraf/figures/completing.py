"""Completing: a spec gets all that it needs to be drawn anywhere, the same from Python as from a `.vl.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.figures.addresses import address_problems
from nutgraf.figures.chart_images import inlined_images
from nutgraf.figures.inputs import Inputs
from nutgraf.figures.naming import with_named_data
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.problems import Outcome
from nutgraf.vega.localising import localised


def complete_spec(task: MakeExhibit, spec: Mapping[str, Any], inputs: Inputs) -> Outcome[dict[str, Any] | None]:
    """The spec with its data under names, its pictures in it, and the site's way of writing numbers and dates.

    None with problems: data or pictures at addresses that a build does not read.
    """
    named = with_named_data(spec, inputs)
    problems = tuple(address_problems(task.plan.exhibit, named))
    inlined = inlined_images(task.plan.exhibit, named, task.sources)
    problems += inlined.problems
    return Outcome(None, problems) if problems else Outcome(localised(inlined.value, task.house.locale))
