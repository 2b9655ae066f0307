"""What `datapackage.yaml` may say: Data Package and Table Schema (version 2), and what we add to them.

Added: `redistribution`, `patches` and `schema` of the package, which holds for every resource without one of its own;
`unit` of a field; `changes` and `lineage` of a resource. Properties of the standard that a build makes no use of are
accepted; those that would change how a CSV is read (`dialect`, other encodings, formats) are not, so that nobody relies
on them in vain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from nutgraf.decode import Located
from nutgraf.model.dataset import DataFormat, DataLicence, DataSource, FieldType, Redistribution


@dataclass(frozen=True, slots=True)
class ConstraintsSpec:
    required: bool = False
    unique: bool = False
    minimum: Located[str] | None = None
    maximum: Located[str] | None = None
    enum: tuple[Located[str], ...] = ()
    pattern: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    name: Located[str]
    type: FieldType = "any"
    title: str = ""
    description: str = ""
    unit: str = ""
    constraints: ConstraintsSpec = ConstraintsSpec()
    format: Literal["default"] = "default"
    example: Any = None


@dataclass(frozen=True, slots=True)
class SchemaSpec:
    fields: tuple[FieldSpec, ...]
    missing_values: tuple[str, ...] = field(default=("",), metadata={"key": "missingValues"})
    primary_key: Located[str] | tuple[Located[str], ...] = field(default=(), metadata={"key": "primaryKey"})
    standard: Any = field(default=None, metadata={"key": "$schema"})


@dataclass(frozen=True, slots=True)
class OriginSpec:
    dataset: Located[str]
    version: dt.date
    hash: Located[str]
    patches: str = ""


@dataclass(frozen=True, slots=True)
class LineageSpec:
    origins: tuple[OriginSpec, ...] = field(metadata={"key": "from"})
    code: Located[str]


@dataclass(frozen=True, slots=True)
class PatchSpec:
    row: Mapping[Located[str], str]
    column: Located[str]
    old: str
    new: Located[str]
    reason: Located[str]
    versions: tuple[Located[dt.date], ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceSpec:
    path: Located[str]
    name: str = ""
    title: str = ""
    description: str = ""
    hash: Located[str] | None = None
    bytes: Located[int] | None = None
    schema: Located[SchemaSpec] | None = None
    changes: str = ""
    lineage: Located[LineageSpec] | None = None
    type: Located[Literal["table", "json"]] | None = None
    format: Located[DataFormat] | None = None
    mediatype: Located[str] | None = None
    encoding: Literal["utf-8", "UTF-8"] = "utf-8"


@dataclass(frozen=True, slots=True)
class PackageSpec:
    resources: tuple[ResourceSpec, ...] = ()
    name: Located[str] | None = None
    title: str = ""
    description: str = ""
    sources: tuple[Located[DataSource], ...] = ()
    licences: tuple[Located[DataLicence], ...] = field(default=(), metadata={"key": "licenses"})
    redistribution: Redistribution = "open"
    patches: tuple[Located[PatchSpec], ...] = ()
    schema: Located[SchemaSpec] | None = None
    standard: Any = field(default=None, metadata={"key": "$schema"})
    id: Any = None
    version: Any = None
    created: Any = None
    homepage: Any = None
    keywords: Any = None
    contributors: Any = None
    image: Any = None
