"""From an exhibit and its data to a fact. Needs pandas: for worker processes only."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from nutgraf.exhibits.guard import Guard
from nutgraf.exhibits.running import run_exhibit
from nutgraf.figures.inputs import Inputs
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.model.figure import Fact
from nutgraf.problems import Outcome, Problem
from nutgraf.worker.bounds import limited_time

_MAX_TEXT = 10_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def make_fact(guard: Guard, task: MakeExhibit, inputs: Inputs, seed: int = 0) -> Outcome[Fact | None]:
    """The fact of a task's exhibit, whose chance starts from `seed`; None with problems."""
    exhibit = task.plan.exhibit
    with limited_time(task.house.seconds):
        outcome = run_exhibit(task.sources.root, exhibit, inputs, guard, seed)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    value = outcome.value.item() if hasattr(outcome.value, "item") else outcome.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, int | float | str | dt.date) or isinstance(value, bool) or pd.isna(value):
        message = f"{exhibit.name} returned {value!r}, which is no number, word or date"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "a fact is one value"),))
    if isinstance(value, str) and not _is_printable(value):
        message = f"{exhibit.name} returned a text that no page can show"
        hint = f"return up to {_MAX_TEXT:,} characters, without control characters"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, hint),))
    return Outcome(Fact(task.plan.id, value, exhibit.unit))


def _is_printable(text: str) -> bool:
    return len(text) <= _MAX_TEXT and not _UNPRINTABLE.search(text)
