"""From which versions of other datasets a version is derived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nutgraf.datasets.patches import patches_digest
from nutgraf.model.dataset import Dataset, Derivation, Lineage, Origin, Version
from nutgraf.model.exhibit import Parameter
from nutgraf.model.site import Input
from nutgraf.problems import Outcome, Problem


@dataclass(frozen=True, slots=True)
class DerivationPlan:
    """What is to be derived: the version `date` of the dataset `name`, from `inputs` in the order of parameters."""

    name: str
    date: dt.date
    derivation: Derivation
    inputs: tuple[Input, ...]

    @property
    def lineage(self) -> Lineage:
        """What will be on record."""
        origins = {
            (given.dataset.name, version.date): Origin(
                given.dataset.name, version.date, version.digest, patches_digest(version.patches)
            )
            for given in self.inputs
            for version in given.versions
        }
        return Lineage(tuple(origins[key] for key in sorted(origins)), self.derivation.digest)


def plan_derivation(
    name: str, derivation: Derivation, datasets: Mapping[str, Dataset], date: dt.date | None
) -> Outcome[DerivationPlan | None]:
    """A plan from the newest inputs; with `date`, from the newest of that day or before.

    Without `date` the version has that of its newest input. Problems: `unknown-dataset` for one that could not be read
    or is not there, and `unknown-version` where an input has none so old.
    """
    inputs: list[Input] = []
    problems: list[Problem] = []
    for parameter in derivation.function.parameters:
        dataset = datasets.get(parameter.dataset)
        if dataset is None:
            message = f"there is no dataset {parameter.dataset} that can be read"
            problems.append(Problem("unknown-dataset", message, parameter.location, "python build.py check says more"))
            continue
        versions = tuple(version for version in dataset.versions if date is None or version.date <= date)
        if versions:
            inputs.append(_input(parameter, dataset, versions))
        else:
            message = f"{dataset.name} has no version of {date} or before"
            hint = f"its first is of {dataset.versions[0].date}"
            problems.append(Problem("unknown-version", message, parameter.location, hint))
    if problems:
        return Outcome(None, tuple(problems))
    newest = max(version.date for given in inputs for version in given.versions)
    return Outcome(DerivationPlan(name, date or newest, derivation, tuple(inputs)))


def planned_as_recorded(dataset: Dataset, datasets: Mapping[str, Dataset]) -> DerivationPlan | None:
    """How the dataset's newest version was derived, by today's `derive.py`.

    None where it has no record or no `derive.py`, where an input is gone, or where it was derived from other datasets
    than today's function asks for.
    """
    lineage, derivation = dataset.newest.lineage, dataset.derivation
    if lineage is None or derivation is None:
        return None
    found = {(origin.dataset, origin.version) for origin in lineage.origins}
    inputs = []
    for parameter in derivation.function.parameters:
        versions = tuple(_recorded(datasets.get(parameter.dataset), found))
        if not versions:
            return None
        inputs.append(_input(parameter, datasets[parameter.dataset], versions))
    return DerivationPlan(dataset.name, dataset.newest.date, derivation, tuple(inputs))


def _input(parameter: Parameter, dataset: Dataset, versions: tuple[Version, ...]) -> Input:
    return Input(dataset, versions if parameter.all_versions else versions[-1:], parameter.all_versions)


def _recorded(dataset: Dataset | None, found: set[tuple[str, dt.date]]) -> Iterator[Version]:
    for version in dataset.versions if dataset is not None else ():
        if dataset is not None and (dataset.name, version.date) in found:
            yield version
