"""Each hostile chart gives one located problem within its bounds, and the next chart of the same pool is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from nutgraf.cache import Cache
from nutgraf.figures import open_studio
from nutgraf.figures.tasks import SECONDS, MakeExhibit
from nutgraf.model.figure import Figure
from nutgraf.problems import Outcome, Problem
from nutgraf.worker import Executor, Result, WorkerPool
from tests.building import TESTS, Builder, copy_site
from tests.figures.hostile import LONG_MODULES, LONG_SPECS, MODULES, SPECS, module
from tests.worker.memory import can_be_seen, peak_of_workers

MEBIBYTE = 2**20
SHORT = 1.0

T = TypeVar("T")
R = TypeVar("R")


class Hurried:
    """An executor whose exhibits have less time; it remembers the figures."""

    def __init__(self, executor: Executor, seconds: float) -> None:
        self._executor = executor
        self._seconds = seconds
        self.figures: dict[str, Figure] = {}

    def run(self, function: Callable[[Any, T], R], tasks: Sequence[T]) -> Iterator[Result[R]]:
        for result in self._executor.run(function, [self._hurry(task) for task in tasks]):
            made = result.value.value if isinstance(result.value, Outcome) else None
            if isinstance(made, Figure):
                self.figures[made.id.exhibit] = made
            yield result

    def _hurry(self, task: Any) -> Any:
        if isinstance(task, MakeExhibit):
            return replace(task, house=replace(task.house, seconds=self._seconds))
        return task


class Newsroom:
    """A site with one worker, which has drawn its figure."""

    def __init__(self, pool: WorkerPool, folder: Path, tools: Path) -> None:
        self._site = copy_site(folder / "site", TESTS / "theme", TESTS / "problems" / "base")
        self._pool = pool
        self._folder = folder
        self._tools = tools
        self._builds = 0
        self.first, problems = self._build(SECONDS)
        assert not problems

    def build_with(self, file: str, text: str, seconds: float) -> tuple[Figure, tuple[Problem, ...]]:
        """The site's own figure, drawn after those of one more file in `charts/`, and all problems."""
        path = self._site / "charts" / file
        path.write_text(text, encoding="utf-8")
        try:
            return self._build(seconds)
        finally:
            path.unlink()

    def _build(self, seconds: float) -> tuple[Figure, tuple[Problem, ...]]:
        # A cache of its own each time, so that what was drawn before is drawn again; the fonts are cut once.
        self._builds += 1
        executor = Hurried(self._pool, seconds)
        cache = Cache(self._folder / f"cache-{self._builds}", self._tools)
        problems = Builder(executor, cache).problems(self._site)
        return executor.figures["price_line"], problems


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory, tools_cache: Path) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    with WorkerPool(1, partial(open_studio, folder / "studio", tools_cache)) as pool:
        yield Newsroom(pool, folder, tools_cache)


def check(newsroom: Newsroom, file: str, text: str, codes: Set[str], seconds: float) -> Problem:
    with peak_of_workers() as peak:
        next_figure, problems = newsroom.build_with(file, text, seconds)
    assert len(problems) == 1, problems
    (problem,) = problems
    assert problem.code in codes
    assert problem.location.path == f"charts/{file}"
    assert peak.bytes <= 1024 * MEBIBYTE
    assert peak.bytes > 0 or not can_be_seen()
    assert next_figure == newsroom.first
    return problem


def check_spec(newsroom: Newsroom, name: str, seconds: float) -> None:
    spec, codes = SPECS[name]
    check(newsroom, "hostile.vl.json", json.dumps(spec), codes, seconds)


def check_module(newsroom: Newsroom, name: str, seconds: float) -> None:
    body, codes, line = MODULES[name]
    problem = check(newsroom, "hostile.py", module(body), codes, seconds)
    # A loop is stopped at any of its lines.
    assert abs(problem.location.line - line) <= (1 if problem.code == "exhibit-time" else 0)


@pytest.mark.parametrize("name", [name for name in SPECS if name not in LONG_SPECS])
def test_a_hostile_spec_is_one_problem_and_the_next_chart_is_right(newsroom: Newsroom, name: str) -> None:
    check_spec(newsroom, name, SHORT)


@pytest.mark.parametrize("name", [name for name in MODULES if name not in LONG_MODULES])
def test_a_hostile_exhibit_is_one_problem_and_the_next_chart_is_right(newsroom: Newsroom, name: str) -> None:
    check_module(newsroom, name, SHORT)


@pytest.mark.soak
@pytest.mark.parametrize("name", SPECS)
def test_a_hostile_spec_at_full_bounds(newsroom: Newsroom, name: str) -> None:
    check_spec(newsroom, name, SECONDS)


@pytest.mark.soak
@pytest.mark.parametrize("name", MODULES)
def test_a_hostile_exhibit_at_full_bounds(newsroom: Newsroom, name: str) -> None:
    check_module(newsroom, name, SECONDS)
