"""What a file system says of files: enough to see that they are as they were, without reading them."""

from __future__ import annotations

import os
from collections.abc import Mapping

Stamp = tuple[int, int, int, int]
"""The size of a file, when it and its entry changed (ns since 1970), and its inode."""

Seen = Mapping[str, tuple[Stamp, str]]
"""By path, the stamp of a file and its digest."""

LOCK = ".nutgraf-lock"
KEPT = frozenset({".gitignore", ".git", LOCK})
"""What stays in the folder of a built site whatever is published, and is no part of the site."""


def stamp_of(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def list_site(folder: str, below: str = "") -> tuple[dict[str, Stamp], list[str]]:
    """The files of a built site with their stamps, and its folders, by paths in it; only those `below` a folder of it,
    where one is named. Links are not followed."""
    files: dict[str, Stamp] = {}
    folders: list[str] = []
    waiting = [(f"{folder}/{below}", f"{below}/")] if below else [(folder, "")]
    while waiting:
        at, prefix = waiting.pop()
        with os.scandir(at) as entries:
            for entry in entries:
                if not prefix and entry.name in KEPT:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{prefix}{entry.name}")
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    files[f"{prefix}{entry.name}"] = stamp_of(entry.stat(follow_symlinks=False))
    return files, folders


def list_top(folder: str) -> tuple[dict[str, Stamp], list[str]]:
    """The same of what lies in the folder of a built site itself."""
    with os.scandir(folder) as entries:
        there = [entry for entry in entries if entry.name not in KEPT]
        folders = [entry.name for entry in there if entry.is_dir(follow_symlinks=False)]
        files = [entry for entry in there if not entry.is_dir(follow_symlinks=False)]
        return {entry.name: stamp_of(entry.stat(follow_symlinks=False)) for entry in files}, folders
