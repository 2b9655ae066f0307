"""Text on its way through a style: no character of a work is markup, and no markup is lost.

Single characters of Unicode's private use stand for the tags that may come out at the end. All else is escaped then,
so that whatever a work holds, or a processor leaves as it was, is text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_TAGS: Mapping[str, tuple[str, str]] = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "u": ("<u>", "</u>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "caps": ('<span class="small-caps">', "</span>"),
    "link": ("", ""),
}
_MARKS = {name: (chr(0xE010 + 2 * at), chr(0xE011 + 2 * at)) for at, name in enumerate(_TAGS)}
_OPENING = {marks[0]: name for name, marks in _MARKS.items()}
_CLOSING = {marks[1]: name for name, marks in _MARKS.items()}
_ANY = re.compile(f"[{''.join((*_OPENING, *_CLOSING))}]")
_LINKED = re.compile("{}([^{}]+){}".format(_MARKS["link"][0], "".join(_MARKS["link"]), _MARKS["link"][1]))

_TWO_ENDS = re.compile(f"([?!.…][{''.join(_CLOSING)}”’»]*)\\.(?!\\.)")

# CSL lets a text hold these, and no attributes but the two that it names itself.
_ALLOWED = re.compile(r'<(i|b|sup|sub|span style="font-variant: ?small-caps;?")>([^<>]*)</(i|b|sup|sub|span)>')
_NO_CASE = re.compile(r'<span class="nocase">([^<>]*)</span>')
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")


def marked(name: str, text: str) -> str:
    """`text` between the marks of a tag: i, b, u, sup, sub, caps, link."""
    opening, closing = _MARKS[name]
    return f"{opening}{text}{closing}"


def cleaned(text: str) -> str:
    """A text of a work without control characters and those of private use, on one line."""
    # Escapes of JSON may give a character in two halves.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(_UNFIT.sub("", whole.replace("\t", " ")).split())


def with_marks(text: str) -> str:
    """A text of a work with marks in place of the tags that CSL allows, where they are whole."""
    text = _NO_CASE.sub(r"\1", text)
    while True:
        changed = _ALLOWED.sub(_as_mark, text)
        if changed == text:
            return text
        text = changed


def _as_mark(match: re.Match[str]) -> str:
    name, end = match[1].partition(" ")[0], match[3]
    if name != end:
        return match[0].replace("<", "‹").replace(">", "›")
    return marked("caps" if name == "span" else name, match[2])


def plain(text: str) -> str:
    """A text of a work without the tags that CSL allows."""
    return _ANY.sub("", with_marks(text))


def as_html(text: str, address: str = "") -> str:
    """What a style made, as HTML. The first linked part leads to `address`, or the address itself where the style has
    written it out; marks that do not pair are dropped."""
    # A title that asks needs no full stop.
    text = _TWO_ENDS.sub(r"\1", text if _paired(text) else _ANY.sub("", text))
    html = escape(text)
    if address:
        link = f'<a href="{escape(address)}">'
        html, titles = _LINKED.subn(lambda match: f"{link}{match[1]}</a>", html, count=1)
        if not titles:
            html = html.replace(escape(address), f"{link}{escape(address)}</a>", 1)
    return _ANY.sub(lambda match: _tag(match[0]), html)


def _tag(mark: str) -> str:
    return _TAGS[_OPENING[mark]][0] if mark in _OPENING else _TAGS[_CLOSING[mark]][1]


def _paired(text: str) -> bool:
    open_tags: list[str] = []
    for mark in _ANY.findall(text):
        if mark in _OPENING:
            open_tags.append(_OPENING[mark])
        elif not open_tags or open_tags.pop() != _CLOSING[mark]:
            return False
    return not open_tags
