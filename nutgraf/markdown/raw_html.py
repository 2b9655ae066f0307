"""Raw HTML that must be closed: elements that hold Markdown (`<div markdown="1">`), and elements that hold code.

Of the first, left open one in the other, Python-Markdown drops the content without a word; in the second, nothing that
follows would be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nutgraf.markdown.html import LITERAL_ELEMENTS, VOID_ELEMENTS, attributes_of
from nutgraf.markdown.source import SourceText, Span
from nutgraf.problems import Problem

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)[^<>]*>")


def unclosed_elements(source: SourceText, regions: Sequence[Span], skipped: Sequence[Span]) -> Iterator[Problem]:
    """A problem for each element with Markdown or code that is not closed; `skipped` are inline code and comments."""
    if "<" not in source.text:
        return
    not_html = {start for span in skipped for start in range(*span)}
    names: list[tuple[str, Span | None]] = []
    depths: Counter[str] = Counter()
    unclosed: list[tuple[str, Span]] = []
    for match in (match for region in regions for match in _TAG.finditer(source.text, *region)):
        name = match[2].lower()
        if match.start() in not_html or name in VOID_ELEMENTS or match[0].endswith("/>"):
            continue
        if not match[1]:
            matters = name in LITERAL_ELEMENTS or "markdown" in attributes_of(match[0])
            names.append((name, match.span() if matters else None))
            depths[name] += 1
            continue
        while depths[name]:
            closed, span = names.pop()
            depths[closed] -= 1
            if closed == name:
                break
            unclosed += [(closed, span)] if span else []
    unclosed += [(name, span) for name, span in names if span]
    for name, span in unclosed:
        message = f"the HTML element {name} is not closed"
        yield Problem("unclosed-html", message, source.locate(*span), f"add </{name}> after its content")
