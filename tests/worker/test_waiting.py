"""Time without a processor does not count; time asleep does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nutgraf.worker.waiting import Waiting

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="/proc is Linux's")
BUSY = "while True: pass"
ASLEEP = "import time; print(flush=True); time.sleep(60)"


@contextmanager
def running(program: str, count: int = 1) -> Iterator[list[int]]:
    processes = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL) for _ in range(count)]
    try:
        yield [process.pid for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def watched(pid: int, seconds: float = 1.0) -> Waiting:
    waiting = Waiting(pid)
    while waiting.elapsed < seconds:
        time.sleep(0.05)
        waiting.look()
    return waiting


def test_one_of_many_busy_processes_waits() -> None:
    with running(BUSY, 3 * (os.cpu_count() or 1)) as pids:
        waiting = watched(pids[0])
    assert waiting.seconds > 0.2 * waiting.elapsed


def test_a_process_that_sleeps_waits_for_no_processor() -> None:
    with running(ASLEEP) as (pid,):
        time.sleep(1.0)
        waiting = watched(pid)
    assert waiting.seconds < 0.2 * waiting.elapsed


def test_a_process_that_is_gone_waits_for_nothing() -> None:
    assert watched(2**22 + 1, 0.1).seconds == 0
