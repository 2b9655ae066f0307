"""Where the rows and cells of a CSV are, found without reading a cell: quotes, commas and line ends are counted.

Comma-separated, as RFC 4180 has it, or the same with tabs: a cell that holds a comma, a quote or a line end stands in
quotes as a whole, and a quote in it is doubled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nutgraf.problems import Location, Problem

Integers = npt.NDArray[np.int64]

_NEWLINE, _QUOTE = b'\n"'
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written, from `start` to `end` (offsets in its row), and its text without quotes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of `content`; row `i` is `content[starts[i]:ends[i]]` and has `widths[i]` cells. Row 0 is the header.

    `delimiter` parts the cells.
    """

    content: bytes
    starts: Integers
    ends: Integers
    widths: Integers
    delimiter: str = ","

    def text(self, row: int) -> str:
        return self.content[self.starts[row] : self.ends[row]].decode("utf-8", "replace")

    def line(self, row: int) -> int:
        """The number, from 1, of the line on which a row starts."""
        return self.content.count(b"\n", 0, int(self.starts[row])) + 1

    def cells(self, row: int) -> tuple[Cell, ...]:
        return split_row(self.text(row), self.delimiter)

    def locate(self, path: str, row: int, column: int) -> Location:
        """Where a cell stands; of a row that has too few cells, its end."""
        text, cells = self.text(row), self.cells(row)
        cell = cells[column] if column < len(cells) else Cell(len(text), len(text), "")
        line = self.line(row) + text.count("\n", 0, cell.start)
        line_start = text.rfind("\n", 0, cell.start) + 1
        on_one_line = cell.end > cell.start and "\n" not in text[cell.start : cell.end]
        end_column = cell.end - line_start + 1 if on_one_line else 0
        return Location(path, line, cell.start - line_start + 1, end_column)


def split_row(row: str, delimiter: str = ",") -> tuple[Cell, ...]:
    """The cells of one well-formed row."""
    cells, start = [], 0
    while True:
        if row.startswith('"', start):
            end = _end_of_quoted(row, start)
            text = row[start + 1 : end - 1].replace('""', '"')
        else:
            next_one = row.find(delimiter, start)
            end = next_one if next_one >= 0 else len(row)
            text = row[start:end]
        cells.append(Cell(start, end, text))
        if end >= len(row):
            return tuple(cells)
        start = end + 1


def _end_of_quoted(row: str, start: int) -> int:
    """The offset after the quote that closes the cell."""
    at = start + 1
    while True:
        quote = row.find('"', at)
        if quote < 0:
            return len(row)
        if not row.startswith('"', quote + 1):
            return quote + 1
        at = quote + 2


def plain_content(content: bytes) -> bytes:
    """The content without a byte order mark, every line of it ended by `\\n`, as the rest of this module wants it."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return content + b"\n" if content and not content.endswith(b"\n") else content


def find_rows(content: bytes, delimiter: str = ",") -> Rows:
    """All rows of plain content whose quotes are in order (`check_quotes`)."""
    ends, delimiters = _boundaries(content, ord(delimiter))
    starts = np.concatenate([np.zeros(min(len(ends), 1), np.int64), ends[:-1] + 1])
    return Rows(content, starts, ends, np.diff(delimiters, prepend=0) + 1, delimiter)


def _boundaries(content: bytes, delimiter: int) -> tuple[Integers, Integers]:
    """The offsets of the line ends outside quotes, and how many delimiters outside quotes stand before each."""
    ends: list[Integers] = []
    delimiters: list[Integers] = []
    quoted, seen = False, 0
    whole = np.frombuffer(content, np.uint8)
    has_quotes = b'"' in content
    for offset in range(0, len(content), _CHUNK):
        part = whole[offset : offset + _CHUNK]
        is_end, is_delimiter = part == _NEWLINE, part == delimiter
        if has_quotes:
            inside = np.logical_xor.accumulate(part == _QUOTE) ^ quoted
            quoted = bool(inside[-1])
            is_end &= ~inside
            is_delimiter &= ~inside
        here = np.flatnonzero(is_end)
        before = np.searchsorted(np.flatnonzero(is_delimiter), here) + seen
        ends.append(here + offset)
        delimiters.append(before)
        seen += int(np.count_nonzero(is_delimiter))
    ends.append(np.empty(0, np.int64))
    delimiters.append(np.empty(0, np.int64))
    return np.concatenate(ends), np.concatenate(delimiters)


def check_quotes(content: bytes, path: str, delimiter: str = ",") -> Problem | None:
    """The first quote that neither opens nor closes a whole cell, as `csv-quote`."""
    if b'"' not in content:
        return None
    whole = np.frombuffer(content, np.uint8)
    quotes = np.flatnonzero(whole == _QUOTE)
    edges = np.frombuffer(b'\n"' + delimiter.encode(), np.uint8)
    opening, closing = quotes[0::2], quotes[1::2]
    opens = (opening == 0) | np.isin(whole[np.maximum(opening - 1, 0)], edges)
    closes = (closing == len(content) - 1) | np.isin(whole[np.minimum(closing + 1, len(content) - 1)], edges)
    wrong = np.sort(np.concatenate([opening[~opens], closing[~closes]]))
    hint = 'put the whole cell in quotes and double each quote in it: "a ""quoted"" word"'
    if len(wrong):
        message = "a quote stands inside a cell that is not in quotes, or text follows a closing quote"
        return Problem("csv-quote", message, _place(content, path, int(wrong[0])), hint)
    if len(quotes) % 2:
        message = "a quote is opened here and never closed"
        return Problem("csv-quote", message, _place(content, path, int(quotes[-1])), hint)
    return None


def _place(content: bytes, path: str, offset: int) -> Location:
    line_start = content.rfind(b"\n", 0, offset) + 1
    column = len(content[line_start:offset].decode("utf-8", "replace")) + 1
    return Location(path, content.count(b"\n", 0, offset) + 1, column, column + 1)
