"""What other pages need to know of an HTML page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<!--.*?-->|<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?P<name>href|src|srcset|id|poster)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)


@dataclass(frozen=True, slots=True)
class HtmlIndex:
    """The ids of the elements of a page, sorted, and the addresses in it, each once, in the order of the page."""

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def index_html(html: str) -> HtmlIndex:
    """Reads the ids and addresses out of a page."""
    ids: set[str] = set()
    addresses: list[str] = []
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(tag["attributes"] or ""):
            value = unescape(attribute["double"] if attribute["double"] is not None else attribute["single"])
            if attribute["name"] == "id":
                ids.add(value)
            elif attribute["name"] == "srcset":
                addresses += [part.split()[0] for part in value.split(",") if part.strip()]
            elif value and not value.startswith("data:"):
                addresses.append(value)
    return HtmlIndex(tuple(sorted(ids)), tuple(dict.fromkeys(addresses)))
