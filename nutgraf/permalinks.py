"""Permalinks (`/markets/bubble/#cape`) and the addresses and files they become.

Addresses are relative inside the site, so that one build serves from any base path.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

Linker = Callable[[str], str]

WEB_SCHEMES = ("http", "https", "mailto", "tel")
"""The addresses elsewhere that readers may be led to."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PASSED_OVER = re.compile(r"[\x00-\x20]")
"""What browsers do not mind in an address."""


def may_be_followed(address: str) -> bool:
    """Whether an address is relative, or of a scheme that leads readers to no script."""
    scheme = _SCHEME.match(_PASSED_OVER.sub("", address))
    return scheme is None or scheme[1].lower() in WEB_SCHEMES


def relative_to(origin: str) -> Linker:
    """A function that turns permalinks into addresses relative to the page at the permalink `origin`.

    Absolute addresses and bare anchors stay as they are.
    """

    def link(target: str) -> str:
        if not target.startswith("/") or target.startswith("//"):
            return target
        path, hash_sign, anchor = target.partition("#")
        if path == origin:
            return f"#{anchor}" if anchor else "./"
        start = origin if origin.endswith("/") else posixpath.dirname(origin)
        relative = posixpath.relpath(path, start) + ("/" if path.endswith("/") else "")
        return quote(relative, safe="/@+:~-._") + hash_sign + anchor

    return link


def rooted_in(url: str) -> Linker:
    """A function that turns permalinks into addresses from the server's root, for a page served at any depth."""
    base = urlsplit(url).path.rstrip("/")

    def link(target: str) -> str:
        return base + target if target.startswith("/") and not target.startswith("//") else target

    return link


def absolute(url: str, permalink: str) -> str:
    """The full address of a permalink on the site at `url`, which ends with `/`."""
    path, hash_sign, anchor = permalink.partition("#")
    return url + quote(path.removeprefix("/"), safe="/@+:~-._") + hash_sign + anchor


def output_path(permalink: str) -> str:
    """The file below `site/` that serves a permalink."""
    path = permalink.partition("#")[0].removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
