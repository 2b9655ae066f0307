"""A version that was derived: its file, and its entry in the descriptor with what it was made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nutgraf.datasets import DATA_FOLDER, DESCRIPTOR
from nutgraf.deriving import DerivationPlan
from nutgraf.digest import digest_bytes
from nutgraf.edits.adding import fits_schema
from nutgraf.edits.descriptor_text import DescriptorEditError, with_lineage, with_resource, yaml_text
from nutgraf.edits.incoming import Incoming
from nutgraf.edits.inference import infer_schema
from nutgraf.model.dataset import Dataset, Lineage
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources


@dataclass(frozen=True, slots=True)
class DerivedFiles:
    """What to write for a derived version, by path. `csv` is its file, which is not among them where it is as it was.

    `missing` says what its author still has to fill in.
    """

    files: Mapping[str, bytes]
    csv: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def plan_derived(
    plan: DerivationPlan, content: bytes, dataset: Dataset | None, sources: Sources, *, draft: bool = False
) -> Outcome[DerivedFiles | None]:
    """What to write for the version that `plan` has led to. `dataset` is what there is of it already, if anything.

    A version that is there stays. Where it is the same, byte for byte, its lineage is recorded anew; a draft is
    replaced. Problems: `version-exists` where it is sealed and another, `descriptor-form`.
    """
    csv_path = f"{DATA_FOLDER}/{plan.name}/{plan.date.isoformat()}.csv"
    descriptor = f"{DATA_FOLDER}/{plan.name}/{DESCRIPTOR}"
    table = Incoming(content, tuple(tuple(row) for row in csv.reader(io.StringIO(content.decode(), newline=""))))
    lineage = lineage_entry(plan.lineage)
    try:
        if csv_path in sources:
            return _over(csv_path, plan, content, dataset, sources)
        schema = infer_schema(table, dataset.newest.fields if dataset is not None else ())
        seal = {} if draft else {"hash": f"sha256:{digest_bytes(content)}", "bytes": len(content)}
        name = plan.date.isoformat()
        resource = {"name": name, "path": f"{name}.csv", **seal, "lineage": lineage}
        if descriptor not in sources:
            package = _package(plan, schema)
            text = yaml_text({**package, "resources": [resource]})
            missing = _still_missing(package)
        else:
            before = sources.read_bytes(descriptor).decode("utf-8")
            own = {} if fits_schema(before, dataset, table) else {"schema": schema}
            text, missing = with_resource(before, {**resource, **own}), ()
    except DescriptorEditError as error:
        hint = f"add to the resource by hand:\n{yaml_text({'lineage': lineage}).rstrip()}"
        return Outcome(None, (Problem("descriptor-form", str(error), Location(descriptor), hint),))
    return Outcome(DerivedFiles({csv_path: content, descriptor: text.encode()}, csv_path, schema, missing))


def lineage_entry(lineage: Lineage) -> dict[str, Any]:
    """A lineage as it stands in a descriptor."""
    origins = [
        {
            "dataset": origin.dataset,
            "version": origin.version,
            "hash": f"sha256:{origin.digest}",
            **({"patches": f"sha256:{origin.patches}"} if origin.patches else {}),
        }
        for origin in lineage.origins
    ]
    return {"from": origins, "code": f"sha256:{lineage.code}"}


def _over(
    path: str, plan: DerivationPlan, content: bytes, dataset: Dataset | None, sources: Sources
) -> Outcome[DerivedFiles | None]:
    """A version of this date is there already."""
    known = dataset.version(plan.date) if dataset is not None else None
    same = sources.read_bytes(path) == content
    if known is None or not (same or known.draft):
        hint = (
            "a version is never written over: name another day, --version YEAR-MONTH-DAY; if it was never published, "
            "you may take the file and its resource away"
        )
        return Outcome(None, (Problem("version-exists", f"{path} is there already", Location(path), hint),))
    descriptor = f"{DATA_FOLDER}/{plan.name}/{DESCRIPTOR}"
    before = sources.read_bytes(descriptor).decode("utf-8")
    after = with_lineage(before, path.rpartition("/")[2], lineage_entry(plan.lineage))
    changed = {} if same else {path: content}
    changed |= {descriptor: after.encode()} if after != before else {}
    return Outcome(DerivedFiles(changed, path))


def _package(plan: DerivationPlan, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor for a new dataset: what is said of its inputs holds for it, until its author says otherwise."""
    datasets = [given.dataset for given in plan.inputs]
    sources = [{"title": source.title, "path": source.path} for each in datasets for source in each.sources]
    licences = [
        {"name": licence.name, "title": licence.title, "path": licence.path}
        for each in datasets
        for licence in each.licences
    ]
    description = " ".join(plan.derivation.function.docstring.split())
    package: dict[str, Any] = {
        "name": plan.name,
        "title": plan.name.replace("_", " ").capitalize(),
        **({"description": description} if description else {}),
        "sources": _once_each(sources),
        "licenses": _once_each(licences),
    }
    if any(each.redistribution != "open" for each in datasets):
        package["redistribution"] = "derived-only"
    return {**package, "schema": dict(schema)}


def _once_each(entries: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    filled = [{key: value for key, value in entry.items() if value} for entry in entries]
    return [entry for position, entry in enumerate(filled) if entry not in filled[:position]]


def _still_missing(package: Mapping[str, Any]) -> tuple[str, ...]:
    missing = [f"title: what readers see (now: {package['title']})"]
    if "description" not in package:
        missing.append("description: what it is and how it was made (a docstring of derive would be taken)")
    missing.append("units and titles of the columns, under schema: fields")
    if "redistribution" in package:
        missing.append("redistribution: whether it is still its owner's; it is derived-only because an input is")
    return tuple(missing)
