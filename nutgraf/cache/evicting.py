"""The limit of a cache: what was not used for longest goes, once there is too much."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nutgraf.cache.entries import Cache, write_whole
from nutgraf.cache.usage import DAY

SIZE_RECORD = "size.json"
_FULL, _EASED = 1.0, 0.9
"""Shares of the limit: above the one entries go, until the other is reached, so that the next builds need not look."""


@dataclass(frozen=True, slots=True)
class Evicted:
    """How many entries went, and how many bytes they had."""

    entries: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What was counted: `size` bytes were left when a limit of `limit` was last enforced, `added` since."""

    limit: int
    size: int
    added: int


@dataclass(frozen=True, slots=True)
class _File:
    """`is_linked`: it has another name, in a site where it is published, and would leave no room."""

    path: str
    size: int
    changed: float
    is_linked: bool


def evict(cache: Cache, limit: int) -> Evicted:
    """Makes a cache smaller than `limit` bytes; of what the build with this cache has used, or a site publishes,
    nothing goes.

    The files are only looked at where there may be too many: how much there is, and what builds added, is in a small
    file beside them. What cannot be removed stays.
    """
    folder, usage = cache.folder, cache.usage
    added, usage.added = usage.added, 0
    known = _read(folder)
    if known is not None and known.limit == limit:
        now = _Known(limit, known.size, known.added + added)
        full = now.size + now.added > _FULL * limit
        # Where nearly all is in use, it is enough to look again once there is a good part more.
        if not full or now.added <= (_FULL - _EASED) * limit:
            if added:
                _write(folder, now)
            return Evicted()
    elif not folder.is_dir():
        return Evicted()
    files = sorted(_files(folder), key=lambda file: file.changed)
    total = sum(file.size for file in files)
    aim = _EASED * limit if total > _FULL * limit else total
    entries, size = 0, 0
    for file in files:
        name = os.path.basename(file.path)
        # What begins with a dot is being written, or was left by a process that ended in the midst of it.
        left = name.startswith(".") and usage.begun - file.changed > DAY
        if not left and (total - size <= aim or file.is_linked or name in usage.used or name.startswith(".")):
            continue
        with suppress(OSError):
            os.unlink(file.path)
            entries, size = entries + 1, size + file.size
    _write(folder, _Known(limit, total - size, 0))
    return Evicted(entries, size)


def _files(folder: Path) -> Iterator[_File]:
    """The files in the folders of a cache, without what lies behind links."""
    waiting = [str(folder)]
    while waiting:
        at = waiting.pop()
        with suppress(OSError), os.scandir(at) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name != SIZE_RECORD and entry.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        stat = entry.stat(follow_symlinks=False)
                        yield _File(entry.path, stat.st_size, stat.st_mtime, stat.st_nlink > 1)


def _read(folder: Path) -> _Known | None:
    try:
        told = json.loads((folder / SIZE_RECORD).read_bytes())
        return _Known(int(told["limit"]), int(told["size"]), int(told["added"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write(folder: Path, known: _Known) -> None:
    told = {"limit": known.limit, "size": known.size, "added": known.added}
    with suppress(OSError):
        write_whole(folder / SIZE_RECORD, json.dumps(told).encode())
