"""The command `serve`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, problem_as_json
from nutgraf.lastbuild import modules_below
from nutgraf.model.extensions import Extensions
from nutgraf.problems import Problem, format_problem
from nutgraf.server import Builder, PortError, Round, open_doors, serve_site

_MOST_NAMED = 3


def run_serve(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Serves the site in `root` until the user ends it. Returns the exit status."""
    try:
        doors = open_doors(options.port)
    except PortError as error:
        other = error.port + 1 if error.port < 65535 else 8000
        print(
            f"nutgraf: nothing can be served at port {error.port}: {error}\n"
            f"  = end what uses it, or choose another: python build.py serve --port {other}",
            file=sys.stderr,
        )
        return PROBLEMS
    if not options.quiet and not options.json:
        print(f"Serving at {doors.address}, Ctrl-C ends it", flush=True)
    code = modules_below(root)
    try:
        builder = serve_site(
            root, code, doors, partial(_opened, root, options, extensions), Teller(root, code, options)
        )
    except KeyboardInterrupt:  # before the server was there to hear it
        return FINE
    except OSError as error:
        print(f"nutgraf: saves cannot be noticed in {root}: {error}", file=sys.stderr)
        return PROBLEMS
    if builder.is_alive():
        # A build that runs would hold the program up; what it keeps, it keeps whole, and its workers end with it.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(FINE)
    return FINE


@contextmanager
def _opened(root: Path, options: argparse.Namespace, extensions: Extensions) -> Iterator[Builder]:
    # All the stages are loaded only here, while the server answers already.
    from nutgraf.cli.rebuilding import opened_builder  # noqa: PLC0415

    with opened_builder(root, options, extensions) as builder:
        yield builder


class Teller:
    """Tells each build on the terminal: what was saved, what differs, and, once, what is wrong."""

    def __init__(self, root: Path, code: list[Path], options: argparse.Namespace) -> None:
        self._options = options
        self._code = {path.relative_to(root).as_posix() for path in code}
        self._warned: tuple[Problem, ...] = ()

    def __call__(self, done: Round) -> None:
        if done.attempt.early:
            return
        if self._options.json:
            print_json(_as_json(done), indent=None)
            return
        if not self._options.quiet:
            print(f"{time.strftime('%H:%M:%S')} {self._in_words(done)}", flush=True)
        own = sorted(self._code.intersection(done.saved))
        if own:
            print(f"{', '.join(own)} counts when the server is started again: Ctrl-C, then serve", file=sys.stderr)
        attempt = done.attempt
        if attempt.artifacts is None or attempt.problems != self._warned:
            for problem in attempt.problems:
                print(format_problem(problem, attempt.line), end="\n\n", file=sys.stderr)
        if attempt.artifacts is not None:
            self._warned = attempt.problems
        sys.stderr.flush()

    def _in_words(self, done: Round) -> str:
        attempt, took = done.attempt, f"{done.seconds:.2f} s"
        what = f"{_named(done.saved)}: " if done.saved else ""
        if attempt.crash:
            return f"{what}{attempt.crash}"
        if attempt.artifacts is None:
            shown = "the last good pages are shown" if done.edition.number else "there is no page to show yet"
            return f"{what}{count(len(attempt.problems), 'problem')}, {shown} ({took})"
        if done.edition.number == 1:
            return f"{what}built {attempt.summary} in {took}"
        if not done.changed:
            return f"{what}nothing differs ({took})"
        differing = done.changed if self._options.verbose else _pages(done.changed)
        names = f": {_named(differing, self._options.verbose)}" if differing else ""
        return f"{what}{count(len(done.changed), 'file')} of the site built anew in {took}{names}"


def _pages(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"/{path.removesuffix('index.html')}" for path in paths if path.endswith("index.html"))


def _named(paths: tuple[str, ...], every: bool = False) -> str:
    shown = paths if every else paths[:_MOST_NAMED]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _as_json(done: Round) -> dict[str, object]:
    attempt = done.attempt
    return {
        "saved": done.saved,
        "built": attempt.artifacts is not None,
        "changed": done.changed,
        "problems": [problem_as_json(problem) for problem in attempt.problems],
        **({"crash": attempt.crash} if attempt.crash else {}),
        "seconds": round(done.seconds, 3),
    }
