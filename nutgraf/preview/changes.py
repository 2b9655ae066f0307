"""What saved charts and data change of a site, where it is no more than what exhibits make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.datasets import DATA_FOLDER, DESCRIPTOR
from nutgraf.exhibits import read_exhibits
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.site import Input, Plan, Site
from nutgraf.problems import errors_in
from nutgraf.sources import CONFIG_FILE, Sources

_CHARTS = "charts/"
_ENDINGS = (".py", ".vl.json")


@dataclass(frozen=True, slots=True)
class Change:
    """A site with saved charts and data in it, the `datasets` that are others, and the `plans` of figures and facts
    that read what was saved."""

    site: Site
    datasets: Mapping[str, Dataset]
    plans: tuple[Plan, ...]


def find_change(saved: Sequence[str], sources: Sources, site: Site) -> Change | None:
    """What the `saved` sources change of the `site` of a good build: modules of charts that have the same exhibits, and
    drafts of data. None where they may change more, or something is wrong.

    `sources` are those of that build, with the saved ones as they are now.
    """
    modules = frozenset(path for path in saved if _is_module(path))
    datasets = _datasets([path for path in saved if path not in modules], sources, site)
    exhibits = _exhibits(modules, sources, site)
    if datasets is None or exhibits is None:
        return None

    def taken_in(plan: Plan) -> Plan:
        exhibit = exhibits[plan.exhibit.name] if plan.exhibit.module in modules else plan.exhibit
        if exhibit is plan.exhibit and not any(given.dataset.name in datasets for given in plan.inputs):
            return plan
        return replace(plan, exhibit=exhibit, inputs=tuple(_input(given, datasets) for given in plan.inputs))

    figures = {identity: taken_in(plan) for identity, plan in site.figures.items()}
    facts = {identity: taken_in(plan) for identity, plan in site.facts.items()}
    plans = tuple(plan for plan in (*figures.values(), *facts.values()) if not _read_by(plan).isdisjoint(saved))
    changed = replace(site, datasets={**site.datasets, **datasets}, figures=figures, facts=facts)
    return Change(changed, datasets, plans)


def _read_by(plan: Plan) -> frozenset[str]:
    """Its module and data."""
    return frozenset((plan.exhibit.module, *(each.path for given in plan.inputs for each in given.versions)))


def sources_of(plans: Iterable[Plan], sources: Sources) -> frozenset[str]:
    """The sources that decide what comes of these plans."""
    paths = {CONFIG_FILE, *_shared(sources)}
    for plan in plans:
        paths |= {*_read_by(plan), *plan.exhibit.images}
        paths |= {f"{DATA_FOLDER}/{given.dataset.name}/{DESCRIPTOR}" for given in plan.inputs}
    return frozenset(paths)


def _is_module(path: str) -> bool:
    name = path.removeprefix(_CHARTS)
    return name != path and "/" not in name and not name.startswith("_") and name.endswith(_ENDINGS)


def _shared(sources: Sources) -> list[str]:
    return [path for path in sources.below(_CHARTS, ".py") if path.startswith(f"{_CHARTS}_")]


def _exhibits(modules: frozenset[str], sources: Sources, site: Site) -> Mapping[str, Exhibit] | None:
    """The exhibits of some modules by name, unless they are others than the site has or are asked for otherwise."""
    if not modules:
        return {}
    # Pictures too: which there are is part of an exhibit that speaks of them.
    beside = [path for path in sources.below(_CHARTS) if path.startswith(f"{_CHARTS}_") or not _is_module(path)]
    read = read_exhibits(sources.only([*modules, *beside]))
    old = {
        plan.exhibit.name: plan.exhibit
        for plan in (*site.figures.values(), *site.facts.values())
        if plan.exhibit.module in modules
    }
    new = read.value.by_name
    if errors_in(read.problems) or read.value.unreadable or new.keys() != old.keys():
        return None
    return new if all(_is_asked_alike(new[name], old[name]) for name in old) else None


def _is_asked_alike(new: Exhibit, old: Exhibit) -> bool:
    return (new.kind, new.module, new.parameters) == (old.kind, old.module, old.parameters)


def _datasets(paths: Iterable[str], sources: Sources, site: Site) -> Mapping[str, Dataset] | None:
    """The datasets of some files, unless one is no draft, or what its owner does not allow to be passed on."""
    found: dict[str, Dataset] = {}
    for path in paths:
        folder, _, rest = path.partition("/")
        name = rest.partition("/")[0]
        dataset = found.get(name, site.datasets.get(name)) if folder == DATA_FOLDER else None
        if dataset is None or dataset.redistribution != "open":
            return None
        version = next((version for version in dataset.versions if version.path == path), None)
        if version is None or version.hash or version.bytes or version.lineage is not None:
            return None
        found[name] = _with(dataset, replace(version, digest=sources.digest(path)))
    return found


def _with(dataset: Dataset, version: Version) -> Dataset:
    versions = tuple(version if each.path == version.path else each for each in dataset.versions)
    return replace(dataset, versions=versions)


def _input(given: Input, datasets: Mapping[str, Dataset]) -> Input:
    dataset = datasets.get(given.dataset.name)
    if dataset is None:
        return given
    dates = {version.date for version in given.versions}
    return replace(given, dataset=dataset, versions=tuple(each for each in dataset.versions if each.date in dates))
