"""Tasks for the tests of the worker pool; worker processes import them by name."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nutgraf.worker import limited_time


def open_state() -> dict[str, int]:
    return {"calls": 0}


def count(state: dict[str, int], task: int) -> tuple[int, int]:
    state["calls"] += 1
    return (state["calls"], task)


def surroundings(state: dict[str, int], task: str) -> dict[str, str]:
    return dict(os.environ)


def local_hour(state: dict[str, int], task: int) -> int:
    return time.localtime(task).tm_hour


def misbehave(state: dict[str, int], task: str) -> str:
    """Does what `task` names; what has no name is harmless."""
    done = _MISDEEDS.get(task, lambda: None)()
    return task if done is None else str(done)


def hang() -> None:
    while True:
        time.sleep(1)


def loop() -> None:
    with limited_time(0.5):
        while True:
            pass


def end_with_last_words() -> None:
    os.write(2, b"a long trace")
    os.abort()


def fail() -> None:
    raise ValueError("no such thing")


def hoard() -> int:
    return len([bytearray(1 << 20) for _ in range(8 << 10)])


def speak() -> None:
    print("this must not reach the pool", flush=True)
    os.write(1, b"nor this")
    print("and this neither")


def chatter() -> None:
    for _ in range(10_000):
        print("a" * 99)


def process_id(state: dict[str, int], task: int) -> int:
    return os.getpid()


def fail_to_set_up() -> None:
    raise OSError("no room")


def keep(state: dict[str, Any], task: int) -> int:
    """Fills so many bytes that stay until the process ends."""
    state["kept"] = b"x" * task
    return os.getpid()


def fill_buffers() -> str:
    """What V8's own limit on its heap does not count."""
    from py_mini_racer import MiniRacer

    runtime = MiniRacer()
    runtime.set_hard_memory_limit(64 << 20)
    script = "const kept = []; for (let i = 0; i < 8192; i++) kept.push(new Uint8Array(1 << 20).fill(1)); kept.length"
    try:
        return str(runtime.eval(script))
    except Exception as error:
        raise MemoryError(str(error)) from error


_MISDEEDS: dict[str, Callable[[], object]] = {
    "hang": hang,
    "loop": loop,
    "exit": lambda: os._exit(3),
    "abort": end_with_last_words,
    "raise": fail,
    "allocate": lambda: bytearray(8 << 30),
    "hoard": hoard,
    "fill buffers": fill_buffers,
    "print": speak,
    "chatter": chatter,
}


@dataclass(frozen=True)
class Rest:
    """A task that says what it is."""

    label: str
    seconds: float


def rest(state: dict[str, int], task: Rest) -> None:
    time.sleep(task.seconds)
