"""From an exhibit and its data to a spec that can be drawn anywhere. Needs pandas and Altair: for workers only."""

from __future__ import annotations

from typing import Any

import pandas as pd

from nutgraf.exhibits.guard import Guard
from nutgraf.exhibits.running import run_exhibit
from nutgraf.figures.completing import complete_spec
from nutgraf.figures.inputs import Inputs, copied
from nutgraf.figures.json_specs import json_spec
from nutgraf.figures.places import place_of_text
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.vega.altair_charts import UntypedFieldError, altair_spec
from nutgraf.vega.altair_documents import documents_set_aside, with_documents
from nutgraf.vega.frames import FrameError
from nutgraf.vega.large.reducing import TooManyRowsError


def vegalite_spec(task: MakeExhibit, inputs: Inputs) -> Outcome[dict[str, Any] | None]:
    """The complete spec of a `.vl.json`; None with problems. Raises `reducing.TooManyRowsError`."""
    return complete_spec(task, json_spec(task.plan, inputs), inputs)


def chart_spec(
    guard: Guard, task: MakeExhibit, inputs: Inputs, width: int, seed: int = 0
) -> Outcome[dict[str, Any] | None]:
    """The complete spec of a chart in Python, for a figure of a width in px; None with problems. Chance starts
    from `seed`.

    Raises MemoryError and `reducing.TooManyRowsError`.
    """
    exhibit = task.plan.exhibit
    arguments: dict[str, Any] = dict(inputs)
    if exhibit.takes_width:
        # It runs twice: what it changes in place must not reach the other drawing.
        arguments = {name: copied(value) for name, value in inputs.items()} | {"width": width}
    outcome = run_exhibit(task.sources.root, exhibit, arguments, guard, seed)
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
