from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.worker import WorkerPool
from tests.worker import tasks


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, tasks.open_state, time_limit=5.0, memory_limit=1 << 30) as pool:
        yield pool


def test_every_task_has_its_result(pool: WorkerPool) -> None:
    results = list(pool.run(tasks.count, list(range(20))))
    assert sorted(result.index for result in results) == list(range(20))
    assert all(result.value is not None and result.value[1] == result.index for result in results)


def test_state_is_set_up_once_per_process() -> None:
    with WorkerPool(1, tasks.open_state) as pool:
        results = list(pool.run(tasks.count, [0, 0, 0]))
    assert [result.value for result in results] == [(1, 0), (2, 0), (3, 0)]


@pytest.mark.parametrize(("number", "processes"), [(1, 1), (2, 1), (4, 2), (9, 3)])
def test_few_tasks_start_few_processes(number: int, processes: int) -> None:
    with WorkerPool(3, tasks.open_state) as pool:
        list(pool.run(tasks.count, [0] * number))
        assert pool.idle == processes
        pool.start(2)
        assert pool.idle == max(2, processes)
        pool.start()
        assert pool.idle == 3


def test_processes_beyond_those_that_are_kept_end_with_a_run() -> None:
    with WorkerPool(3, tasks.open_state, kept=1) as pool:
        first = {result.value for result in pool.run(tasks.process_id, [0] * 9)}
        assert pool.idle == 1
        second = {result.value for result in pool.run(tasks.process_id, [0])}
        assert second <= first, "the one that is kept goes on"
        pool.start()
        assert pool.idle == 3
    ended = [process for process in first if process is not None]
    for process in ended:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_the_environment_is_scrubbed_and_in_utc(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with WorkerPool(1, tasks.open_state) as fresh:
        (result,) = fresh.run(tasks.surroundings, ["now"])
        (hour,) = fresh.run(tasks.local_hour, [0])
    assert result.value is not None
    assert "SECRET_TOKEN" not in result.value
    assert "HOME" not in result.value
    assert result.value["TZ"] == "UTC"
    assert hour.value == 0


@pytest.mark.parametrize(
    ("task", "reason", "detail"),
    [
        ("hang", "time", ""),
        ("loop", "time", ""),
        ("exit", "died", "status 3"),
        ("abort", "died", "SIGABRT"),
        ("raise", "raised", "ValueError: no such thing"),
        ("allocate", "memory", ""),
        ("hoard", "memory", ""),
    ],
)
def test_a_failed_task_is_named_and_the_pool_goes_on(pool: WorkerPool, task: str, reason: str, detail: str) -> None:
    results = {result.index: result for result in pool.run(tasks.misbehave, ["fine", task, "fine too"])}
    failure = results[1].failure
    assert failure is not None
    assert failure.reason == reason
    assert detail in failure.detail
    assert (results[0].value, results[2].value) == ("fine", "fine too")


def test_buffers_beyond_the_limit_end_in_a_failure(pool: WorkerPool) -> None:
    """V8 does not count them: where the limit meets its own allocations it ends the process, and does not raise."""
    results = {result.index: result for result in pool.run(tasks.misbehave, ["fill buffers", "fine"])}
    failure = results[0].failure
    assert failure is not None
    assert failure.reason in ("memory", "died")
    assert results[1].value == "fine"


def test_what_is_stopped_says_where_it_was(pool: WorkerPool) -> None:
    (result,) = pool.run(tasks.misbehave, ["loop"])
    assert result.failure is not None
    line = next(line for file, line in reversed(result.failure.lines) if file == tasks.__file__)
    running = Path(tasks.__file__).read_text(encoding="utf-8").splitlines()[line - 1].strip()
    assert running in ("while True:", "pass")


def test_a_set_up_that_fails_is_told_for_each_task() -> None:
    with WorkerPool(1, tasks.fail_to_set_up) as pool:
        results = list(pool.run(tasks.count, [0, 1]))
    assert [result.failure.reason for result in results if result.failure is not None] == ["raised", "raised"]
    assert all(result.failure is not None and "no room" in result.failure.detail for result in results)


def test_a_process_that_keeps_much_memory_is_replaced() -> None:
    with WorkerPool(1, tasks.open_state, memory_limit=256 << 20) as pool:
        results = list(pool.run(tasks.keep, [10 << 20, 160 << 20, 10 << 20]))
    first, second, third = (result.value for result in results)
    assert first == second
    assert third != second


def test_printing_does_not_disturb_the_protocol(pool: WorkerPool, capsys: pytest.CaptureFixture[str]) -> None:
    results = list(pool.run(tasks.misbehave, ["print", "print"]))
    assert [result.value for result in results] == ["print", "print"]
    said = capsys.readouterr()
    assert said.err.count("this must not reach the pool") == 2
    assert said.err.count("nor this") == 2
    assert said.err.count("and this neither") == 2
    assert said.out == ""


def test_what_is_printed_without_end_is_cut(pool: WorkerPool, capsys: pytest.CaptureFixture[str]) -> None:
    results = list(pool.run(tasks.misbehave, ["chatter", "print"]))
    assert {result.value for result in results} == {"chatter", "print"}
    said = capsys.readouterr().err
    assert "a…\n" in said
    assert said.count("nor this") == 1
    assert len(said) < 100_000


def test_the_traces_of_a_process_that_aborts_stay_out_of_sight(
    pool: WorkerPool, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = pool.run(tasks.misbehave, ["abort"])
    assert result.failure is not None
    assert result.failure.detail == "SIGABRT"
    assert capsys.readouterr().err == ""


def test_closing_ends_the_processes() -> None:
    pool = WorkerPool(1, tasks.open_state)
    (result,) = pool.run(tasks.process_id, [0])
    pool.close()
    assert result.value is not None
    with pytest.raises(ProcessLookupError):
        os.kill(result.value, 0)


def test_progress_is_told_of_every_task() -> None:
    told = Told()
    with WorkerPool(1, tasks.open_state, progress=told) as pool:
        list(pool.run(tasks.rest, [tasks.Rest("chart a", 0.1), tasks.Rest("chart b", 0.0)]))
        list(pool.run(tasks.count, [0]))
    assert told.words == ["2 more", "chart a", "chart a done", "chart b", "chart b done", "1 more", "", " done"]
    assert 0.1 <= told.seconds[0] < 5
    assert told.seconds[1] < told.seconds[0], "the start of the process does not count"


class Told:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.seconds: list[float] = []

    def stage(self, name: str) -> None:
        self.words.append(name)

    def expect(self, count: int) -> None:
        self.words.append(f"{count} more")

    def begin(self, label: str) -> None:
        self.words.append(label)

    def done(self, label: str, seconds: float) -> None:
        self.words.append(f"{label} done")
        self.seconds.append(seconds)
