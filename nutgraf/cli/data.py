"""The commands `data list`, `data add` and `data seal`."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, problem_as_json, report_problems
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
    return {"list": _list, "seal": _seal, "add": _add}[options.action](sources, options)


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
            print(f"{name:{width}}  {newest}{more}  {dataset.title}")
    if outcome.value.unreadable and not options.quiet and not options.json:
        print(f"with problems: {', '.join(sorted(outcome.value.unreadable))}; python build.py check says which")
    return PROBLEMS if outcome.value.unreadable else FINE


def _as_json(dataset: Dataset) -> dict[str, Any]:
    versions = [
        {"date": version.date.isoformat(), "path": version.path, "sha256": version.digest, "draft": version.draft}
        for version in dataset.versions
    ]
    return {"name": dataset.name, "title": dataset.title, "versions": versions}


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
        compared = _compared(dataset, addition.csv, sources)
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


def _compared(dataset: Dataset, path: str, sources: Sources) -> Outcome[Difference | None]:
    """What the new version changed against the one before it; problems are those of its cells."""
    # Reading values needs pandas, which no other command of this program's main process does.
    from nutgraf.datasets.differences import compare_versions  # noqa: PLC0415
    from nutgraf.datasets.frames import read_frame  # noqa: PLC0415

    new = next(version for version in dataset.versions if version.path == path)
    after = read_frame(sources.read_bytes(new.path), new)
    old = _before(dataset, new)
    if after.problems or old is None:
        return Outcome(None, after.problems)
    before = read_frame(sources.read_bytes(old.path), old)
    if before.problems:
        return Outcome(None, before.problems)
    return Outcome(compare_versions(before.value, after.value, old.fields, new.fields, new.primary_key))


def _before(dataset: Dataset, version: Version) -> Version | None:
    older = [other for other in dataset.versions if other.date < version.date]
    return older[-1] if older else None


def _addition_lines(name: str, addition: Addition, difference: Difference | None) -> Iterator[str]:
    yield f"Added {addition.csv}"
    if addition.converted:
        yield f"  converted: it had {'; '.join(addition.converted)}"
    fields = addition.schema["fields"]
    width = max(len(field["name"]) for field in fields)
    for field in fields:
        yield f"  {field['name']:{width}}  {field['type']}"
    if difference is not None:
        yield from _difference_lines(difference)
    if addition.missing:
        yield f"Still to say in {DATA_FOLDER}/{name}/{DESCRIPTOR}, for a build asks for it:"
        yield from (f"  {line}" for line in addition.missing)


def _difference_lines(difference: Difference) -> Iterator[str]:
    if difference.same:
        yield "Against the version before: the same values"
        return
    counts = f"{count(difference.rows_added, 'row')} added, {difference.rows_removed:,} removed"
    changed = f"{count(difference.cells_changed, 'value')} changed in {count(difference.rows_changed, 'row')}"
    yield f"Against the version before: {counts}, {changed}"
    yield from (f"  new column {name}" for name in difference.fields_added)
    yield from (f"  column {name} is gone" for name in difference.fields_removed)
    yield from (f"  {name}: was {old}, is {new}" for name, old, new in difference.types_changed)
    for change in difference.changes:
        yield f"  {change.key}, {change.field}: {change.old or 'nothing'} → {change.new or 'nothing'}"
    if difference.cells_changed > len(difference.changes):
        yield f"  and {difference.cells_changed - len(difference.changes):,} more"
