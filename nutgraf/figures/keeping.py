"""What exhibits made, kept from one build to the next: under which key, and in which form.

A key is the digest of everything that a worker is given: the files, what is asked of them, and the tools. Entries are
MessagePack, read back by the types of `model/`; nothing in them is ever executed, so that a cache may be shared.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from nutgraf.digest import digest_bytes
from nutgraf.figures.tasks import CompareVersions, DescribeVersion, Made, MakeCard, MakeExhibit, Task
from nutgraf.model.card import SocialCard
from nutgraf.model.difference import Difference
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import ExhibitId, Fact, Figure, VersionSummary
from nutgraf.model.site import Input, Plan
from nutgraf.problems import Outcome, Problem, errors_in
from nutgraf.sources import Sources

_FORM = 1
"""Of the entries; another number makes all that are kept unknown."""


@dataclass(frozen=True, slots=True)
class _KeptFact:
    """A fact with its value under the name of its type, for dates and words are the same once written."""

    id: ExhibitId
    unit: str
    number: int | float | None = None
    word: str | None = None
    date: dt.date | None = None


def narrowed(plan: Plan) -> Plan:
    """The plan with what a worker may know of it: not where its figure is used, nor other versions of its data.

    What is left out here can change without the exhibit being made again.
    """
    return replace(plan, used_in=(), inputs=tuple(_narrowed_input(given) for given in plan.inputs))


def _narrowed_input(given: Input) -> Input:
    return replace(given, dataset=replace(given.dataset, versions=given.versions))


def task_key(task: Task, sources: Sources, toolchain: str) -> str:
    """The name of a task's result in a cache. `sources` are all of the site's, `toolchain` the digest of the tools."""
    # The sources' root is left out: the same site elsewhere makes the same.
    asked = {field.name: getattr(task, field.name) for field in fields(task) if field.name != "sources"}
    paths = set() if isinstance(task, MakeCard) else {*task.sources.files}
    if isinstance(task, MakeExhibit):
        paths |= {task.plan.exhibit.module, *task.plan.exhibit.shared}
    read = {path: sources.digest(path) for path in paths}
    told = (_FORM, toolchain, type(task).__name__, asked, read)
    return digest_bytes(msgspec.msgpack.encode(told, order="deterministic"))


def packed(made: Made) -> bytes | None:
    """What was made, for a cache; None where something is wrong or missing, which is tried again at each build."""
    value = made.value
    if value is None or errors_in(made.problems):
        return None
    kept = _kept_fact(value) if isinstance(value, Fact) else value
    try:
        return msgspec.msgpack.encode((kept, made.problems))
    except (OverflowError, UnicodeEncodeError):
        # Numbers beyond 64 bits and halves of surrogate pairs have no form there.
        return None


def unpacked(task: Task, content: bytes) -> Made | None:
    """What `packed` was given, as the task has it made; None for content of another form."""
    try:
        value, problems = msgspec.msgpack.decode(content, type=tuple[_kind(task), tuple[Problem, ...]])  # type: ignore[misc]
    except msgspec.DecodeError:
        return None
    return Outcome(_fact(value) if isinstance(value, _KeptFact) else value, problems)


def _kind(task: Task) -> type[Any]:
    if isinstance(task, MakeCard):
        return SocialCard
    if isinstance(task, DescribeVersion):
        return VersionSummary
    if isinstance(task, CompareVersions):
        return Difference
    return _KeptFact if task.plan.exhibit.kind is ExhibitKind.FACT else Figure


def _kept_fact(fact: Fact) -> _KeptFact:
    value = fact.value
    if isinstance(value, str):
        return _KeptFact(fact.id, fact.unit, word=value)
    if isinstance(value, dt.date):
        return _KeptFact(fact.id, fact.unit, date=value)
    return _KeptFact(fact.id, fact.unit, number=value)


def _fact(kept: _KeptFact) -> Fact:
    value = next(value for value in (kept.number, kept.word, kept.date) if value is not None)
    return Fact(kept.id, value, kept.unit)
