"""The steps that make the pages of datasets, and the files that are published as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nutgraf.model.archive import RECEIPT
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import ExhibitId
from nutgraf.model.site import Plan
from nutgraf.model.step import EXHIBIT_INDEX, Step
from nutgraf.permalinks import output_path
from nutgraf.steps.exhibits import origins_of
from nutgraf.steps.given import CHROME, Given, dataset_step, exhibit_step, template_step


def dataset_steps(given: Given) -> Iterator[Step]:
    """Every dataset with its page, and the files of those that may be passed on whole."""
    figures = _by_dataset({plan.id: plan for plan in given.drawn(given.site.figures)})
    facts = _by_dataset(given.site.facts)
    for name, dataset in given.site.datasets.items():
        step, descriptor = dataset_step(dataset), dataset.location.path
        versions = tuple(version.path for version in dataset.versions)
        yield _known(given, dataset, figures.get(name, []), facts.get(name, []))
        shown = (step, template_step("dataset.html"), CHROME)
        yield Step(f"page of dataset {name}", shown, (), (output_path(dataset.permalink),))
        if dataset.redistribution == "open":
            files = (output_path(f"{dataset.permalink}datapackage.json"),)
            yield Step(f"descriptor {name}", (descriptor, *versions), (), files)
            for version in dataset.versions:
                yield _copy(version.path, output_path(dataset.file(version)))


def _by_dataset(plans: Mapping[ExhibitId, Plan]) -> dict[str, list[Plan]]:
    found: dict[str, list[Plan]] = {}
    for plan in plans.values():
        for name in dict.fromkeys(given.dataset.name for given in plan.inputs):
            found.setdefault(name, []).append(plan)
    return found


def _known(given: Given, dataset: Dataset, figures: list[Plan], facts: list[Plan]) -> Step:
    """What is known of a dataset: its rows, what was made from it, and the sentences with a number that it gives."""
    derivation = dataset.derivation
    code = (derivation.function.module, *derivation.function.shared) if derivation is not None else ()
    said_on = dict.fromkeys(path for plan in facts for path in plan.used_in)
    named_on = dict.fromkeys(path for plan in figures for path in plan.used_in)
    inputs = (
        dataset.location.path,
        *(version.path for version in dataset.versions),
        *code,
        *(origin.location.path for origin in origins_of([dataset], given.site.datasets)),
        *map(exhibit_step, facts),
        *said_on,
    )
    parts = (*map(exhibit_step, figures), *(path for path in named_on if path not in said_on), EXHIBIT_INDEX)
    return Step(dataset_step(dataset), inputs, parts)


def copy_steps(given: Given) -> Iterator[Step]:
    """Images beside articles and frozen figures, published as they are."""
    for path in sorted(given.site.images):
        yield _copy(path, path.removeprefix("content/"))
    for receipt in given.site.frozen:
        folder = output_path(f"{receipt.permalink}x").removesuffix("x")
        files = tuple(f"{folder}{name}" for name in (*receipt.files, RECEIPT))
        yield Step(f"frozen {receipt.folder}", (f"{receipt.folder}/*",), (), files)


def _copy(source: str, output: str) -> Step:
    return Step(f"copy {source}", (source,), (), (output,))
