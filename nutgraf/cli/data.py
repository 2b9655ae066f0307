"""The commands `data list`, `data add` and `data seal`; `data derive` is in `deriving`."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nutgraf.cli.deriving import run_derive
from nutgraf.cli.reporting import FINE, PROBLEMS, print_json, problem_as_json, report_problems
from nutgraf.cli.version_changes import compared_with_before, difference_lines
from nutgraf.datasets import DATA_FOLDER, DESCRIPTOR, read_datasets
from nutgraf.edits.adding import Addition, Arrival, Wishes, dataset_name, plan_addition
from nutgraf.edits.files import write_sources
from nutgraf.edits.sealing import sealed_descriptor
from nutgraf.fetching import fetch, is_address
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.difference import Difference
from nutgraf.problems import Location, Outcome, Problem, did_you_mean, listed
from nutgraf.sources import Sources, read_sources

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TO_SAY = frozenset({"missing-source", "missing-licence"})
"""Problems that a new dataset may have until its author has filled them in."""


def run_data(root: Path, options: argparse.Namespace) -> int:
    """Runs one of the actions in the site at `root`. Returns the exit status."""
    sources = read_sources(root)
    return {"list": _list, "seal": _seal, "add": _add, "derive": run_derive}[options.action](sources, options)


def _list(sources: Sources, options: argparse.Namespace) -> int:
    outcome = read_datasets(sources)
    datasets = outcome.value.by_name
    if options.json:
        print_json({"datasets": [_as_json(dataset) for dataset in datasets.values()]})
    else:
        width = max(map(len, datasets), default=0)
        for name, dataset in datasets.items():
            newest = f"{dataset.newest.date}{' (draft)' if dataset.newest.draft else ''}"
            older = len(dataset.versions) - 1
            more = f" and {older} older" if older else ""
            made = f"  (derived from {_origins(dataset)})" if dataset.newest.lineage is not None else ""
            print(f"{name:{width}}  {newest}{more}  {dataset.title}{made}")
    if outcome.value.unreadable and not options.quiet and not options.json:
        print(f"with problems: {', '.join(sorted(outcome.value.unreadable))}; python build.py check says which")
    return PROBLEMS if outcome.value.unreadable else FINE


def _origins(dataset: Dataset) -> str:
    """What the newest version was derived from: each dataset with its newest version."""
    lineage = dataset.newest.lineage
    newest = {origin.dataset: origin.version for origin in lineage.origins} if lineage is not None else {}
    return listed([f"{name} of {date}" for name, date in newest.items()])


def _as_json(dataset: Dataset) -> dict[str, Any]:
    return {"name": dataset.name, "title": dataset.title, "versions": [_version_as_json(v) for v in dataset.versions]}


def _version_as_json(version: Version) -> dict[str, Any]:
    said = {"date": version.date.isoformat(), "path": version.path, "sha256": version.digest, "draft": version.draft}
    if version.lineage is None:
        return said
    origins = [
        {"dataset": origin.dataset, "date": origin.version.isoformat(), "sha256": origin.digest}
        for origin in version.lineage.origins
    ]
    return {**said, "derived_from": origins}


def _seal(sources: Sources, options: argparse.Namespace) -> int:
    found = _dataset(sources, options.name)
    if found.value is None:
        report_problems(found.problems, sources, as_json=options.json)
        return PROBLEMS
    drafts = [version for version in found.value.versions if version.draft]
    sealed = sealed_descriptor(found.value, drafts, sources)
    if sealed.problems:
        report_problems(sealed.problems, sources, as_json=options.json)
        return PROBLEMS
    if drafts:
        write_sources(sources.root, {f"{DATA_FOLDER}/{options.name}/{DESCRIPTOR}": sealed.value.encode()})
    if options.json:
        print_json({"sealed": [version.path for version in drafts]})
    elif not options.quiet:
        dates = listed([version.date.isoformat() for version in drafts])
        print(f"Sealed {options.name} of {dates}" if drafts else f"{options.name} has no draft: nothing to seal")
    return FINE


def _dataset(sources: Sources, name: str) -> Outcome[Dataset | None]:
    """A dataset by name, or why there is none: its own problems, or that nothing is named so."""
    outcome = read_datasets(sources)
    dataset = outcome.value.by_name.get(name)
    if dataset is not None:
        return Outcome(dataset)
    folder = f"{DATA_FOLDER}/{name}"
    own = tuple(problem for problem in outcome.problems if problem.location.path.startswith(f"{folder}/"))
    known = {*outcome.value.by_name, *outcome.value.unreadable}
    hint = did_you_mean(name, known, "datasets")
    missing = Problem("unknown-dataset", f"there is no dataset {name}", Location(folder), hint)
    return Outcome(None, own or (missing,))


def _add(sources: Sources, options: argparse.Namespace) -> int:
    arrival = _arrival(options)
    if arrival.value is None:
        report_problems(arrival.problems, sources, as_json=options.json)
        return PROBLEMS
    name = options.to or _name_from(options.origin)
    found = _dataset(sources, name)
    if found.value is None and f"{DATA_FOLDER}/{name}/{DESCRIPTOR}" in sources:
        report_problems(found.problems, sources, as_json=options.json)
        return PROBLEMS
    wishes = Wishes(
        options.title, options.source, options.source_url, options.licence, options.convert, options.decimal
    )
    planned = plan_addition(name, arrival.value, wishes, found.value, sources)
    if planned.value is None:
        report_problems(planned.problems, sources, as_json=options.json)
        return PROBLEMS
    addition = planned.value
    write_sources(sources.root, addition.files, new=frozenset({addition.csv}))
    return _report_addition(sources.root, name, addition, options)


def _arrival(options: argparse.Namespace) -> Outcome[Arrival | None]:
    origin: str = options.origin
    dated = _DATE.search(Path(origin).name)
    date: dt.date = options.date or (_date(dated[0]) if dated else None) or dt.datetime.now(dt.UTC).date()
    if is_address(origin):
        fetched = fetch(origin)
        if fetched.value is None:
            return Outcome(None, fetched.problems)
        address = ", which led to ".join(fetched.value.addresses)
        return Outcome(Arrival(fetched.value.content, origin, date, address, fetched.value.media_type))
    try:
        return Outcome(Arrival(Path(origin).read_bytes(), origin, date))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return Outcome(None, (Problem("not-fetched", message, Location(origin), "see that the path is right"),))


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _name_from(origin: str) -> str:
    """After the file, or, where the file is named after its date, after its folder."""
    path = Path(origin)
    stem = _DATE.sub("", path.stem).strip("-_. ")
    return dataset_name(stem or path.parent.name)


def _report_addition(root: Path, name: str, addition: Addition, options: argparse.Namespace) -> int:
    sources = read_sources(root)
    outcome = read_datasets(sources)
    folder = f"{DATA_FOLDER}/{name}/"
    problems = [problem for problem in outcome.problems if problem.location.path.startswith(folder)]
    problems = [problem for problem in problems if problem.code not in _TO_SAY]
    dataset, difference = outcome.value.by_name.get(name), None
    if dataset is not None:
        compared = compared_with_before(dataset, addition.csv, sources)
        difference, problems = compared.value, [*problems, *compared.problems]
    if options.json:
        told = [problem_as_json(problem) for problem in problems]
        print_json(
            {
                "added": addition.csv,
                "converted": list(addition.converted),
                "schema": addition.schema,
                "missing": list(addition.missing),
                "difference": None if difference is None else asdict(difference),
                "problems": told,
            }
        )
        return PROBLEMS if problems else FINE
    if not options.quiet:
        print("\n".join(_addition_lines(name, addition, difference)))
    if problems:
        report_problems(problems, sources, as_json=False, end="the file was added all the same")
    return PROBLEMS if problems else FINE


def _addition_lines(name: str, addition: Addition, difference: Difference | None) -> Iterator[str]:
    yield f"Added {addition.csv}"
    if addition.converted:
        yield f"  converted: it had {'; '.join(addition.converted)}"
    fields = addition.schema["fields"]
    width = max(len(field["name"]) for field in fields)
    for field in fields:
        yield f"  {field['name']:{width}}  {field['type']}"
    if difference is not None:
        yield from difference_lines(difference)
    if addition.missing:
        yield f"Still to say in {DATA_FOLDER}/{name}/{DESCRIPTOR}, for a build asks for it:"
        yield from (f"  {line}" for line in addition.missing)
