"""The worker process: sets up once, then runs one task after another until its input ends."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from typing import BinaryIO

from nutgraf.worker.channel import receive, send


def main() -> None:
    """Serves the pool over standard input and output; whatever the tasks print goes to standard error."""
    requests, replies = _private_streams()
    sys.dont_write_bytecode = True
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        memory_limit, setup = receive(requests)
        _limit_memory(memory_limit)
        state = setup()
        while True:
            function, task = receive(requests)
            try:
                reply = (True, function(state, task))
            except Exception as error:
                reply = (False, "".join(traceback.format_exception(error)))
            send(replies, reply)


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Takes the pipes for the protocol away from descriptors 0 and 1, which author code may use."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def _limit_memory(limit: int) -> None:
    """Bounds the process's data, where the system can; an allocation beyond it is a MemoryError."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
