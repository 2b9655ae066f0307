"""Deriving as the main process sees it: tasks, and what came of them.

This module is light; what runs an author's code is imported in the worker only.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nutgraf.deriving.planning import DerivationPlan
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources
from nutgraf.worker import Executor, Failure, Surroundings, amid

SECONDS = 20.0
"""What a function `derive` may take."""


@dataclass(frozen=True, slots=True)
class DeriveVersion:
    """A task: the CSV of a planned version. `sources` lists its inputs' files and its `derive.py`.

    With `surroundings` it is made amid those, and in a folder that holds nothing but `sources`.
    """

    sources: Sources
    plan: DerivationPlan
    surroundings: Surroundings | None = None


def derivation_task(plan: DerivationPlan, sources: Sources, surroundings: Surroundings | None = None) -> DeriveVersion:
    paths = {version.path for given in plan.inputs for version in given.versions}
    return DeriveVersion(sources.only({*paths, plan.derivation.function.module}), plan, surroundings)


def derive_all(tasks: Sequence[DeriveVersion], executor: Executor) -> list[Outcome[bytes | None]]:
    """The CSVs in the order of `tasks`, None with problems.

    The processes of `executor` have set up `open_desk`, or anything else with a `guard`. Problems: those of
    `read_frame` and of `run_exhibit`, `derived-value`, and `exhibit-time`, `exhibit-memory` and `exhibit-died`.
    """
    made: dict[int, Outcome[bytes | None]] = {}
    for result in executor.run(_perform, tasks):
        task = tasks[result.index]
        if result.failure is not None:
            made[result.index] = Outcome(None, (_failure_problem(task, result.failure),))
        elif result.value is not None:
            made[result.index] = result.value
    return [made[index] for index in range(len(tasks))]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker that derives and does nothing else has."""

    guard: Any


def open_desk() -> Desk:
    """What such a worker sets up once."""
    from nutgraf.deriving import making  # noqa: F401, PLC0415 - pandas is to be there before the guard watches
    from nutgraf.exhibits.guard import Guard  # noqa: PLC0415

    return Desk(Guard())


def _perform(desk: Any, task: DeriveVersion) -> Outcome[bytes | None]:
    from nutgraf.deriving.making import make_version  # noqa: PLC0415

    with contextlib.ExitStack() as stack:
        surroundings = task.surroundings
        if surroundings is not None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="elsewhere-"))).resolve()
            task = replace(task, sources=_copied(task.sources, folder))
            stack.enter_context(amid(replace(surroundings, folder=folder)))
        return make_version(desk.guard, task, SECONDS, surroundings.seed if surroundings is not None else 0)


def _copied(sources: Sources, root: Path) -> Sources:
    for path in sources.files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources.root / path, root / path)
    return replace(sources, root=root)


def _failure_problem(task: DeriveVersion, failure: Failure) -> Problem:
    place = _author_line(task, failure) or task.plan.derivation.function.location
    name = task.plan.name
    fewer = "read less of its inputs, or aggregate before joining"
    if failure.reason == "time":
        message = f"deriving {name} took more than {SECONDS:g} s and was stopped"
        return Problem("exhibit-time", message, place, f"look for a loop that does not end, or {fewer}")
    if failure.reason == "memory":
        return Problem("exhibit-memory", f"deriving {name} takes more memory than there is for it", place, fewer)
    if failure.reason == "died":
        how = f" ({failure.detail})" if failure.detail else ""
        return Problem("exhibit-died", f"the process that derived {name} ended{how}", place, fewer)
    last, *_ = reversed(failure.detail.strip().splitlines())
    hint = f"this is a fault of Nutgraf; please report it with these lines\n{failure.detail.strip()}"
    return Problem("internal-error", f"{name} could not be derived: {last}", place, hint)


def _author_line(task: DeriveVersion, failure: Failure) -> Location | None:
    module = task.plan.derivation.function.module
    for file, line in reversed(failure.lines):
        if file.endswith(module):
            return Location(module, line)
    return None
