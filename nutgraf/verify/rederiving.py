"""Every derived dataset derived once more, from the inputs that are on record."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator

from nutgraf.deriving import DerivationPlan, derivation_task, derive_all, planned_as_recorded
from nutgraf.model.dataset import Dataset
from nutgraf.model.site import Site
from nutgraf.problems import Problem
from nutgraf.sources import Sources
from nutgraf.worker import Executor, Surroundings


def check_rederiving(
    site: Site, sources: Sources, executor: Executor, surroundings: Surroundings | None = None
) -> tuple[Problem, ...]:
    """Derives the newest version of each derived dataset again and compares it, byte for byte, with the one on record.

    With `surroundings` that is done amid those, so that a `derive.py` which depends on them is found out. Problems:
    `derivation-differs`, at the resource, and those of deriving.
    """
    problems: list[Problem] = []
    planned: list[tuple[Dataset, DerivationPlan]] = []
    for dataset in site.datasets.values():
        if dataset.derivation is None:
            continue
        plan = planned_as_recorded(dataset, site.datasets)
        if plan is None:
            problems.append(_not_on_record(dataset))
        else:
            planned.append((dataset, plan))
    tasks = [derivation_task(plan, sources, surroundings) for _, plan in planned]
    for (dataset, plan), made in zip(planned, derive_all(tasks, executor), strict=True):
        problems += made.problems
        recorded = sources.read_bytes(dataset.newest.path)
        if made.value is not None and made.value != recorded:
            problems.append(_differs(dataset, plan, recorded, made.value))
    return tuple(problems)


def _not_on_record(dataset: Dataset) -> Problem:
    message = f"{dataset.newest.path} has a derive.py and no record from which its function could make it again"
    return Problem("derivation-differs", message, dataset.newest.location, _way_out(dataset))


def _differs(dataset: Dataset, plan: DerivationPlan, recorded: bytes, made: bytes) -> Problem:
    lineage = dataset.newest.lineage
    changed = [
        origin.dataset
        for origin in (lineage.origins if lineage is not None else ())
        if origin not in plan.lineage.origins
    ]
    if lineage is not None and lineage.code != plan.derivation.digest:
        changed.insert(0, "derive.py")
    behind = (
        f"changed since it was derived: {', '.join(changed)}"
        if changed
        else "neither derive.py nor its inputs have changed: it depends on the clock, chance or the machine"
    )
    message = f"{dataset.newest.path} is not what is derived again: {_first_difference(recorded, made)}"
    hint = f"{behind}\n{_way_out(dataset)}"
    return Problem("derivation-differs", message, dataset.newest.location, hint)


def _way_out(dataset: Dataset) -> str:
    return f"derive a version of another date: python build.py data derive {dataset.name} --version DATE"


def _first_difference(recorded: bytes, made: bytes) -> str:
    """The first cell that differs, by line and column; the line where the rows are of other widths or numbers."""
    then, now = _rows(recorded), _rows(made)
    header: list[str] = []
    for line, (old, new) in enumerate(itertools.zip_longest(then, now), 1):
        header = header or old or []
        if old is None or new is None:
            return f"line {line} {'is new' if old is None else 'is gone'}"
        if len(old) != len(new):
            return f"line {line} has {len(new)} cells, not {len(old)}"
        for column, before, after in zip(itertools.chain(header, itertools.repeat("")), old, new, strict=False):
            if before != after:
                return f"{column} in line {line} is {before or 'empty'} there and {after or 'empty'} now"
    return "its cells are the same, but not its bytes"


def _rows(content: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))
