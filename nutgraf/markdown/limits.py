"""What Python-Markdown cannot convert, or not in a sensible time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nutgraf.markdown.scan import MAX_CONSTRUCTS
from nutgraf.markdown.source import SourceText, Span
from nutgraf.problems import Location, Problem

# Python-Markdown takes ten seconds and 200 MB for so many characters: more than four thick novels have.
_MAX_CHARACTERS = 5_000_000

# Python's HTML parser reads from each tag that is not closed to the next `>`: about a second for so many characters.
_MAX_TAG_CHARACTERS = 20_000_000

# Python-Markdown takes minutes, then fails, at a thousand levels of lists or quotations.
_MAX_LEVELS = 64
# Python-Markdown copies a paragraph for each emphasis, link and entity in it: some seconds for so many characters.
_MAX_COPIED = 4_000_000_000

_TAG_START = re.compile(r"<[a-zA-Z/]")
_INLINE_SYNTAX = re.compile(r"[*_~^=`<&\\\[]+")
_NESTING = re.compile(r"^[ \t>]+", re.MULTILINE)


def too_long(text: str, place: Location) -> Problem | None:
    """The problem of a text that nobody wrote by hand; `place` is where it begins."""
    if len(text) <= _MAX_CHARACTERS:
        return None
    message = f"this text has {len(text):,} characters, more than {_MAX_CHARACTERS:,}"
    return Problem("markdown-too-deep", message, place, "make several pages of this one, or put data below data/")


def tags_left_open(source: SourceText) -> Problem | None:
    """The problem of a text with so many tags without a `>` that it would take minutes."""
    text, close, cost = source.text, -1, 0
    for match in _TAG_START.finditer(text):
        if close < match.end():
            close = text.find(">", match.end())
            close = len(text) if close < 0 else close
        cost += close - match.start()
        if cost > _MAX_TAG_CHARACTERS:
            message = "too many HTML tags are not closed with >"
            return Problem(
                "markdown-too-deep", message, source.locate(*match.span()), "write &lt; where no tag is meant"
            )
    return None


def too_much_at_once(source: SourceText, regions: Sequence[Span]) -> Problem | None:
    """The problem of a line in running text that stands in too many lists and quotations, or of a huge paragraph."""
    for start, end in regions:
        length = end - start
        if length > 20_000 and length * len(_INLINE_SYNTAX.findall(source.text, start, end)) > _MAX_COPIED:
            message, hint = "this paragraph is too long to convert", "part it with empty lines"
            return Problem("markdown-too-deep", message, source.locate(start, start), hint)
        for match in _NESTING.finditer(source.text, start, end):
            if len(match[0]) > _MAX_LEVELS and _levels(match[0]) > _MAX_LEVELS:
                return _too_deep(source, match.span())
    return None


def _levels(prefix: str) -> int:
    quotations = prefix.count(">")
    return quotations + (len(prefix.expandtabs(4)) - quotations) // 4


def _too_deep(source: SourceText, span: Span) -> Problem:
    message = "lists, quotations or emphasis are nested too deeply"
    return Problem("markdown-too-deep", message, source.locate(*span), "take some of the levels out")


def too_many_references(source: SourceText, found: int, regions: Sequence[Span]) -> Iterator[Problem]:
    if found >= MAX_CONSTRUCTS:
        place = source.locate(*(regions[-1][1],) * 2)
        message = f"there are more than {MAX_CONSTRUCTS:,} references"
        yield Problem("markdown-too-deep", message, place, "make several pages of this one")


def conversion_failure(error: Exception, source: SourceText) -> Problem:
    """The problem of a text that Python-Markdown, or an extension, could not convert."""
    if isinstance(error, RecursionError):
        prefixes = (match.span() for match in _NESTING.finditer(source.text))
        return _too_deep(source, max(prefixes, key=lambda span: span[1] - span[0], default=(0, 0)))
    message = f"Markdown cannot convert this text: {type(error).__name__}: {error}"
    return Problem("markdown-failed", message, source.locate(0, 0), "an extension in build.py may be the cause")
