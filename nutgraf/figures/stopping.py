"""Tasks that came to nothing: beyond their time or memory, or with the end of their process."""

from __future__ import annotations

from pathlib import Path

from nutgraf.figures.tasks import CompareVersions, Made, MakeCard, MakeExhibit, Task
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.worker import Failure, Result

_FEWER = "give it less data: aggregate, bin or sample before drawing"
_LOOP = "look for a loop that does not end, or prepare the data once, as a dataset of their own"


def outcome_of(task: Task, result: Result[Made]) -> Made:
    """What came of a task, its failure as a problem."""
    if result.value is not None:
        return result.value
    assert result.failure is not None
    return Outcome(None, (failure_problem(task, result.failure),))


def failure_problem(task: Task, failure: Failure) -> Problem:
    """What a failure means to the author: `exhibit-time`, `exhibit-memory`, `exhibit-died` or `internal-error`.

    The place is the author's line that was running, else that of the exhibit, the page or the data file.
    """
    name, place = _subject(task)
    line = _author_line(task, failure) if isinstance(task, MakeExhibit) else None
    if failure.reason == "time":
        return _time_problem(task, failure, line, place)
    if failure.reason == "memory":
        message = f"{name} ran out of memory here" if line else f"drawing {name} takes more memory than there is for it"
        return Problem("exhibit-memory", message, line or place, _FEWER)
    if failure.reason == "died":
        return _death_problem(failure, name, place)
    # Author code cannot get here: this is a fault of the program, and its trace is what a report needs.
    last = failure.detail.strip().splitlines()[-1]
    hint = f"this is a fault of Nutgraf; please report it with these lines\n{failure.detail.strip()}"
    return Problem("internal-error", f"{name} could not be made: {last}", place, hint)


def _death_problem(failure: Failure, name: str, place: Location) -> Problem:
    how = f" ({failure.detail})" if failure.detail else ""
    by_itself = failure.detail.startswith("status")
    hint = (
        "a chart must not end its process: no os._exit()" if by_itself else f"most often for want of memory: {_FEWER}"
    )
    return Problem("exhibit-died", f"the process that made {name} ended{how}", place, hint)


def _subject(task: Task) -> tuple[str, Location]:
    if isinstance(task, MakeExhibit):
        return task.plan.exhibit.name, task.plan.exhibit.location
    if isinstance(task, MakeCard):
        return f"the social card of {task.words.page}", task.words.location
    version = task.new if isinstance(task, CompareVersions) else task.version
    return version.path, Location(version.path)


def _time_problem(task: Task, failure: Failure, line: Location | None, place: Location) -> Problem:
    name, _ = _subject(task)
    if line is not None and isinstance(task, MakeExhibit):
        message = f"{name} ran for more than {task.house.seconds:g} s and was stopped here"
        return Problem("exhibit-time", message, line, _LOOP)
    if failure.lines and isinstance(task, MakeExhibit):
        message = f"drawing {name} took more than {task.house.seconds:g} s and was stopped"
        hint = f"look for an expression, a regular expression or steps of a scale without end, or {_FEWER}"
        return Problem("exhibit-time", message, place, hint)
    return Problem("exhibit-time", f"{name} took too long and was stopped", place, _FEWER)


def _author_line(task: MakeExhibit, failure: Failure) -> Location | None:
    """The innermost line of the site's `charts/` that was running."""
    charts = task.sources.root / "charts"
    for file, line in reversed(failure.lines):
        if Path(file).is_relative_to(charts):
            return Location(Path(file).relative_to(task.sources.root).as_posix(), line)
    return None
