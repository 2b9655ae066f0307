"""The command line: `python build.py`, `nutgraf` and `python -m nutgraf` are the same program."""

from __future__ import annotations

import argparse
import atexit
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from nutgraf.cli.arguments import parse_arguments
from nutgraf.cli.building import run_build
from nutgraf.cli.reporting import FINE, PROBLEMS, USAGE, report_problems
from nutgraf.model.extensions import Extensions
from nutgraf.problems import BuildError
from nutgraf.sources import CONFIG_FILE, read_sources

__all__ = ["FINE", "PROBLEMS", "USAGE", "main", "run"]

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("checking", "run_check"),
    "clean": ("cleaning", "run_clean"),
    "data": ("data", "run_data"),
    "diff": ("differing", "run_diff"),
    "export": ("exporting", "run_export"),
    "freeze": ("freezing", "run_freeze"),
    "impact": ("tracing", "run_impact"),
    "pin": ("pinning", "run_pin"),
    "references": ("referencing", "run_references"),
    "serve": ("serving", "run_serve"),
    "verify": ("verifying", "run_verify"),
    "why": ("tracing", "run_why"),
}
"""The module below `nutgraf.cli` of each command but `build`, and its function there."""

_WITHOUT_EXTENSIONS = frozenset({"clean", "data", "impact", "references", "why"})


def main(
    arguments: Sequence[str] | None = None, *, site: Path | None = None, extensions: Extensions = Extensions()
) -> int:
    """Runs a command and returns its exit status: 0 fine, 1 problems found, 2 wrong usage.

    `site` is the folder of the `build.py` that calls; without it the current folder (or `-C`) is the site, and its
    `build.py`, where there is one, is run instead, so that its extensions count.
    """
    # What is no text, or what the terminal cannot show, is written with escapes, as on standard error anyway.
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parse_arguments(given)
    site = site or _running_site()
    root = Path(options.C).resolve() if options.C else (site or Path.cwd())
    if site != root and (root / "build.py").is_file():
        return _run_program(root / "build.py", _without_folder(given))
    refusal = _refusal(root, options)
    if refusal:
        print(f"nutgraf: {refusal}", file=sys.stderr)
        return USAGE
    try:
        return _run(root, options, extensions)
    except BuildError as error:  # of commands that change sources: one of them could not be written
        report_problems(error.problems, read_sources(root), as_json=getattr(options, "json", False))
        return PROBLEMS
    except BrokenPipeError:  # of `| head`, which reads no further: the rest is said to nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def run(*, site: Path | None = None, extensions: Extensions = Extensions()) -> NoReturn:
    """`main`, and the end of the process with its status.

    What is left is not taken apart first: of a build of a thousand pages that would be a sixth of its time.
    """
    status = main(site=site, extensions=extensions)
    if threading.active_count() > 1:
        sys.exit(status)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.flush()
    os._exit(status)


def _run_program(program: Path, arguments: Sequence[str]) -> int:
    """Runs a site's own `build.py`. Ctrl-C reaches both: that one says how it ends, and is waited for."""
    import subprocess  # noqa: PLC0415 - most builds need none

    with subprocess.Popen([sys.executable, str(program), *arguments]) as process:
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            while True:
                with suppress(KeyboardInterrupt):
                    return process.wait()
        finally:
            signal.signal(signal.SIGTERM, before)


def _running_site() -> Path | None:
    """The folder of the `build.py` that runs, if one does: without it, one that does not say where it is would call
    itself for ever."""
    running = Path(getattr(sys.modules.get("__main__"), "__file__", None) or "")
    return running.resolve().parent if running.name == "build.py" else None


def _refusal(root: Path, options: argparse.Namespace) -> str:
    """Why nothing can be done in `root` with these options; empty where something can."""
    if not root.is_dir():
        return f"there is no folder {root}"
    if not (root / CONFIG_FILE).is_file():
        return f"{root} holds no {CONFIG_FILE}; run it in a site's folder, or name one with -C"
    if not getattr(options, "url", ""):
        return ""
    from nutgraf.config import site_url_problem  # noqa: PLC0415 - see _run

    wrong_url = site_url_problem(options.url)
    return f"--url: {wrong_url}" if wrong_url else ""


def _run(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    if options.command == "build":
        return run_build(root, options, extensions)
    # Each command brings libraries along that the others can do without.
    module, name = _COMMANDS[options.command]
    run = getattr(import_module(f"nutgraf.cli.{module}"), name)
    status: int = run(root, options) if options.command in _WITHOUT_EXTENSIONS else run(root, options, extensions)
    return status


def _without_folder(arguments: Sequence[str]) -> list[str]:
    """The arguments without `-C DIR`, for the site's own build.py, which knows where it is."""
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "-C":
            next(rest, None)
        elif not argument.startswith("-C"):
            kept.append(argument)
    return kept
