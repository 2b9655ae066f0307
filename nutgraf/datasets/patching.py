"""Declared corrections of a publisher's errors: cells are replaced in the content that was read, never in the file.

Needs nothing but numpy, so that a figure's data can be mended in the same way outside of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nutgraf.datasets.rows import Cell, Rows
from nutgraf.model.dataset import Patch
from nutgraf.problems import Outcome, Problem, did_you_mean

_HINT = "mend the patch, or say with versions: [DATE] for which versions it is meant"


def patch_content(rows: Rows, patches: Sequence[Patch]) -> Outcome[bytes]:
    """The content of `rows` with each patch's cell replaced. Lines stay where they are; each patch is held against the
    file as it came, so that their order does not count.

    Problems: `patch-mismatch` at a patch whose columns are not there, whose row is not there or not the only one, whose
    old value is not in the cell, or whose cell another patch has replaced. The content is then as it was.
    """
    replaced: dict[tuple[int, int], tuple[Cell, str]] = {}
    problems: list[Problem] = []
    columns = {cell.text: position for position, cell in enumerate(rows.cells(0))} if len(rows.starts) else {}
    for patch in patches:
        place, problem = _find(rows, columns, patch)
        if place is not None and (place.row, place.column) in replaced:
            problem = _mismatch(patch, f"{_named(patch)} is corrected a second time", "keep one of the two patches")
        if problem is not None:
            problems.append(problem)
        elif place is not None:
            replaced[place.row, place.column] = place.cell, patch.new
    if problems or not replaced:
        return Outcome(rows.content, tuple(problems))
    return Outcome(b"".join(_pieces(rows, replaced)))


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    column: int
    cell: Cell


def _find(rows: Rows, columns: Mapping[str, int], patch: Patch) -> tuple[_Place | None, Problem | None]:
    for name in (*(name for name, _ in patch.row), patch.column):
        if name not in columns:
            return None, _mismatch(patch, f"there is no column {name}", did_you_mean(name, columns, "columns"))
    key = {columns[name]: text for name, text in patch.row}
    found = list(_rows_with(rows, key))
    if len(found) != 1:
        how = "is not there" if not found else f"is not the only one: lines {_lines(rows, found)} hold the same"
        hint = _HINT if not found else "name further columns under row:, so that one row is left"
        return None, _mismatch(patch, f"the row with {_key(patch)} {how}", hint)
    row, column = found[0], columns[patch.column]
    cells = rows.cells(row)
    cell = cells[column] if column < len(cells) else Cell(0, 0, "")
    if column >= len(cells) or cell.text != patch.old:
        message = f"{_named(patch)} is {_said(cell.text)} in line {rows.line(row)}, not {_said(patch.old)}"
        mended = cell.text == patch.new and column < len(cells)
        hint = "the publisher has mended it: say with versions: for which versions the patch is meant"
        return None, _mismatch(patch, message, hint if mended else _HINT)
    return _Place(row, column, cell), None


def _rows_with(rows: Rows, key: Mapping[int, str]) -> Iterable[int]:
    """The rows below the header whose cells are those of `key`, by position.

    The rarest text is looked for in the content as a whole, so that few rows have to be taken apart.
    """
    needle = max(key.values(), key=len, default="").replace('"', '""').encode()
    row, at = 0, -1
    while needle and (at := rows.content.find(needle, at + 1)) >= 0:
        found = int(rows.ends.searchsorted(at))
        if found > row and _matches(rows.cells(found), key):
            yield found
        row, at = max(row, found), int(rows.ends[found])
    if not needle:
        yield from (row for row in range(1, len(rows.starts)) if _matches(rows.cells(row), key))


def _matches(cells: Sequence[Cell], key: Mapping[int, str]) -> bool:
    return all(position < len(cells) and cells[position].text == text for position, text in key.items())


def _pieces(rows: Rows, replaced: Mapping[tuple[int, int], tuple[Cell, str]]) -> Iterable[bytes]:
    done = 0
    for (row, _), (cell, text) in sorted(replaced.items()):
        start = int(rows.starts[row])
        before = rows.text(row)[: cell.start].encode()
        yield rows.content[done : start + len(before)]
        yield _written(text, rows.delimiter).encode()
        done = start + len(rows.text(row)[: cell.end].encode())
    yield rows.content[done:]


def _written(text: str, delimiter: str) -> str:
    """A cell as a CSV has it."""
    if not any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _mismatch(patch: Patch, message: str, hint: str) -> Problem:
    return Problem("patch-mismatch", message, patch.location, hint)


def _named(patch: Patch) -> str:
    return f"{patch.column} of {_key(patch)}"


def _key(patch: Patch) -> str:
    return ", ".join(f"{name} {_said(text)}" for name, text in patch.row)


def _said(text: str) -> str:
    return f"'{text}'" if text else "empty"


def _lines(rows: Rows, found: Sequence[int]) -> str:
    shown = ", ".join(str(rows.line(row)) for row in found[:3])
    return f"{shown} and more" if len(found) > 3 else shown
