"""What an isolate has of the world: nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from nutgraf.vega.isolate import Isolate
from nutgraf.vega.isolate_script import load_script

Run = Callable[[str], Any]


@pytest.fixture(scope="module")
def run(pytestconfig: pytest.Config) -> Iterator[Run]:
    isolate = Isolate(load_script(pytestconfig.cache.mkdir("isolate")))
    isolate.start()
    runtime = isolate._runtime
    assert runtime is not None
    yield runtime.eval
    isolate.close()


def test_the_script_takes_a_byte_for_a_character(pytestconfig: pytest.Config) -> None:
    assert load_script(pytestconfig.cache.mkdir("isolate")).isascii()


@pytest.mark.parametrize(
    "name",
    [
        *("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "Worker", "require", "module"),
        *("process", "Deno", "Bun", "Buffer", "window", "document", "navigator", "location", "localStorage"),
        *("performance", "crypto", "Temporal", "Intl", "Atomics", "SharedArrayBuffer", "WebAssembly", "queueMicrotask"),
    ],
)
def test_there_is_no_way_out(run: Run, name: str) -> None:
    assert run(f"typeof {name}") == "undefined"


def test_nothing_can_be_imported(run: Run) -> None:
    run("globalThis.imported = 'waiting'; import('fs').then(() => { imported = 'yes' }, () => { imported = 'no' })")
    assert run("imported") != "yes"


@pytest.mark.parametrize(
    "moment",
    [
        "Date.now()",
        "new Date().getTime()",
        "+new Date",
        "new (new Date(0).constructor)().getTime()",
        "Reflect.construct(Date, []).getTime()",
        "(class extends Date {}, new Date()).getTime()",
        "Date.parse(Date())",
    ],
)
def test_the_clock_stands_still(run: Run, moment: str) -> None:
    assert run(moment) == 946_684_800_000  # 2000-01-01


def test_dates_are_still_dates(run: Run) -> None:
    assert run("new Date(2024, 1, 29, 12).toISOString()") == "2024-02-29T12:00:00.000Z"
    assert run("new Date('2024-02-29').getTime()") == run("Date.UTC(2024, 1, 29)")
    assert run("new Date(0) instanceof Date && new Date() instanceof Date") is True


def test_chance_starts_again_from_its_seed(run: Run) -> None:
    draw = "[Math.random(), Math.random(), Math.random()].join()"
    first = run(f"seedRandom(7); {draw}")
    following = run(draw)
    assert run(f"seedRandom(7); {draw}") == first
    assert following != first
    assert run(f"seedRandom(8); {draw}") != first
    assert all(0 <= float(number) < 1 for number in (first + "," + following).split(","))


def test_delayed_work_waits_until_it_is_called(run: Run) -> None:
    run("globalThis.done = []; setTimeout((what) => done.push(what), 0, 'a'); setInterval(() => done.push('b'), 0)")
    gone = run("setTimeout(() => done.push('c'), 0)")
    run(f"clearTimeout({gone})")
    assert run("done.join()") == ""
    run("runTimers()")
    run("runTimers()")
    assert run("done.join()") == "a"


def test_one_started_beside_an_event_loop_answers_every_thread(pytestconfig: pytest.Config) -> None:
    isolate = Isolate(load_script(pytestconfig.cache.mkdir("isolate")))
    widths: list[float] = []

    def measure() -> None:
        widths.append(isolate.text_width("A", 11, 400, "sans-serif"))

    async def measure_here_and_elsewhere() -> None:
        measure()
        # A daemon, so that the test fails where the answer never comes, and the process still ends.
        elsewhere = threading.Thread(target=measure, daemon=True)
        elsewhere.start()
        elsewhere.join(60)

    asyncio.run(measure_here_and_elsewhere())
    assert len(widths) == 2
    assert widths[0] == widths[1] > 0
    isolate.close()
