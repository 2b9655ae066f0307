"""What a build shows and records of its progress."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterator

import pytest

from nutgraf.cli.progress import Recording, TerminalProgress, shown_progress
from nutgraf.cli.summary import Summary, print_summary


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


Opened = Callable[[], Terminal]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Puts a terminal in the place of standard error, once the test has begun: pytest sets its own before that."""
    for name, value in (("TERM", "xterm"), ("COLUMNS", "100"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CI", raising=False)

    def opening() -> Terminal:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        return terminal

    return opening


def options(**given: bool) -> argparse.Namespace:
    return argparse.Namespace(**{"quiet": False, "json": False, "verbose": False, "output": "site", **given})


def test_stages_count_without_the_time_of_tasks() -> None:
    times: Iterator[float] = iter([0.0, 2.0, 3.0, 7.0, 8.0, 9.0, 10.0])
    record = Recording(clock=lambda: next(times))
    record.stage("exhibits")  # 0
    record.begin("chart a")  # 2
    record.begin("fact b")  # 3
    record.done("fact b", 4.0)  # 7
    record.done("chart a", 6.0)  # 8
    record.stage("pages")  # 9
    record.end()  # 10
    assert record.stages == {"exhibits": 3.0, "pages": 1.0}
    assert record.slowest(3) == [("chart a", 6.0), ("fact b", 4.0), ("stage: exhibits", 3.0)]
    assert record.kinds() == {"chart": 1, "fact": 1}


def test_a_terminal_sees_what_is_made_and_how_many_are_left(opened: Opened) -> None:
    terminal = opened()
    record = Recording()
    with shown_progress(record, options()) as progress:
        progress.stage("exhibits")
        progress.expect(4)
        assert terminal.getvalue() == "", "nothing is made yet"
        for label in ("chart one", "chart two", "[red]card"):
            progress.begin(label)
        assert isinstance(progress, TerminalProgress)
        assert progress._bar is not None
        progress._bar.refresh()
        progress.done("chart one", 1.0)
        progress._bar.refresh()
    shown = terminal.getvalue()
    assert "0/4" in shown
    assert "chart one, chart two and 1 more" in shown
    assert "1/4" in shown
    assert "chart two, [red]card" in shown
    assert "\x1b[3" not in shown, "NO_COLOR is respected"
    assert record.tasks == [("chart one", 1.0)]


@pytest.mark.parametrize("given", [{"quiet": True}, {"json": True}])
def test_nothing_is_shown_where_it_is_not_wanted(given: dict[str, bool], opened: Opened) -> None:
    terminal = opened()
    record = Recording()
    with shown_progress(record, options(**given)) as progress:
        assert progress is record
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_nothing_is_shown_where_nobody_looks(
    name: str, value: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    monkeypatch.setenv(name, value)
    with shown_progress(Recording(), options()) as progress:
        assert isinstance(progress, Recording)


def test_nothing_is_shown_in_a_file(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with shown_progress(Recording(), options()) as progress:
        assert isinstance(progress, Recording)


def test_a_summary_tells_what_was_made_and_what_took_long(capsys: pytest.CaptureFixture[str]) -> None:
    summary = Summary(
        *(2, 3, 4, 9),
        changed=("a", "b"),
        unchanged=7,
        made={"figures": 1, "facts": 0},
        reused={"figures": 2, "facts": 1},
        slowest=(("chart cape", 1.25), ("stage: pages", 0.06), ("fact x", 0.01)),
    )
    print_summary(summary, options(), 1.5)
    assert capsys.readouterr().out.splitlines()[:3] == [
        "Built 2 pages, 3 figures and 4 checked numbers in 1.5 s",
        "1 figure made, 2 figures and 1 fact taken from the cache",
        "Slowest: chart cape 1.2 s, stage: pages 0.1 s",
    ]
    print_summary(summary, options(), 0.5)
    assert "Slowest" not in capsys.readouterr().out
    print_summary(summary, options(verbose=True), 0.5)
    assert "Slowest" in capsys.readouterr().out
