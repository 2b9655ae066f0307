"""The command `clean`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.sources import Sources
from nutgraf.writer import Removed, WriteError, remove_folder, remove_site

OWN_FOLDER = ".nutgraf"
"""Of a site, below its root: the cache, and what is remembered of the last build."""


def run_clean(root: Path, options: argparse.Namespace) -> int:
    """Removes the built site and the cache. Returns the exit status."""
    site = root / options.output
    removed: dict[str, Removed] = {}
    try:
        if options.only != "cache":
            removed[f"{options.output}/"] = remove_site(site)
        if options.only != "site":
            removed[f"{OWN_FOLDER}/"] = remove_folder(root / OWN_FOLDER, site)
    except WriteError as error:
        report_problems([error.problem], Sources(root), as_json=options.json, end="not all was removed")
        return PROBLEMS
    if options.json:
        print_json({"removed": {name: {"files": each.files, "bytes": each.size} for name, each in removed.items()}})
    elif not options.quiet:
        for name, each in removed.items():
            print(f"{name}: {count(each.files, 'file')} removed, {each.size / 1_000_000:.1f} MB")
    return FINE
