"""The command `references import`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS, count, report_problems
from nutgraf.edits.files import write_sources
from nutgraf.edits.referencing import plan_import, with_works, works_of_file
from nutgraf.pages.bibliography import BIBLIOGRAPHIES, read_bibliography
from nutgraf.problems import Location, Outcome, Problem, errors_in
from nutgraf.sources import Sources, read_sources

_TARGET = BIBLIOGRAPHIES[0]


def run_references(root: Path, options: argparse.Namespace) -> int:
    """Adds the works of a file to `content/references.yaml` of the site at `root`. Returns the exit status.

    What cannot be read, and keys that stand for other works, are told; the rest is added.
    """
    sources = read_sources(root)
    there = read_bibliography(sources)
    given = _read(Path(options.file))
    if not there.value.whole or given.value is None:
        report_problems((*errors_in(there.problems), *given.problems), sources, as_json=options.json)
        return PROBLEMS
    works = works_of_file(given.value, options.file)
    planned = plan_import(works.value or (), there.value)
    problems = [*works.problems, *planned.problems]
    added, known = planned.value.added, planned.value.known
    if added:
        try:
            text = with_works(_text(sources), added)
        except ValueError as reason:
            problem = Problem("wrong-type", "works cannot be added to this file", Location(_TARGET), str(reason))
            report_problems([*problems, problem], sources, as_json=options.json)
            return PROBLEMS
        write_sources(root, {_TARGET: text.encode()})
    if problems or options.json:
        done = {"added": [work.key for work in added], "known": list(known)}
        report_problems(problems, sources, as_json=options.json, end="the other works were added", done=done)
    if not options.json and not options.quiet:
        print(f"Added {count(len(added), 'work')} to {_TARGET}" + (f"; {len(known)} were there" if known else ""))
        for work in added:
            print(f"  [@{work.key}] {work.title}")
    return PROBLEMS if errors_in(problems) else FINE


def _text(sources: Sources) -> str:
    return sources.read_bytes(_TARGET).decode("utf-8-sig") if _TARGET in sources else ""


def _read(path: Path) -> Outcome[str | None]:
    try:
        return Outcome(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problem = Problem("missing-work-file", f"{path} cannot be read: {error.strerror}", Location(str(path)))
    except UnicodeDecodeError:
        hint = "save the file as UTF-8 (it may be Windows-1252 or UTF-16 now)"
        problem = Problem("encoding", f"{path} is not UTF-8", Location(str(path)), hint)
    return Outcome(None, (problem,))
