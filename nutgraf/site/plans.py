"""Which figures and facts a site needs: an exhibit and the versions of its datasets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from nutgraf.model.dataset import Dataset, Datasets, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind, Exhibits, Parameter
from nutgraf.model.figure import ExhibitId
from nutgraf.model.site import Input, Plan, identity_of
from nutgraf.problems import Problem, did_you_mean

Pins = Mapping[str, dt.date]

FIGURES_ROOT = "/figures/"
NUMBERS_PAGE = "/numbers/"


class Planner:
    """Collects the plans while references are resolved; the same exhibit and versions give the same plan."""

    def __init__(self, datasets: Datasets, exhibits: Exhibits) -> None:
        self._datasets = datasets
        self._exhibits = exhibits
        self._plans: dict[ExhibitId, Plan] = {}
        self._used_in: dict[ExhibitId, dict[str, None]] = {}
        self.problems: list[Problem] = []
        self.broken: set[str] = set(exhibits.unreadable)
        for exhibit in exhibits.by_name.values():
            self._check_parameters(exhibit)

    def plan_all_newest(self) -> None:
        """Every exhibit is made from the newest data, also where no page shows it or all pages pin older data."""
        for exhibit in self._exhibits.by_name.values():
            if exhibit.name not in self.broken:
                self.plan(exhibit, {}, page="")

    def plan(self, exhibit: Exhibit, pins: Pins, page: str) -> ExhibitId:
        """The identity of the exhibit under a page's pins; `page` is added to where it is used ("": nowhere)."""
        inputs = tuple(self._input(parameter, pins) for parameter in exhibit.parameters)
        identity = identity_of(exhibit.name, inputs)
        self._plans.setdefault(identity, Plan(identity, exhibit, inputs, _permalink(identity, exhibit, inputs)))
        used = self._used_in.setdefault(identity, {})
        if page:
            used[page] = None
        return identity

    def plans(self, *kinds: ExhibitKind) -> dict[ExhibitId, Plan]:
        """All plans of these kinds, sorted by identity."""
        return {
            identity: Plan(identity, plan.exhibit, plan.inputs, plan.permalink, tuple(self._used_in[identity]))
            for identity, plan in sorted(self._plans.items())
            if plan.exhibit.kind in kinds
        }

    def _input(self, parameter: Parameter, pins: Pins) -> Input:
        dataset = self._datasets.by_name[parameter.dataset]
        pinned = dt.date.fromisoformat(parameter.version) if parameter.version else pins.get(parameter.dataset)
        chosen = (dataset.version(pinned) if pinned else None) or dataset.newest
        if parameter.all_versions:
            until = tuple(version for version in dataset.versions if version.date <= chosen.date)
            return Input(dataset, until, all_versions=True)
        return Input(dataset, (chosen,), fixed=bool(parameter.version))

    def _check_parameters(self, exhibit: Exhibit) -> None:
        for parameter in exhibit.parameters:
            dataset = self._datasets.by_name.get(parameter.dataset)
            if dataset is None:
                self.broken.add(exhibit.name)
                if parameter.dataset not in self._datasets.unreadable:
                    self.problems.append(_unknown_dataset(parameter, self._datasets))
            elif parameter.version and dataset.version(dt.date.fromisoformat(parameter.version)) is None:
                self.broken.add(exhibit.name)
                self.problems.append(unknown_version(dataset, parameter.version, parameter))


def _permalink(identity: ExhibitId, exhibit: Exhibit, inputs: tuple[Input, ...]) -> str:
    newest = not any(given.held_back for given in inputs)
    if exhibit.kind is ExhibitKind.FACT:
        return f"{NUMBERS_PAGE}#{identity.exhibit}" + ("" if newest else f"--{identity.version_key}")
    return f"{FIGURES_ROOT}{identity.exhibit}/" + ("" if newest else f"{identity.version_key}/")


def _unknown_dataset(parameter: Parameter, datasets: Datasets) -> Problem:
    known = [*datasets.by_name, *datasets.unreadable]
    return Problem(
        "unknown-dataset",
        f"there is no dataset {parameter.dataset}",
        parameter.location,
        did_you_mean(parameter.dataset, known, "datasets"),
    )


def unknown_version(dataset: Dataset, version: str, at: Parameter) -> Problem:
    """A version that an exhibit or a pin names and the dataset does not have."""
    return Problem(
        "unknown-version",
        f"{dataset.name} has no version {version}",
        at.location,
        f"versions: {', '.join(_dates(dataset.versions))}",
    )


def _dates(versions: tuple[Version, ...]) -> list[str]:
    return [version.date.isoformat() for version in versions]
