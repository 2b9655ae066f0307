from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nutgraf.cache import Cache
from nutgraf.figures.reader import make_reader_bundle
from nutgraf.model.figure import Drawing, DrawnData, Exhibited, ExhibitId, Figure, Svg, View, figure_head
from nutgraf.worker import Failure, Result


class Worker:
    """Makes every task's value the bundle, or fails; keeps the tasks."""

    def __init__(self, bundle: bytes | None) -> None:
        self.bundle = bundle
        self.tasks: list[Any] = []

    def run(self, _function: Callable[[Any, Any], Any], tasks: Sequence[Any]) -> Iterator[Result[Any]]:
        self.tasks += tasks
        yield Result(0, self.bundle, None if self.bundle else Failure("raised", "Traceback\nValueError: no module"))


def exhibited(*views: View | None) -> Exhibited:
    svg, figures = Svg("<svg/>", 1, 1), {}
    for number, view in enumerate(views):
        identity = ExhibitId(f"chart-{number}")
        figures[identity] = Figure(identity, "", "", "", "", "", Drawing(svg, svg), DrawnData((), ()), view=view)
    return Exhibited(figures, heads={identity: figure_head(figure) for identity, figure in figures.items()})


def test_a_site_without_interactive_figures_makes_none(tmp_path: Path) -> None:
    worker = Worker(b"bundle")
    assert make_reader_bundle(exhibited(None, None), worker, Cache(tmp_path)).value == b""
    assert worker.tasks == []


def test_a_worker_makes_what_all_figures_need_once(tmp_path: Path) -> None:
    worker = Worker(b"bundle")
    site = exhibited(View("a", b"", extras=frozenset("y")), None, View("b", b"", extras=frozenset("xy")))
    assert make_reader_bundle(site, worker, Cache(tmp_path)).value == b"bundle"
    assert make_reader_bundle(site, worker, Cache(tmp_path)).value == b"bundle"
    assert worker.tasks == [("x", "y")]
    make_reader_bundle(exhibited(View("a", b"")), worker, Cache(tmp_path))
    assert worker.tasks == [("x", "y"), ()]


def test_a_failure_is_told_and_figures_stay(tmp_path: Path) -> None:
    made = make_reader_bundle(exhibited(View("a", b"")), Worker(None), Cache(tmp_path))
    assert made.value == b""
    assert [(problem.code, "ValueError: no module" in problem.message) for problem in made.problems] == [
        ("internal-error", True)
    ]
