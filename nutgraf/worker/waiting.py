"""How long a process had to wait for a processor, seen from outside."""

from __future__ import annotations

import os
import time
from pathlib import Path

_FIELDS_BEFORE_STATE = ")"
_STATE, _USER, _SYSTEM = 0, 11, 12
"""Places in `/proc/PID/stat` after the name, which may hold anything and ends with the last bracket."""


class Waiting:
    """The time in which a process would have worked and other programs had the processors.

    From look to look, time in which one of its threads could run counts as wanted; what was wanted and not had was
    waited for. A process that sleeps wants nothing. Where the system shows no `/proc` nobody ever waits.
    """

    def __init__(self, pid: int) -> None:
        self._process = Path(f"/proc/{pid}")
        self._start = self._last = time.monotonic()
        self._used_before = self._used()
        self._wanted = 0.0

    def look(self) -> None:
        """Notes whether the process would run now; to be called often enough to stand for the time since."""
        now = time.monotonic()
        if self._runnable():
            self._wanted += now - self._last
        self._last = now

    @property
    def elapsed(self) -> float:
        """Seconds of the clock until the last look."""
        return self._last - self._start

    @property
    def seconds(self) -> float:
        """Seconds that were waited for a processor."""
        return max(0.0, self._wanted - (self._used() - self._used_before))

    def _runnable(self) -> bool:
        try:
            return any(_stat(thread)[_STATE] == "R" for thread in (self._process / "task").iterdir())
        except (OSError, IndexError):
            return False

    def _used(self) -> float:
        """Seconds of processors that the process has had."""
        try:
            fields = _stat(self._process)
            return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):
            return 0.0


def _stat(folder: Path) -> list[str]:
    text = (folder / "stat").read_text(encoding="ascii", errors="replace")
    return text.rpartition(_FIELDS_BEFORE_STATE)[2].split()
