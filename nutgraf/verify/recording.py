"""What a build's exhibits came to, seen as it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from nutgraf.figures import MakeExhibit
from nutgraf.model.figure import Fact, Figure
from nutgraf.problems import Outcome
from nutgraf.worker import Executor, Result

T = TypeVar("T")
R = TypeVar("R")


class Recorder:
    """An executor that hands all tasks on to another. `made` fills with the exhibits among them that had a value."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.made: list[tuple[MakeExhibit, Figure | Fact]] = []

    def run(self, function: Callable[[Any, T], R], tasks: Sequence[T]) -> Iterator[Result[R]]:
        for result in self._executor.run(function, tasks):
            task = tasks[result.index]
            if isinstance(task, MakeExhibit) and isinstance(result.value, Outcome):
                value = result.value.value
                if isinstance(value, Figure | Fact):
                    self.made.append((task, value))
            yield result
