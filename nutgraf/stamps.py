"""What a file system says of files: enough to see that they are as they were, without reading them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""The size of a file, when it and its entry changed (ns since 1970), and its inode."""

Seen = Mapping[str, tuple[Stamp, str]]
"""By path, the stamp of a file and its digest."""

TICK = 20_000_000
"""Within so many nanoseconds a file may change twice and carry one time, on most file systems."""

LOCK = ".nutgraf-lock"
KEPT = frozenset({".gitignore", ".git", LOCK})
"""What stays in the folder of a built site whatever is published, and is no part of the site."""

SITE, SOURCES = "site", "sources"
"""The records of the published files and of the sources."""

_FOLDER = ".nutgraf/stamps"


@dataclass(frozen=True, slots=True)
class Left:
    """The files and folders of a built site, by paths in it, as a build left them."""

    files: Mapping[str, Stamp] = field(default_factory=dict)
    folders: Mapping[str, Stamp] = field(default_factory=dict)


def stamp_of(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def list_site(folder: str) -> Left:
    """What a built site holds. Links are not followed. The stamp of a folder is taken before what lies in it."""
    files: dict[str, Stamp] = {}
    folders: dict[str, Stamp] = {}
    waiting = [(folder, "")]
    while waiting:
        at, prefix = waiting.pop()
        with os.scandir(at) as entries:
            for entry in entries:
                if not prefix and entry.name in KEPT:
                    continue
                path, stamp = f"{prefix}{entry.name}", stamp_of(entry.stat(follow_symlinks=False))
                if entry.is_dir(follow_symlinks=False):
                    folders[path] = stamp
                    waiting.append((entry.path, f"{path}/"))
                else:
                    files[path] = stamp
    return Left(files, folders)


def list_top(folder: str) -> tuple[dict[str, Stamp], list[str]]:
    """The files that lie in the folder of a built site itself, and the folders there by name."""
    with os.scandir(folder) as entries:
        there = [entry for entry in entries if entry.name not in KEPT]
        folders = [entry.name for entry in there if entry.is_dir(follow_symlinks=False)]
        files = [entry for entry in there if not entry.is_dir(follow_symlinks=False)]
        return {entry.name: stamp_of(entry.stat(follow_symlinks=False)) for entry in files}, folders


def read_stamps(root: Path, name: str, of: Path) -> Seen:
    """The record `name` of the files in the folder `of`; nothing where there is none."""
    import msgspec  # noqa: PLC0415 - only where something is to be built

    try:
        content = (root / _FOLDER / name).read_bytes()
        folder, seen = msgspec.msgpack.decode(content, type=tuple[str, dict[str, tuple[Stamp, str]]])
    except (OSError, msgspec.DecodeError):
        return {}
    return seen if folder == str(of.resolve()) else {}


def keep_stamps(root: Path, name: str, of: Path, seen: Seen) -> None:
    """Records stamps and digests of the files in the folder `of`, if that can be written, and its name is text."""
    import msgspec  # noqa: PLC0415 - as above

    path = root / _FOLDER / name
    staged = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(msgspec.msgpack.encode((str(of.resolve()), seen)))
        os.replace(staged, path)
