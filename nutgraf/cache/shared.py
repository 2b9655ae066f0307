"""What only the tools decide, not the site: kept for all sites of a user, and in the cache of each of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nutgraf.cache.entries import Cache
from nutgraf.cache.evicting import evict

VARIABLE = "NUTGRAF_CACHE"
"""Names the shared folder; empty, there is none."""

_LIMIT = 100_000_000
"""Bytes of the shared folder: what some ten releases of the tools make."""


@dataclass(frozen=True, slots=True)
class ToolsCache:
    """The cache of a site with the folder behind it that its user's sites share, where it has one.

    What is found there comes into the site's cache too, so that this is whole where it is restored alone. The shared
    folder is under the same rules: it may be missing, damaged, deleted, or not to be written.
    """

    site: Cache

    def get(self, key: str) -> bytes | None:
        """The content stored for `key`; None where there is none."""
        content = self.site.get(key)
        if content is None and self.site.shared is not None:
            content = Cache(self.site.shared).get(key)
            if content is not None:
                self.site.put(key, content)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Stores `content` for this site and for the others."""
        self.site.put(key, content)
        if self.site.shared is not None:
            shared = Cache(self.site.shared)
            shared.put(key, content)
            evict(shared, _LIMIT)


def shared_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where this user's sites keep what they share: what NUTGRAF_CACHE names, else where the system keeps caches.

    None where neither is an absolute path.
    """
    named = environment.get(VARIABLE)
    if named is not None:
        return _absolute(named)
    home = environment.get("HOME", "")
    if platform == "win32":
        return _absolute(environment.get("LOCALAPPDATA", ""), "nutgraf", "Cache")
    if platform == "darwin":
        return _absolute(home, "Library", "Caches", "nutgraf")
    return _absolute(environment.get("XDG_CACHE_HOME", ""), "nutgraf") or _absolute(home, ".cache", "nutgraf")


def _absolute(folder: str, *below: str) -> Path | None:
    path = Path(folder, *below)
    return path if Path(folder).is_absolute() else None
