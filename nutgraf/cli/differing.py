"""The command `diff`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from nutgraf.cache import CACHE_FOLDER, Cache
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.reporting import FINE, USAGE, count
from nutgraf.decode import decode_toml
from nutgraf.diff import (
    SideError,
    Snapshot,
    compare_snapshots,
    diff_as_html,
    diff_as_markdown,
    diff_as_text,
    open_side,
    snapshot_of,
    snapshot_of_built,
)
from nutgraf.diff.sides import Side
from nutgraf.figures import open_studio
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import BuildOptions, make_exhibition
from nutgraf.problems import errors_in, format_problem
from nutgraf.published import Published
from nutgraf.sources import read_sources
from nutgraf.templates import read_theme
from nutgraf.worker import Executor, WorkerPool


def run_diff(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Prints what differs between two states of the site in `root`. Returns the exit status."""
    cache_folder = root / CACHE_FOLDER
    try:
        with (
            open_side(root, options.old) as old,
            open_side(root, options.new) as new,
            WorkerPool(jobs_of(options), partial(open_studio, cache_folder)) as pool,
        ):
            snapshots = [_snapshot(side, pool, Cache(cache_folder), options, extensions) for side in (old, new)]
    except SideError as error:
        print(f"nutgraf: {error}", file=sys.stderr)
        return USAGE
    diff = compare_snapshots(*snapshots)
    theme = read_theme(read_sources(root), decode_toml).value
    written = {
        "text": lambda: diff_as_text(diff),
        "markdown": lambda: diff_as_markdown(diff),
        "html": lambda: diff_as_html(diff, theme),
    }
    sys.stdout.write(written[options.form]())
    return FINE


def _snapshot(
    side: Side | Published, executor: Executor, cache: Cache, options: argparse.Namespace, extensions: Extensions
) -> Snapshot:
    """The state of a side, made or read. Raises SideError for a built site that cannot be read."""
    if not isinstance(side, Side):
        read = snapshot_of_built(side)
        if read.value is None:
            raise SideError("; ".join(problem.message for problem in read.problems) + f" at {side.name}")
        return read.value
    chosen = BuildOptions(drafts=options.drafts, until=side.until)
    made = make_exhibition(side.sources, executor, cache, chosen, extensions)
    failed = errors_in(made.problems)
    if failed:
        print(f"{side.name} has {count(len(failed), 'problem')}; what failed is left out:", file=sys.stderr)
        for problem in failed:
            print(format_problem(problem, side.sources.line), file=sys.stderr)
    return snapshot_of(side.name, made.value)
