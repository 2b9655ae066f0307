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

    def is_there(self, path: Path) -> bool:
        """Whether there is such a file; one that is counts as used."""
        try:
            changed = os.stat(path).st_mtime
        except OSError:
            return False
        self.used.add(path.name)
        # Once a day is enough to tell what is old. A cache that cannot be written stays as it is.
        if self.begun - changed > DAY:
            with suppress(OSError):
                os.utime(path)
        return True

    def add(self, path: Path, length: int) -> None:
        self.used.add(path.name)
        self.added += length
