"""A worker process as its pool sees it: started, asked, ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nutgraf.worker.channel import receive, send
from nutgraf.worker.failures import Failure
from nutgraf.worker.waiting import Waiting

KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
FIXED_VARIABLES = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
SETUP_TIME = 300.0
"""Seconds of the clock that setting up may take: the first build makes what later ones find in the cache."""
_LAST_WORDS = 1.0
_GLANCE = 0.5
_PATIENCE = 6.0
"""How many times as long as its limit a task may take where other programs have the processors."""
_MOST_SAID = 1 << 16
"""Bytes of what a task prints that are passed on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task, and whether its process is spent: ended, not to be trusted, or full. `seconds` is how long
    the task took, without the time in which its process was set up."""

    value: Any
    failure: Failure | None
    spent: bool
    seconds: float = 0.0


class ProcessHandle:
    """One worker process. It starts at once and sets up while its owner does other things."""

    def __init__(self, setup: Callable[[], Any], memory_limit: int, hash_seed: int = 0) -> None:
        self._said = tempfile.TemporaryFile("w+b", buffering=0)  # noqa: SIM115 - closed by end()
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from nutgraf.worker.process import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=_environment(hash_seed),
        )
        self._ready = False
        assert self._process.stdin is not None
        send(self._process.stdin, (memory_limit, setup))

    def ask(self, function: Callable[[Any, Any], Any], task: Any, time_limit: float) -> Answer:
        """Runs one task. Its time starts when the process is set up.

        What the task prints goes to standard error when it is over; the last words of a process that a signal ended,
        such as V8's traces, do not.
        """
        answer = self._answer(function, task, time_limit)
        if answer.failure is None or answer.failure.reason != "died":
            self._pass_on()
        return answer

    def _answer(self, function: Callable[[Any, Any], Any], task: Any, time_limit: float) -> Answer:
        if not self._ready:
            outcome = self._receive(SETUP_TIME)
            if outcome is not None:
                return Answer(None, outcome, spent=True)
            self._ready = True
        assert self._process.stdin is not None
        begun = time.perf_counter()
        try:
            send(self._process.stdin, (function, task))
        except OSError:
            return Answer(None, self._death(), spent=True)
        answer = self._receive(time_limit)
        seconds = time.perf_counter() - begun
        if isinstance(answer, Failure):
            return Answer(None, answer, True, seconds)
        value, failure, worn = answer
        return Answer(value, failure, worn or (failure is not None and failure.reason != "raised"), seconds)

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()
        self._said.close()

    def _pass_on(self) -> None:
        end = os.fstat(self._said.fileno()).st_size
        text = os.pread(self._said.fileno(), min(end, _MOST_SAID), 0)
        if text:
            sys.stderr.write(text.decode("utf-8", errors="replace") + ("…\n" if end > len(text) else ""))
            sys.stderr.flush()
            # The process and we share the place in the file; there it writes on.
            self._said.truncate(0)
            self._said.seek(0)

    def _receive(self, time_limit: float) -> Any:
        """What the process sends next; a Failure where it ends before, or is ended because its time is over.

        Time in which it would work but has no processor does not count.
        """
        answered, out_of_time = threading.Event(), threading.Event()

        def watch() -> None:
            waiting = Waiting(self._process.pid)
            while not answered.wait(min(_GLANCE, time_limit / 4)):
                waiting.look()
                if waiting.elapsed > min(time_limit + waiting.seconds, _PATIENCE * time_limit):
                    out_of_time.set()
                    self._process.kill()
                    return

        assert self._process.stdout is not None
        threading.Thread(target=watch, daemon=True).start()
        try:
            return receive(self._process.stdout)
        except (EOFError, OSError):
            return Failure("time") if out_of_time.is_set() else self._death()
        finally:
            answered.set()

    def _death(self) -> Failure:
        """The failure of a process that closed its pipe, with the signal or the status it ended with."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_WORDS)
        status = self._process.returncode
        if status is None:
            return Failure("died")
        return Failure("died", signal.Signals(-status).name if status < 0 else f"status {status}")


def _environment(hash_seed: int) -> dict[str, str]:
    """The same on every machine, but for what Python needs to find itself and its libraries."""
    package_folder = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    python = {"PYTHONPATH": os.pathsep.join([package_folder, *_import_path()]), "PYTHONHASHSEED": str(hash_seed)}
    return {**kept, **FIXED_VARIABLES, **python}


def _import_path() -> list[str]:
    """The folders that this process imports from beyond its own installation (an unpacked wheel, say)."""
    return [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
