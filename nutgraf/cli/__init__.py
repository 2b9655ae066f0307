"""The command line: `python build.py`, `nutgraf` and `python -m nutgraf` are the same program."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from nutgraf.cli.arguments import parse_arguments
from nutgraf.cli.building import run_build
from nutgraf.cli.reporting import FINE, PROBLEMS, USAGE, report_problems
from nutgraf.model.extensions import Extensions
from nutgraf.problems import BuildError
from nutgraf.sources import CONFIG_FILE, read_sources

__all__ = ["FINE", "PROBLEMS", "USAGE", "main"]


def main(
    arguments: Sequence[str] | None = None, *, site: Path | None = None, extensions: Extensions = Extensions()
) -> int:
    """Runs a command and returns its exit status: 0 fine, 1 problems found, 2 wrong usage.

    `site` is the folder of the `build.py` that calls; without it the current folder (or `-C`) is the site, and its
    `build.py`, where there is one, is run instead, so that its extensions count.
    """
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


def _run_program(program: Path, arguments: Sequence[str]) -> int:
    """Runs a site's own `build.py`. Ctrl-C reaches both: that one says how it ends, and is waited for."""
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
    # Each command brings libraries along that the others can do without.
    run: Callable[[Path, argparse.Namespace, Extensions], int] = run_build
    if options.command == "data":
        from nutgraf.cli.data import run_data  # noqa: PLC0415

        return run_data(root, options)
    if options.command in {"why", "impact"}:
        from nutgraf.cli.tracing import run_impact, run_why  # noqa: PLC0415

        return (run_why if options.command == "why" else run_impact)(root, options)
    if options.command == "clean":
        from nutgraf.cli.cleaning import run_clean  # noqa: PLC0415

        return run_clean(root, options)
    if options.command == "check":
        from nutgraf.cli.checking import run_check  # noqa: PLC0415

        run = run_check
    elif options.command == "diff":
        from nutgraf.cli.differing import run_diff  # noqa: PLC0415

        run = run_diff
    elif options.command == "export":
        from nutgraf.cli.exporting import run_export  # noqa: PLC0415

        run = run_export
    elif options.command == "freeze":
        from nutgraf.cli.freezing import run_freeze  # noqa: PLC0415

        run = run_freeze
    elif options.command == "pin":
        from nutgraf.cli.pinning import run_pin  # noqa: PLC0415

        run = run_pin
    elif options.command == "references":
        from nutgraf.cli.referencing import run_references  # noqa: PLC0415

        return run_references(root, options)
    elif options.command == "serve":
        from nutgraf.cli.serving import run_serve  # noqa: PLC0415

        run = run_serve
    elif options.command == "verify":
        from nutgraf.cli.verifying import run_verify  # noqa: PLC0415

        run = run_verify
    return run(root, options, extensions)


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
