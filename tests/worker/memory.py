"""How much memory worker processes take, seen from outside."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path


class Peak:
    """The most memory, in bytes, that one worker process of this process has held since; 0 where nobody can tell."""

    def __init__(self) -> None:
        self.bytes = 0


@contextlib.contextmanager
def peak_of_workers() -> Iterator[Peak]:
    """Looks at the workers, also those that are replaced meanwhile, every few milliseconds."""
    peak = Peak()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            peak.bytes = max([peak.bytes, *(_peak(process) for process in _workers())])

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _workers() -> Iterator[Path]:
    for children in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for number in children.read_text(encoding="ascii").split():
                process = Path("/proc") / number
                if b"nutgraf.worker.process" in (process / "cmdline").read_bytes():
                    yield process


def _peak(process: Path) -> int:
    """The kernel's own mark of the highest resident size."""
    with contextlib.suppress(OSError):
        for line in (process / "status").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def can_be_seen() -> bool:
    return os.path.exists(f"/proc/self/task/{os.getpid()}/children")
