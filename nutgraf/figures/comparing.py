"""Which versions of datasets are compared with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nutgraf.figures.tasks import CompareVersions
from nutgraf.model.dataset import Dataset
from nutgraf.sources import Sources

MOST_BYTES = 40_000_000
"""Of both files together; to compare such takes 2 s and 400 MB. A size decides and not a time, so that the same sources
give the same page on every machine."""
EXAMPLES = 40
"""As many changed cells are shown at most."""


def comparisons(datasets: Mapping[str, Dataset], sources: Sources) -> Iterator[CompareVersions]:
    """A task for each version that follows another, of tables that are not too large. No value comes back of a dataset
    of which its owner lets only what is drawn be published."""
    for dataset in datasets.values():
        examples = EXAMPLES if dataset.redistribution == "open" else 0
        for old, new in zip(dataset.versions, dataset.versions[1:], strict=False):
            size = sources.files[old.path] + sources.files[new.path]
            if old.is_table and new.is_table and size <= MOST_BYTES:
                yield CompareVersions(sources.only([old.path, new.path]), old, new, examples)
