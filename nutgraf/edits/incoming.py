"""Tables as publishers send them: what a CSV is written in, and how it would read as one that a build takes.

A build reads comma-separated UTF-8 with points in its numbers and nothing else. Here the other habits are recognised,
named, and, where that can be done without guessing, turned into it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nutgraf.problems import Location, Outcome, Problem

DecimalMark = Literal[".", ","]

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MISSING = frozenset({"", "NA", "N/A", "n/a", "na", "#N/A", "NaN", "nan", "null", "NULL", "-", "--", "–", "..", "."})
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SPACED = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]"
_MAYBE_SPACED = re.compile(rf"[-+]?(?:\d{{1,3}}(?:{_SPACED}\d{{3}})+|\d+)(?:[.,]\d+)?")
_COMMA_GROUPS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A table as it came. `rows` has the header first, every row as wide as it, and no blank rows at the end.

    `habits` says in words what a build does not take; empty when the file can be kept byte for byte.
    """

    content: bytes
    rows: tuple[tuple[str, ...], ...]
    habits: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0]

    def column(self, position: int) -> tuple[str, ...]:
        return tuple(row[position] for row in self.rows[1:])

    def plain(self) -> bytes:
        """The table as a build reads it: UTF-8, commas, `\\n`."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.rows)
        return text.getvalue().encode()


def read_incoming(content: bytes, path: str, decimal: DecimalMark | None = None) -> Outcome[Incoming | None]:
    """The table in `content`, which came from `path`. `decimal` decides where "1,234" could be two numbers.

    Problems: `incoming-table` for what is no table, has two columns of one name or rows of unequal width, and for
    numbers that could mean two things.
    """
    decoded = _decoded(content)
    if decoded is None:
        hint = "save it as CSV in UTF-8"
        return _refused("this is no text: neither UTF-8, UTF-16 nor Windows-1252", Location(path), hint)
    text, encoding = decoded
    delimiter = _delimiter(text)
    raw = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    blank = len(raw) - len(_without_blank_end(raw))
    raw = _without_blank_end(raw)
    problem = _shape_problem(raw, text, path)
    if problem is not None:
        return Outcome(None, (problem,))
    habits = [f"{encoding} instead of UTF-8"] if encoding != "UTF-8" else []
    if delimiter != ",":
        habits.append(f"{DELIMITERS[delimiter]} instead of commas between the cells")
    if blank:
        habits.append(f"{blank} blank row{'s' if blank > 1 else ''} at the end")
    columns: list[tuple[str, ...]] = []
    if decimal is None and delimiter == ",":
        decimal = "."  # a decimal comma would have had to be quoted in every cell
    for position, name in enumerate(raw[0]):
        cells = [row[position] for row in raw[1:]]
        numbers = _plain_numbers(cells, decimal)
        if numbers is None:
            message = f"in the column {name}, {_first_ambiguous(cells)} may mean a decimal or a thousand"
            hint = 'say which: --decimal "," or --decimal "."'
            return _refused(message, Location(path), hint)
        columns.append(numbers.cells)
        if numbers.habit:
            habits.append(f"{numbers.habit} in the column {name}")
    rows = (tuple(raw[0]), *zip(*columns, strict=True))
    return Outcome(Incoming(content, rows, tuple(habits)))


def _refused(message: str, place: Location, hint: str) -> Outcome[Incoming | None]:
    return Outcome(None, (Problem("incoming-table", message, place, hint),))


def _decoded(content: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding. A byte order mark before UTF-8 is no habit, for builds understand it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = [("utf-16", "UTF-16")]
    else:
        attempts = [("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")]
    for codec, name in attempts:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (text, name)
    return None


def _delimiter(text: str) -> str:
    """The separator that gives the most rows of one width, the comma where others are no better."""
    sample = text[:_SAMPLE]

    def agreement(delimiter: str) -> int:
        try:
            rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))[:_SAMPLE_ROWS]
        except csv.Error:
            return 0
        return max(Counter(len(row) for row in rows if len(row) > 1).values(), default=0)

    return max(DELIMITERS, key=agreement)


def _without_blank_end(rows: list[list[str]]) -> list[list[str]]:
    end = len(rows)
    while end and not any(cell.strip() for cell in rows[end - 1]):
        end -= 1
    return rows[:end]


def _shape_problem(rows: Sequence[Sequence[str]], text: str, path: str) -> Problem | None:
    def problem(message: str, line: int, hint: str) -> Problem:
        return Problem("incoming-table", message, Location(path, line), hint)

    if not rows:
        return problem("the file holds no table", 1, "see that the right file was named")
    if text.lstrip()[:1] == "<":
        return problem("this is a web page, not a table", 1, "give the address of the CSV itself")
    header = rows[0]
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    if len(header) != width:
        message = f"the first row has {len(header)} cell{'s' if len(header) != 1 else ''}, most others {width}"
        return problem(message, 1, "begin the file with the names of the columns: take off what stands above them")
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            message = f"row {number} has {len(row)} cell{'s' if len(row) != 1 else ''}, the header {width}"
            return problem(message, number, "mend the row, or take it out if it is a note")
    return _name_problem(header, path)


def _name_problem(header: Sequence[str], path: str) -> Problem | None:
    place = Location(path)
    if not all(name.strip() for name in header):
        return Problem("incoming-table", "a column has no name", place, "give every column a name in the first row")
    name, count = Counter(header).most_common(1)[0]
    if count > 1:
        return Problem("incoming-table", f"{count} columns are named {name}", place, "rename all but one of them")
    return None


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A column's cells with numbers as builds read them, and what had to be changed for it."""

    cells: tuple[str, ...]
    habit: str = ""


def _plain_numbers(cells: Sequence[str], decimal: DecimalMark | None) -> _Numbers | None:
    """The column in plain numbers; as it is where it is no column of numbers; None where it could be two."""
    filled = [cell.strip() for cell in cells if cell.strip() not in MISSING]

    def changed(habit: str, *replacements: tuple[str, str]) -> _Numbers:
        texts = list(cells)
        for pattern, by in replacements:
            texts = [text if text.strip() in MISSING else re.sub(pattern, by, text) for text in texts]
        return _Numbers(tuple(texts), habit)

    if not filled or all(_PLAIN.fullmatch(cell) for cell in filled):
        return changed("")
    if any(re.search(_SPACED, cell) for cell in filled) and all(_MAYBE_SPACED.fullmatch(cell) for cell in filled):
        return changed("thousands set apart by spaces", (_SPACED, ""), (",", "."))
    grouped = all(_PLAIN.fullmatch(cell) or _COMMA_GROUPS.fullmatch(cell) for cell in filled)
    decimals = all(_COMMA_DECIMAL.fullmatch(cell) for cell in filled)
    if grouped and decimals and decimal is None:
        return None
    if grouped and not (decimals and decimal == ","):
        return changed("commas between thousands", (",", ""))
    return changed("decimal commas", (r"\.", ""), (",", ".")) if decimals else changed("")


def _first_ambiguous(cells: Sequence[str]) -> str:
    return next(cell.strip() for cell in cells if "," in cell)
