"""The worker process: sets up once, then runs one task after another until its input ends."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

from nutgraf.worker.bounds import OutOfTimeError, limit_memory, memory_held
from nutgraf.worker.channel import receive, send
from nutgraf.worker.failures import failure_of

WORN = 0.6
"""The share of its memory limit that a process may keep between tasks."""


def main() -> None:
    """Serves the pool over standard input and output; whatever the tasks print goes to standard error.

    Sends None when it is set up, or the failure that this came to. Answers each task by its value, its failure or None,
    and whether the process should be replaced: V8 and the C library keep memory that the next task would miss.
    """
    requests, replies = _private_streams()
    sys.dont_write_bytecode = True
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        memory_limit, setup = receive(requests)
        try:
            state = setup()
        except Exception as error:
            send(replies, failure_of(error))
            return
        limit_memory(memory_limit)
        send(replies, None)
        while True:
            function, task = receive(requests)
            value, failure = None, None
            try:
                value = function(state, task)
            except (Exception, OutOfTimeError) as error:
                failure = failure_of(error)
            with contextlib.suppress(Exception):
                sys.stdout.flush()
            send(replies, (value, failure, memory_held() > memory_limit * WORN))


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Takes the pipes for the protocol away from descriptors 0 and 1, which author code may use."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies
