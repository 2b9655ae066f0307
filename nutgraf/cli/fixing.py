"""What `check --fix` does before it checks."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from nutgraf.checks import judge_facts
from nutgraf.edits.files import write_sources
from nutgraf.edits.fixing import Correction, fix_numbers, show_changes
from nutgraf.pipeline import Exhibition
from nutgraf.sources import Sources


def fix_sources(
    root: Path, sources: Sources, exhibition: Exhibition, options: argparse.Namespace
) -> tuple[Correction, ...]:
    """Writes true digits into the pages of the site in `root`, and shows each changed file as a diff."""
    fixes = fix_numbers(judge_facts(exhibition.site, exhibition.exhibited), sources)
    shown = [show_changes(path, sources.read_bytes(path), content) for path, content in fixes.files.items()]
    write_sources(root, fixes.files)
    if shown and not options.json and not options.quiet:
        print("".join(shown))
    return fixes.corrections


def corrections_as_json(corrections: Sequence[Correction]) -> list[dict[str, str | int]]:
    return [
        {
            "path": each.location.path,
            "line": each.location.line,
            "column": each.location.column,
            "old": each.old,
            "new": each.new,
        }
        for each in corrections
    ]
