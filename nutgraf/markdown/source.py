"""An author's text, and where its characters stand in a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from nutgraf.problems import Location

Locate = Callable[[int, int], Location]
"""From the offsets of a span in a text to its place in a file."""

Span = tuple[int, int]

# Characters that stand for references between the stages, and control characters, which HTML does not allow and
# Python-Markdown uses for itself.
_RESERVED = re.compile("[\ue000\ue001\U000f0000-\U0010ffff\x00-\x08\x0b\x0e-\x1f\x7f]")

# What stands before the text of a line inside quotations and lists.
LINE_PREFIX = r"[ \t>]*"
_LINE_BREAK = re.compile(rf"\n{LINE_PREFIX}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text and the places of its characters. Reserved characters are replaced by U+FFFD, one by one."""

    text: str
    locate: Locate

    def slice(self, span: Span) -> str:
        """The text of a span on one line: without line breaks and the quotation marks of block quotes after them."""
        return unfolded(self.text[span[0] : span[1]])


def source_text(text: str, locate: Locate) -> SourceText:
    return SourceText(_RESERVED.sub("\N{REPLACEMENT CHARACTER}", text), locate)


def unfolded(text: str) -> str:
    """Text that may run over several lines, on one."""
    return _LINE_BREAK.sub(" ", text) if "\n" in text else text


def places_in(text: str, path: str, first_line: int = 1, first_column: int = 1) -> Locate:
    """Where the spans of `text` stand, when its first character stands at the line and column given.

    A span that goes on after its first line has the end column 0.
    """
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)

    def locate(start: int, end: int) -> Location:
        row = bisect_right(starts, start) - 1
        indent = first_column if row == 0 else 1
        line_end = starts[row + 1] - 1 if row + 1 < len(starts) else len(text)
        end_column = end - starts[row] + indent if start < end <= line_end else 0
        return Location(path, first_line + row, start - starts[row] + indent, end_column)

    return locate
