"""How many texts of a drawing stand on each other or on an axis, for a drawing that was pressed into little room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from nutgraf.vega.exports.press import Press

_TRANSLATE = re.compile(r"translate\((-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\)")
_ANCHORS = {"middle": 0.5, "end": 1.0}
_MOST_TEXTS = 120
# Of the font size, with what hangs below the line; lines that only touch can still be read.
_HEIGHT = 0.9
_TOUCH = 1.0

Box = tuple[float, float, float, float]


def overlapping_texts(svg: str, press: Press, family: str) -> int:
    """How many pairs of lines of text in a tidied drawing cover part of each other, or are crossed by the line of a
    horizontal axis; turned text is passed over.

    `family` is the font that they are measured in. Charts with very many texts count as without overlap.
    """
    boxes = list(_boxes(ElementTree.fromstring(svg), (0, 0), press, family))
    if len(boxes) > _MOST_TEXTS:
        return 0
    return sum(_cover(first, second) for first, second in combinations(boxes, 2))


def _boxes(element: Element, at: tuple[float, float], press: Press, family: str) -> Iterator[Box]:
    transform = element.attrib.get("transform", "")
    if "rotate" in transform:
        return
    moved = _TRANSLATE.match(transform)
    if moved is not None:
        at = (at[0] + float(moved[1]), at[1] + float(moved[2] or 0))
    if element.tag.endswith("}text"):
        if element.attrib.get("opacity") != "0":
            yield from _text_boxes(element, at, press, family)
        return
    if "role-axis-domain" in element.attrib.get("class", ""):
        yield from (_line_box(line, at) for line in element if "x2" in line.attrib and "y2" not in line.attrib)
        return
    for child in element:
        yield from _boxes(child, at, press, family)


def _text_boxes(element: Element, at: tuple[float, float], press: Press, family: str) -> Iterator[Box]:
    """Left, top, right and bottom of each line of a text."""
    size = float(element.attrib.get("font-size", "11px").removesuffix("px"))
    weight = element.attrib.get("font-weight", "400")
    number = 700 if weight == "bold" else int(weight) if weight.isdigit() else 400
    baseline = at[1]
    for line in [child for child in element if child.tag.endswith("}tspan")] or [element]:
        baseline += float(line.attrib.get("dy", 0))
        width = press.text_width("".join(line.itertext()), size, number, family)
        left = at[0] - width * _ANCHORS.get(element.attrib.get("text-anchor", ""), 0)
        yield (left, baseline - size * _HEIGHT, left + width, baseline)


def _line_box(line: Element, at: tuple[float, float]) -> Box:
    moved = _TRANSLATE.match(line.attrib.get("transform", ""))
    left, y = (at[0] + float(moved[1]), at[1] + float(moved[2] or 0)) if moved is not None else at
    # As thick as a line must be to count as more than touched.
    return (left, y - 2, left + float(line.attrib["x2"]), y + 2)


def _cover(first: Box, second: Box) -> bool:
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return across > _TOUCH and down > _TOUCH
