"""Running a function `derive`, in a worker process. Needs pandas."""

from __future__ import annotations

import pandas as pd

from nutgraf.datasets.documents import read_document
from nutgraf.datasets.frames import read_frame
from nutgraf.datasets.inputs import copied, read_inputs
from nutgraf.datasets.writing import UnwritableFrameError, csv_of_frame
from nutgraf.deriving.tasks import DeriveVersion
from nutgraf.exhibits.guard import Guard
from nutgraf.exhibits.running import run_exhibit
from nutgraf.problems import Outcome, Problem
from nutgraf.worker import limited_time


def make_version(guard: Guard, task: DeriveVersion, seconds: float, seed: int) -> Outcome[bytes | None]:
    """The CSV of the task's version; None with the problems of its inputs, of the function, or of what it returned.

    Raises MemoryError, and OutOfTimeError where the function takes longer than `seconds`.
    """
    plan, function = task.plan, task.plan.derivation.function
    inputs = read_inputs(function.parameters, plan.inputs, task.sources)
    if inputs.value is None:
        return Outcome(None, inputs.problems or _input_problems(task))
    arguments = {name: copied(value) for name, value in inputs.value.items()}
    with limited_time(seconds):
        returned = run_exhibit(task.sources.root, function, arguments, guard, seed)
    if returned.problems:
        return Outcome(None, returned.problems)
    frame = returned.value
    if not isinstance(frame, pd.DataFrame):
        message = f"derive returned {type(frame).__name__}, which is no frame"
        return Outcome(None, (Problem("derived-value", message, function.location, "return a pd.DataFrame"),))
    try:
        return Outcome(csv_of_frame(frame))
    except UnwritableFrameError as error:
        message = f"what derive returned cannot be written: {error}"
        return Outcome(None, (Problem("derived-value", message, function.location, error.hint),))


def _input_problems(task: DeriveVersion) -> tuple[Problem, ...]:
    """Why the inputs could not be read, which a build tells elsewhere."""
    problems: list[Problem] = []
    for given in task.plan.inputs:
        for version in given.versions:
            content = task.sources.read_bytes(version.path)
            read = read_frame if version.is_table else read_document
            problems += read(content, version).problems
    return tuple(problems)
