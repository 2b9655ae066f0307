"""The bounds of a worker process: time for a piece of work, memory for the whole process."""

from __future__ import annotations

import contextlib
import signal
import time
import types
from collections.abc import Iterator

_INTERVAL = 0.25
_SHARE = 0.5
_LIBRARIES = 64 * 2**20
"""Bytes of shared libraries that are read from disk when they are first used, and that no limit of Linux counts."""


class OutOfTimeError(BaseException):
    """A piece of work took longer than it may. Not an Exception, so that no author's code takes it for its own."""


@contextlib.contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    """Stops what runs inside with OutOfTimeError after `seconds` of the clock.

    On a busy machine it has longer: at least half of them on the processor, all threads of the process counted.
    Whatever swallows the error is told again. Works in the main thread, on systems with such a timer; elsewhere it
    bounds nothing, and neither code that sleeps nor native code that never returns to Python is stopped: all that is
    what a pool's own limit, which ends the process, is for.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    end = time.monotonic() + seconds
    processor_end = time.process_time() + seconds * _SHARE

    def look(_number: int, _frame: types.FrameType | None) -> None:
        if time.monotonic() >= end and time.process_time() >= processor_end:
            raise OutOfTimeError(f"more than {seconds:g} s")

    # A timer of the processor would signal the thread that works; the clock's wakes the main thread, which may wait.
    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, min(_INTERVAL, seconds), _INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def limit_memory(limit: int) -> None:
    """Bounds the memory that this process holds to `limit` bytes, where the system can.

    An allocation beyond it is a MemoryError in Python and the end of the process in V8. Linux counts what is reserved,
    and V8 reserves half a GiB that it does not use: so call it when everything that reserves has started.
    """
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    bound = limit - _LIBRARIES - memory_held() + _status("VmData")
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


def memory_held() -> int:
    """The bytes of memory that this process holds now, shared libraries included; 0 where the system does not say."""
    return _status("VmRSS")


def _status(name: str) -> int:
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith(f"{name}:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
