"""The words of a picture, made independent of the fonts of a machine: as outlines, or in embedded fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from nutgraf.vega.exports.lettering import Font, Lettering, Line, family_of
from nutgraf.vega.tidying import escaped, short_number

_TEXT = re.compile(r"<text(?P<attributes>[^>]*)>(?P<content>.*?)</text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_SPAN = re.compile(r"<tspan(?P<attributes>[^>]*)>(?P<content>.*?)</tspan>", re.DOTALL)
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_OF_THE_FONT = frozenset({"font-family", "font-size", "font-weight", "font-style", "text-anchor", "x", "y", "dir"})
# What a row of outlines cannot say; Vega writes neither.
_UNKNOWN = ("letter-spacing", "font-variant", "dx", "dy")


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture whose words were set: its SVG, and the characters that none of our fonts has, in order."""

    svg: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """A line of a text element: where it starts in the element's own coordinates, and its words."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text element. `size` is in px, `anchor` the part of its width that stands left of its place."""

    attributes: dict[str, str]
    font: Font
    size: float
    anchor: float
    spans: tuple[_Span, ...]

    @property
    def settable(self) -> bool:
        known = not any(name in self.attributes for name in _UNKNOWN)
        return known and self.attributes.get("dir", "ltr") == "ltr" and self.size > 0


def outlined(svg: str, lettering: Lettering, families: str) -> Printed:
    """`svg` with its words as outlines. `families` is the font of texts that name none.

    Each glyph is drawn once, among the definitions; a line is a group of references to them that carries its words as
    `aria-label`. A text that our fonts cannot set stays text, in the fonts of whoever looks at it.
    """
    outlines: dict[str, str] = {}
    missing: list[str] = []

    def set_text(found: re.Match[str]) -> str:
        text = _parsed(found, families)
        lines = _lines(text, lettering)
        if lines is None:
            missing.extend(lettering.missing(span.text, text.font) for span in text.spans)
            return found[0]
        outlines.update((letter.id, letter.path) for line in lines for letter in line.letters)
        return _group(text, lines)

    drawn = _TEXT.sub(set_text, svg)
    paths = "".join(f'<path id="{name}" d="{outlines[name]}"/>' for name in sorted(outlines))
    if paths:
        # Programs older than SVG 2, design tools among them, know references only by the longer name.
        opening = drawn.index(">")
        space = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
        start = _after_words(drawn)
        drawn = f"{drawn[:opening]}{space}{drawn[opening:start]}<defs>{paths}</defs>{drawn[start:]}"
    return Printed(drawn, "".join(dict.fromkeys("".join(missing))))


def in_own_fonts(svg: str, lettering: Lettering, families: str, names: Mapping[str, str]) -> Printed:
    """`svg` with words that stay text, in the families that `names` gives for ours; only what no single face of ours
    can set becomes outlines, and what none can set stays as it is."""

    def set_text(found: re.Match[str]) -> str:
        text = _parsed(found, families)
        family = family_of(text.font.families)
        plain = text.settable and all(lettering.is_plain(span.text, text.font) for span in text.spans)
        if family is None or not plain:
            return found[0]
        attributes = {**text.attributes, "font-family": names[family]}
        # Out of the way of what is outlined.
        return f"<own{_attribute_text(attributes)}>{found['content']}</own>"

    words = outlined(_TEXT.sub(set_text, svg), lettering, families)
    return Printed(words.svg.replace("<own ", "<text ").replace("</own>", "</text>"), words.missing)


def _parsed(found: re.Match[str], families: str) -> _Text:
    attributes = dict(_ATTRIBUTE.findall(found["attributes"]))
    italic = attributes.get("font-style", "normal") in ("italic", "oblique")
    own = unescape(attributes.get("font-family", families))
    size = attributes.get("font-size", "16px").removesuffix("px")
    return _Text(
        attributes,
        Font(own, attributes.get("font-weight", "400"), italic),
        float(size) if size.replace(".", "", 1).isdigit() else 0,
        _ANCHORS.get(attributes.get("text-anchor", "start"), 0),
        tuple(_spans(attributes, found["content"])),
    )


def _spans(attributes: dict[str, str], content: str) -> Iterator[_Span]:
    x, y = float(attributes.get("x", 0)), float(attributes.get("y", 0))
    if "<tspan" not in content:
        yield _Span(x, y, unescape(content))
        return
    for span in _SPAN.finditer(content):
        own = dict(_ATTRIBUTE.findall(span["attributes"]))
        x, y = float(own.get("x", x)), y + float(own.get("dy", 0))
        yield _Span(x, y, unescape(span["content"]))


def _lines(text: _Text, lettering: Lettering) -> list[Line] | None:
    if not text.settable:
        return None
    lines = [line for span in text.spans if (line := lettering.line(span.text, text.font)) is not None]
    return lines if len(lines) == len(text.spans) else None


def _group(text: _Text, lines: list[Line]) -> str:
    """The lines of a text as groups; what the element said of paint and place goes to the outermost."""
    kept = {name: value for name, value in text.attributes.items() if name not in _OF_THE_FONT}
    place = kept.pop("transform", "")
    if "stroke" in kept:
        # A line of any width grows with the letters.
        width = float(kept.get("stroke-width", 1)) * lines[0].units / text.size
        kept["stroke-width"] = short_number(width)
    if len(lines) == 1:
        return _line_group(text, text.spans[0], lines[0], place, kept)
    inner = (_line_group(text, span, line, "", {}) for span, line in zip(text.spans, lines, strict=True))
    outer = {"transform": place, **kept} if place else kept
    return f"<g{_attribute_text(outer)}>{''.join(inner)}</g>"


def _line_group(text: _Text, span: _Span, line: Line, place: str, kept: dict[str, str]) -> str:
    """One line: its letters at whole font units, which the group brings to the text's size and place."""
    moved = f"translate({short_number(span.x)},{short_number(span.y)})" if span.x or span.y else ""
    scale = f"{text.size / line.units:.6g}".replace("0.", ".", 1)
    start = round(line.width * text.anchor)
    letters = "".join(f'<use xlink:href="#{each.id}"{_x(round(each.x) - start)}/>' for each in line.letters)
    attributes = {"transform": f"{place}{moved}scale({scale})", "aria-label": escaped(span.text), **kept}
    return f"<g{_attribute_text(attributes)}>{letters}</g>"


def _x(position: int) -> str:
    return f' x="{position}"' if position else ""


def _attribute_text(attributes: dict[str, str]) -> str:
    """Values that are escaped already, as attributes."""
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _after_words(svg: str) -> int:
    """Where the picture starts: after the root's tag, its title and its description, which come first."""
    opening = re.match(r"<svg[^>]*>(?:<title[^>]*>.*?</title>)?(?:<desc[^>]*>.*?</desc>)?", svg, re.DOTALL)
    return opening.end() if opening else 0
