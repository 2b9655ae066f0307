"""Counting the marks of a drawing, so that an empty chart does not go unseen."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_DRAWS = re.compile(r"[A-LN-YHVa-ln-y]")
_LEAVES = ("path", "rect", "line", "text", "image", "circle", "use")


def marks_drawn(svg: str) -> int:
    """How many marks the SVG shows, axes, legends and titles not counted.

    A path counts when it goes somewhere (a line through one point does not) or is a dot, by its round ends; a rule when
    it has a length; a text when it is not empty. Nothing with a coordinate that is not a number counts.
    """
    return sum(_leaves(group) for group in ElementTree.fromstring(svg).iter() if _is_mark_group(group))


def _is_mark_group(element: Element) -> bool:
    classes = element.attrib.get("class", "").split()
    return "role-mark" in classes and "mark-group" not in classes


def _leaves(group: Element) -> int:
    return sum(1 for element in group.iter() if element.tag.rpartition("}")[2] in _LEAVES and _drawn(element))


def _drawn(element: Element) -> bool:
    if any("NaN" in value or "Infinity" in value for value in element.attrib.values()):
        return False
    if element.attrib.get("opacity") == "0" or element.attrib.get("display") == "none":
        return False
    tag = element.tag.rpartition("}")[2]
    dotted = element.attrib.get("stroke-linecap") in ("round", "square")
    if tag == "path":
        outline = element.attrib.get("d", "")
        return _DRAWS.search(outline) is not None or (dotted and "Z" in outline)
    if tag == "line":
        return dotted or any(float(element.attrib.get(end, "0")) for end in ("x2", "y2"))
    return tag != "text" or bool("".join(element.itertext()).strip())
