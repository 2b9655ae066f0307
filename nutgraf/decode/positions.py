"""From offsets in a text to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from nutgraf.problems import Location


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the characters of `text` stand; `first_line` is the number of its first line in the file `path`.

    Only `\\n` ends a line, as in an editor, whatever a format's own rules say.
    """

    text: str
    path: str
    first_line: int = 1
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = [0]
        while (found := self.text.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        object.__setattr__(self, "_starts", starts)

    def at(self, start: int, end: int = 0) -> Location:
        """The location of `text[start:end]`; what goes on after its first line has no end column."""
        start = max(0, min(start, len(self.text)))
        row = bisect_right(self._starts, start) - 1
        line_start = self._starts[row]
        on_one_line = end > start and "\n" not in self.text[start:end]
        end_column = end - line_start + 1 if on_one_line else 0
        return Location(self.path, self.first_line + row, start - line_start + 1, end_column)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column of the text itself, both from 1."""
        row = max(0, min(line - 1, len(self._starts) - 1))
        return min(self._starts[row] + max(column - 1, 0), len(self.text))
