"""Inline code: which run of backticks closes which, as the extension that renders inline code pairs them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from nutgraf.markdown.source import Span

_RUN = re.compile("`+")


class CodeSpans:
    """The runs of backticks in one region of a text."""

    def __init__(self, text: str, span: Span) -> None:
        runs = [match.span() for match in _RUN.finditer(text, *span)]
        self._starts = [start for start, _ in runs]
        self._by_length: dict[int, list[int]] = defaultdict(list)
        for start, end in runs:
            self._by_length[end - start].append(start)
        self._longest_from = [0]
        for start, end in reversed(runs):
            self._longest_from.append(max(self._longest_from[-1], end - start))
        self._longest_from.reverse()

    def end_of(self, start: int, end: int) -> int:
        """The offset after the code that the run of backticks from `start` to `end` opens, or after the run itself.

        A run that no equal one closes opens code with as many of its backticks as the longest run after it has, if
        that is shorter.
        """
        length = end - start
        longest = self._longest_from[bisect_left(self._starts, end)]
        for wanted in (length, longest) if longest < length else (length,):
            closers = self._by_length.get(wanted, [])
            index = bisect_left(closers, end)
            if wanted and index < len(closers):
                return closers[index] + wanted
        return end
