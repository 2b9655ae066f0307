"""Two states of a site, compared: facts by their values, figures by what is drawn, sentences by what became false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from nutgraf.diff.snapshot import FactShown, FigureShown, Snapshot
from nutgraf.problems import Problem, sorted_problems


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact's value in words on both sides, "" where it is missing; `used_in` are the pages that show it."""

    name: str
    old: str
    new: str
    used_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is drawn otherwise; a side on which it is missing is None. `values`: its data changed too."""

    name: str
    old: FigureShown | None
    new: FigureShown | None
    values: bool
    used_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """The newest version of a dataset on both sides, "" where there is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """Blocks of a page's text that came in the place of others; either may be none."""

    page: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs. `sentences` are the checked numbers that agree on the old side and not on the new;
    `texts` are compared between built sites."""

    old: str
    new: str
    datasets: tuple[DatasetChange, ...]
    facts: tuple[FactChange, ...]
    sentences: tuple[Problem, ...]
    texts: tuple[TextChange, ...]
    figures: tuple[FigureChange, ...]

    @property
    def empty(self) -> bool:
        return not (self.datasets or self.facts or self.sentences or self.texts or self.figures)


def compare_snapshots(old: Snapshot, new: Snapshot) -> Diff:
    """What changed from one state to the other. Figures and facts are matched by their addresses."""
    said_before = {(problem.location.path, problem.message) for problem in old.untrue}
    sentences = [problem for problem in new.untrue if (problem.location.path, problem.message) not in said_before]
    return Diff(
        old=old.name,
        new=new.name,
        datasets=tuple(_datasets(old.datasets, new.datasets)),
        facts=tuple(_facts(old.facts, new.facts)),
        sentences=sorted_problems(sentences),
        texts=tuple(_texts(old.texts, new.texts)) if old.texts and new.texts else (),
        figures=tuple(_figures(old.figures, new.figures)),
    )


def _datasets(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> Iterator[DatasetChange]:
    for name in sorted({*old, *new}):
        (before, was), (after, now) = old.get(name, ("", "")), new.get(name, ("", ""))
        if was != now:
            yield DatasetChange(name, before, after)


def _facts(old: Mapping[str, FactShown], new: Mapping[str, FactShown]) -> Iterator[FactChange]:
    for address in sorted({*old, *new}):
        was, now = old.get(address), new.get(address)
        if was is None or now is None or was.words != now.words:
            name, used_in = _named(was, now)
            yield FactChange(name, was.words if was else "", now.words if now else "", used_in)


def _figures(old: Mapping[str, FigureShown], new: Mapping[str, FigureShown]) -> Iterator[FigureChange]:
    for address in sorted({*old, *new}):
        was, now = old.get(address), new.get(address)
        values = was is None or now is None or was.data != now.data
        if was is None or now is None or values or not _looks_alike(was, now):
            name, used_in = _named(was, now)
            yield FigureChange(name, was, now, values, used_in)


def _named(was: FactShown | FigureShown | None, now: FactShown | FigureShown | None) -> tuple[str, tuple[str, ...]]:
    """The name, and where it is used: on the newer side where it is on both."""
    known = [side for side in (now, was) if side is not None]
    return known[0].name, known[0].used_in


def _looks_alike(was: FigureShown, now: FigureShown) -> bool:
    """Whether readers see the same, as far as it is known. The ids inside a drawing are its digest, and differ wherever
    the rest does."""
    drawings = ((was.wide, now.wide), (was.narrow, now.narrow))
    return was.words == now.words and all(before == after for before, after in drawings if before and after)


def _texts(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> Iterator[TextChange]:
    for page in sorted({*old, *new}):
        before, after = old.get(page, ()), new.get(page, ())
        for kind, start, stop, start_new, stop_new in SequenceMatcher(None, before, after, False).get_opcodes():
            if kind != "equal":
                yield TextChange(page, before[start:stop], after[start_new:stop_new])
