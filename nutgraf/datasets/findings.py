"""What is wrong in a CSV, kept as arrays of rows until it is known which few of them will be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nutgraf.datasets.rows import Integers, Rows
from nutgraf.problems import Location, Problem

SHOWN = 20
"""How many problems of one file an author is told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in many rows, in ascending order. `describe(row, cell)` gives message and hint."""

    code: str
    rows: Integers
    column: int
    describe: Callable[[int, str], tuple[str, str]]


def show(findings: Sequence[Finding], rows: Rows, path: str) -> tuple[Problem, ...]:
    """The first problems in the order of the file, and one that counts the others."""
    first = sorted(
        ((int(row), finding.column, index) for index, finding in enumerate(findings) for row in finding.rows[:SHOWN]),
    )[:SHOWN]
    problems = [_problem(findings[index], rows, row, path) for row, _, index in first]
    rest = sum(len(finding.rows) for finding in findings) - len(first)
    if rest:
        place = Location(path, problems[-1].location.line, problems[-1].location.column + 1)
        problems.append(Problem("csv-more-problems", f"{rest:,} more in this file", place))
    return tuple(problems)


def _problem(finding: Finding, rows: Rows, row: int, path: str) -> Problem:
    cells = rows.cells(row)
    text = cells[finding.column].text if finding.column < len(cells) else ""
    message, hint = finding.describe(row, text)
    return Problem(finding.code, message, rows.locate(path, row, finding.column), hint)


def quoted(cell: str) -> str:
    """A cell as a message shows it: on one line and not too long."""
    text = " ".join(cell.splitlines()) if "\n" in cell else cell
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"
