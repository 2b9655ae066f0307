"""The commands `build` and `check`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from nutgraf.cache import Cache
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.covering import coverage_as_json, coverage_lines
from nutgraf.cli.fixing import corrections_as_json, fix_sources
from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, problem_as_json, report_problems
from nutgraf.edits.fixing import Correction
from nutgraf.figures import open_studio
from nutgraf.pipeline import Build, BuildOptions, Extensions, build, make_exhibition
from nutgraf.problems import BuildError, format_problem, listed
from nutgraf.sources import read_sources
from nutgraf.worker import WorkerPool
from nutgraf.writer import WriteError, Written, write_site

CACHE_FOLDER = ".nutgraf/cache"


def run_build(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Builds the site in `root` and, unless it is only checked, writes it. Returns the exit status."""
    start = time.perf_counter()
    cache_folder = root / CACHE_FOLDER
    url = options.url if not options.url or options.url.endswith("/") else f"{options.url}/"
    chosen = BuildOptions(url=url, drafts=options.drafts, strict=options.strict)
    sources = read_sources(root)
    fixing = options.command == "check" and options.fix
    fixed: tuple[Correction, ...] = ()
    try:
        with WorkerPool(jobs_of(options), partial(open_studio, cache_folder)) as pool:
            if not cache_folder.exists():
                pool.start()
            cache = Cache(cache_folder)
            if fixing:
                exhibition = make_exhibition(sources, pool, cache, chosen, extensions).value
                fixed = fix_sources(root, sources, exhibition, options)
                sources = read_sources(root)
            built = build(sources, pool, cache, chosen, extensions)
        folder = root / options.output
        written = write_site(folder, built.artifacts) if options.command == "build" else None
    except BuildError as error:
        end = f"{_fixed_in_words(fixed)}, the rest is for the author" if fixed else "nothing was written"
        done = {"fixed": corrections_as_json(fixed)} if fixing else {}
        report_problems(error.problems, sources, as_json=options.json, end=end, done=done)
        return PROBLEMS
    except WriteError as error:
        report_problems([error.problem], sources, as_json=options.json)
        return PROBLEMS
    _report_build(built, written, fixed, options, time.perf_counter() - start)
    for warning in built.warnings:
        print(format_problem(warning, sources.line), file=sys.stderr)
    return FINE


def _fixed_in_words(fixed: Sequence[Correction]) -> str:
    files = {correction.location.path for correction in fixed}
    return f"{count(len(fixed), 'number')} fixed in {count(len(files), 'file')}"


def _report_build(
    built: Build,
    written: Written | None,
    fixed: Sequence[Correction],
    options: argparse.Namespace,
    seconds: float,
) -> None:
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
        changes: dict[str, object] = {}
        if written is not None:
            changes = {"written": written.written, "unchanged": written.unchanged}
        elif options.fix:
            changes = {"fixed": corrections_as_json(fixed)}
        coverage = [coverage_as_json(page) for page in built.numbers]
        problems = [problem_as_json(problem) for problem in built.warnings]
        print_json({**made, **changes, "coverage": coverage, "problems": problems})
        return
    if options.quiet:
        return
    counts = [count(len(site.pages), "page"), count(len(site.figures), "figure"), count(numbers, "checked number")]
    if written is None:
        if fixed:
            print(_fixed_in_words(fixed).capitalize())
        print(f"No problems in {listed(counts)} ({seconds:.1f} s)")
        for page in built.numbers:
            for line in coverage_lines(page, details=options.verbose):
                print(line)
        return
    print(f"Built {listed(counts)} in {seconds:.1f} s")
    print(
        f"{options.output}/: {count(written.written, 'file')} written, {written.unchanged} unchanged, "
        f"{written.removed} removed; start at {options.output}/index.html"
    )
    if options.verbose:
        print("\n".join(f"  {path}" for path in sorted(built.artifacts)))
    print(f"To look at it: python3 -m http.server --directory {options.output} 8000, then open http://127.0.0.1:8000/")
