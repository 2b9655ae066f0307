"""Two states of a site, compared: facts by their values, figures by what is drawn, sentences by what became false."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.checks import check_facts
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import ExhibitId, Fact, Figure
from nutgraf.model.site import Plan
from nutgraf.numbers import format_value
from nutgraf.pipeline import Exhibition
from nutgraf.problems import Problem, sorted_problems


@dataclass(frozen=True, slots=True)
class State:
    """One side, made: its name and what its exhibits gave."""

    name: str
    exhibition: Exhibition


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
    old: Figure | None
    new: Figure | None
    values: bool
    used_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """The newest version of a dataset on both sides, "" where there is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs. `sentences` are the checked numbers that agree on the old side and not on the new."""

    old: str
    new: str
    datasets: tuple[DatasetChange, ...]
    facts: tuple[FactChange, ...]
    sentences: tuple[Problem, ...]
    figures: tuple[FigureChange, ...]

    @property
    def empty(self) -> bool:
        return not (self.datasets or self.facts or self.sentences or self.figures)


def compare_states(old: State, new: State) -> Diff:
    """What changed from one state to the other. Figures and facts are matched by their addresses."""
    before, after = old.exhibition, new.exhibition
    said_before = {(problem.location.path, problem.message) for problem in check_facts(before.site, before.exhibited)}
    sentences = [
        problem
        for problem in check_facts(after.site, after.exhibited)
        if (problem.location.path, problem.message) not in said_before
    ]
    return Diff(
        old=old.name,
        new=new.name,
        datasets=tuple(_datasets(before.site.datasets, after.site.datasets)),
        facts=tuple(_facts(before, after)),
        sentences=sorted_problems(sentences),
        figures=tuple(_figures(before, after)),
    )


def _datasets(old: Mapping[str, Dataset], new: Mapping[str, Dataset]) -> Iterator[DatasetChange]:
    for name in sorted({*old, *new}):
        before, after = (side[name].newest if name in side else None for side in (old, new))
        if before is None or after is None or before.digest != after.digest:
            dates = [version.date.isoformat() if version else "" for version in (before, after)]
            yield DatasetChange(name, dates[0], dates[1])


def _facts(old: Exhibition, new: Exhibition) -> Iterator[FactChange]:
    before = _by_address(old.site.facts, old.exhibited.facts)
    after = _by_address(new.site.facts, new.exhibited.facts)
    for address in sorted({*before, *after}):
        was, now = before.get(address), after.get(address)
        if was is None or now is None or (was[1].value, was[1].unit) != (now[1].value, now[1].unit):
            plan = _plan(was, now)
            language = new.site.config.language
            yield FactChange(plan.id.exhibit, _words(was, language), _words(now, language), plan.used_in)


def _figures(old: Exhibition, new: Exhibition) -> Iterator[FigureChange]:
    before = _by_address(old.site.figures, old.exhibited.figures)
    after = _by_address(new.site.figures, new.exhibited.figures)
    for address in sorted({*before, *after}):
        was, now = before.get(address), after.get(address)
        plan = _plan(was, now)
        first, second = (side[1] if side else None for side in (was, now))
        if first is None or second is None:
            yield FigureChange(plan.id.exhibit, first, second, True, plan.used_in)
        elif _drawn(first) != _drawn(second) or first.data != second.data:
            yield FigureChange(plan.id.exhibit, first, second, first.data != second.data, plan.used_in)


def _by_address(
    plans: Mapping[ExhibitId, Plan], made: Mapping[ExhibitId, Fact] | Mapping[ExhibitId, Figure]
) -> dict[str, tuple[Plan, Any]]:
    return {plan.permalink: (plan, made[identity]) for identity, plan in plans.items() if identity in made}


def _plan(was: tuple[Plan, Any] | None, now: tuple[Plan, Any] | None) -> Plan:
    """The plan of a thing that is on at least one side, the newer one where it is on both."""
    plans = [side[0] for side in (now, was) if side is not None]
    return plans[0]


def _words(side: tuple[Plan, Fact] | None, language: str) -> str:
    return format_value(side[1].value, side[1].unit, language) if side is not None else ""


def _drawn(figure: Figure) -> tuple[str, ...]:
    """What readers see. The ids inside a drawing are its digest, and differ wherever the rest does."""
    return (figure.title, figure.subtitle, figure.notes, figure.wide.text, figure.narrow.text)
