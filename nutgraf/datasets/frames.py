"""A CSV as a frame whose types are those of its schema. Needs pandas: for worker processes only.

The rows are found first, by counting (`rows`); then pandas' parser in C reads all columns at once, as the types that
the schema wants. Only a column in which that fails is read again as text, to find the cells that are wrong.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from nutgraf.datasets.cells import WANTED
from nutgraf.datasets.columns import ConvertedColumn, TextColumn, convert_column, read_as_text
from nutgraf.datasets.constraints import check_constraints, check_primary_key
from nutgraf.datasets.findings import Finding, quoted, show
from nutgraf.datasets.header import check_header
from nutgraf.datasets.patching import patch_content
from nutgraf.datasets.rows import Integers, Rows, check_quotes, find_rows, plain_content
from nutgraf.model.dataset import DELIMITERS, DataField, Version
from nutgraf.problems import Location, Outcome, Problem


def read_frame(content: bytes, version: Version) -> Outcome[pd.DataFrame]:
    """The version's rows, one column for each field, in the file's order; problems are located in `version.path`.

    Types: number float64; integer and year int64, or Int64 where values are missing; boolean bool or boolean; date,
    datetime and yearmonth datetime64[us], in UTC without a zone; all others str. A missing value is NaN, NaT or NA.
    Where there are problems the frame has its columns but no rows.

    Problems: `csv-encoding`, `csv-quote`, `patch-mismatch`, `csv-header`, `csv-ragged-row`, `csv-type`,
    `csv-constraint`, and `csv-more-problems` for those beyond the first twenty.
    """
    names = [field.name for field in version.fields]
    nothing = pd.DataFrame({name: [] for name in names})
    found = rows_of(content, version)
    if found.value is None:
        return Outcome(nothing, found.problems)
    problems = check_header(found.value, names, version.path)
    if problems:
        return Outcome(nothing, problems)
    columns, findings = _read_columns(found.value, version)
    if findings:
        return Outcome(nothing, show(findings, found.value, version.path))
    frame = pd.DataFrame({position: column.values for position, column in enumerate(columns)}, copy=False)
    frame.columns = pd.Index(names)
    return Outcome(frame)


def rows_of(content: bytes, version: Version) -> Outcome[Rows | None]:
    """Where the rows are, in the content with the version's patches; None where the encoding, the quotes or a patch
    leave that open."""
    content = plain_content(content)
    delimiter = DELIMITERS[version.format]
    problem = encoding_problem(content, version.path) or check_quotes(content, version.path, delimiter)
    if problem:
        return Outcome(None, (problem,))
    rows = find_rows(content, delimiter)
    if not version.patches:
        return Outcome(rows)
    patched = patch_content(rows, version.patches)
    return Outcome(None, patched.problems) if patched.problems else Outcome(find_rows(patched.value, delimiter))


def encoding_problem(content: bytes, path: str) -> Problem | None:
    """The first byte that is no UTF-8, as `csv-encoding`."""
    offset = content.find(b"\0")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start if offset < 0 else min(offset, error.start)
    if offset < 0:
        return None
    line_start = content.rfind(b"\n", 0, offset) + 1
    column = len(content[line_start:offset].decode("utf-8", "replace")) + 1
    place = Location(path, content.count(b"\n", 0, offset) + 1, column, column + 1)
    hint = "save the file as UTF-8 (it may be Windows-1252 or UTF-16 now)"
    return Problem("csv-encoding", f"byte 0x{content[offset]:02x} is not UTF-8 text", place, hint)


def _read_columns(rows: Rows, version: Version) -> tuple[list[ConvertedColumn], list[Finding]]:
    fields = version.fields
    fits = rows.widths == len(fields)
    fits[0] = False
    kept = np.flatnonzero(fits)
    findings = list(_ragged_rows(rows, len(fields)))
    source = _Source(_body(rows, kept), fields, version.missing_values, rows.delimiter)
    columns = []
    for position, field in enumerate(fields):
        column = convert_column(field.type, source.column(position), source.text(position))
        columns.append(column)
        if column.wrong.any():
            findings.append(Finding("csv-type", kept[column.wrong], position, _wrong_type(field)))
        findings += check_constraints(field, position, column, source.text(position), rows, kept)
    findings += check_primary_key(version.primary_key, fields, columns, rows, kept)
    return columns, findings


def _ragged_rows(rows: Rows, wanted: int) -> Iterator[Finding]:
    ragged = np.flatnonzero(rows.widths != wanted)
    # Each row of its own width has its own first wrong cell.
    for width in np.unique(rows.widths[ragged]):
        here = ragged[rows.widths[ragged] == width]
        yield Finding("csv-ragged-row", here, min(int(width), wanted), _ragged(int(width), wanted, rows))


def _ragged(width: int, wanted: int, rows: Rows) -> Callable[[int, str], tuple[str, str]]:
    def describe(row: int, cell: str) -> tuple[str, str]:
        if not rows.text(row):
            return "the line is empty", "delete it"
        cells = "1 cell" if width == 1 else f"{width} cells"
        mark = "tab" if rows.delimiter == "\t" else "comma"
        hint = f"put cells with {mark}s in quotes" if width > wanted else f"write a {mark} for each empty cell"
        return f"the row has {cells}, the header {wanted}", hint

    return describe


def _wrong_type(field: DataField) -> Callable[[int, str], tuple[str, str]]:
    def describe(row: int, cell: str) -> tuple[str, str]:
        message = f"{field.name} wants {WANTED[field.type]}, not {quoted(cell)}"
        if not any(character.isdigit() for character in cell):
            return message, f"if {quoted(cell)} means that there is no value, list it under missingValues in the schema"
        if field.type in {"number", "integer"} and "," in cell:
            return message, "write numbers without thousands separators and with a decimal point"
        return message, ""

    return describe


def _body(rows: Rows, kept: Integers) -> bytes:
    """The rows below the header, without those that were not kept."""
    if len(kept) == len(rows.starts) - 1:
        return rows.content[rows.starts[1] :] if len(kept) else b""
    return b"".join(rows.content[rows.starts[row] : rows.ends[row] + 1] for row in kept)


@dataclass(slots=True)
class _Source:
    """The columns of a CSV without header, read once as typed, and again as text where that is needed."""

    body: bytes
    fields: Sequence[DataField]
    missing: Sequence[str]
    delimiter: str
    _read: pd.DataFrame | None = None

    def column(self, position: int) -> pd.Series[Any]:
        if self._read is None:
            kinds = dict(enumerate(field.type for field in self.fields))
            self._read = self._parse(
                {position: "str" for position in kinds if read_as_text(kinds[position])}, list(kinds)
            )
        column: pd.Series[Any] = self._read[position]
        return column

    def text(self, position: int) -> TextColumn:
        def read() -> pd.Series[Any]:
            column = self.column(position)
            # Only a column that was asked for as text: where pandas fell back to text it keeps missing cells as "".
            if isinstance(column.dtype, pd.StringDtype) and read_as_text(self.fields[position].type):
                return column
            return self._parse({position: "str"}, [position])[position]

        return read

    def _parse(self, dtypes: dict[int, str], positions: list[int]) -> pd.DataFrame:
        if not self.body:
            return pd.DataFrame({position: pd.Series([], dtype="str") for position in positions})
        with warnings.catch_warnings():
            # A column that is numbers in one part of a long file and text in another is read again as text anyway.
            warnings.simplefilter("ignore", pd.errors.DtypeWarning)
            return pd.read_csv(
                io.BytesIO(self.body),
                sep=self.delimiter,
                header=None,
                names=range(len(self.fields)),
                usecols=positions,
                dtype=dtypes,
                index_col=False,
                keep_default_na=False,
                na_values=list(self.missing),
                skip_blank_lines=False,
                engine="c",
            )
