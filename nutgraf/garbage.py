"""When Python looks for objects that hold each other and nothing else does."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 100_000
_SELDOM = 100_000
"""Of so many rounds that look at young objects, one looks at the others too: in effect, none."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """A stretch of work in which Python looks at objects once, while they are young.

    A build makes hundreds of thousands of objects and keeps nearly all until its end: looking through them again and
    again took a third of its time. What the reading of Markdown leaves is found soon, and its memory used again.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, _SELDOM, _SELDOM)
    try:
        yield
    finally:
        # What was made counts as old, so that Python does not look through it at once.
        gc.freeze()
        gc.set_threshold(*before)
        gc.unfreeze()


def give_back_memory() -> None:
    """Gives the system what the C library keeps of memory that is free again, where it can (glibc).

    For after a start: what imports and scripts took for a moment would else be held as long as the process lives.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # noqa: PLC0415 - most processes do without

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
