"""The command `check`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from nutgraf.cli.covering import coverage_lines
from nutgraf.cli.excepting import exception_lines
from nutgraf.cli.fixing import corrections_as_json, fix_sources
from nutgraf.cli.making import KEPT_WORKERS, chosen_options, opened_pool, summary_of
from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.cli.summary import in_words
from nutgraf.edits.fixing import Correction
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import Build, build, make_exhibition
from nutgraf.problems import BuildError
from nutgraf.sources import Sources, read_sources


def run_check(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Finds what `build` would find in the site in `root` and writes nothing, or with --fix true digits. Returns the
    exit status."""
    start = time.perf_counter()
    sources, chosen = read_sources(root), chosen_options(options)
    fixed: tuple[Correction, ...] = ()
    try:
        with opened_pool(root, options, kept=KEPT_WORKERS) as (pool, cache):
            if options.fix:
                exhibition = make_exhibition(sources, pool, cache, chosen, extensions).value
                fixed = fix_sources(root, sources, exhibition, options)
                sources = read_sources(root)
            built = build(sources, pool, cache, chosen, extensions)
    except BuildError as error:
        end = f"{_fixed_in_words(fixed)}, the rest is for the author" if fixed else "nothing was written"
        done = {"fixed": corrections_as_json(fixed)} if options.fix else {}
        report_problems(error.problems, sources, as_json=options.json, end=end, done=done)
        return PROBLEMS
    _report(built, sources, fixed, options, time.perf_counter() - start)
    return FINE


def _report(
    built: Build, sources: Sources, fixed: Sequence[Correction], options: argparse.Namespace, seconds: float
) -> None:
    summary = summary_of(built, sources)
    if options.json:
        told = summary.as_json()
        del told["warnings"]
        changes = {"fixed": corrections_as_json(fixed)} if options.fix else {}
        print_json({**told, **changes, "seconds": round(seconds, 2)})
    elif not options.quiet:
        if fixed:
            print(_fixed_in_words(fixed).capitalize())
        print(f"No problems in {in_words(summary)} ({seconds:.1f} s)")
        for page in built.numbers:
            print("".join(f"{line}\n" for line in coverage_lines(page, details=options.verbose)), end="")
        print("".join(f"{line}\n" for line in exception_lines(built.exceptions)), end="")
    for warning in summary.warnings:
        print(warning, file=sys.stderr)


def _fixed_in_words(fixed: Sequence[Correction]) -> str:
    files = {correction.location.path for correction in fixed}
    return f"{count(len(fixed), 'number')} fixed in {count(len(files), 'file')}"
