"""What a file system says of a file: enough to see that it is as it was, without reading it."""

from __future__ import annotations

import os
from collections.abc import Mapping

Stamp = tuple[int, int, int, int]
"""The size of a file, when it and its entry changed (ns since 1970), and its inode."""

Seen = Mapping[str, tuple[Stamp, str]]
"""By path, the stamp of a file and its digest."""


def stamp_of(stat: os.stat_result) -> Stamp:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
