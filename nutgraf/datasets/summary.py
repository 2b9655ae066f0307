"""What the page of a dataset shows of a version. Needs pandas: for worker processes only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nutgraf.datasets.documents import read_document, records_of
from nutgraf.datasets.frames import read_frame, rows_of
from nutgraf.model.dataset import DataField, Version
from nutgraf.model.figure import Column, VersionSummary
from nutgraf.problems import Outcome


def describe_version(content: bytes, version: Version, preview_rows: int) -> Outcome[VersionSummary | None]:
    """The number of rows and the last `preview_rows` of them, cells as the file has them, or as they
    were patched, and "" where one is missing.

    A document's rows are its records or features. Problems are those of `read_frame` or `read_document`; with them
    there is no summary.
    """
    if not version.is_table:
        return _describe_document(content, version, preview_rows)
    frame = read_frame(content, version)
    rows = rows_of(content, version).value
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


def _describe_document(content: bytes, version: Version, preview_rows: int) -> Outcome[VersionSummary | None]:
    document = read_document(content, version)
    if document.problems:
        return Outcome(None, document.problems)
    records = list(records_of(document.value))
    shown = records[-preview_rows:]
    names = list(dict.fromkeys(name for record in shown for name in record))
    columns = tuple(Column(name, name) for name in names)
    preview = tuple(tuple(_cell(record, name) for name in names) for record in shown)
    noun = "record" if version.format == "json" else "feature"
    return Outcome(VersionSummary(len(records), columns, preview if names else (), noun))


def _cell(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
