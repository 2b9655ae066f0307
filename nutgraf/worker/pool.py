"""A pool of worker processes with a scrubbed environment, a time limit for each task and a memory limit."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from nutgraf.progress import SILENCE, Progress
from nutgraf.worker.failures import Failure
from nutgraf.worker.handle import ProcessHandle

T = TypeVar("T")
R = TypeVar("R")

TIME_LIMIT = 30.0
MEMORY_LIMIT = 1 << 30
_TASKS_WORTH_A_PROCESS = 2


@dataclass(frozen=True, slots=True)
class Result(Generic[R]):
    """The outcome of task number `index`: its value, or its failure."""

    index: int
    value: R | None
    failure: Failure | None = None


class Executor(Protocol):
    """Runs tasks somewhere. `function(state, task)` and the tasks are pickled, so they live at module level."""

    def run(self, function: Callable[[Any, T], R], tasks: Sequence[T]) -> Iterator[Result[R]]:
        """Yields each task's result as it comes, in any order."""
        ...


class WorkerPool:
    """An `Executor` of `size` processes on this machine.

    Each process calls `setup()` once and hands what it returns to every task. Processes start with the first tasks, or
    with `start()`, so that a caller who has none pays for none. A task has `time_limit` seconds of the clock, without
    those in which other programs have the processors; its process `memory_limit` bytes. A process that broke a limit,
    died or keeps much memory is replaced. After each run so many as are `kept` stay for the next, all of them where
    that is None. `hash_seed` decides in which order Python goes through sets there.
    `progress` is told of every task by its attribute `label`, where it has one.
    """

    def __init__(
        self,
        size: int,
        setup: Callable[[], Any],
        *,
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
        kept: int | None = None,
        hash_seed: int = 0,
        progress: Progress = SILENCE,
    ) -> None:
        self._setup = setup
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._hash_seed = hash_seed
        self._progress = progress
        self._idle: queue.SimpleQueue[ProcessHandle] = queue.SimpleQueue()
        self._size = max(1, size)
        self._kept = self._size if kept is None else kept

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, number: int | None = None) -> None:
        """Starts the processes that are not there yet, or so many: their imports overlap with what the caller does
        next."""
        wanted = self._size if number is None else min(number, self._size)
        for _ in range(wanted - self.idle):
            self._idle.put(self._new_process())

    @property
    def idle(self) -> int:
        """How many processes are there and have nothing to do."""
        return self._idle.qsize()

    def close(self) -> None:
        """Ends the processes. The pool cannot be used afterwards."""
        self._end_beyond(0)

    def run(self, function: Callable[[Any, T], R], tasks: Sequence[T]) -> Iterator[Result[R]]:
        """Runs every task and yields the results as they come."""
        waiting: queue.SimpleQueue[tuple[int, T]] = queue.SimpleQueue()
        done: queue.SimpleQueue[Result[R]] = queue.SimpleQueue()
        for numbered in enumerate(tasks):
            waiting.put(numbered)
        self._progress.expect(len(tasks))
        # To start a process takes longer than most tasks do.
        number = max(self.idle, (len(tasks) + 1) // _TASKS_WORTH_A_PROCESS)
        threads = [
            threading.Thread(target=self._serve, args=(function, waiting, done), daemon=True)
            for _ in range(min(self._size, len(tasks), number))
        ]
        for thread in threads:
            thread.start()
        for _ in tasks:
            yield done.get()
        for thread in threads:
            thread.join()
        self._end_beyond(self._kept)

    def _end_beyond(self, number: int) -> None:
        while self.idle > number:
            self._idle.get().end()

    def _serve(
        self,
        function: Callable[[Any, T], R],
        waiting: queue.SimpleQueue[tuple[int, T]],
        done: queue.SimpleQueue[Result[R]],
    ) -> None:
        try:
            process = self._idle.get_nowait()
        except queue.Empty:
            process = self._new_process()
        try:
            while True:
                index, task = waiting.get_nowait()
                label = str(getattr(task, "label", ""))
                self._progress.begin(label)
                answer = process.ask(function, task, self._time_limit)
                self._progress.done(label, answer.seconds)
                if answer.spent:
                    process.end()
                    process = self._new_process()
                done.put(Result(index, answer.value, answer.failure))
        except queue.Empty:
            pass
        finally:
            self._idle.put(process)

    def _new_process(self) -> ProcessHandle:
        return ProcessHandle(self._setup, self._memory_limit, self._hash_seed)
