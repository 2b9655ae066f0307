"""What other pages need to know of an HTML page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(
    r"<!--.*?-->|<[a-zA-Z][\w-]*(?P<attributes>[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*)>", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"(?:^|[\s\"'/])(?:xlink:)?(?P<name>href|src|srcset|id|poster)"
    r"\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class HtmlIndex:
    """The ids of the elements of a page, sorted, and the addresses in it that stay within the site, each once, in the
    order of the page."""

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def index_html(html: str) -> HtmlIndex:
    """Reads the ids and addresses out of a page."""
    ids: set[str] = set()
    addresses: dict[str, None] = {}
    for attribute in _attributes(html):
        value = unescape(attribute["double"] if attribute["double"] is not None else attribute["single"])
        if attribute["name"] == "id":
            ids.add(value)
        elif attribute["name"] == "srcset":
            addresses.update(dict.fromkeys(part.split()[0] for part in value.split(",") if part.strip()))
        elif value and not _ELSEWHERE.match(value):
            addresses[value] = None
    return HtmlIndex(tuple(sorted(ids)), tuple(addresses))


def _attributes(html: str) -> Iterator[re.Match[str]]:
    for tag in _TAG.finditer(html):
        attributes = tag["attributes"]
        # Most tags of a drawing have none of them.
        if attributes and ("id" in attributes or "href" in attributes or "src" in attributes or "poster" in attributes):
            yield from _ATTRIBUTE.finditer(attributes)
