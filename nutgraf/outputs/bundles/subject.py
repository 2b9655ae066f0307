"""What a bundle is about: its figures and facts, and what of their data may be in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.figure import Fact, Figure
from nutgraf.model.site import Input, Plan
from nutgraf.permalinks import absolute

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure or fact of a bundle. `withheld` says why its data are not in it, "" where they are."""

    plan: Plan
    made: Figure | Fact
    withheld: str = ""

    @property
    def recipe(self) -> Plan:
        """Its plan with nothing in it that is not about this figure or fact, nor of data that are withheld."""
        inputs = tuple(_narrowed(given, bare=bool(self.withheld)) for given in self.plan.inputs)
        return replace(self.plan, used_in=(), inputs=inputs)


@dataclass(frozen=True, slots=True)
class Subject:
    """What one bundle is about.

    `url` is the absolute address of the page that shows it, `date` when it was published; `figures` and `facts` are by
    the names of their exhibits; `files` are further files by path, with what each of them is.
    """

    name: str
    title: str
    summary: str
    url: str
    date: dt.date
    figures: Mapping[str, Shown] = field(default_factory=dict)
    facts: Mapping[str, Shown] = field(default_factory=dict)
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)

    @property
    def shown(self) -> Mapping[str, Shown]:
        return {**self.figures, **self.facts}

    @property
    def made_here(self) -> Mapping[str, Shown]:
        """The figures that can be made from what is in the bundle: of a table that is the data, of a chart at least its
        specification."""
        return {
            name: shown
            for name, shown in self.figures.items()
            if not (shown.withheld and isinstance(shown.made, Figure) and shown.made.is_table)
        }

    @property
    def open_versions(self) -> tuple[tuple[Dataset, Version], ...]:
        """The datasets' versions whose files are in the bundle, each once, in the order of their paths."""
        found = {
            version.path: (given.dataset, version)
            for shown in self.shown.values()
            for given in shown.plan.inputs
            if given.dataset.redistribution == "open" and not _is_too_large(shown)
            for version in given.versions
        }
        return tuple(found[path] for path in sorted(found))


def why_withheld(plan: Plan, sizes: Mapping[str, int], limit: int, site_url: str) -> str:
    """Why the data of a figure or a fact are not in a bundle, with whom to ask; "" where they are.

    `sizes` are the lengths of all files in bytes, `limit` is in MB.
    """
    owned = [given.dataset for given in plan.inputs if given.dataset.redistribution == "derived-only"]
    if owned:
        return "; and ".join(_terms_of(dataset) for dataset in owned)
    size = sum(sizes[version.path] for given in plan.inputs for version in given.versions)
    if size > limit * MEGABYTE:
        places = ", ".join(absolute(site_url, given.dataset.permalink) for given in plan.inputs)
        return f"{_TOO_LARGE} {limit} MB ({size / MEGABYTE:.1f} MB); they are at {places}"
    return ""


_TOO_LARGE = "its data are larger than"


def _is_too_large(shown: Shown) -> bool:
    return shown.withheld.startswith(_TOO_LARGE)


def _terms_of(dataset: Dataset) -> str:
    owners = [f"{source.title} ({source.path})" if source.path else source.title for source in dataset.sources]
    return (
        f"the terms of “{dataset.title}” let only what is drawn be passed on: ask {' or '.join(owners) or 'its owner'} "
        "for the data"
    )


def _narrowed(given: Input, *, bare: bool) -> Input:
    versions = tuple(replace(version, fields=(), patches=()) if bare else version for version in given.versions)
    dataset = replace(given.dataset, versions=versions, patches=(), derivation=None)
    return replace(given, dataset=dataset, versions=versions)


def newest_data(plans: Iterator[Plan]) -> dt.date | None:
    """The date of the newest version that any of the plans is made from."""
    return max((v.date for plan in plans for given in plan.inputs for v in given.versions), default=None)
