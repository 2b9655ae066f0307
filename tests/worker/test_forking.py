from __future__ import annotations

import os
import threading

import pytest

from nutgraf.worker.forking import in_processes


def test_every_value_is_done_once_and_in_order() -> None:
    done = in_processes(lambda value: (value * value, os.getpid()), range(50), 3, tuple[int, int])
    assert [square for square, _ in done] == [value * value for value in range(50)]
    assert len({process for _, process in done}) == (3 if threading.active_count() == 1 else 1)


def test_few_values_are_done_here() -> None:
    assert {*in_processes(lambda _: os.getpid(), range(5), 4, int)} == {os.getpid()}
    assert in_processes(lambda _: os.getpid(), [], 4, int) == []


def test_what_a_process_cannot_do_or_send_is_done_here() -> None:
    here = os.getpid()

    def fail_elsewhere(value: int) -> int:
        if os.getpid() != here:
            raise ValueError(value)
        return value

    assert in_processes(fail_elsewhere, range(40), 2, int) == [*range(40)]
    assert in_processes(str, range(40), 2, int) == [str(value) for value in range(40)]
    assert in_processes(lambda value: "\ud800", range(40), 2, str) == ["\ud800"] * 40


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        in_processes(lambda value: 1 // (value - 3), range(40), 2, int)
