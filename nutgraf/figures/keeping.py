"""What exhibits made, kept from one build to the next: under which key, and in which form.

A key is the digest of everything that a worker is given: the files, what is asked of them, and the tools. Entries are
MessagePack, read back by the types of `model/`; nothing in them is ever executed, so that a cache may be shared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.figures.tasks import CompareVersions, DescribeVersion, Made, MakeCard, MakeExhibit, Task
from nutgraf.model.card import SocialCard
from nutgraf.model.difference import Difference
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import (
    CardHead,
    ExhibitId,
    Fact,
    Figure,
    FigureHead,
    FileHead,
    StoredFigures,
    VersionSummary,
    card_head,
    figure_head,
)
from nutgraf.model.site import Input, Plan
from nutgraf.problems import Outcome, Problem, errors_in
from nutgraf.sources import Sources

_FORM = 2
"""Of what is kept; another number makes all of it unknown."""


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
    if isinstance(task, MakeExhibit | MakeCard):
        # Nothing is kept of what took too long: how long it might have taken has no part in what is.
        asked["house"] = replace(task.house, seconds=0.0)
    read = {path: sources.digest(path) for path in read_by(task)}
    told = (_FORM, toolchain, type(task).__name__, asked, read)
    return digest_bytes(msgspec.msgpack.encode(told, order="deterministic"))


def read_by(task: Task) -> frozenset[str]:
    """The sources that a worker reads for a task."""
    if isinstance(task, MakeCard):
        return frozenset()
    if isinstance(task, MakeExhibit):
        return frozenset((*task.sources.files, task.plan.exhibit.module, *task.plan.exhibit.shared))
    return frozenset(task.sources.files)


MadeOnce = Outcome[FigureHead | Fact | CardHead | VersionSummary | Difference | None]
"""What came of a task, in this build or an earlier one; of a figure and a card what is known without reading it."""


@dataclass(frozen=True, slots=True)
class _KeptValue:
    """What a task made, one of the fields, and warnings."""

    figure: FigureHead | None = None
    fact: _KeptFact | None = None
    card: CardHead | None = None
    summary: VersionSummary | None = None
    difference: Difference | None = None
    problems: tuple[Problem, ...] = ()


class Keeper:
    """Puts what tasks made into a cache, and finds it there. `toolchain` is the digest of the tools."""

    def __init__(self, cache: Cache, toolchain: str) -> None:
        self._cache = cache
        self._pack: Pack[_KeptValue] = cache.pack(f"made {toolchain}", _KeptValue)

    def find(self, task: Task, key: str) -> MadeOnce | None:
        """What the task with this key made; None where it is not there, or no longer whole."""
        kept = self._pack.get(key)
        value = _value(kept) if kept is not None else None
        if kept is None or value is None or not _is_of(task, value) or not self._is_whole(value):
            return None
        return Outcome(value, kept.problems)

    def keep(self, key: str, made: Made, *, lasting: bool = True) -> MadeOnce:
        """What was made, now kept. Where something is wrong or missing it is tried again at each build, and where it is
        not `lasting`."""
        value = made.value
        kept = self._stored(value) if value is not None else None
        if kept is None:
            return Outcome(None, made.problems)
        if lasting and not errors_in(made.problems):
            self._pack.put(key, replace(kept, problems=made.problems))
        return Outcome(_value(kept), made.problems)

    def _stored(self, value: Figure | Fact | SocialCard | VersionSummary | Difference) -> _KeptValue:
        if isinstance(value, Figure):
            return _KeptValue(figure=keep_figure(value, self._cache))
        if isinstance(value, Fact):
            return _KeptValue(fact=_kept_fact(value))
        if isinstance(value, SocialCard):
            self._cache.put_file(value.png)
            return _KeptValue(card=card_head(value))
        if isinstance(value, VersionSummary):
            return _KeptValue(summary=value)
        return _KeptValue(difference=value)

    def _is_whole(self, value: FigureHead | Fact | CardHead | VersionSummary | Difference) -> bool:
        if isinstance(value, CardHead):
            return self._cache.has_file(value.file.digest)
        return not isinstance(value, FigureHead) or is_whole(value, self._cache)


@dataclass(frozen=True, slots=True, eq=False)
class _KeptFiles(Mapping[str, bytes]):
    """The files of a figure by extension, read when they are looked up."""

    heads: Mapping[str, FileHead]
    cache: Cache

    def __getitem__(self, extension: str) -> bytes:
        return self.cache.read_file(self.heads[extension].digest)

    def __contains__(self, extension: object) -> bool:
        return extension in self.heads

    def __iter__(self) -> Iterator[str]:
        return iter(self.heads)

    def __len__(self) -> int:
        return len(self.heads)


@dataclass(frozen=True, slots=True, eq=False)
class KeptFigures(StoredFigures):
    """Figures that are read from the cache when they are looked up: LostEntryError where one is no longer there."""

    heads: Mapping[ExhibitId, FigureHead]
    cache: Cache

    def only(self, identities: Iterable[ExhibitId]) -> KeptFigures:
        return KeptFigures({identity: self.heads[identity] for identity in identities}, self.cache)

    def __getitem__(self, identity: ExhibitId) -> Figure:
        return read_figure(self.heads[identity], self.cache)

    def __contains__(self, identity: object) -> bool:
        return identity in self.heads

    def __iter__(self) -> Iterator[ExhibitId]:
        return iter(self.heads)

    def __len__(self) -> int:
        return len(self.heads)


def keep_figure(figure: Figure, cache: Cache) -> FigureHead:
    """Stores a figure and returns its head."""
    view = replace(figure.view, content=b"") if figure.view is not None else None
    # The files are stored as they are: those of the site are the same.
    bare = replace(figure, files=dict.fromkeys(figure.files, b""), view=view, cards=())
    content = msgspec.msgpack.encode(bare)
    body = digest_bytes(content)
    cache.put(body, content)
    views = (figure.view.content,) if figure.view is not None else ()
    for file in (*figure.files.values(), *views, *(card.png for card in figure.cards)):
        cache.put_file(file)
    return figure_head(figure, body)


def is_whole(head: FigureHead, cache: Cache) -> bool:
    """Whether everything is still there that a figure is read from."""
    files = (
        *head.files.values(),
        *((head.view,) if head.view is not None else ()),
        *(card.file for card in head.cards),
    )
    return cache.holds(head.body) and all(cache.has_file(file.digest) for file in files)


def read_figure(head: FigureHead, cache: Cache) -> Figure:
    """The whole figure, but for its social cards. Raises LostEntryError where something of it is no longer there."""
    content = cache.get(head.body)
    if content is None:
        raise cache.lost(head.body)
    figure = msgspec.msgpack.decode(content, type=Figure)
    view = figure.view
    if view is not None and head.view is not None:
        view = replace(view, content=cache.read_file(head.view.digest))
    return replace(figure, files=_KeptFiles(head.files, cache), view=view)


def _value(kept: _KeptValue) -> FigureHead | Fact | CardHead | VersionSummary | Difference | None:
    fact = _fact(kept.fact) if kept.fact is not None else None
    return kept.figure or fact or kept.card or kept.summary or kept.difference


def _is_of(task: Task, value: FigureHead | Fact | CardHead | VersionSummary | Difference) -> bool:
    if isinstance(task, MakeCard):
        return isinstance(value, CardHead)
    if isinstance(task, DescribeVersion):
        return isinstance(value, VersionSummary)
    if isinstance(task, CompareVersions):
        return isinstance(value, Difference)
    return isinstance(value, Fact if task.plan.exhibit.kind is ExhibitKind.FACT else FigureHead)


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
