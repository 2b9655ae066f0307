"""vl-convert as the reference: what it draws, and how two drawings differ."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import vl_convert

from nutgraf.vega.fonts import FONT_DIRECTORIES

GALLERY = Path(__file__).parents[1] / "gallery"
TOLERANCE = 0.5

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_ID = re.compile(r"#?\b(?:clip|(?:p_)?gradient_)\d+")
_FORBIDDEN_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_IGNORED = ("aria-label", "style")


def gallery() -> dict[str, dict[str, Any]]:
    """The specs of the gallery by their names, `marks/bar`, in order."""
    paths = {path.relative_to(GALLERY).as_posix(): path for path in GALLERY.rglob("*.vl.json")}
    return {
        name.removesuffix(".vl.json"): json.loads(path.read_text(encoding="utf-8"))
        for name, path in sorted(paths.items())
    }


def reference_svg(spec: Mapping[str, Any]) -> str:
    """Vega's own SVG as vl-convert makes it, with the same fonts. TZ must be UTC in this process from the start."""
    for folder in FONT_DIRECTORIES:
        vl_convert.register_font_directory(str(folder))
    return vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4", allowed_base_urls=[])


def same_elements(ours: str, theirs: str) -> bool:
    """Whether two drawings have the same elements in the same order."""
    return [element.tag for element in _elements(ours)] == [element.tag for element in _elements(theirs)]


def differences(ours: str, theirs: str, tolerance: float = TOLERANCE) -> list[str]:
    """Where two drawings differ: other elements, other words or attributes, numbers further apart than `tolerance`."""
    mine, other = _elements(ours), _elements(theirs)
    if not same_elements(ours, theirs):
        return [f"{len(mine)} elements, not {len(other)}, or in another order"]
    return [found for pair in zip(mine, other, strict=True) for found in _element_differences(*pair, tolerance)]


def _elements(svg: str) -> list[Element]:
    # A field's name may put a control character into a label, which XML does not allow; `tidy` takes it away.
    return list(ElementTree.fromstring(_FORBIDDEN_IN_XML.sub("", svg)).iter())


def _element_differences(mine: Element, other: Element, tolerance: float) -> list[str]:
    found = []
    tag = mine.tag.rpartition("}")[2]
    if (mine.text or "") != (other.text or ""):
        found.append(f"{tag}: {mine.text!r}, not {other.text!r}")
    for name in sorted(set(mine.attrib) | set(other.attrib)):
        one, two = (_ID.sub("id", element.attrib.get(name, "")) for element in (mine, other))
        if name not in _IGNORED and not _equal(one, two, tolerance):
            found.append(f"{tag} {name}: {one[:80]!r}, not {two[:80]!r}")
    return found


def _equal(one: str, two: str, tolerance: float) -> bool:
    if one == two:
        return True
    if _NUMBER.sub("0", one) != _NUMBER.sub("0", two):
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(two), strict=True)
    return all(abs(float(a) - float(b)) <= tolerance for a, b in pairs)
