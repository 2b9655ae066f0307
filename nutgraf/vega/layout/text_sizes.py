"""How large the text of a drawing is, so that none is published too small to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

_SIZE = re.compile(r'\bfont-size="([\d.]+)px"')


@dataclass(frozen=True, slots=True)
class SmallText:
    """The smallest text of a drawing: its size in px, and what it says."""

    size: float
    words: str


def smallest_text(svg: str) -> SmallText | None:
    """The smallest text that a tidied drawing shows; None where it shows none. Text of size 0 is not shown."""
    sizes = sorted({float(found) for found in _SIZE.findall(svg)} - {0.0})
    if not sizes:
        return None
    texts = [element for element in ElementTree.fromstring(svg).iter() if "font-size" in element.attrib]
    for size in sizes:
        for element in texts:
            if float(element.attrib["font-size"].removesuffix("px")) == size and _can_be_seen(element.attrib):
                return SmallText(size, " ".join("".join(element.itertext()).split()))
    return None


def _can_be_seen(attributes: dict[str, str]) -> bool:
    if attributes.get("fill-opacity") == "0" or attributes.get("opacity") == "0":
        return False
    return attributes.get("fill", "") not in ("none", "transparent") or "stroke" in attributes
