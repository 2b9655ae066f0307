"""What a worker process does: run one exhibit and draw it, or count the rows of a version.

Everything that needs pandas, Altair or Vega is imported here, so that the main process does without them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nutgraf.datasets.summary import describe_version
from nutgraf.exhibits.guard import Guard
from nutgraf.exhibits.running import run_exhibit
from nutgraf.figures.cards import make_page_card
from nutgraf.figures.completing import complete_spec
from nutgraf.figures.drawing import draw_figure
from nutgraf.figures.inputs import Inputs, copied, read_inputs
from nutgraf.figures.json_specs import json_spec
from nutgraf.figures.places import place_of_text
from nutgraf.figures.schema_problems import made_by_schema
from nutgraf.figures.tasks import DescribeVersion, Made, MakeCard, MakeExhibit, Task
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Fact
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.vega.altair_charts import UntypedFieldError, altair_spec
from nutgraf.vega.altair_documents import documents_set_aside, with_documents
from nutgraf.vega.exports.press import Press
from nutgraf.vega.frames import FrameError
from nutgraf.vega.large.reducing import MOST_ROWS, TooManyRowsError
from nutgraf.vega.schema import load_schema
from nutgraf.worker import limited_time

PREVIEW_ROWS = 12


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a worker process has for all its tasks: what prints, and who watches over the exhibits."""

    press: Press
    guard: Guard


def perform(workshop: Workshop, task: Task) -> Made:
    """Does one task; whatever goes wrong in author code or data is in the outcome's problems.

    Raises MemoryError, and OutOfTimeError where an exhibit's function or its drawings take longer than they may.
    """
    if isinstance(task, MakeCard):
        return make_page_card(workshop.press, task)
    if isinstance(task, DescribeVersion):
        content = task.sources.read_bytes(task.version.path)
        return describe_version(content, task.version, PREVIEW_ROWS)
    inputs = read_inputs(task)
    if inputs.value is None:
        return Outcome(None, inputs.problems)
    if task.plan.exhibit.kind is ExhibitKind.FACT:
        return _make_fact(workshop.guard, task, inputs.value)
    try:
        return _make_figure(workshop, task, inputs.value)
    except (RecursionError, TooManyRowsError) as error:
        return Outcome(None, (_not_drawable(task.plan.exhibit, error),))


def _make_fact(guard: Guard, task: MakeExhibit, inputs: Inputs) -> Made:
    exhibit = task.plan.exhibit
    with limited_time(task.house.seconds):
        outcome = run_exhibit(task.sources.root, exhibit, inputs, guard)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    value = outcome.value.item() if hasattr(outcome.value, "item") else outcome.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, int | float | str | dt.date) or isinstance(value, bool) or pd.isna(value):
        message = f"{exhibit.name} returned {value!r}, which is no number, word or date"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "a fact is one value"),))
    return Outcome(Fact(task.plan.id, value, exhibit.unit))


def _make_figure(workshop: Workshop, task: MakeExhibit, inputs: Inputs) -> Made:
    exhibit, chart = task.plan.exhibit, task.house.theme.chart
    if exhibit.is_json:
        return made_by_schema(load_schema(), exhibit, lambda: _make_json_figure(workshop.press, task, inputs))
    with limited_time(task.house.seconds):
        wide = _chart_spec(workshop.guard, task, inputs, chart.wide)
        if wide.value is None:
            return Outcome(None, wide.problems)
        narrow = _chart_spec(workshop.guard, task, inputs, chart.narrow) if exhibit.takes_width else wide
    if narrow.value is None:
        return Outcome(None, narrow.problems)
    return draw_figure(workshop.press, task, wide.value, narrow.value)


def _make_json_figure(press: Press, task: MakeExhibit, inputs: Inputs) -> Made:
    spec = complete_spec(task, json_spec(task.plan, inputs), inputs)
    if spec.value is None:
        return Outcome(None, spec.problems)
    return draw_figure(press, task, spec.value, spec.value)


def _chart_spec(guard: Guard, task: MakeExhibit, inputs: Inputs, width: int) -> Outcome[dict[str, Any] | None]:
    exhibit = task.plan.exhibit
    arguments: dict[str, Any] = dict(inputs)
    if exhibit.takes_width:
        # It runs twice: what it changes in place must not reach the other drawing.
        arguments = {name: copied(value) for name, value in inputs.items()} | {"width": width}
    outcome = run_exhibit(task.sources.root, exhibit, arguments, guard)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    if not hasattr(outcome.value, "to_dict") or isinstance(outcome.value, pd.DataFrame):
        message = f"{exhibit.name} returned {type(outcome.value).__name__}, not a chart"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "return an Altair chart"),))
    try:
        with documents_set_aside(outcome.value, arguments.values()) as documents:
            spec = altair_spec(outcome.value)
        return complete_spec(task, with_documents(spec, documents), inputs)
    except UntypedFieldError as error:
        return Outcome(None, (_unknown_field(exhibit, error),))
    except FrameError as error:
        return Outcome(None, (Problem("exhibit-value", f"{exhibit.name}: {error}", exhibit.location),))
    except (MemoryError, TooManyRowsError):
        raise
    except Exception as error:
        # Altair raises its own validation errors; their first line says what is wrong.
        first, *rest = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
        problem = Problem("exhibit-error", f"{exhibit.name}: {first}", exhibit.location, "\n".join(rest[:6]))
        return Outcome(None, (problem,))


def _unknown_field(exhibit: Exhibit, error: UntypedFieldError) -> Problem:
    place = place_of_text(exhibit, error.field)
    hint = did_you_mean(error.field, error.known, "columns")
    return Problem("unknown-field", f"{exhibit.name} has no column {error.field}", place, hint)


def _not_drawable(exhibit: Exhibit, error: RecursionError | TooManyRowsError) -> Problem:
    if isinstance(error, RecursionError):
        message = f"{exhibit.name} cannot be drawn: its views are nested too deeply"
        return Problem("drawing-failed", message, exhibit.location)
    message = f"{exhibit.name} would draw {error.rows:,} rows, more than the {MOST_ROWS:,} that can be drawn"
    if error.reason:
        message += f"; they are not aggregated before because of {error.reason}"
    hint = "bin or aggregate them in the chart's encodings, or before, in the exhibit or in the data"
    return Problem("too-many-rows", message, exhibit.location, hint)
