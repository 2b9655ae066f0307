"""What the page of a dataset shows of a version. Needs pandas: for worker processes only."""

from __future__ import annotations

from nutgraf.datasets.frames import read_frame, rows_of
from nutgraf.model.dataset import DataField, Version
from nutgraf.model.figure import Column, VersionSummary
from nutgraf.problems import Outcome


def describe_version(content: bytes, version: Version, preview_rows: int) -> Outcome[VersionSummary | None]:
    """The number of rows and the last `preview_rows` of them, cells as the CSV has them and "" where one is missing.

    Problems are those of `read_frame`; with them there is no summary.
    """
    frame = read_frame(content, version)
    rows = rows_of(content, version.path).value
    if frame.problems or rows is None:
        return Outcome(None, frame.problems)
    total = len(rows.starts) - 1
    missing = frozenset(version.missing_values)
    preview = tuple(
        tuple("" if cell.text in missing else cell.text for cell in rows.cells(row))
        for row in range(max(total - preview_rows, 0) + 1, total + 1)
    )
    return Outcome(VersionSummary(total, tuple(_column(field) for field in version.fields), preview))


def _column(field: DataField) -> Column:
    return Column(field.name, field.title or field.name, field.unit, field.type in {"number", "integer"})
