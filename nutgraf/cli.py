"""The command line: `python build.py`, `nutgraf` and `python -m nutgraf` are the same program."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from nutgraf import __version__
from nutgraf.cache import Cache
from nutgraf.config import site_url_problem
from nutgraf.figures import open_studio
from nutgraf.pipeline import Build, BuildOptions, Extensions, build
from nutgraf.problems import BuildError, Problem, format_problem, listed
from nutgraf.sources import CONFIG_FILE, Sources, read_sources
from nutgraf.worker import WorkerPool
from nutgraf.writer import WriteError, Written, write_site

FINE, PROBLEMS, USAGE = 0, 1, 2
CACHE_FOLDER = ".nutgraf/cache"


def main(
    arguments: Sequence[str] | None = None, *, site: Path | None = None, extensions: Extensions = Extensions()
) -> int:
    """Runs a command and returns its exit status: 0 fine, 1 problems found, 2 wrong usage.

    `site` is the folder of the `build.py` that calls; without it the current folder (or `-C`) is the site, and its
    `build.py`, where there is one, is run instead, so that its extensions count.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(given)
    root = Path(options.C).resolve() if options.C else (site or Path.cwd())
    if not root.is_dir():
        print(f"nutgraf: there is no folder {root}", file=sys.stderr)
        return USAGE
    if site != root and (root / "build.py").is_file():
        return subprocess.call([sys.executable, str(root / "build.py"), *_without_folder(given)])
    if not (root / CONFIG_FILE).is_file():
        print(
            f"nutgraf: {root} holds no {CONFIG_FILE}; run it in a site's folder, or name one with -C", file=sys.stderr
        )
        return USAGE
    wrong_url = site_url_problem(options.url) if options.url else ""
    if wrong_url:
        print(f"nutgraf: --url: {wrong_url}", file=sys.stderr)
        return USAGE
    return _build(root, options, extensions)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nutgraf", description="Builds explainer pages that can prove every figure and every number on them."
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=["build", "check"],
        help="build (the default) writes the site; check finds the same problems and writes nothing",
    )
    parser.add_argument("-C", metavar="DIR", help="the site's folder (default: the current one)")
    parser.add_argument("--url", default="", help="the address of the published site, in place of site.toml's")
    parser.add_argument("--output", metavar="DIR", default="site", help="where to write (default: site)")
    parser.add_argument("--drafts", action="store_true", help="take draft articles in")
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=bool(os.environ.get("CI")),
        help="refuse data without a recorded hash (on where CI is set)",
    )
    parser.add_argument("-j", "--jobs", type=int, default=0, metavar="N", help="worker processes (default: one a core)")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    loudness.add_argument("-v", "--verbose", action="store_true", help="name every file that was written")
    parser.add_argument("--version", action="version", version=f"nutgraf {__version__}")
    return parser


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


def _build(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    start = time.perf_counter()
    cache_folder = root / CACHE_FOLDER
    url = options.url if not options.url or options.url.endswith("/") else f"{options.url}/"
    chosen = BuildOptions(url=url, drafts=options.drafts, strict=options.strict)
    jobs = options.jobs if options.jobs > 0 else os.cpu_count() or 1
    sources = read_sources(root)
    try:
        with WorkerPool(jobs, partial(open_studio, cache_folder)) as pool:
            built = build(sources, pool, Cache(cache_folder), chosen, extensions)
        folder = root / options.output
        written = write_site(folder, built.artifacts) if options.command == "build" else None
    except BuildError as error:
        _report_problems(error.problems, sources, as_json=options.json)
        return PROBLEMS
    except WriteError as error:
        _report_problems([error.problem], sources, as_json=options.json)
        return PROBLEMS
    _report_build(built, written, options, time.perf_counter() - start)
    for warning in built.warnings:
        print(format_problem(warning, sources.line), file=sys.stderr)
    return FINE


def _report_problems(problems: Sequence[Problem], sources: Sources, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"problems": [_as_json(problem) for problem in problems]}, ensure_ascii=False, indent=1))
        return
    for problem in problems:
        print(format_problem(problem, sources.line), end="\n\n", file=sys.stderr)
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    print(f"{count}; nothing was written", file=sys.stderr)


def _as_json(problem: Problem) -> dict[str, str | int]:
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _report_build(built: Build, written: Written | None, options: argparse.Namespace, seconds: float) -> None:
    site = built.site
    numbers = sum(len(links.facts) for links in site.links.values())
    made = {
        "pages": len(site.pages),
        "figures": len(site.figures),
        "numbers": numbers,
        "files": len(built.artifacts),
        "seconds": round(seconds, 2),
    }
    if options.json:
        changes = {} if written is None else {"written": written.written, "unchanged": written.unchanged}
        problems = [_as_json(problem) for problem in built.warnings]
        print(json.dumps({**made, **changes, "problems": problems}, ensure_ascii=False, indent=1))
        return
    if options.quiet:
        return
    counts = [_count(len(site.pages), "page"), _count(len(site.figures), "figure"), _count(numbers, "checked number")]
    if written is None:
        print(f"No problems in {listed(counts)} ({seconds:.1f} s)")
        return
    print(f"Built {listed(counts)} in {seconds:.1f} s")
    print(
        f"{options.output}/: {_count(written.written, 'file')} written, {written.unchanged} unchanged, "
        f"{written.removed} removed; start at {options.output}/index.html"
    )
    if options.verbose:
        print("\n".join(f"  {path}" for path in sorted(built.artifacts)))
    print(f"To look at it: python3 -m http.server --directory {options.output} 8000, then open http://127.0.0.1:8000/")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
