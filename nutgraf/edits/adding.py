"""A new version of a dataset, or a new dataset: the file beside a descriptor that says what it is."""

from __future__ import annotations

import datetime as dt
import keyword
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from nutgraf.datasets import DATA_FOLDER, DESCRIPTOR
from nutgraf.datasets.cells import parse_cell
from nutgraf.digest import digest_bytes
from nutgraf.edits.descriptor_text import DescriptorEditError, with_resource, yaml_text
from nutgraf.edits.incoming import DecimalMark, Incoming, read_incoming
from nutgraf.edits.inference import infer_schema
from nutgraf.model.dataset import Dataset, FieldType
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be added: its bytes, where it came from, in words and as an address, and the day of the version."""

    content: bytes
    origin: str
    date: dt.date
    address: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the author says beyond the file. `convert` allows a file in other habits than a build reads."""

    title: str = ""
    source: str = ""
    source_address: str = ""
    licence: str = ""
    convert: bool = False
    decimal: DecimalMark | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """The files to write, by path, and what their author should know or still has to fill in."""

    files: Mapping[str, bytes]
    csv: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    converted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def dataset_name(origin: str) -> str:
    """A name for a dataset from its file's: `GDP (current).csv` is `gdp_current`."""
    stem = origin.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/").rpartition("/")[2].rpartition("\\")[2]
    stem = re.sub(r"\.(?:csv|txt|tsv)$", "", stem, flags=re.IGNORECASE)
    name = re.sub(r"\W+", "_", stem.lower(), flags=re.ASCII).strip("_")
    return f"data_{name}" if not name or not name.isidentifier() or keyword.iskeyword(name) else name


def plan_addition(
    name: str, arrival: Arrival, wishes: Wishes, dataset: Dataset | None, sources: Sources
) -> Outcome[Addition | None]:
    """What to write to add `arrival` to the dataset `name`; `dataset` is what there is of it, None for a new one.

    Problems: `dataset-name`, `version-exists`, `descriptor-form`, `incoming-form` for a file that must be converted
    first, and those of `read_incoming`.
    """
    csv = f"{DATA_FOLDER}/{name}/{arrival.date.isoformat()}.csv"
    descriptor = f"{DATA_FOLDER}/{name}/{DESCRIPTOR}"
    problem = _name_problem(name) or _clash(csv, sources)
    if problem is not None:
        return Outcome(None, (problem,))
    read = read_incoming(arrival.content, arrival.origin, wishes.decimal)
    if read.value is None:
        return Outcome(None, read.problems)
    table = read.value
    if table.habits and not wishes.convert:
        message = f"a build reads comma-separated UTF-8 only; this has {'; '.join(table.habits)}"
        hint = "add --convert: a plain copy is kept, and the descriptor records what was changed and the file's digest"
        return Outcome(None, (Problem("incoming-form", message, Location(arrival.origin), hint),))
    content = table.plain() if table.habits else arrival.content
    schema = infer_schema(table, dataset.newest.fields if dataset is not None else ())
    resource = _resource(csv.rpartition("/")[2], content, arrival, table)
    try:
        if dataset is None:
            text = yaml_text(_package(name, resource, schema, arrival, wishes))
        else:
            before = sources.read_bytes(descriptor).decode("utf-8")
            own = {} if fits_schema(before, dataset, table) else {"schema": schema}
            text = with_resource(before, {**resource, **own})
    except DescriptorEditError as error:
        hint = f"add by hand, under resources:\n{yaml_text([resource]).rstrip()}"
        return Outcome(None, (Problem("descriptor-form", str(error), Location(descriptor), hint),))
    files = {csv: content, descriptor: text.encode()}
    missing = _still_missing(arrival, wishes) if dataset is None else ()
    return Outcome(Addition(files, csv, schema, table.habits, missing))


def _name_problem(name: str) -> Problem | None:
    if name.isidentifier() and name.isascii() and not keyword.iskeyword(name):
        return None
    message = f"'{name}' cannot name a dataset, for no parameter of a chart could ask for it"
    hint = "use letters, digits and _, no digit first, no word of Python"
    return Problem("dataset-name", message, Location(DATA_FOLDER), hint)


def _clash(csv: str, sources: Sources) -> Problem | None:
    if csv not in sources:
        return None
    hint = "a version is never written over: name the day on which this one was issued, --date YEAR-MONTH-DAY"
    return Problem("version-exists", f"{csv} is there already", Location(csv), hint)


def _resource(file_name: str, content: bytes, arrival: Arrival, table: Incoming) -> dict[str, Any]:
    told = [f"Retrieved from {arrival.address}."] if arrival.address else []
    if arrival.media_type:
        told.append(f"The server called it {arrival.media_type}.")
    if table.habits:
        came = f"{len(arrival.content):,} bytes, sha256:{digest_bytes(arrival.content)}"
        told.append(f"Converted when it was added, for it had {'; '.join(table.habits)}. The file as it came: {came}.")
    resource: dict[str, Any] = {"name": file_name.removesuffix(".csv"), "path": file_name}
    if told:
        resource["description"] = " ".join(told)
    return {**resource, "hash": f"sha256:{digest_bytes(content)}", "bytes": len(content)}


def _package(
    name: str, resource: Mapping[str, Any], schema: Mapping[str, Any], arrival: Arrival, wishes: Wishes
) -> dict[str, Any]:
    package: dict[str, Any] = {"name": name, "title": wishes.title or name.replace("_", " ").capitalize()}
    address = wishes.source_address or arrival.address
    if wishes.source or address:
        source = {"title": wishes.source or address.split("/")[2], "path": address}
        package["sources"] = [{key: value for key, value in source.items() if value}]
    if wishes.licence:
        package["licenses"] = [{"name": wishes.licence}]
    return {**package, "schema": dict(schema), "resources": [dict(resource)]}


def fits_schema(descriptor: str, dataset: Dataset | None, table: Incoming) -> bool:
    """Whether the schema of the whole dataset, where its descriptor has one, holds for the new file too."""
    schema = (yaml.safe_load(descriptor) or {}).get("schema")
    if not schema:
        return False
    if dataset is None:
        return _fits_fields(_types_of(schema), schema.get("missingValues", [""]), table)
    newest = dataset.newest
    if any(version.fields != newest.fields for version in dataset.versions):
        return False
    return _fits_fields({field.name: field.type for field in newest.fields}, newest.missing_values, table)


def _types_of(schema: Mapping[str, Any]) -> dict[str, FieldType]:
    """The types of a schema's fields, as it stands in a descriptor that has no version yet."""
    return {str(field.get("name")): field.get("type", "any") for field in schema.get("fields", [])}


def _fits_fields(types: Mapping[str, FieldType], missing: Collection[str], table: Incoming) -> bool:
    return tuple(types) == table.header and all(
        cell in missing or parse_cell(kind, cell) is not None
        for position, kind in enumerate(types.values())
        for cell in table.column(position)
    )


def _still_missing(arrival: Arrival, wishes: Wishes) -> tuple[str, ...]:
    missing = []
    if not (wishes.source or wishes.source_address or arrival.address):
        missing.append('sources: who publishes the data (--source "NAME" --source-url ADDRESS)')
    if not wishes.licence:
        missing.append("licenses: under which terms they are (--licence CC-BY-4.0)")
    return tuple(missing)
