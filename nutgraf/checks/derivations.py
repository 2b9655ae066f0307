"""Derived datasets are what their `derive.py` would make today, as far as the record tells without deriving again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nutgraf.datasets.patches import patches_digest
from nutgraf.model.dataset import Dataset, Origin, Version
from nutgraf.model.site import Site
from nutgraf.problems import Location, Problem, Severity

_CODE = "stale-derivation"


def check_derivations(site: Site, *, strict: bool) -> tuple[Problem, ...]:
    """What a derived version rests on and is no more as it was, as `stale-derivation`.

    An input that is gone is an error. That `derive.py`, an input or its patches are others than when the newest version
    was derived is a warning, under `strict` an error; that there are newer inputs is a warning.
    """
    problems: list[Problem] = []
    for dataset in site.datasets.values():
        for version in dataset.versions:
            problems += _gone(dataset, version, site.datasets)
        if dataset.derivation is not None and dataset.newest.lineage is not None:
            problems += _changed(dataset, site.datasets, "error" if strict else "warning")
            problems += _outdated(dataset, site.datasets)
    return tuple(problems)


def _gone(dataset: Dataset, version: Version, datasets: Mapping[str, Dataset]) -> Iterator[Problem]:
    for origin in version.lineage.origins if version.lineage is not None else ():
        if origin.dataset not in datasets:
            message = f"{_named(dataset, version)} is derived from {origin.dataset}, which is not there"
        elif _version(origin, datasets) is None:
            message = f"{_named(dataset, version)} is derived from {origin.dataset} of {origin.version}, which is gone"
        else:
            continue
        hint = "put it back: a version that something was made from stays"
        yield Problem(_CODE, message, origin.location, hint)


def _changed(dataset: Dataset, datasets: Mapping[str, Dataset], severity: Severity) -> Iterator[Problem]:
    derivation, lineage = dataset.derivation, dataset.newest.lineage
    assert derivation is not None
    assert lineage is not None

    def problem(what: str, place: Location) -> Problem:
        message = f"{what} since {_named(dataset, dataset.newest)} was derived"
        return Problem(_CODE, message, place, _way_out(dataset), severity)

    if derivation.digest != lineage.code:
        yield problem("derive.py has changed", derivation.function.location)
    for origin in lineage.origins:
        version = _version(origin, datasets)
        if version is not None and version.digest != origin.digest:
            yield problem(f"{origin.dataset} of {origin.version} has changed", origin.location)
        elif version is not None and patches_digest(version.patches) != origin.patches:
            yield problem(f"the patches of {origin.dataset} of {origin.version} have changed", origin.location)


def _outdated(dataset: Dataset, datasets: Mapping[str, Dataset]) -> Iterator[Problem]:
    assert dataset.derivation is not None
    assert dataset.newest.lineage is not None
    newest = {origin.dataset: origin.version for origin in dataset.newest.lineage.origins}
    for parameter in dataset.derivation.function.parameters:
        known = datasets.get(parameter.dataset)
        used = newest.get(parameter.dataset)
        if known is not None and used is not None and known.version(used) and known.newest.date > used:
            message = (
                f"{_named(dataset, dataset.newest)} is derived from {known.name} of {used}, "
                f"and there is one of {known.newest.date}"
            )
            yield Problem(_CODE, message, parameter.location, _way_out(dataset), "warning")


def _version(origin: Origin, datasets: Mapping[str, Dataset]) -> Version | None:
    dataset = datasets.get(origin.dataset)
    return dataset.version(origin.version) if dataset is not None else None


def _named(dataset: Dataset, version: Version) -> str:
    return f"{dataset.name} of {version.date}"


def _way_out(dataset: Dataset) -> str:
    return f"derive it again: python build.py data derive {dataset.name}"
