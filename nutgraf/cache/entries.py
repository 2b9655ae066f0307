"""Entries: results by the digest of what they were made from, each in a file of its own."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from nutgraf.cache.packs import MOST_UNUSED, Pack
from nutgraf.cache.usage import Usage
from nutgraf.digest import digest_bytes, digest_parts, digest_value
from nutgraf.model.artifact import StoredArtifact
from nutgraf.model.html_index import HtmlIndex

CACHE_FOLDER = ".nutgraf/cache"
"""Of a site, below its root."""

_KEY = re.compile(r"[0-9a-f]{8,128}")
_DIGEST_LENGTH = 64
_PACK_FORM = 2
_FILES = "files"


class LostEntryError(Exception):
    """Something that the cache held a moment ago is gone or damaged; whoever made it can make it again."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. An entry holds the digest of its key and content, then the content.

    The cache may be deleted at any time, and several builds may share it: entries appear whole. One that does not match
    its digest, or that was made for another key, counts as absent. `usage` tells what the entries are used for here.
    `shared` is the folder behind it of what only the tools decide (`ToolsCache`).
    """

    folder: Path
    shared: Path | None = None
    usage: Usage = field(default_factory=Usage, init=False, repr=False, compare=False)
    _packs: dict[str, Pack[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _unwritten: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lost: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def pack(self, name: str, kind: Any, most_unused: int = MOST_UNUSED) -> Pack[Any]:
        """The results of type `kind` that are kept together under `name`, which says with which tools they were made.

        It is read once, and may serve one build after another; `keep` writes what is new. Of results that are long, and
        one for the whole site, `most_unused` is to be small: all are read at once.
        """
        pack = self._packs.get(name)
        if pack is None:
            pack = self._packs[name] = Pack(self.get(_pack_key(name)), self.get(_recent_key(name)), kind, most_unused)
        return pack

    def keep(self) -> None:
        """Writes the packs with something new in them."""
        for name, pack in self._packs.items():
            content, recent = pack.kept()
            if content is not None:
                self.put(_pack_key(name), content)
            if recent is not None:
                self.put(_recent_key(name), recent)

    def end_build(self) -> None:
        """Writes the packs at the end of a build, without what many builds have not used."""
        for pack in self._packs.values():
            pack.age()
        self.keep()

    def get(self, key: str) -> bytes | None:
        """The content stored for `key` (hexadecimal digits, else a ValueError); None where there is none."""
        path = self._path(key)
        if key in self._unwritten:
            return self._unwritten[key]
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        content = entry[_DIGEST_LENGTH:]
        if entry.startswith(_seal(key, content)):
            self.usage.is_there(key, path)
            return content
        self._lose(key, path)
        return None

    def holds(self, key: str) -> bool:
        """Whether there is an entry for `key`, without a look into it."""
        return key in self._unwritten or self._is_there(key, f"{self.folder}/{key[:2]}/{key}")

    def put(self, key: str, content: bytes) -> None:
        """Stores `content`. A folder that cannot be written costs the time that it would have saved, and memory."""
        if self._is_written(self._path(key), _seal(key, content), content):
            self._lost.discard(key)
        else:
            self._unwritten[key] = content

    def drop(self, key: str) -> None:
        """Removes the entry for `key`, if that can be done."""
        self._unwritten.pop(key, None)
        with suppress(OSError):
            self._path(key).unlink()

    def put_file(self, content: bytes) -> str:
        """Stores the content of a file and returns its digest."""
        digest = digest_bytes(content)
        path = self.file(digest)
        if digest not in self._lost and self.usage.is_there(digest, path):
            return digest
        if self._is_written(path, content):
            self._lost.discard(digest)
        else:
            self._unwritten[digest] = content
        return digest

    def has_file(self, digest: str) -> bool:
        """Whether the content with this digest is stored, without a look at it."""
        return digest in self._unwritten or self._is_there(digest, self.place(digest))

    def file(self, digest: str) -> Path:
        """Where the content with this digest is stored, byte for byte, if it is."""
        return Path(self.place(digest))

    def place(self, digest: str) -> str:
        """The same as text. It is asked of every file of a site: a Path for each would take longer than the file
        system."""
        return f"{self.folder}/{_FILES}/{digest[:2]}/{digest}"

    def read_file(self, digest: str) -> bytes:
        """The content with this digest. Raises LostEntryError where it is not there or no longer whole: then it counts
        as never stored."""
        path = self.place(digest)
        if digest in self._unwritten:
            return self._unwritten[digest]
        with suppress(OSError):
            with open(path, "rb") as file:
                content = file.read()
            if digest_bytes(content) == digest:
                self.usage.is_there(digest, path)
                return content
        self._lose(digest, path)
        raise LostEntryError(digest)

    def artifact(self, path: str, digest: str, size: int, index: HtmlIndex | None = None) -> StoredArtifact:
        """The file with this digest, to be published at `path`."""
        return StoredArtifact(path, digest, size, partial(self.read_file, digest), index, self.place(digest))

    def lost(self, key: str) -> LostEntryError:
        """What to raise where an entry that was there is gone: it counts as absent from now on."""
        self._lost.add(key)
        return LostEntryError(key)

    def _lose(self, key: str, path: str | Path) -> None:
        """Where a damaged entry cannot be taken away, it counts as absent all the same."""
        self._lost.add(key)
        with suppress(OSError):
            os.unlink(path)

    def _is_there(self, name: str, path: str) -> bool:
        return name not in self._lost and self.usage.is_there(name, path)

    def _is_written(self, path: Path, *parts: bytes) -> bool:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, *parts)
        except OSError:
            return False
        self.usage.add(path.name, sum(map(len, parts)))
        return True

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"a cache key is a hexadecimal digest, not {key!r}")
        return self.folder / key[:2] / key


def _pack_key(name: str) -> str:
    return digest_value(["pack", _PACK_FORM, name])


def _recent_key(name: str) -> str:
    return digest_value(["pack", _PACK_FORM, name, "recent"])


def _seal(key: str, content: bytes) -> bytes:
    """What an entry begins with."""
    return digest_parts(key.encode() + b"\n", content).encode()


def write_whole(path: Path, *parts: bytes) -> None:
    """Writes a file so that others see it whole or not at all."""
    name = f"{path.parent}/.{os.getpid()}-{os.urandom(8).hex()}"
    try:
        # A published file may be a link to it, which others read.
        with open(name, "xb") as file:
            file.writelines(parts)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
