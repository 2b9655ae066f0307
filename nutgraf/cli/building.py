"""The command `build`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS
from nutgraf.cli.summary import print_summary, summary_from
from nutgraf.garbage import seldom_collected
from nutgraf.lastbuild import look_back, remember_build
from nutgraf.model.extensions import Extensions

_DECIDING = ("url", "drafts", "strict", "output")
"""The options that have a part in what is built, and where."""


def run_build(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Builds the site in `root` and writes it, unless nothing has changed since. Returns the exit status."""
    start, started = time.perf_counter(), time.time_ns()
    asked = {name: getattr(options, name) for name in _DECIDING}
    last = look_back(root, asked, root / options.output, all_of_it=options.json)
    summary = summary_from(last.said) if last.said is not None else None
    if summary is None:
        with seldom_collected():
            # All that a build needs is loaded only here: where nothing has changed it takes longer than the rest.
            from nutgraf.cli.making import make_site  # noqa: PLC0415

            made = make_site(last.sources, started, options, extensions)
        if made is None:
            return PROBLEMS
        summary, left = made
        remember_build(root, last, started, left, *summary.as_two())
    print_summary(summary, options, time.perf_counter() - start)
    return FINE
