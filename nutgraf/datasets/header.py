"""The first row of a CSV against the fields of its schema."""

from __future__ import annotations

from collections.abc import Sequence

from nutgraf.datasets.rows import Rows
from nutgraf.problems import Location, Problem, did_you_mean

_NAMES = {",": "commas", "\t": "tabs"}


def check_header(rows: Rows, names: Sequence[str], path: str) -> tuple[Problem, ...]:
    """`csv-header` for every column that is not a field, every field without a column, and another order."""
    if not len(rows.starts):
        hint = f"begin it with the names of the columns: {rows.delimiter.join(names)}"
        return (Problem("csv-header", "the file is empty", Location(path), hint),)
    found = [cell.text for cell in rows.cells(0)]
    if found == list(names):
        return ()
    separator = next(
        (mark for mark in ("\t", ";", "|", ",") if mark != rows.delimiter and len(found) == 1 and found[0].count(mark)),
        "",
    )
    if separator:
        message = f"the columns are separated by {_NAMES.get(separator, separator)}, not by {_NAMES[rows.delimiter]}"
        hint = f"save the file as {_NAMES[rows.delimiter].removesuffix('s')}-separated values"
        return (Problem("csv-header", message, rows.locate(path, 0, 0), hint),)
    missing = list(names)
    unknown: list[int] = []
    for column, name in enumerate(found):
        if name in missing:
            missing.remove(name)
        else:
            unknown.append(column)
    problems = [_unknown(rows, column, found, names, missing, path) for column in unknown]
    for name in missing:
        message = f"the field {name} has no column"
        hint = "add the column, or take the field out of the schema"
        problems.append(Problem("csv-header", message, rows.locate(path, 0, len(found)), hint))
    if not problems:
        message = f"the columns stand in the order {','.join(found)}, the fields in {','.join(names)}"
        problems.append(Problem("csv-header", message, rows.locate(path, 0, 0), "give both the same order"))
    return tuple(problems)


def _unknown(
    rows: Rows, column: int, found: Sequence[str], names: Sequence[str], missing: Sequence[str], path: str
) -> Problem:
    name = found[column]
    place = rows.locate(path, 0, column)
    if name in names:
        return Problem("csv-header", f"the column {name} stands here a second time", place, "rename it or take it away")
    message = f"the column {name} is not a field of the schema" if name else "a column has no name"
    return Problem("csv-header", message, place, did_you_mean(name, missing or names, "fields"))
