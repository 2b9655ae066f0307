"""What a build says at its end, also where it found that there was nothing to build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from nutgraf.cli.reporting import count, print_json
from nutgraf.problems import listed

_LISTS = ("coverage", "exceptions", "problems")
"""What is told as JSON only."""
_OF_ONE_BUILD = ("changed", "unchanged", "removed", "made", "reused", "slowest")
_LONG = 1.0
"""Seconds from which on a build says what took them."""
_TOLD = 0.05
"""Seconds from which on a step is worth a word."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`numbers` counts the checked ones; `files` all that are published. `coverage`, the accepted `exceptions` and
    `problems` are JSON, `warnings` the problems as text. `changed` are the paths of the files that were written. Of
    `figures` and `facts`, `made` are those that were made in this build, `reused` those that the cache had; `slowest`
    are steps with their seconds."""

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
    made: Mapping[str, int] = field(default_factory=dict)
    reused: Mapping[str, int] = field(default_factory=dict)
    slowest: tuple[tuple[str, float], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What stays true while nothing changes."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in _OF_ONE_BUILD}

    def as_two(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The same, what is told as JSON only apart."""
        told = self.as_json()
        return told, {name: told.pop(name) for name in _LISTS}


def summary_from(said: Mapping[str, Any]) -> Summary | None:
    """What `as_two` gave, with its second part or without, of a build after which nothing changed; None where it is of
    another form."""
    try:
        lists = {name: tuple(said[name]) for name in (*_LISTS, "warnings") if name in said}
        return replace(Summary(**{**said, **lists}), unchanged=int(said["files"]))
    except (TypeError, LookupError, ValueError):
        return None


def print_summary(summary: Summary, options: argparse.Namespace, seconds: float) -> None:
    """The summary of `build`, its warnings on standard error."""
    if options.json:
        told = summary.as_json()
        del told["warnings"]
        counts = {"written": len(summary.changed), "unchanged": summary.unchanged, "removed": summary.removed}
        slowest = [{"step": step, "seconds": round(took, 3)} for step, took in summary.slowest]
        made = {"made": summary.made, "reused": summary.reused, "slowest": slowest}
        print_json({**told, **counts, **made, "seconds": round(seconds, 2)})
    elif not options.quiet:
        _print_counts(summary, options, seconds)
    for warning in summary.warnings:
        print(warning, file=sys.stderr)


def _print_counts(summary: Summary, options: argparse.Namespace, seconds: float) -> None:
    if summary.changed or summary.removed:
        print(f"Built {in_words(summary)} in {seconds:.1f} s")
        if any(summary.made.values()):
            print(f"{_counted(summary.made)} made, {_counted(summary.reused)} taken from the cache")
        slow = [f"{step} {took:.1f} s" for step, took in summary.slowest if took >= _TOLD]
        if slow and (options.verbose or seconds >= _LONG):
            print(f"Slowest: {', '.join(slow)}")
        print(
            f"{options.output}/: {count(len(summary.changed), 'file')} written, {summary.unchanged} unchanged, "
            f"{summary.removed} removed; start at {options.output}/index.html"
        )
    else:
        print(f"{options.output}/ is up to date: {in_words(summary)} ({seconds:.1f} s)")
    if options.verbose:
        print("\n".join(f"  {path}" for path in summary.changed))
    print(f"To look at it: python3 -m http.server --directory {options.output} 8000, then open http://127.0.0.1:8000/")


def _counted(counts: Mapping[str, int]) -> str:
    """`3 figures and 1 fact`, without what there is none of."""
    return listed([count(number, name.removesuffix("s")) for name, number in counts.items() if number]) or "nothing"


def in_words(summary: Summary) -> str:
    """What a site holds: `6 pages, 22 figures and 142 checked numbers`."""
    return listed(
        [
            count(summary.pages, "page"),
            count(summary.figures, "figure"),
            count(summary.numbers, "checked number"),
        ]
    )
