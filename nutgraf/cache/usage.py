"""What builds use of a cache: told from the times of its files, so that what was not used for longest can go."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

DAY = 24 * 60 * 60.0


@dataclass(slots=True)
class Usage:
    """What a build has used so far: the names of the files, and how many bytes it added. `begun` is in seconds since
    1970."""

    begun: float = field(default_factory=time.time)
    used: set[str] = field(default_factory=set)
    added: int = 0

    def is_there(self, name: str, path: str | Path) -> bool:
        """Whether the file `name` is there, at `path`; if so, it counts as used."""
        try:
            stat = os.stat(path)
        except OSError:
            return False
        self.used.add(name)
        # Once a day is enough to tell what is old. Of a published file the time is the readers': that it is published
        # tells enough. A cache that cannot be written stays as it is.
        if self.begun - stat.st_mtime > DAY and stat.st_nlink == 1:
            with suppress(OSError):
                os.utime(path)
        return True

    def add(self, name: str, length: int) -> None:
        self.used.add(name)
        self.added += length
