"""HTML as a sequence of tags and text, and the tokens in it."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from nutgraf.model.page import TOKEN_END, TOKEN_START

LITERAL_ELEMENTS = frozenset({"code", "pre", "script", "style", "textarea", "svg", "math"})
_TEXT_LEVEL = """
    a abbr b bdi bdo cite code data del dfn em i img input ins kbd label mark q s samp small span strong sub sup time
    u var wbr
"""
_VOID = "area base br col embed hr img input link meta source track wbr"
INLINE_ELEMENTS = frozenset(_TEXT_LEVEL.split())
VOID_ELEMENTS = frozenset(_VOID.split())
_RAW_TEXT_ELEMENTS = frozenset({"script", "style", "textarea"})

_TOKEN = re.compile(f"{TOKEN_START}([0-9]+){TOKEN_END}")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_UNQUOTED = re.compile(r"[^<>\"']*")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


class PieceKind(Enum):
    TEXT = "text"
    OPENING = "opening tag"
    CLOSING = "closing tag"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an HTML text; `name` is a tag's, in lower case."""

    kind: PieceKind
    text: str
    name: str = ""


def fill(html: str, replacement: Callable[[int], str]) -> str:
    """`html` with `replacement(index)` in place of each token, put in as it is.

    The token of a LINK or an IMAGE stands in an attribute, every other one in running text: escape accordingly.
    """
    return _TOKEN.sub(lambda match: replacement(int(match[1])), html)


def plain_text(html: str, replacement: Callable[[int], str] | None = None) -> str:
    """The text of `html` on one line: without tags and comments, entities resolved.

    Tokens are dropped, or replaced by the plain text `replacement(index)`.
    """
    parts: list[str] = []
    for piece in pieces_of(html):
        if piece.kind is PieceKind.TEXT:
            words = _TOKEN.split(piece.text)
            parts += (entities.unescape(text) for text in words[:1])
            for index, text in zip(words[1::2], words[2::2], strict=True):
                parts += (replacement(int(index)) if replacement else "", entities.unescape(text))
        elif piece.name not in INLINE_ELEMENTS and piece.kind is not PieceKind.COMMENT:
            parts.append(" ")
    return _SPACES.sub(" ", "".join(parts)).strip(" ")


def pieces_of(html: str) -> Iterator[Piece]:
    """The tags, comments and texts of `html` in order; together they are all of it."""
    position = text_start = 0
    while (start := html.find("<", position)) >= 0:
        kind, end, name = _markup_at(html, start)
        if kind is PieceKind.TEXT:
            position = start + 1
            continue
        if text_start < start:
            yield Piece(PieceKind.TEXT, html[text_start:start])
        yield Piece(kind, html[start:end], name)
        position = text_start = end
        if kind is PieceKind.OPENING and name in _RAW_TEXT_ELEMENTS:
            close = re.compile(f"</{name}", re.IGNORECASE).search(html, end)
            position = close.start() if close else len(html)
    if text_start < len(html):
        yield Piece(PieceKind.TEXT, html[text_start:])


def text_outside_code(html: str) -> Iterator[str]:
    """The texts of `html` that are not in an element for code, scripts or drawings."""
    opened = OpenElements()
    for piece in pieces_of(html):
        if piece.name in LITERAL_ELEMENTS:
            opened.take(piece)
        elif piece.kind is PieceKind.TEXT and not opened.literal:
            yield piece.text


class OpenElements:
    """The elements that are open after each tag. `literal` counts those that hold code, scripts or drawings."""

    def __init__(self) -> None:
        self.literal = 0
        self._names: list[str] = []
        self._counts: Counter[str] = Counter()

    def any_of(self, names: Iterable[str]) -> bool:
        return any(self._counts[name] for name in names)

    def take(self, tag: Piece) -> None:
        """A closing tag also closes what was left open inside; one that closes nothing is passed over."""
        name = tag.name
        if tag.kind is PieceKind.OPENING:
            if name not in VOID_ELEMENTS and not tag.text.endswith("/>"):
                self._names.append(name)
                self._counts[name] += 1
                self.literal += name in LITERAL_ELEMENTS
            return
        while self._counts[name]:
            closed = self._names.pop()
            self._counts[closed] -= 1
            self.literal -= closed in LITERAL_ELEMENTS
            if closed == name:
                break


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of an opening tag that have a value, as plain text."""
    return {
        match[1].lower(): entities.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(tag)
    }


def _markup_at(html: str, start: int) -> tuple[PieceKind, int, str]:
    """What begins with the `<` at `start`, and where it ends; TEXT when it is only that character."""
    if html.startswith("<!--", start):
        close = html.find("-->", start + 4)
        return (PieceKind.COMMENT, close + 3, "") if close >= 0 else (PieceKind.TEXT, start, "")
    name = _NAME.match(html, start)
    end = _tag_end(html, name.end()) if name else 0
    if name is None or end == 0:
        return PieceKind.TEXT, start, ""
    kind = PieceKind.CLOSING if html[start + 1] == "/" else PieceKind.OPENING
    return kind, end, name[1].lower()


def _tag_end(html: str, position: int) -> int:
    """The offset after the `>` that ends a tag, or 0."""
    while True:
        unquoted = _UNQUOTED.match(html, position)
        position = unquoted.end() if unquoted else position
        if position >= len(html) or html[position] == "<":
            return 0
        if html[position] == ">":
            return position + 1
        position = html.find(html[position], position + 1) + 1
        if position == 0:
            return 0
