"""The parts of a source in which references may stand, and the definitions that they may use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nutgraf.markdown.source import LINE_PREFIX, SourceText, Span
from nutgraf.markdown.targets import Tail, parse_definition

_DEFINITION = re.compile(
    rf"^{LINE_PREFIX}\[(?!\^)([^\[\]\n]+)\]:[ \t]*(?:\n[ \t>]*)?(<[^<>\n]+>|[^\s<]\S*)"
    rf"""(?:[ \t]*(?:\n{LINE_PREFIX})?[ \t](?:"(.*)"|'(.*)'|\((.*)\)))?[ \t]*$""",
    re.MULTILINE,
)
_FOOTNOTE = re.compile(rf"^{LINE_PREFIX}\[\^([^\[\]\n]+)\]:", re.MULTILINE)
_COMMENT = re.compile(rf"^{LINE_PREFIX}<!--", re.MULTILINE)
_BOUNDARY = re.compile(
    rf"^{LINE_PREFIX}(?:(?P<blank>$)|(?P<abbreviation>\*\[[^\]\n]*\]:)"
    r"|(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t])|(?P<alone>[#|])|(?P<term>:[ \t]))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Blocks:
    """`regions` are spans of running text: no reference goes beyond one. `definitions` are by normalised label."""

    regions: tuple[Span, ...]
    definitions: Mapping[str, Tail] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()


def normalised(label: str) -> str:
    """A label as definitions and their uses are compared: spaces and letter case do not count."""
    return " ".join(label.split()).casefold()


def find_blocks(source: SourceText, fences: Sequence[tuple[int, int]]) -> Blocks:
    """The running text outside the fenced lines `fences`, block comments and definitions."""
    text = source.text
    line_starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    closed = [(line_starts[first], line_starts[last] - 1) for first, last in fences]
    closed = _merged([*closed, *_comments(text, closed)])
    definitions: dict[str, Tail] = {}
    spans: list[Span] = []
    for match in _DEFINITION.finditer(text):
        if not _within(match.start(), closed):
            title = next((match.span(group) for group in (3, 4, 5) if match[group] is not None), None)
            tail = parse_definition(source, match.span(2), title, match.end())
            definitions.setdefault(normalised(match[1]), tail)
            spans.append(match.span())
    footnotes = frozenset(match[1] for match in _FOOTNOTE.finditer(text) if not _within(match.start(), closed))
    open_spans = _between(_merged([*closed, *spans]), len(text))
    regions = tuple(region for span in open_spans for region in _regions(text, span))
    return Blocks(regions, definitions, footnotes)


def _comments(text: str, closed: Sequence[Span]) -> Iterator[Span]:
    """Comments that begin a line; they may hold empty lines."""
    last_end = text.rfind("-->")
    position = 0
    for match in _COMMENT.finditer(text):
        if position <= match.start() and match.end() <= last_end and not _within(match.start(), closed):
            position = text.index("-->", match.end()) + 3
            yield match.start(), position


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(position: int, spans: Sequence[Span]) -> bool:
    """Whether one of `spans`, which are in order, holds the position."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]


def _between(spans: Sequence[Span], length: int) -> Iterator[Span]:
    position = 0
    for start, end in spans:
        yield position, start
        position = end
    yield position, length


def _regions(text: str, span: Span) -> Iterator[Span]:
    """Splits a span at empty lines, headings, list items, table rows and definitions of terms."""
    begin, in_list = span[0], False
    for boundary in _BOUNDARY.finditer(text, *span):
        kind, start = boundary.lastgroup, boundary.start()
        # Elsewhere than in a list, what looks like an item goes on with the paragraph.
        if kind == "item" and not in_list and text[begin:start].strip():
            continue
        if text[begin:start].strip():
            yield begin, start
        begin, in_list = start, kind == "item"
        if kind in {"alone", "abbreviation"}:
            line_end = text.find("\n", boundary.end(), span[1])
            begin = span[1] if line_end < 0 else line_end
            if kind == "alone":
                yield start, begin
    if text[begin : span[1]].strip():
        yield begin, span[1]
