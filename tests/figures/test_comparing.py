"""Which versions are compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from nutgraf.figures.comparing import EXAMPLES, MOST_BYTES, comparisons
from nutgraf.model.dataset import Dataset, Redistribution, Version
from nutgraf.sources import Sources


def compared(ending: str, sizes: tuple[int, ...], terms: Redistribution = "open") -> list[tuple[str, str, int]]:
    """Old path, new path and number of examples, of a dataset with a version for each size."""
    versions = tuple(Version(dt.date(2020 + year, 1, 1), f"{year}.{ending}", "") for year in range(len(sizes)))
    sources = Sources(Path(), {version.path: size for version, size in zip(versions, sizes, strict=True)})
    data = Dataset("a", "A", versions, redistribution=terms)
    tasks = list(comparisons({"a": data}, sources))
    assert all(set(task.sources.files) == {task.old.path, task.new.path} for task in tasks)
    return [(task.old.path, task.new.path, task.examples) for task in tasks]


def test_each_version_is_compared_with_the_one_before() -> None:
    assert compared("csv", (1, 1, 1)) == [("0.csv", "1.csv", EXAMPLES), ("1.csv", "2.csv", EXAMPLES)]


@pytest.mark.parametrize(("ending", "sizes"), [("csv", (1,)), ("json", (1, 1)), ("csv", (MOST_BYTES, 1))])
def test_one_version_documents_and_very_large_files_are_not(ending: str, sizes: tuple[int, ...]) -> None:
    assert compared(ending, sizes) == []


def test_no_values_of_data_whose_owner_keeps_them() -> None:
    assert compared("csv", (1, 1), "derived-only") == [("0.csv", "1.csv", 0)]
