"""What stands between the parentheses of a link or an image, and which kind of reference it makes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from nutgraf.markdown.source import LINE_PREFIX, SourceText, Span
from nutgraf.model.page import ReferenceKind
from nutgraf.permalinks import WEB_SCHEMES
from nutgraf.problems import did_you_mean

MAX_ADDRESS = 4000
MAX_PARENTHESES = 16
OWN_SCHEMES = ("chart", "fact", "table")

_GAP = re.compile(rf"[ \t]*(?:\n{LINE_PREFIX})?")
_ANGLE_ADDRESS = re.compile(r"<([^<>\n]*)>")
_ADDRESS_PART = re.compile(r"\\.|[()]|[^\\()\s]+|\\")
_TITLE = re.compile(r'"((?:\\.|[^"\\])*)"' + r"|'((?:\\.|[^'\\])*)'", re.DOTALL)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Tail:
    """An address and a title with the spans of their characters; `end` is the offset after all of it."""

    address: str
    address_span: Span
    title_span: Span | None
    end: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the characters of a span, and the way out."""

    code: str
    message: str
    hint: str
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """What an address means: the kind of reference and the name or address that it leads to."""

    kind: ReferenceKind
    name: str
    name_span: Span


def unescaped(text: str) -> str:
    """Text without the backslashes that keep punctuation from being read as Markdown."""
    return _ESCAPE.sub(r"\1", text)


def parse_tail(source: SourceText, start: int, limit: int) -> Tail | Mistake:
    """What follows `](` at the offset `start`, up to and with `)`; nothing beyond `limit` belongs to it."""
    text = source.text
    position = _skip_gap(text, start, limit)
    address = _parse_address(text, position, limit)
    if address is None:
        hint = "write it between < and >, or \\[ if this is no link"
        return _mistake("the address is too long, or has too many parentheses", hint, (start, start + 1))
    span, position = address
    after_address = position
    position = _skip_gap(text, position, limit)
    title_span = None
    title = _TITLE.match(text, position, limit) if position > after_address else None
    if title:
        title_span = title.span(1) if title[1] is not None else title.span(2)
        position = _skip_gap(text, title.end(), limit)
    if position >= limit or text[position] != ")":
        return _unfinished(text, start, position, limit, after_title=title is not None)
    if span[0] == span[1]:
        hint = "write the address between the parentheses, or \\[ if this is no link"
        return _mistake("the address is empty", hint, (start - 1, position + 1))
    return Tail(_decoded(text[span[0] : span[1]]), span, title_span, position + 1)


def parse_definition(source: SourceText, address_span: Span, title_span: Span | None, end: int) -> Tail:
    """The address and title of a definition (`[label]: address "title"`)."""
    start, stop = address_span
    if source.text[start] == "<" and source.text[stop - 1] == ">":
        start, stop = start + 1, stop - 1
    return Tail(_decoded(source.text[start:stop]), (start, stop), title_span, end)


def read_target(tail: Tail, image: bool) -> Target | Mistake:
    """What the address means in a link, or in an image."""
    address, span = tail.address, tail.address_span
    if _CONTROL.search(address):
        return _mistake("the address holds a control character", "type the address again", span)
    if address.startswith("#"):
        return _read_anchor(address, span, image)
    scheme = _SCHEME.match(address)
    if scheme is None:
        return Target(ReferenceKind.IMAGE if image else ReferenceKind.LINK, address, span)
    if scheme[1] in OWN_SCHEMES:
        return _read_exhibit(scheme[1], address, span, image)
    if scheme[1].lower() in WEB_SCHEMES:
        return Target(ReferenceKind.IMAGE if image else ReferenceKind.LINK, address, span)
    hint = did_you_mean(scheme[1].lower(), (*OWN_SCHEMES, *WEB_SCHEMES), "schemes")
    name_span = (span[0], min(span[0] + len(scheme[1]), span[1]))
    return Mistake("unknown-scheme", f"there is no scheme {scheme[1]}:", hint, name_span)


def _read_anchor(address: str, span: Span, image: bool) -> Target | Mistake:
    if image:
        return _mistake("an anchor is no image", "take the ! away to make it a link", span)
    for scheme in ("#chart:", "#table:"):
        if address.startswith(scheme):
            return _named(ReferenceKind.CROSSREF, scheme, address, span)
    return Target(ReferenceKind.LINK, address, span)


def _read_exhibit(scheme: str, address: str, span: Span, image: bool) -> Target | Mistake:
    if image and scheme == "fact":
        return Mistake("fact-as-image", f"{address} is a fact, not an image", "take the ! away", span)
    if not image and scheme != "fact":
        hint = f"put ! in front to show it: ![alt text]({address}); a link to it is [Figure](#{address})"
        return Mistake("chart-as-link", f"{address} is a {scheme}, not a link", hint, span)
    kind = {"chart": ReferenceKind.CHART, "table": ReferenceKind.TABLE, "fact": ReferenceKind.FACT}[scheme]
    return _named(kind, f"{scheme}:", address, span)


def _named(kind: ReferenceKind, scheme: str, address: str, span: Span) -> Target | Mistake:
    name = address[len(scheme) :]
    if not name:
        noun = scheme.strip("#:")
        return _mistake(f"{scheme} names no {noun}", f"write the name of a {noun} after {scheme}", span)
    return Target(kind, name, (min(span[0] + len(scheme), span[1]), span[1]))


def _skip_gap(text: str, position: int, limit: int) -> int:
    gap = _GAP.match(text, position, limit)
    return gap.end() if gap else position


def _parse_address(text: str, start: int, limit: int) -> tuple[Span, int] | None:
    """The span of an address and the offset after it; None when it is too long."""
    angle = _ANGLE_ADDRESS.match(text, start, limit)
    if angle:
        return angle.span(1), angle.end()
    depth, position = 0, start
    limit = min(limit, start + MAX_ADDRESS)
    while part := _ADDRESS_PART.match(text, position, limit):
        if part[0] == ")" and depth == 0:
            break
        depth += {"(": 1, ")": -1}.get(part[0], 0)
        if depth > MAX_PARENTHESES:
            return None
        position = part.end()
    return None if position >= start + MAX_ADDRESS else ((start, position), position)


def _decoded(address: str) -> str:
    plain = unescaped(address) if "\\" in address else address
    return _ENTITY.sub(lambda match: html.unescape(match[0]), plain) if "&" in plain else plain


def _unfinished(text: str, start: int, position: int, limit: int, *, after_title: bool) -> Mistake:
    close = text.find(")", position, min(limit, position + MAX_ADDRESS))
    line_end = text.find("\n", start, limit)
    if close < 0:
        end = limit if line_end < 0 else line_end
        return _mistake(
            "the parenthesis is not closed", "close it with ), or write \\[ if this is no link", (start, end)
        )
    if after_title:
        hint = 'end with a parenthesis after the title, and write quotation marks in a title as \\"'
        return _mistake("there is text after the title", hint, (start, close))
    if text[position] in "“”„«‘’":
        hint = "write straight quotation marks around the title"
        return _mistake(f"the title stands between {text[position]} marks", hint, (start, close))
    if text[position] in "\"'":
        return _mistake("the title's quotation mark is not closed", f"close it with {text[position]}", (start, close))
    hint = 'write <address> if it has spaces, and a title between quotation marks: (address "title")'
    return _mistake("the address has spaces", hint, (start, close))


def _mistake(message: str, hint: str, span: Span) -> Mistake:
    return Mistake("malformed-reference", message, hint, span)
