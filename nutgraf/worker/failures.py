"""What a task can come to instead of a value."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Literal

from nutgraf.worker.bounds import OutOfTimeError


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no value: out of time, out of memory, its process died, or it raised.

    `detail` is the signal or status of a process that died, the trace of what was raised, or empty. `lines` are the
    places that were running, file and line, the innermost last; empty where the process could not tell.
    """

    reason: Literal["time", "memory", "died", "raised"]
    detail: str = ""
    lines: tuple[tuple[str, int], ...] = ()


def failure_of(error: BaseException) -> Failure:
    """The failure that an exception of a task comes to."""
    lines = tuple((frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__))
    if isinstance(error, OutOfTimeError):
        return Failure("time", "", lines)
    if isinstance(error, MemoryError):
        return Failure("memory", "", lines)
    return Failure("raised", "".join(traceback.format_exception(error)), lines)
