"""One build after another, in a thread: many saves at once are one build, and none is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from nutgraf.server.editions import Attempt, Edition, following

Builder = Callable[[Sequence[str]], Iterable[Attempt]]
"""Builds, given what was saved. Before the last attempt, of the whole site, there may be an early one."""

Opened = Callable[[], AbstractContextManager[Builder]]
"""Gets ready to build, and gives what builds; it ends what it opened."""


@dataclass(frozen=True, slots=True)
class Round:
    """One build: the sources that were `saved` before it, what came of it, and which files of the site differ now from
    those before the save."""

    saved: tuple[str, ...]
    attempt: Attempt
    changed: tuple[str, ...]
    edition: Edition
    seconds: float


class Saves:
    """What was saved and is not yet built. Any thread may add, and one takes."""

    def __init__(self) -> None:
        self._some = threading.Condition()
        self._paths: set[str] = set()
        self._wanted = True  # the first build waits for no save

    def add(self, paths: Iterable[str] = ()) -> None:
        """Asks for a build, even where `paths`, relative to the site, are none."""
        with self._some:
            self._paths.update(paths)
            self._wanted = True
            self._some.notify()

    def take(self) -> tuple[str, ...]:
        """All that was saved since the last time, sorted; waits until a build is wanted."""
        with self._some:
            self._some.wait_for(lambda: self._wanted)
            taken, self._paths, self._wanted = sorted(self._paths), set(), False
        return tuple(taken)

    @property
    def waiting(self) -> bool:
        return self._wanted


def rounds(saves: Saves, opened: Opened) -> Iterator[Round]:
    """Builds whenever something was saved, without end.

    A crash while something else was saved already is passed over: a file may have gone while it was read.
    """
    edition = Edition()
    with opened() as build:
        while True:
            saved = saves.take()
            start = time.perf_counter()
            changed: set[str] = set()
            for attempt in build(saved):
                if attempt.crash and saves.waiting:
                    saves.add(saved)
                    break
                edition, differing = following(edition, attempt)
                changed.update(differing)
                yield Round(saved, attempt, tuple(sorted(changed)), edition, time.perf_counter() - start)
