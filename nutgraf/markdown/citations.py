"""Citations: `[@key]`, `[see @key, p. 3]`, `[@first; @second]`."""

from __future__ import annotations

import re

from nutgraf.markdown.constructs import Construct
from nutgraf.markdown.source import Span, unfolded
from nutgraf.markdown.targets import Mistake
from nutgraf.model.page import ReferenceKind

_BRACKET = re.compile(r"\[(?:[^\[\]@]{0,200}\s)?@[^\[\]]*\]")
_ITEM = re.compile(r"\s*(?:([^@;]*?)\s+)?@([^\s,;@\[\]]+)(?:,\s*([^;]*?))?\s*", re.DOTALL)


def bracket_of_citation(text: str, start: int, end: int) -> Span | None:
    """The span of `[@…]` or `[words @…]` at the offset `start`, if there is one before `end`."""
    match = _BRACKET.match(text, start, end)
    return match.span() if match else None


def read_citations(text: str, bracket: Span) -> list[Construct] | Mistake:
    """A construct for each work that the bracket cites: together they stand for all of its characters."""
    found: list[Construct] = []
    item_start = bracket[0] + 1
    while item_start < bracket[1]:
        item_end = text.find(";", item_start, bracket[1] - 1)
        item_end = bracket[1] - 1 if item_end < 0 else item_end
        item = _ITEM.fullmatch(text, item_start, item_end)
        if item is None:
            hint = "write [@key], [@key, p. 3] or [@first; @second]"
            message = f"{unfolded(text[slice(*bracket)])} is no citation"
            return Mistake("malformed-citation", message, hint, bracket)
        first, last = not found, item_end == bracket[1] - 1
        piece = (bracket[0] if first else item_start - 1, bracket[1] if last else item_end)
        alone = first and last
        key = item.span(2)
        found.append(
            Construct(
                *(bracket if alone else (key[0] - 1, item.end(3) if item[3] else key[1])),
                pieces=(piece,),
                kind=ReferenceKind.CITATION,
                target=item[2],
                target_span=key,
                text_span=item.span(1) if item[1] else (0, 0),
                locator=unfolded(item[3] or ""),
                first=first,
                last=last,
            )
        )
        item_start = item_end + 1
    return found
