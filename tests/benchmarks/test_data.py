"""The benchmark of data still runs, on data that are valid."""

from __future__ import annotations

from benchmarks.data import CONSTRAINED, TYPES, validation


def test_both_rows_can_be_measured() -> None:
    measured = validation(1000, 1)
    assert [row.what for row in measured] == [
        "1,000 rows × 10 columns, types",
        "1,000 rows × 10 columns, types and constraints",
    ]
    assert len(TYPES) == len(CONSTRAINED) == 10
