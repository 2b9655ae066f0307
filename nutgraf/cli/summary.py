"""What a build says at its end, also where it found that there was nothing to build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from nutgraf.cli.reporting import count, print_json
from nutgraf.problems import listed

_OF_ONE_BUILD = ("changed", "unchanged", "removed")


@dataclass(frozen=True, slots=True)
class Summary:
    """`numbers` counts the checked ones; `files` all that are published. `coverage`, the accepted `exceptions` and
    `problems` are JSON, `warnings` the problems as text. `changed` are the paths of the files that were written."""

    pages: int
    figures: int
    numbers: int
    files: int
    coverage: tuple[Mapping[str, Any], ...] = ()
    exceptions: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    removed: int = 0

    def as_json(self) -> dict[str, Any]:
        """What stays true while nothing changes."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _OF_ONE_BUILD}


def summary_from(said: Mapping[str, Any]) -> Summary | None:
    """What `as_json` gave, of a build after which nothing changed; None where it is of another form."""
    try:
        lists = {name: tuple(said[name]) for name in ("coverage", "exceptions", "problems", "warnings")}
        return replace(Summary(**{**said, **lists}), unchanged=int(said["files"]))
    except (TypeError, LookupError, ValueError):
        return None


def print_summary(summary: Summary, options: argparse.Namespace, seconds: float) -> None:
    """The summary of `build`, its warnings on standard error."""
    if options.json:
        told = summary.as_json()
        del told["warnings"]
        counts = {"written": len(summary.changed), "unchanged": summary.unchanged, "removed": summary.removed}
        print_json({**told, **counts, "seconds": round(seconds, 2)})
    elif not options.quiet:
        _print_counts(summary, options, seconds)
    for warning in summary.warnings:
        print(warning, file=sys.stderr)


def _print_counts(summary: Summary, options: argparse.Namespace, seconds: float) -> None:
    if summary.changed or summary.removed:
        print(f"Built {in_words(summary)} in {seconds:.1f} s")
        print(
            f"{options.output}/: {count(len(summary.changed), 'file')} written, {summary.unchanged} unchanged, "
            f"{summary.removed} removed; start at {options.output}/index.html"
        )
    else:
        print(f"{options.output}/ is up to date: {in_words(summary)} ({seconds:.1f} s)")
    if options.verbose:
        print("\n".join(f"  {path}" for path in summary.changed))
    print(f"To look at it: python3 -m http.server --directory {options.output} 8000, then open http://127.0.0.1:8000/")


def in_words(summary: Summary) -> str:
    """What a site holds: `6 pages, 22 figures and 142 checked numbers`."""
    return listed(
        [
            count(summary.pages, "page"),
            count(summary.figures, "figure"),
            count(summary.numbers, "checked number"),
        ]
    )
