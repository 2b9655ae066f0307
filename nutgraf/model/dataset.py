"""Datasets: a descriptor and its dated versions."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Location

FieldType = Literal["string", "number", "integer", "boolean", "date", "datetime", "year", "yearmonth", "any"]
Redistribution = Literal["open", "derived-only"]
DataFormat = Literal["csv", "tsv", "json", "geojson", "topojson"]

FORMATS: Mapping[str, DataFormat] = {name: name for name in typing.get_args(DataFormat)}
"""By the ending of a file's name."""

MEDIA_TYPES: Mapping[DataFormat, str] = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "geojson": "application/geo+json",
    "topojson": "application/topo+json",
}

DELIMITERS: Mapping[DataFormat, str] = {"csv": ",", "tsv": "\t"}
"""What parts the cells, of the formats that are tables. All others are documents."""


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where figures come from: a publisher's title and address."""

    title: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class DataLicence:
    """`name` is an identifier of the Open Definition or SPDX ("CC-BY-4.0"); `title` is what readers see."""

    name: str = ""
    title: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints of a Table Schema field that a build enforces."""

    required: bool = False
    unique: bool = False
    minimum: str | None = None
    maximum: str | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class DataField:
    """One column. `unit` is free text in the notation of facts ("%", "USD", "index points")."""

    name: str
    type: FieldType = "any"
    title: str = ""
    description: str = ""
    unit: str = ""
    constraints: Constraints = Constraints()
    location: Location = field(default=Location("datapackage.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """A version that a derived one was made from; `digest` is the SHA-256 that its file had then, `patches` that of
    the corrections that were applied to it, "" where there were none."""

    dataset: str
    version: dt.date
    digest: str
    patches: str = ""
    location: Location = field(default=Location("datapackage.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a derived version was made from, in the order of names. `code` is the SHA-256 that `derive.py` had then."""

    origins: tuple[Origin, ...]
    code: str
    location: Location = field(default=Location("datapackage.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class Derivation:
    """The `derive.py` of a dataset: its function, an exhibit that makes a table, and the SHA-256 of the file."""

    function: Exhibit
    digest: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A declared correction of one cell of a publisher's table; the file itself is left as it came.

    `row` are the columns and cells that single out one row; cells are text, as the file has them, "" for a missing
    value. `versions` are those it is meant for, none for all.
    """

    row: tuple[tuple[str, str], ...]
    column: str
    old: str
    new: str
    reason: str
    versions: tuple[dt.date, ...] = ()
    location: Location = field(default=Location("datapackage.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class Version:
    """One dated file, a table with `fields` or a document without.

    `hash` is "sha256:…", empty for a draft; `bytes` is its length, 0 when not recorded. `digest` is the SHA-256 of the
    file as it is on disk. `lineage` is there where the file was derived from other datasets. `patches` are those of the
    dataset that are meant for this version.
    """

    date: dt.date
    path: str
    digest: str
    hash: str = ""
    bytes: int = 0
    changes: str = ""
    fields: tuple[DataField, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    primary_key: tuple[str, ...] = ()
    lineage: Lineage | None = None
    patches: tuple[Patch, ...] = ()
    location: Location = field(default=Location("datapackage.yaml"), compare=False)

    @property
    def draft(self) -> bool:
        return not self.hash

    @property
    def format(self) -> DataFormat:
        return FORMATS[self.path.rpartition(".")[2]]

    @property
    def is_table(self) -> bool:
        return self.format in DELIMITERS


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named dataset and its versions, oldest first; there is at least one."""

    name: str
    title: str
    versions: tuple[Version, ...]
    description: str = ""
    sources: tuple[DataSource, ...] = ()
    licences: tuple[DataLicence, ...] = ()
    redistribution: Redistribution = "open"
    patches: tuple[Patch, ...] = ()
    derivation: Derivation | None = None
    location: Location = field(default=Location("datapackage.yaml"), compare=False)

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def permalink(self) -> str:
        return f"/data/{self.name}/"

    def file(self, version: Version) -> str:
        """The permalink of a version's file."""
        return f"{self.permalink}{version.date.isoformat()}.{version.format}"

    def version(self, when: dt.date) -> Version | None:
        return next((version for version in self.versions if version.date == when), None)


@dataclass(frozen=True, slots=True)
class Datasets:
    """All datasets by name, and the names of those that could not be read."""

    by_name: Mapping[str, Dataset]
    unreadable: frozenset[str] = frozenset()

    def until(self, dates: Mapping[str, dt.date]) -> Datasets:
        """The same without versions that are later than the date of their dataset, where it has one and any older."""

        def cut(dataset: Dataset) -> Dataset:
            limit = dates.get(dataset.name)
            kept = tuple(version for version in dataset.versions if limit is None or version.date <= limit)
            return replace(dataset, versions=kept or dataset.versions)

        return replace(self, by_name={name: cut(dataset) for name, dataset in self.by_name.items()})
