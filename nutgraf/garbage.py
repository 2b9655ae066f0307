"""When Python looks for objects that hold each other and nothing else does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch of work in which Python does not look.

    A build makes hundreds of thousands of objects and keeps nearly all until its end: looking through them again and
    again took a third of its time, and found little.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # What was made counts as old, so that Python does not look through it at once.
            gc.freeze()
            gc.enable()
            gc.unfreeze()
