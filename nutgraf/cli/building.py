"""The command `build`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS
from nutgraf.cli.summary import Summary, print_summary, summary_from
from nutgraf.garbage import seldom_collected
from nutgraf.lastbuild import look_back, remember_build
from nutgraf.model.extensions import Extensions
from nutgraf.sources import Sources
from nutgraf.stamps import SOURCES, Left, read_stamps

_DECIDING = ("url", "drafts", "strict")
"""The options that have a part in what is built."""


def run_build(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Builds the site in `root` and writes it, unless nothing has changed since. Returns the exit status."""
    start, started = time.perf_counter(), time.time_ns()
    asked = {name: getattr(options, name) for name in _DECIDING}
    last = look_back(root, {**asked, "output": options.output}, root / options.output, all_of_it=options.json)
    summary = summary_from(last.said) if last.said is not None else None
    if summary is None:
        with seldom_collected():
            made = _made(last.sources, asked, started, options, extensions)
        if made is None:
            return PROBLEMS
        summary, left = made
        remember_build(root, last, started, left, *summary.as_two())
    print_summary(summary, options, time.perf_counter() - start)
    return FINE


def _made(
    sources: Sources,
    asked: Mapping[str, str | bool],
    started: int,
    options: argparse.Namespace,
    extensions: Extensions,
) -> tuple[Summary, Left] | None:
    """The site as one of the last builds made it of the same sources, else built. What is needed is loaded only here:
    where nothing has changed it takes longer than the rest."""
    from nutgraf.cli.restoring import restore_site  # noqa: PLC0415
    from nutgraf.finished import digest_of_inputs  # noqa: PLC0415

    sources = sources.knowing(read_stamps(sources.root, SOURCES, sources.root))
    # What extensions make depends on what nobody knows.
    inputs = digest_of_inputs(sources, asked) if extensions == Extensions() else ""
    made = restore_site(sources, inputs, started, options) if inputs else None
    if made is None:
        from nutgraf.cli.making import make_site  # noqa: PLC0415

        made = make_site(sources, inputs, started, options, extensions)
    return made
