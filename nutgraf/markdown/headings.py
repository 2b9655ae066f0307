"""Headings: their levels below the title of the page, and anchors to link to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from nutgraf.markdown.constructs import ANY_MARK
from nutgraf.markdown.html import plain_text

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[\s-]+")
_ASIDE = re.compile("\x02(?:wzxhzdk:([0-9]+))?[^\x03]*\x03")
_ID = re.compile(r"""\sid\s*=\s*["']?([^"'\s>]+)""")


class Headings(Treeprocessor):
    """Moves all headings of a text with a first-level heading one level down, and gives each an id of its own.

    Ids are made of the heading's words. Where one is taken, `-2` and so on follow, in the order of the text.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._markdown = md

    def run(self, root: ElementTree.Element) -> None:
        headings = [element for element in root.iter() if element.tag in _TAGS]
        if any(element.tag == "h1" for element in headings):
            for element in headings:
                element.tag = _TAGS[min(_TAGS.index(element.tag) + 1, len(_TAGS) - 1)]
        taken = {element.get("id", "") for element in root.iter()} | set(self._raw_ids())
        numbers: dict[str, Iterator[int]] = {}
        for element in headings:
            if not element.get("id"):
                slug = slugify(_ASIDE.sub(self._code, "".join(_words(element)))) or "section"
                anchor = slug
                while anchor in taken:
                    anchor = f"{slug}-{next(numbers.setdefault(slug, count(2)))}"
                taken.add(anchor)
                element.set("id", anchor)

    def _code(self, match: re.Match[str]) -> str:
        """The text of inline code, which Python-Markdown has put aside; nothing for a raw tag."""
        block = self._markdown.htmlStash.rawHtmlBlocks[int(match[1])] if match[1] else ""
        return plain_text(block) if isinstance(block, str) else ""

    def _raw_ids(self) -> Iterator[str]:
        for block in self._markdown.htmlStash.rawHtmlBlocks:
            if isinstance(block, str) and "id" in block:
                yield from _ID.findall(block)


def slugify(text: str) -> str:
    """Words in lower case, joined by hyphens; letters of every script stay. Empty where there are no words."""
    text = unicodedata.normalize("NFC", ANY_MARK.sub("", text)).lower()
    return _GAP.sub("-", _NOT_IN_SLUG.sub("", text).strip()).strip("-_")


def _words(element: ElementTree.Element) -> Iterator[str]:
    """The text of a heading without the numbers of footnotes."""
    yield element.text or ""
    for child in element:
        if not (child.tag == "sup" and child.get("id", "").startswith("fnref")):
            yield from _words(child)
        yield child.tail or ""
