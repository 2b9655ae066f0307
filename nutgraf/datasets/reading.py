"""From the files below `data/` to datasets."""

from __future__ import annotations

import keyword
from collections.abc import Sequence

from nutgraf.cache import Pack
from nutgraf.datasets.descriptor import PackageSpec
from nutgraf.datasets.patches import read_patches, with_patches
from nutgraf.datasets.versions import read_versions
from nutgraf.decode import decode_yaml
from nutgraf.digest import digest_value
from nutgraf.model.dataset import FORMATS, Dataset, Datasets, Patch, Version
from nutgraf.permalinks import may_be_followed
from nutgraf.problems import Location, Outcome, Problem, errors_in
from nutgraf.sources import Sources

DATA_FOLDER = "data"
DESCRIPTOR = "datapackage.yaml"
OTHER_DESCRIPTOR = "datapackage.json"
"""What other programs call it; no data."""


ReadDataset = tuple[Dataset | None, tuple[Problem, ...]]
"""A dataset, if it can be read, and what is wrong with it."""


def read_datasets(sources: Sources, known: Pack[ReadDataset] | None = None) -> Outcome[Datasets]:
    """Every dataset of the site; one with errors is only in `unreadable`. What is in `known`, by this program, is not
    read again.

    Problems: what `decode_yaml` finds, `dataset-name`, `missing-descriptor`, `missing-source`, `missing-licence`,
    `bad-schema`, `no-version`, `version-name`, `duplicate-version`, `missing-data-file`, `unlisted-data-file`,
    `hash-mismatch`, `bytes-mismatch`, `patch-mismatch`.
    """
    by_name: dict[str, Dataset] = {}
    unreadable: set[str] = set()
    problems: list[Problem] = []
    folders: dict[str, list[str]] = {}
    for path in sources.below(DATA_FOLDER, *(f".{name}" for name in FORMATS), f"/{DESCRIPTOR}"):
        _, folder, *below = path.split("/")
        if path.endswith(f"/{OTHER_DESCRIPTOR}"):
            continue
        if below:
            folders.setdefault(folder, []).append(path)
        else:
            problems.append(_stray(path))
    for name, paths in folders.items():
        dataset, found = _known_dataset(name, paths, sources, known)
        problems += found
        if dataset is None or errors_in(found):
            unreadable.add(name)
        else:
            by_name[name] = dataset
    return Outcome(Datasets(by_name, frozenset(unreadable)), tuple(problems))


def _known_dataset(name: str, paths: Sequence[str], sources: Sources, known: Pack[ReadDataset] | None) -> ReadDataset:
    if known is None:
        outcome = _read_dataset(name, paths, sources)
        return outcome.value, outcome.problems
    key = digest_value([name, [[path, sources.digest(path)] for path in paths]])
    dataset = known.get(key)
    if dataset is None:
        outcome = _read_dataset(name, paths, sources)
        dataset = outcome.value, outcome.problems
        if all(sources.is_as_digested(path) for path in paths if path.endswith(DESCRIPTOR)):
            known.put(key, dataset)
    return dataset


def _stray(path: str) -> Problem:
    message = f"{path} is in no dataset"
    hint = f"move it to {DATA_FOLDER}/NAME/, name it after its date, such as 2026-05-31.csv, and describe it there"
    return Problem("unlisted-data-file", message, Location(path), hint)


def _read_dataset(name: str, paths: Sequence[str], sources: Sources) -> Outcome[Dataset | None]:
    folder = f"{DATA_FOLDER}/{name}"
    descriptor = f"{folder}/{DESCRIPTOR}"
    problems: list[Problem] = []
    if not name.isidentifier() or keyword.iskeyword(name):
        message = f"'{name}' cannot name a dataset, for no parameter of a chart could ask for it"
        hint = "rename the folder: letters, digits and _, no digit first, no word of Python"
        problems.append(Problem("dataset-name", message, Location(descriptor), hint))
    if descriptor not in sources:
        hint = f"write {descriptor} with title, sources, licenses, schema and resources"
        problems.append(Problem("missing-descriptor", f"{folder} has no {DESCRIPTOR}", Location(descriptor), hint))
        return Outcome(None, tuple(problems))
    text = sources.read_text(descriptor)
    if text.problems:
        return Outcome(None, (*problems, *text.problems))
    decoded = decode_yaml(text.value, descriptor, PackageSpec)
    problems += decoded.problems
    if decoded.value is None:
        return Outcome(None, tuple(problems))
    package = decoded.value
    problems += _package_problems(package, name, descriptor)
    # A resource that was refused is missing from the list: its file must not be called unlisted as well.
    complete = not decoded.problems
    versions = read_versions(package, folder, tuple(paths) if complete else (), sources)
    problems += versions.problems
    if not package.resources and complete:
        hint = "list its files under resources: - path: 2026-05-31.csv"
        problems.append(Problem("no-version", f"{name} has no version", Location(descriptor), hint))
    patches = read_patches(package, versions.value)
    problems += patches.problems
    return Outcome(_dataset(name, package, versions.value, patches.value, descriptor), tuple(problems))


def _dataset(
    name: str, package: PackageSpec, versions: tuple[Version, ...], patches: tuple[Patch, ...], descriptor: str
) -> Dataset | None:
    if not versions:
        return None
    return Dataset(
        name=name,
        title=package.title or name.replace("_", " "),
        versions=with_patches(versions, patches),
        description=package.description,
        sources=tuple(source.value for source in package.sources),
        licences=tuple(licence.value for licence in package.licences),
        redistribution=package.redistribution,
        patches=patches,
        location=Location(descriptor),
    )


def _package_problems(package: PackageSpec, name: str, descriptor: str) -> list[Problem]:
    problems: list[Problem] = []
    start = Location(descriptor)
    if package.name and package.name.value != name:
        message = f"the descriptor is named {package.name.value}, its folder {name}"
        hint = f"write name: {name}, or rename the folder"
        problems.append(Problem("dataset-name", message, package.name.location, hint))
    if not package.sources:
        hint = 'add sources: [{title: who publishes the data, path: "https://…"}]'
        problems.append(Problem("missing-source", f"{name} does not say where its data come from", start, hint))
    addresses = [(source.value.path, source.location) for source in package.sources]
    addresses += [(licence.value.path, licence.location) for licence in package.licences]
    for address, location in addresses:
        if not may_be_followed(address):
            message = f"{address!r} is no address that readers may follow"
            problems.append(Problem("unknown-scheme", message, location, "write the address of a page: https://…"))
    hint = "add licenses: [{name: CC-BY-4.0, title: CC BY 4.0}]; without an open licence, say so in the title"
    if not package.licences:
        problems.append(Problem("missing-licence", f"{name} does not say under which terms its data are", start, hint))
    for licence in package.licences:
        if not licence.value.name and not licence.value.title:
            message = f"a licence of {name} has neither a name nor a title"
            problems.append(Problem("missing-licence", message, licence.location, hint))
    return problems
