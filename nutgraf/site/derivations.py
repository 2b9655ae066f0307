"""Derived datasets and what they are derived from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nutgraf.model.dataset import Datasets, Derivation
from nutgraf.problems import Outcome, Problem, did_you_mean


def with_derivations(datasets: Datasets, derivations: Mapping[str, Derivation]) -> Outcome[Datasets]:
    """The datasets, each with its derivation where it has one.

    Problems: `unknown-dataset` at a parameter that names none, `derivation-cycle` where a dataset is derived from
    itself, by way of others perhaps, and `no-version` for one that was never derived.
    """
    by_name = {name: replace(dataset, derivation=derivations.get(name)) for name, dataset in datasets.by_name.items()}
    known = {*by_name, *datasets.unreadable, *derivations}
    problems: list[Problem] = []
    for name, derivation in derivations.items():
        for parameter in derivation.function.parameters:
            if parameter.dataset not in known:
                message = f"there is no dataset {parameter.dataset}"
                hint = did_you_mean(parameter.dataset, known - {name}, "datasets")
                problems.append(Problem("unknown-dataset", message, parameter.location, hint))
        if name not in by_name and name not in datasets.unreadable:
            problems.append(_never_derived(name, derivation))
    problems += _cycles(derivations)
    return Outcome(Datasets(by_name, datasets.unreadable), tuple(problems))


def _never_derived(name: str, derivation: Derivation) -> Problem:
    hint = f"derive it: python build.py data derive {name}"
    return Problem("no-version", f"{name} has no version yet", derivation.function.location, hint)


def _cycles(derivations: Mapping[str, Derivation]) -> Iterator[Problem]:
    """Each circle once, at its first dataset in the order of names."""
    told: set[str] = set()
    for name in derivations:
        circle = _way_back(name, name, derivations, ())
        if circle and told.isdisjoint(circle):
            told |= {*circle}
            way = " from ".join((*circle, name))
            parameter = next(
                each for each in derivations[name].function.parameters if each.dataset == (*circle, name)[1]
            )
            hint = "derive one of them from something else"
            yield Problem("derivation-cycle", f"a circle: {way}", parameter.location, hint)


def _way_back(start: str, at: str, derivations: Mapping[str, Derivation], way: tuple[str, ...]) -> tuple[str, ...]:
    """The datasets from `start` by way of what each is derived from back to it; empty where no way leads back."""
    if at not in derivations or at in way:
        return ()
    way = (*way, at)
    for parameter in derivations[at].function.parameters:
        if parameter.dataset == start:
            return way
        found = _way_back(start, parameter.dataset, derivations, way)
        if found:
            return found
    return ()
