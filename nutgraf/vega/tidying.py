"""Tidying: the SVG that Vega writes becomes one that can stand in a page beside others.

What changes: ids get the drawing's own prefix, coordinates two decimals; roles and labels of single marks, styles,
scripts and what is not visible go; the root gets a role, a title and a description.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+")
_NOT_FINITE = re.compile(r"NaN|Infinity")
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)")
_BLEND = re.compile(r"mix-blend-mode:\s*([a-z-]+)")
_SAFE_LINK = re.compile(r"(?i)(?:https?:|mailto:|#|/|\.|\?|[^:/?#]*(?:[/?#]|$))")
_SAFE_IMAGE = re.compile(r"(?i)data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]|(?![a-z][a-z0-9+.-]*:|//)")

_GEOMETRY_NAMES = """
    d transform x y x1 x2 y1 y2 cx cy r rx ry dx dy width height points viewBox font-size stroke-width
    stroke-dasharray stroke-dashoffset letter-spacing
"""
_OTHER_NAMES = """
    id href fill fill-opacity fill-rule stroke stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit opacity
    clip-path clip-rule mask filter font-family font-style font-weight font-variant text-anchor dominant-baseline dir
    preserveAspectRatio offset stop-color stop-opacity fx fy fr gradientUnits gradientTransform spreadMethod
    patternUnits patternTransform clipPathUnits paint-order
"""
_TAG_NAMES = """
    svg g path rect line circle ellipse polygon polyline text tspan image a defs clipPath linearGradient
    radialGradient stop pattern use mask title desc
"""
_GEOMETRY = frozenset(_GEOMETRY_NAMES.split())
_KEPT = _GEOMETRY | frozenset(_OTHER_NAMES.split())
_TAGS = frozenset(_TAG_NAMES.split())
_REFERRING = ("fill", "stroke", "clip-path", "mask", "filter")
_DEFAULTS = {"opacity": "1", "stroke-width": "1", "transform": "translate(0,0)", "text-anchor": "start"}
_LINE_DEFAULTS = {"x2": "0", "y2": "0"}
_CONTAINERS = ("g", "a", "defs", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop")
_WORDS = ("text", "tspan", "title", "desc")
_GRADIENTS = ("linearGradient", "radialGradient", "stop")


class UnsafeDrawingError(ValueError):
    """The drawing asks for something that a page must not load; the message says what."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the elements of one drawing share: the new name of each old id, and the font where all text has one."""

    names: dict[str, str]
    font: str


def tidy(svg: str, *, prefix: str, title: str, description: str) -> str:
    """The SVG text of one drawing, ready to stand in a page.

    `prefix` starts every id. Raises UnsafeDrawingError for an image from another site and
    `xml.etree.ElementTree.ParseError` for text that is not XML.
    """
    root = parse_svg(svg)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    fonts = {element.attrib.get("font-family", "") for element in root.iter() if _local(element.tag) == "text"}
    drawing = _Drawing(
        {old: f"{prefix}-{number}" for number, old in enumerate(dict.fromkeys(ids))},
        fonts.pop() if len(fonts) == 1 else "",
    )
    words = {f"{prefix}-title": ("title", title), f"{prefix}-desc": ("desc", description)}
    parts = [_opening(root, drawing, {name: word for name, word in words.items() if word[1]})]
    for child in root:
        _write(child, drawing, parts)
    parts.append("</svg>")
    return "".join(parts)


def parse_svg(svg: str) -> Element:
    """The root of Vega's SVG, without the characters that XML has no place for. Raises ParseError."""
    return ElementTree.fromstring(_FORBIDDEN_IN_XML.sub("", svg))


def _opening(root: Element, drawing: _Drawing, words: dict[str, tuple[str, str]]) -> str:
    """The root's tag and, by id, the elements that name the picture."""
    attributes = {"xmlns": SVG_NAMESPACE, "class": "chart", "role": "img"}
    for name in ("width", "height", "viewBox"):
        attributes[name] = _short(root.attrib[name])
    if drawing.font:
        attributes["font-family"] = drawing.font
    if words:
        attributes["aria-labelledby"] = " ".join(words)
    inner = "".join(f'<{tag} id="{name}">{escaped(text)}</{tag}>' for name, (tag, text) in words.items())
    return f"<svg{_attribute_text(attributes)}>{inner}"


def _write(element: Element, drawing: _Drawing, parts: list[str]) -> None:
    """Add the text of an element and what it holds; nothing for one that cannot be seen."""
    tag = _local(element.tag)
    if tag not in _TAGS or _invisible(element, tag):
        return
    attributes = _attributes(element, tag, drawing)
    if tag == "a" and "href" not in attributes:
        tag = "g"
    start = len(parts)
    parts.append("")
    words = tag in _WORDS
    if words and element.text:
        parts.append(escaped(element.text))
    for child in element:
        _write(child, drawing, parts)
        if words and child.tail:
            parts.append(escaped(child.tail))
    if len(parts) > start + 1:
        if tag != "g" or attributes:
            parts[start] = f"<{tag}{_attribute_text(attributes)}>"
            parts.append(f"</{tag}>")
    elif tag in ("g", "a", "text", "defs"):
        parts.pop()
    else:
        parts[start] = f"<{tag}{_attribute_text(attributes)}/>"


def _invisible(element: Element, tag: str) -> bool:
    attributes = element.attrib
    if attributes.get("display") == "none" or _NOT_FINITE.search(attributes.get("transform", "")):
        return True
    if tag in _CONTAINERS:
        return False
    if attributes.get("opacity") == "0":
        return True
    if tag == "path":
        outline = attributes.get("d", "")
        if not outline or _NOT_FINITE.search(outline):
            return True
        # Vega gives every group a background, most of them without paint.
        return attributes.get("class") in ("background", "foreground") and not _painted(attributes)
    return tag == "text" and not "".join(element.itertext()).strip()


def _painted(attributes: dict[str, str]) -> bool:
    return any(attributes.get(paint, "none") not in ("none", "transparent") for paint in ("fill", "stroke"))


def _attributes(element: Element, tag: str, drawing: _Drawing) -> dict[str, str]:
    kept: dict[str, str] = {}
    classes = _classes(element)
    if classes:
        kept["class"] = classes
    for raw, value in element.attrib.items():
        name = "href" if raw == _XLINK_HREF else raw
        if name in _KEPT and name not in kept and not _needless(name, value, tag, drawing):
            written = _value(name, value, tag, drawing)
            if written:
                kept[name] = written
    return kept


def _needless(name: str, value: str, tag: str, drawing: _Drawing) -> bool:
    if _DEFAULTS.get(name) == value or (tag == "line" and _LINE_DEFAULTS.get(name) == value):
        return True
    return name == "font-family" and value == drawing.font


def _value(name: str, value: str, tag: str, drawing: _Drawing) -> str:
    if name == "id":
        return drawing.names[value]
    if name == "href":
        return _link(value, tag, drawing)
    if name in _REFERRING:
        # A paint that lies in another file is none.
        inside = _REFERENCE.sub(lambda found: f"url(#{drawing.names.get(found[1], found[1])})", value)
        return "" if "url(" in inside.replace("url(#", "") else inside
    return _short(value) if name in _GEOMETRY and tag not in _GRADIENTS else value


def _classes(element: Element) -> str:
    """What a style sheet may want: kind and role of a group of marks, and how marks blend (no styles in pages)."""
    words = [word for word in element.attrib.get("class", "").split() if word.startswith(("mark-", "role-"))]
    blend = _BLEND.search(element.attrib.get("style", ""))
    if blend is not None:
        words.append(f"blend-{blend[1]}")
    return " ".join(words)


def _link(address: str, tag: str, drawing: _Drawing) -> str:
    if tag == "image":
        if not _SAFE_IMAGE.match(address):
            raise UnsafeDrawingError(f"the chart shows an image from elsewhere: {address[:120]}")
        return address
    if address.startswith("#") and address[1:] in drawing.names:
        return f"#{drawing.names[address[1:]]}"
    return address if tag == "a" and _SAFE_LINK.match("".join(address.split())) else ""


def _short(value: str) -> str:
    """Numbers with two decimals; a scale factor stays exact."""
    if "scale(" in value:
        return value
    return _LONG_NUMBER.sub(lambda found: short_number(float(found[0])), value)


def short_number(number: float) -> str:
    """At most two decimals, without trailing zeros: `12.5`, `-0.07`, `3`."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _local(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def _attribute_text(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())


def escaped(text: str) -> str:
    """`text` as it stands in XML, also between double quotes."""
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;").replace("\n", "&#10;")
