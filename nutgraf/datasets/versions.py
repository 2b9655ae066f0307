"""The resources of a descriptor as versions, compared with the files that are there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from nutgraf.datasets.descriptor import LineageSpec, PackageSpec, ResourceSpec
from nutgraf.datasets.schema import check_schema, fields_of, primary_key_of
from nutgraf.decode import Located
from nutgraf.model.dataset import DELIMITERS, FORMATS, MEDIA_TYPES, Lineage, Origin, Version
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.sources import Sources

_FILE_NAME = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\.(?:{'|'.join(FORMATS)})")
_HASH = re.compile(r"sha256:[0-9a-f]{64}")


def read_versions(
    package: PackageSpec, folder: str, paths: Sequence[str], sources: Sources
) -> Outcome[tuple[Version, ...]]:
    """The versions, oldest first. `paths` are the files of the dataset; all but the descriptor must be listed."""
    problems: list[Problem] = []
    versions: dict[dt.date, Version] = {}
    for resource in package.resources:
        date = _date_of(resource.path.value)
        if date is None:
            problems.append(_not_dated(resource))
        elif date in versions:
            message = f"the version {date} stands here a second time, first in line {versions[date].location.line}"
            problems.append(Problem("duplicate-version", message, resource.path.location, "keep one of the two"))
        else:
            outcome = _read_version(resource, date, package, folder, sources)
            problems += outcome.problems
            if outcome.value is not None:
                versions[date] = outcome.value
    listed = {f"{folder}/{resource.path.value}" for resource in package.resources}
    problems += [_unlisted(path, folder) for path in paths if not path.endswith(".yaml") and path not in listed]
    return Outcome(tuple(versions[date] for date in sorted(versions)), tuple(problems))


def _date_of(file_name: str) -> dt.date | None:
    match = _FILE_NAME.fullmatch(file_name)
    try:
        return dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _not_dated(resource: ResourceSpec) -> Problem:
    stem, _, ending = resource.path.value.rpartition(".")
    if ending not in FORMATS and _date_of(f"{stem}.csv") is not None:
        message = f"{resource.path.value} is of no format that a build reads"
        return Problem("version-name", message, resource.path.location, f"formats: {', '.join(FORMATS)}")
    message = f"{resource.path.value} is not named after a date"
    hint = (
        "name the file after the day the data were issued or retrieved, such as 2026-05-31.csv, next to the descriptor"
    )
    return Problem("version-name", message, resource.path.location, hint)


def _unlisted(path: str, folder: str) -> Problem:
    name = path.removeprefix(f"{folder}/")
    hint = f"list it in {folder}/datapackage.yaml under resources: - path: {name}"
    return Problem("unlisted-data-file", f"{name} is not listed in its descriptor", Location(path), hint)


def _read_version(
    resource: ResourceSpec, date: dt.date, package: PackageSpec, folder: str, sources: Sources
) -> Outcome[Version | None]:
    path, place = f"{folder}/{resource.path.value}", resource.path.location
    is_table = path.rpartition(".")[2] in DELIMITERS
    schema = (resource.schema or package.schema) if is_table else None
    problems = _format_problems(resource)
    if not is_table and resource.schema is not None:
        message = f"{resource.path.value} is no table, so it has no fields"
        problems.append(Problem("bad-schema", message, resource.schema.location, "take the schema away"))
    if schema is None and is_table:
        hint = "add schema: {fields: [{name: …, type: …}]}, here or once for the whole dataset"
        problems.append(Problem("bad-schema", f"{resource.path.value} has no schema", place, hint))
    elif schema is not None:
        problems += check_schema(schema)
    if path not in sources:
        there = [found.removeprefix(f"{folder}/") for found in sources.below(folder, *(f".{name}" for name in FORMATS))]
        message = f"{resource.path.value} is listed, but there is no such file"
        problems.append(Problem("missing-data-file", message, place, did_you_mean(resource.path.value, there, "files")))
        return Outcome(None, tuple(problems))
    digest = sources.digest(path)
    problems += _seal_problems(resource, digest, sources.files[path])
    if schema is None and is_table:
        return Outcome(None, tuple(problems))
    version = Version(
        date=date,
        path=path,
        digest=digest,
        hash=resource.hash.value if resource.hash else "",
        bytes=resource.bytes.value if resource.bytes else 0,
        changes=resource.changes,
        lineage=_lineage(resource.lineage) if resource.lineage is not None else None,
        location=place,
    )
    if schema is not None:
        version = replace(
            version,
            fields=fields_of(schema.value),
            missing_values=schema.value.missing_values,
            primary_key=tuple(part.value for part in primary_key_of(schema.value)),
        )
    return Outcome(version, tuple(problems))


def _lineage(spec: Located[LineageSpec]) -> Lineage:
    origins = tuple(
        Origin(
            dataset=origin.dataset.value,
            version=origin.version,
            digest=origin.hash.value.removeprefix("sha256:"),
            patches=origin.patches.removeprefix("sha256:"),
            location=origin.dataset.location,
        )
        for origin in spec.value.origins
    )
    return Lineage(origins, spec.value.code.value.removeprefix("sha256:"), spec.location)


def _format_problems(resource: ResourceSpec) -> list[Problem]:
    """What a resource says of its file that the file's name contradicts."""
    name = resource.path.value
    ending = name.rpartition(".")[2]
    wanted = {"format": ending, "mediatype": MEDIA_TYPES[FORMATS[ending]]}
    wanted["type"] = "table" if ending in DELIMITERS else "json"
    said = {"format": resource.format, "mediatype": resource.mediatype, "type": resource.type}
    return [
        Problem("wrong-type", f"{key} of {name} is {wanted[key]}, not '{value.value}'", value.location)
        for key, value in said.items()
        if value is not None and value.value != wanted[key]
    ]


def _seal_problems(resource: ResourceSpec, digest: str, size: int) -> list[Problem]:
    name = resource.path.value
    if resource.hash is not None and not _HASH.fullmatch(resource.hash.value):
        message = f"hash wants sha256: and 64 hexadecimal digits, not '{resource.hash.value}'"
        return [Problem("wrong-type", message, resource.hash.location, f"the file's is sha256:{digest}")]
    if resource.hash is not None and resource.hash.value != f"sha256:{digest}":
        message = f"{name} has the digest {digest[:8]}…, its descriptor says {resource.hash.value[7:15]}…"
        hint = (
            "a sealed version never changes: put the old file back, and add new data as a file of their own date\n"
            f"if the file is right and the seal was wrong: hash: sha256:{digest}"
        )
        return [Problem("hash-mismatch", message, resource.hash.location, hint)]
    if resource.bytes is not None and resource.bytes.value != size:
        message = f"{name} has {size} bytes, its descriptor says {resource.bytes.value}"
        return [
            Problem("bytes-mismatch", message, resource.bytes.location, f"write bytes: {size}, if the file is right")
        ]
    return []
