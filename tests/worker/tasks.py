"""Tasks for the tests of the worker pool; worker processes import them by name."""

import os
import time


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
    if task == "hang":
        while True:
            time.sleep(1)
    if task == "exit":
        os._exit(3)
    if task == "raise":
        raise ValueError("no such thing")
    if task == "allocate":
        return str(len(bytearray(8 << 30)))
    if task == "print":
        print("this must not reach the pool")
        os.write(1, b"nor this")
    return task


def process_id(state: dict[str, int], task: int) -> int:
    return os.getpid()
