"""One run of a program, from outside: its time by the clock and of the processors, and the memory of all processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BEAT = 0.02
_SHARE = 50
"""Looking at the memory takes one in so many parts of one processor's time, at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock, seconds of all processors, and the most MiB held at once, as far as that can be known."""

    wall: float
    processor: float
    memory: float | None


class RunError(Exception):
    """A program of the benchmark did not end well, or its output is not what was asked for."""


def run(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Runs the command in `folder` until it ends. What it says goes into `log`. A status but 0 is a RunError."""
    os.sync()  # what the run before has written is no business of this one
    with log.open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        watch = MemoryWatch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        except BaseException:
            process.kill()
            raise
        finally:
            memory = watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RunError(f"{' '.join(command)} ended with status {process.returncode}: see {log}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


def environment(folder: Path) -> dict[str, str]:
    """As at a desk: not that of a CI, nor of this repository; caches stay in the site's folder."""
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTHON")}
    own = {"HUGO_CACHEDIR": str(folder / ".hugo_cache"), "OBSERVABLE_TELEMETRY_DISABLE": "true"}
    return {**kept, **own, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}


class MemoryWatch:
    """Looks at a process and all that it has started, again and again, until it is stopped."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float | None:
        """The most that was held at once, in MiB; None where the system does not tell."""
        self._ended.set()
        self._thread.join()
        return self._most / 1024 if self._most else None

    def _look(self) -> None:
        wait = _BEAT
        while not self._ended.wait(wait):
            begun = time.thread_time()
            self._most = max(self._most, memory_of(self._process))
            wait = max(_BEAT, (time.thread_time() - begun) * _SHARE)


def memory_of(process: int) -> int:
    """KiB that a process and its descendants hold; what several share is counted once, in parts (PSS)."""
    return sum(_memory(each) for each in _family(process))


def _family(process: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for entry in _processes():
        with suppress(OSError, ValueError, IndexError):
            # The name, in parentheses, may hold anything; the state and the parent follow it.
            fields = Path(f"/proc/{entry}/stat").read_text(errors="replace").rpartition(")")[2].split()
            children[int(fields[1])].append(entry)
    family = [process]
    for member in family:
        family.extend(children[member])
    return family


def _processes() -> list[int]:
    with suppress(OSError):
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return []


def _memory(process: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
