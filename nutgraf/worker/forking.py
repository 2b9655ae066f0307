"""The same done to many values by several processes that are copies of this one: nothing needs to be handed to them.

For the program's own work only. What authors wrote runs in the processes of a pool, which have limits.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R")

_LENGTH = struct.Struct("!I")
_WORTH_IT = 12
"""Below so many values a process more costs longer than it helps."""


def in_processes(function: Callable[[T], R], values: Sequence[T], processes: int, kind: Any) -> list[R]:
    """`function` of each value, in their order, as by a single process. `kind` is the type of what it returns, which
    comes back as MessagePack.

    This process does a share itself. It does all where it has threads, of which a copy has none, where the system does
    not copy processes well, and what a process could not do or send.
    """
    number = min(processes, len(values) // _WORTH_IT)
    if number < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return [function(value) for value in values]
    sys.stdout.flush()
    sys.stderr.flush()
    children = [_Child(function, values[place::number]) for place in range(1, number)]
    try:
        results: list[R | None] = [None] * len(values)
        results[::number] = [function(value) for value in values[::number]]
        for place, child in enumerate(children, 1):
            share = values[place::number]
            done = child.results(kind)
            results[place::number] = done if len(done) == len(share) else [function(value) for value in share]
    finally:
        for child in children:
            child.end()
    return results  # type: ignore[return-value] # every place has been filled


class _Child:
    """A copy of this process that does one share and ends."""

    def __init__(self, function: Callable[[Any], Any], share: Sequence[Any]) -> None:
        self._output, to_parent = os.pipe()
        # What is there now is not looked at for waste in the copy: looking would copy it.
        gc.freeze()
        self._process = os.fork()
        if self._process == 0:
            status = 1
            # Whatever goes wrong here goes wrong again in the parent, and is told there.
            with suppress(BaseException):
                gc.disable()
                os.close(self._output)
                # All of them first: the parent reads nothing before it has done its own share.
                encoded = [msgspec.msgpack.encode(function(value)) for value in share]
                with os.fdopen(to_parent, "wb") as stream:
                    for content in encoded:
                        stream.write(_LENGTH.pack(len(content)) + content)
                status = 0
            os._exit(status)
        os.close(to_parent)

    def results(self, kind: Any) -> list[Any]:
        """What it made, as far as it came."""
        decoder = msgspec.msgpack.Decoder(type=kind)
        found: list[Any] = []
        stream, self._output = os.fdopen(self._output, "rb"), -1
        # Each is decoded as it comes: as bytes and as objects at once they would take twice the memory.
        with stream, suppress(msgspec.DecodeError, struct.error):
            while header := stream.read(_LENGTH.size):
                (length,) = _LENGTH.unpack(header)
                found.append(decoder.decode(stream.read(length)))
        return found

    def end(self) -> None:
        """Waits for its end, or ends it where nobody asked for its results."""
        if self._output >= 0:
            os.close(self._output)
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        gc.unfreeze()
