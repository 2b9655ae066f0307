"""Running an exhibit's function, in a worker process; whatever goes wrong is shown at the author's own line."""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import locale
import os
import random
import sys
import threading
import traceback
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np

from nutgraf.exhibits.guard import Guard, Refusal
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Location, Outcome, Problem

PACKAGE = "charts"

_PATIENCE = 1.0
"""Seconds that a thread may go on after its exhibit has returned."""


def run_exhibit(
    root: Path, exhibit: Exhibit, arguments: Mapping[str, Any], guard: Guard, seed: int = 0
) -> Outcome[Any]:
    """Loads the exhibit's module from `root` and calls its function with frames by parameter name.

    Chance starts from the same `seed` for each exhibit, and Altair with its own theme; what the exhibit does to the
    environment, the locale and the umask is undone. Problems, with which the value is None: `outside-access` at each
    line that asked for what is no input, `exhibit-thread` for a thread that goes on, and `exhibit-error` at the last
    line of the author's that was running when an exception came. The author's are the modules in the exhibit's folder.
    """
    problems: list[Problem] = []
    value = None
    before = set(threading.enumerate())
    with _same_start(seed), guard.watching((root / exhibit.module).parent) as refusals:
        try:
            with _loaded_module(root, exhibit.module) as module:
                value = getattr(module, exhibit.name)(**arguments)
        except MemoryError:
            raise  # the process may have too little left to go on
        except (Exception, SystemExit) as error:
            problems.append(_problem(root, exhibit, error))
        problems += _threads_left(exhibit, before)
    if refusals:
        # What was raised is most often one of them, or follows from it.
        problems = [_refusal_problem(root, exhibit, refusal) for refusal in dict.fromkeys(refusals)]
    return Outcome(None if problems else value, tuple(problems))


@contextlib.contextmanager
def _same_start(seed: int) -> Iterator[None]:
    """The same seeds, the same theme and the same environment for each exhibit, whatever ran before it."""
    random.seed(seed)
    np.random.seed(seed)
    # An exhibit's theme counts until its chart has been written out, which is later: so it is not undone at the end.
    alt.theme.enable("default")
    environment, words = dict(os.environ), locale.setlocale(locale.LC_ALL)
    mask = os.umask(0)
    os.umask(mask)
    try:
        yield
    finally:
        os.umask(mask)
        locale.setlocale(locale.LC_ALL, words)
        if dict(os.environ) != environment:
            os.environ.clear()
            os.environ.update(environment)


def _threads_left(exhibit: Exhibit, before: set[threading.Thread]) -> Iterator[Problem]:
    """A thread that outlives its exhibit could change what another one gets."""
    for thread in set(threading.enumerate()) - before:
        thread.join(_PATIENCE)
        if thread.is_alive():
            message = f"{exhibit.name} left a thread running: {thread.name}"
            yield Problem("exhibit-thread", message, exhibit.location, "wait for it to end: thread.join()")


def _refusal_problem(root: Path, exhibit: Exhibit, refusal: Refusal) -> Problem:
    place = exhibit.location
    if refusal.file:
        place = Location(_relative(root, refusal.file), refusal.line, refusal.column, refusal.end_column)
    message = f"{exhibit.name} asked for {refusal.what}, which is not one of its inputs"
    hint = "an exhibit gets its data as parameters: name a dataset of data/, so that the figure can be made again"
    return Problem("outside-access", message, place, hint)


class _SourceLoader(importlib.machinery.SourceFileLoader):
    """Compiles the source each time: compiled files are chosen by modification time, which must not decide here."""

    def get_code(self, fullname: str) -> types.CodeType:
        path = self.get_filename(fullname)
        return compile(self.get_data(path), path, "exec", dont_inherit=True)


class _ModuleFinder(importlib.abc.MetaPathFinder):
    """Finds `charts.NAME` in one folder: a site's `charts/`, or that of a derived dataset."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        package, _, name = fullname.partition(".")
        file = self._folder / f"{name}.py"
        if package != PACKAGE or not name.isidentifier() or not file.is_file():
            return None
        return importlib.util.spec_from_file_location(fullname, file, loader=_SourceLoader(fullname, str(file)))


@contextlib.contextmanager
def _loaded_module(root: Path, path: str) -> Iterator[types.ModuleType]:
    """A fresh module each time, with its shared modules: what one exhibit changes cannot reach another."""
    package = types.ModuleType(PACKAGE)
    package.__path__ = []
    finder = _ModuleFinder((root / path).parent)
    sys.modules[PACKAGE] = package
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(f"{PACKAGE}.{Path(path).stem}")
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
            del sys.modules[name]


def _problem(root: Path, exhibit: Exhibit, error: BaseException) -> Problem:
    where = _author_line(root, exhibit, error) or exhibit.location
    what = str(error) or "no message"
    if isinstance(error, KeyError):
        what = f"no {what}"
    # Altair's messages run over many lines; the first says what is wrong.
    first, *rest = [line for line in what.splitlines() if line.strip()] or ["no message"]
    return Problem(
        "exhibit-error",
        f"{exhibit.name} failed: {type(error).__name__}: {first}",
        where,
        "\n".join(line.strip() for line in rest[:6]),
    )


def _author_line(root: Path, exhibit: Exhibit, error: BaseException) -> Location | None:
    """The last place in the exhibit's folder in the error's trace, to the column."""
    folder = str((root / exhibit.module).parent)
    found: Location | None = None
    if isinstance(error, SyntaxError) and error.filename and error.filename.startswith(folder):
        return Location(_relative(root, error.filename), error.lineno or 1, error.offset or 1)
    for frame in traceback.TracebackException.from_exception(error).stack:
        if frame.filename.startswith(folder) and frame.lineno is not None:
            start = (frame.colno or 0) + 1
            end = (frame.end_colno or 0) + 1 if frame.end_lineno == frame.lineno else 0
            found = Location(_relative(root, frame.filename), frame.lineno, start, end)
    return found


def _relative(root: Path, filename: str) -> str:
    return Path(filename).relative_to(root).as_posix()
