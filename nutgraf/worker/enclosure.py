"""Taking from a process the files that it has no business with, native code included, where Linux can (Landlock)."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterable
from typing import Any

# The numbers of these calls are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE = 1 << 2
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38


def enclose(readable: Iterable[str | os.PathLike[str]]) -> bool:
    """Lets this thread, and those that it starts, read no file but those at or below `readable`, until it ends.

    Anything else is a PermissionError, in Python and in native code. False, and nothing changed, where the system
    cannot do that.
    """
    if not sys.platform.startswith("linux"):
        return False
    # Where nobody is enclosed, it would only take memory.
    import ctypes  # noqa: PLC0415

    libc = ctypes.CDLL(None)
    handled = struct.pack("=Q", _READ_FILE)
    ruleset = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(libc, ruleset, path)
        # Without this the system lets no ordinary user restrict himself.
        return not libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not libc.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(libc: Any, ruleset: int, path: str | os.PathLike[str]) -> None:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            libc.syscall(_ADD_RULE, ruleset, _BENEATH, struct.pack("=Qi", _READ_FILE, place), 0)
        finally:
            os.close(place)
