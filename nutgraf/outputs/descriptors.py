"""Data Packages (version 2) of what is published: `datapackage.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from nutgraf.model.dataset import MEDIA_TYPES, Constraints, DataField, Dataset, FieldType, Lineage, Patch, Version
from nutgraf.model.figure import DrawnData

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NUMBERS: Mapping[FieldType, type[int] | type[float]] = {"integer": int, "year": int, "number": float}


def package_bytes(package: Mapping[str, Any]) -> bytes:
    """The file of a descriptor."""
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()


def dataset_package(dataset: Dataset, sizes: Mapping[str, int]) -> dict[str, Any]:
    """A dataset, for publication beside its files; `sizes` are the lengths of files in bytes by path."""
    resources = [
        {
            "name": version.date.isoformat(),
            "path": f"{version.date.isoformat()}.{version.format}",
            **version_resource(version, sizes),
        }
        for version in dataset.versions
    ]
    package = {
        "$schema": PROFILE,
        "name": package_name(dataset.name),
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.newest.date.isoformat(),
        **origin(dataset),
        "resources": resources,
        "patches": [patch_entry(patch) for patch in dataset.patches],
    }
    return without_empty(package)


def package_name(text: str) -> str:
    """A name as packages and resources have them: small letters, digits, points and hyphens."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-") or "package"


def origin(dataset: Dataset) -> dict[str, Any]:
    """Who publishes a dataset, and on which terms."""
    licences = [
        without_empty({"name": licence.name, "title": licence.title, "path": licence.path})
        for licence in dataset.licences
    ]
    sources = [without_empty({"title": source.title, "path": source.path}) for source in dataset.sources]
    return without_empty({"sources": sources, "licenses": licences})


def patch_entry(patch: Patch) -> dict[str, Any]:
    """A correction that the published file is without, so that others may apply it too."""
    said = {
        "row": dict(patch.row),
        "column": patch.column,
        "old": patch.old,
        "new": patch.new,
        "reason": patch.reason,
    }
    versions = [version.isoformat() for version in patch.versions]
    return {**said, "versions": versions} if versions else said


def _lineage(lineage: Lineage) -> dict[str, Any]:
    origins = [
        without_empty(
            {
                "dataset": origin.dataset,
                "version": origin.version.isoformat(),
                "hash": f"sha256:{origin.digest}",
                "patches": f"sha256:{origin.patches}" if origin.patches else "",
            }
        )
        for origin in lineage.origins
    ]
    return {"from": origins, "code": f"sha256:{lineage.code}"}


def version_resource(version: Version, sizes: Mapping[str, int]) -> dict[str, Any]:
    """A version but for its name and path."""
    resource: dict[str, Any] = {
        **({"type": "table"} if version.is_table else {}),
        "format": version.format,
        "mediatype": MEDIA_TYPES[version.format],
        "encoding": "utf-8",
        "hash": f"sha256:{version.digest}",
        "bytes": sizes[version.path],
        **({"changes": version.changes} if version.changes else {}),
        **({"lineage": _lineage(version.lineage)} if version.lineage is not None else {}),
    }
    if not version.is_table:
        return resource
    schema = {
        "fields": [_field(field) for field in version.fields],
        "missingValues": list(version.missing_values),
        "primaryKey": list(version.primary_key),
    }
    return {**resource, "schema": without_empty(schema)}


def drawn_resource(name: str, path: str, data: DrawnData, digest: str, size: int) -> dict[str, Any]:
    """The data that a figure shows, as a CSV."""
    fields = [
        without_empty(
            {
                "name": column.name,
                "type": "number" if column.numeric else "string",
                "title": column.title,
                "unit": column.unit,
            }
        )
        for column in data.columns
    ]
    return {
        "name": package_name(name),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "hash": f"sha256:{digest}",
        "bytes": size,
        "schema": {"fields": fields},
    }


def _field(field: DataField) -> dict[str, Any]:
    return without_empty(
        {
            "name": field.name,
            "type": field.type,
            "title": field.title,
            "description": field.description,
            "unit": field.unit,
            "constraints": _constraints(field.constraints, field.type),
        }
    )


def _constraints(constraints: Constraints, kind: FieldType) -> dict[str, Any]:
    return without_empty(
        {
            "required": constraints.required,
            "unique": constraints.unique,
            "minimum": _bound(constraints.minimum, kind),
            "maximum": _bound(constraints.maximum, kind),
            "enum": [_bound(value, kind) for value in constraints.enum],
            "pattern": constraints.pattern,
        }
    )


def _bound(text: str | None, kind: FieldType) -> str | int | float | None:
    """A bound as the standard wants it: of the type of the field, where JSON has that type."""
    return _NUMBERS[kind](text) if text is not None and kind in _NUMBERS else text


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something; 0 does."""
    return {key: value for key, value in values.items() if value or (value == 0 and not isinstance(value, bool))}
