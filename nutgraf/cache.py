"""A cache on disk: results that cost time, by the digest of what they were made from."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nutgraf.digest import digest_bytes

CACHE_FOLDER = ".nutgraf/cache"
"""Of a site, below its root."""

_KEY = re.compile(r"[0-9a-f]{8,128}")
_DIGEST_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. An entry holds the digest of its key and content, then the content.

    The cache may be deleted at any time, and several builds may share it: entries appear whole. One that does not match
    its digest, or that was made for another key, counts as absent.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The content stored for `key` (hexadecimal digits, else a ValueError); None where there is none."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        content = entry[_DIGEST_LENGTH:]
        return content if entry == _entry(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Stores `content`. A folder that cannot be written costs the time that it would have saved, no more."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, _entry(key, content))

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"a cache key is a hexadecimal digest, not {key!r}")
        return self.folder / key[:2] / key


def _entry(key: str, content: bytes) -> bytes:
    return digest_bytes(key.encode() + b"\n" + content).encode() + content


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
