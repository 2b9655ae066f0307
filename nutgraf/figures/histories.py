"""Facts by other versions of their data, so that an editor sees which update made a sentence false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nutgraf.cache import Cache
from nutgraf.figures.exhibiting import files_of, perform_tasks
from nutgraf.figures.keeping import narrowed
from nutgraf.figures.tasks import House, MakeExhibit
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.fact_history import FactAtVersion, FactHistory
from nutgraf.model.figure import Exhibited, ExhibitId, Fact
from nutgraf.model.site import Input, Plan, identity_of
from nutgraf.problems import errors_in
from nutgraf.sources import Sources
from nutgraf.worker import Executor

MOST_VERSIONS = 6
"""How many versions of a dataset are tried, beside the one that is used."""

Outcomes = Mapping[ExhibitId, Fact | str]
"""What came of each fact: its value, or why there is none."""


def make_histories(
    plans: Iterable[Plan], exhibited: Exhibited, house: House, sources: Sources, executor: Executor, cache: Cache
) -> Mapping[ExhibitId, tuple[FactHistory, ...]]:
    """The facts of `plans` at the newest versions of each of their datasets: one dataset varies, the others stay.

    A dataset of one version has no history. A fact that fails at a version says so there. Without plans nothing runs.
    """
    plans = tuple(plans)
    wanted = {variant.id: variant for plan in plans for variant in _variants(plan)}
    made: dict[ExhibitId, Fact | str] = {
        identity: exhibited.facts[identity]
        for identity in (*wanted, *(plan.id for plan in plans))
        if identity in exhibited.facts
    }
    tasks = [
        MakeExhibit(sources.only(files_of(variant)), narrowed(variant), house)
        for identity, variant in wanted.items()
        if identity not in made
    ]
    for task, outcome in perform_tasks(tasks, sources, executor, cache):
        assert isinstance(task, MakeExhibit)
        failure = next(iter(errors_in(outcome.problems)), None)
        value = outcome.value
        made[task.plan.id] = value if isinstance(value, Fact) else failure.message if failure else "no value"
    return {plan.id: tuple(_history(plan, dataset, made) for dataset in _variable(plan)) for plan in plans}


def _history(plan: Plan, dataset: Dataset, made: Outcomes) -> FactHistory:
    tried = _tried(plan, dataset)
    values: list[FactAtVersion] = []
    for version in tried:
        outcome = made[_at(plan, dataset, version).id]
        fact, problem = (outcome, "") if isinstance(outcome, Fact) else (None, outcome)
        values.append(FactAtVersion(version.date, version == _used(plan, dataset), fact, problem))
    return FactHistory(dataset.name, tuple(values), len(dataset.versions) - len(tried))


def _variants(plan: Plan) -> Iterator[Plan]:
    for dataset in _variable(plan):
        for version in _tried(plan, dataset):
            yield _at(plan, dataset, version)


def _variable(plan: Plan) -> tuple[Dataset, ...]:
    """The datasets that can be varied, each once."""
    found = {given.dataset.name: given.dataset for given in plan.inputs}
    return tuple(dataset for dataset in found.values() if len(dataset.versions) > 1)


def _tried(plan: Plan, dataset: Dataset) -> tuple[Version, ...]:
    newest = dataset.versions[-MOST_VERSIONS:]
    used = _used(plan, dataset)
    return newest if used in newest else (used, *newest)


def _used(plan: Plan, dataset: Dataset) -> Version:
    return next(given.versions[-1] for given in plan.inputs if given.dataset.name == dataset.name)


def _at(plan: Plan, dataset: Dataset, version: Version) -> Plan:
    """The plan with one dataset at another version; one that is given all of them has those until then."""

    def moved(given: Input) -> Input:
        if given.dataset.name != dataset.name:
            return given
        until = tuple(each for each in dataset.versions if each.date <= version.date)
        return replace(given, versions=until if given.all_versions else (version,))

    inputs = tuple(map(moved, plan.inputs))
    return replace(plan, id=identity_of(plan.exhibit.name, inputs), inputs=inputs)
