"""Curly quotation marks, dashes and ellipses for the straight ones that keyboards have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from nutgraf.markdown.html import INLINE_ELEMENTS

_STRAIGHT = re.compile(r"[\"']|-{2,}|\.{3,}")
_DECADE = re.compile(r"\d{2}s\b")
_OPENS_AFTER = " \t\n\xa0\u202f\u2009([{<-–—/\"'“‘«"
_DASHES = {"--": "–", "---": "—", "...": "…"}
_INLINE_CODE = frozenset({"code", "kbd", "samp"})
_LITERAL = _INLINE_CODE | {"pre", "script", "style", "textarea", "svg", "math"}

# Python-Markdown puts raw HTML aside and leaves STX … ETX in its place; escaped characters likewise.
_ASIDE = re.compile("\x02[^\x03]*\x03")

Slot = tuple[ElementTree.Element, Literal["text", "tail", "tag"]]
"""A text of an element. Its tag stands for code and images, which are read like a word."""


class Typography(Treeprocessor):
    """Sets the marks of running text, over the borders of inline elements; code stays as it is."""

    def run(self, root: ElementTree.Element) -> None:
        flow: list[Slot] = []
        for slot in _slots(root):
            if slot is None:
                _set(flow)
                flow = []
            else:
                flow.append(slot)
        _set(flow)


def typeset(text: str) -> str:
    """One line of plain text with typographic marks."""
    return _typeset(text, "", "")


def _slots(root: ElementTree.Element) -> Iterator[Slot | None]:
    """The places of text in reading order; None where a block begins or ends."""
    stack: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        inline = element.tag in INLINE_ELEMENTS
        if not inline:
            yield None
        if done:
            if element.tail and element is not root:
                yield element, "tail"
            continue
        stack.append((element, True))
        if element.tag in _INLINE_CODE or element.tag == "img":
            yield element, "tag"
        elif element.tag not in _LITERAL:
            if element.text:
                yield element, "text"
            stack += ((child, False) for child in reversed(element))


def _set(flow: list[Slot]) -> None:
    texts = [getattr(element, place) for element, place in flow]
    if not any(_STRAIGHT.search(text) for text in texts):
        return
    before = ""
    for index, ((element, place), text) in enumerate(zip(flow, texts, strict=True)):
        if place != "tag" and not isinstance(text, AtomicString):
            after = texts[index + 1][:1] if index + 1 < len(texts) else ""
            setattr(element, place, _typeset(text, before, after))
        before = text[-1:] or before


def _typeset(text: str, before: str, after: str) -> str:
    """`before` and `after` are the characters around the text, empty where a block begins or ends."""
    if not _STRAIGHT.search(text):
        return text
    flat = _ASIDE.sub(lambda match: "x" * len(match[0]), text)

    def mark(match: re.Match[str]) -> str:
        found = match[0]
        if flat[match.start()] == "x":
            return found
        if found not in {'"', "'"}:
            return _DASHES.get(found, found)
        left = flat[match.start() - 1] if match.start() else before
        right = flat[match.end()] if match.end() < len(flat) else after
        opens = (not left or left in _OPENS_AFTER) and bool(right) and not right.isspace()
        if found == '"':
            return "“" if opens else "”"
        return "‘" if opens and not _DECADE.match(flat, match.end()) else "’"

    return _STRAIGHT.sub(mark, text)
