"""What `build` does where one of the last builds was of the same sources: it publishes that site again. No stage is
loaded."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace

from nutgraf.cache import CACHE_FOLDER, Cache, LostEntryError, shared_folder
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.summary import Summary, summary_from
from nutgraf.finished import find_finished
from nutgraf.sources import Sources
from nutgraf.stamps import SITE, SOURCES, TICK, Left, keep_stamps, read_stamps
from nutgraf.writer import WriteError, write_site


def restore_site(
    sources: Sources, inputs: str, started: int, options: argparse.Namespace
) -> tuple[Summary, Left] | None:
    """Writes the site that was made of these `inputs`: what is said of it, and what it left. Its sources were listed
    after `started` (ns since 1970).

    None where there is none, where something of it is lost, and where it cannot be written: then it is built, and what
    is wrong is told.
    """
    root, folder = sources.root, sources.root / options.output
    cache = Cache(root / CACHE_FOLDER, shared_folder(os.environ))
    finished = find_finished(cache, inputs, sources)
    summary = summary_from(finished.said) if finished is not None else None
    if finished is None or summary is None:
        return None
    try:
        written = write_site(folder, finished.artifacts, read_stamps(root, SITE, folder), jobs_of(options))
    except (LostEntryError, WriteError):
        return None
    keep_stamps(root, SITE, folder, written.seen)
    keep_stamps(root, SOURCES, root, sources.digested(started - TICK))
    nothing = dict.fromkeys(summary.reused, 0)
    told = replace(summary, changed=written.written, unchanged=written.unchanged, removed=written.removed, made=nothing)
    return told, written.left
