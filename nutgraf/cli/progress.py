"""The progress of a build: recorded for its summary, and shown on a terminal while it runs."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nutgraf.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_SHOWN = 2
"""So many of the tasks that are being done are named."""


@dataclass(slots=True)
class Recording:
    """What took how long: tasks by their labels, and of stages the time in which no task ran. `clock` is in seconds."""

    clock: Callable[[], float] = time.perf_counter
    tasks: list[tuple[str, float]] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = 0.0
    _running: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stage(self, name: str) -> None:
        with self._lock:
            self._count()
            self._stage = name

    def expect(self, count: int) -> None:
        pass

    def begin(self, label: str) -> None:
        with self._lock:
            self._count()
            self._running += 1

    def done(self, label: str, seconds: float) -> None:
        with self._lock:
            self._count()
            self._running -= 1
            self.tasks.append((label, seconds))

    def end(self) -> None:
        """The last stage has ended."""
        self.stage("")

    def slowest(self, count: int) -> list[tuple[str, float]]:
        """The slowest steps with their seconds: tasks by their labels, stages as `stage: pages`."""
        steps = [*((label, seconds) for label, seconds in self.tasks if label)]
        steps += [(f"stage: {name}", seconds) for name, seconds in self.stages.items()]
        return sorted(steps, key=lambda step: -step[1])[:count]

    def kinds(self) -> Counter[str]:
        """How many tasks there were of each kind, the first word of their labels."""
        return Counter(label.partition(" ")[0] for label, _ in self.tasks)

    def _count(self) -> None:
        now = self.clock()
        if self._stage and not self._running:
            self.stages[self._stage] = self.stages.get(self._stage, 0.0) + now - self._since
        self._since = now


@dataclass(slots=True)
class TerminalProgress:
    """Records in `record`, and shows on standard error what is being made, how many tasks are left and the time.

    Nothing is shown, and no library loaded, before the first task.
    """

    record: Recording
    _bar: Bar | None = None
    _task: TaskID | None = None
    _expected: int = 0
    _current: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stage(self, name: str) -> None:
        self.record.stage(name)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=name)

    def expect(self, count: int) -> None:
        with self._lock:
            self._expected += count
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, total=self._expected)

    def begin(self, label: str) -> None:
        self.record.begin(label)
        with self._lock:
            self._current.append(label)
            if self._bar is None:
                self._show()
            self._tell(0)

    def done(self, label: str, seconds: float) -> None:
        self.record.done(label, seconds)
        with self._lock:
            self._current.remove(label)
            self._tell(1)

    def close(self) -> None:
        """Takes away what is shown, so that the terminal is as it was."""
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        # Only here: it takes longer to load than a small build.
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        described = TextColumn("{task.description}", markup=False)
        columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), described)
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=self._expected)
        self._bar.start()

    def _tell(self, advance: int) -> None:
        named = [label for label in self._current if label]
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        # None leaves what is there, the stage.
        description = ", ".join(named[:_SHOWN]) + more or None
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=advance, description=description)


@contextmanager
def shown_progress(record: Recording, options: argparse.Namespace) -> Iterator[Progress]:
    """What a build is to tell its progress to: `record`, and the terminal if there is one and nothing speaks
    against it."""
    unwanted = options.quiet or options.json or os.environ.get("CI") or os.environ.get("TERM") == "dumb"
    shown = TerminalProgress(record) if sys.stderr.isatty() and not unwanted else None
    try:
        yield shown or record
    finally:
        record.end()
        if shown is not None:
            shown.close()
