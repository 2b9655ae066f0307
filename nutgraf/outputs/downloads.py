"""The files that readers can take: figures' data and pictures, datasets, images beside articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.dataset import MEDIA_TYPES, Constraints, DataField, Dataset, Lineage, Patch, Version
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.permalinks import output_path
from nutgraf.sources import Sources

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def make_downloads(site: Site, exhibited: Exhibited, sources: Sources) -> Artifacts:
    """Figures' files and views, and the CSVs and descriptors of the datasets that may be passed on whole."""
    artifacts = [
        Artifact(output_path(site.figures[identity].file(extension)), content)
        for identity, figure in exhibited.figures.items()
        for extension, content in figure.files.items()
    ]
    artifacts += [
        Artifact(output_path(site.figures[identity].view(figure.view.name)), figure.view.content)
        for identity, figure in exhibited.figures.items()
        if figure.view is not None
    ]
    artifacts += [Artifact(output_path(card.permalink), card.png) for card in exhibited.cards.values()]
    for dataset in site.datasets.values():
        if dataset.redistribution == "open":
            artifacts += _dataset_files(dataset, sources)
    return {artifact.path: artifact for artifact in artifacts}


def make_images(site: Site, sources: Sources) -> Artifacts:
    """The images beside the articles, at the same place in the site."""
    artifacts = [Artifact(path.removeprefix("content/"), sources.read_bytes(path)) for path in sorted(site.images)]
    return {artifact.path: artifact for artifact in artifacts}


def _dataset_files(dataset: Dataset, sources: Sources) -> Iterator[Artifact]:
    for version in dataset.versions:
        yield Artifact(output_path(dataset.file(version)), sources.read_bytes(version.path))
    text = json.dumps(descriptor(dataset, sources), ensure_ascii=False, indent=2)
    yield Artifact(output_path(f"{dataset.permalink}datapackage.json"), f"{text}\n".encode())


def descriptor(dataset: Dataset, sources: Sources) -> dict[str, Any]:
    """The dataset as a Data Package (version 2), for publication beside its CSVs."""
    return _without_empty(
        {
            "$schema": PROFILE,
            "name": dataset.name.replace("_", "-").lower(),
            "title": dataset.title,
            "description": dataset.description,
            "version": dataset.newest.date.isoformat(),
            "sources": [_without_empty({"title": source.title, "path": source.path}) for source in dataset.sources],
            "licenses": [
                _without_empty({"name": licence.name, "title": licence.title, "path": licence.path})
                for licence in dataset.licences
            ],
            "resources": [_resource(version, sources) for version in dataset.versions],
            "patches": [_patch(patch) for patch in dataset.patches],
        }
    )


def _patch(patch: Patch) -> dict[str, Any]:
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
        _without_empty(
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


def _resource(version: Version, sources: Sources) -> dict[str, Any]:
    resource = {
        "name": version.date.isoformat(),
        "path": f"{version.date.isoformat()}.{version.format}",
        "type": "table" if version.is_table else "json",
        "format": version.format,
        "mediatype": MEDIA_TYPES[version.format],
        "encoding": "utf-8",
        "hash": f"sha256:{version.digest}",
        "bytes": sources.files[version.path],
        **({"lineage": _lineage(version.lineage)} if version.lineage is not None else {}),
    }
    if not version.is_table:
        return resource
    return {
        **resource,
        "schema": _without_empty(
            {
                "fields": [_field(field) for field in version.fields],
                "missingValues": list(version.missing_values),
                "primaryKey": list(version.primary_key),
            }
        ),
    }


def _field(field: DataField) -> dict[str, Any]:
    return _without_empty(
        {
            "name": field.name,
            "type": field.type,
            "title": field.title,
            "description": field.description,
            "unit": field.unit,
            "constraints": _constraints(field.constraints),
        }
    )


def _constraints(constraints: Constraints) -> dict[str, Any]:
    return _without_empty(
        {
            "required": constraints.required,
            "unique": constraints.unique,
            "minimum": constraints.minimum,
            "maximum": constraints.maximum,
            "enum": list(constraints.enum),
            "pattern": constraints.pattern,
        }
    )


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, False, [], {})}
