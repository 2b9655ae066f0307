"""A pool of worker processes with a scrubbed environment, a time limit for each task and a memory limit."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar

from nutgraf.worker.channel import receive, send

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
FIXED_VARIABLES = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no value: it ran out of time, its process died, or it raised (then `detail` is the trace)."""

    reason: Literal["time", "died", "raised"]
    detail: str = ""


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

    Each process calls `setup()` once and hands what it returns to every task. Processes start at once, so that their
    imports overlap with the caller's own work; a process that died or ran out of time is replaced.
    """

    def __init__(
        self, size: int, setup: Callable[[], Any], *, time_limit: float = 30.0, memory_limit: int = 2 << 30
    ) -> None:
        self._setup = setup
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        self._size = max(1, size)
        for _ in range(self._size):
            self._idle.put(self._start())

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes. The pool cannot be used afterwards."""
        while not self._idle.empty():
            _end(self._idle.get())

    def run(self, function: Callable[[Any, T], R], tasks: Sequence[T]) -> Iterator[Result[R]]:
        """Runs every task and yields the results as they come."""
        waiting: queue.SimpleQueue[tuple[int, T]] = queue.SimpleQueue()
        done: queue.SimpleQueue[Result[R]] = queue.SimpleQueue()
        for numbered in enumerate(tasks):
            waiting.put(numbered)
        threads = [
            threading.Thread(target=self._serve, args=(function, waiting, done), daemon=True)
            for _ in range(min(self._size, len(tasks)))
        ]
        for thread in threads:
            thread.start()
        for _ in tasks:
            yield done.get()
        for thread in threads:
            thread.join()

    def _serve(
        self,
        function: Callable[[Any, T], R],
        waiting: queue.SimpleQueue[tuple[int, T]],
        done: queue.SimpleQueue[Result[R]],
    ) -> None:
        process = self._idle.get()
        try:
            while True:
                index, task = waiting.get_nowait()
                result: Result[R] = self._ask(process, index, function, task)
                if result.failure is not None and result.failure.reason != "raised":
                    _end(process)
                    process = self._start()
                done.put(result)
        except queue.Empty:
            pass
        finally:
            self._idle.put(process)

    def _ask(self, process: subprocess.Popen[bytes], index: int, function: Callable[[Any, T], R], task: T) -> Result[R]:
        out_of_time = threading.Event()

        def stop() -> None:
            out_of_time.set()
            process.kill()

        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(self._time_limit, stop)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, (function, task))
            fine, value = receive(process.stdout)
        except (EOFError, OSError):
            return Result(index, None, Failure("time" if out_of_time.is_set() else "died"))
        finally:
            timer.cancel()
        return Result(index, value) if fine else Result(index, None, Failure("raised", value))

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", "from nutgraf.worker.process import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        assert process.stdin is not None
        send(process.stdin, (self._memory_limit, self._setup))
        return process


def _environment() -> dict[str, str]:
    """The same on every machine, but for what Python needs to find itself and its libraries."""
    package_folder = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, **FIXED_VARIABLES, "PYTHONPATH": os.pathsep.join([package_folder, *_import_path()])}


def _import_path() -> list[str]:
    """The folders that this process imports from beyond its own installation (an unpacked wheel, say)."""
    return [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue
    process.wait()
