"""What commands say: problems, counts, exit statuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from nutgraf.problems import Problem, format_problem
from nutgraf.sources import Sources

FINE, PROBLEMS, USAGE = 0, 1, 2


def report_problems(
    problems: Sequence[Problem],
    sources: Sources,
    *,
    as_json: bool,
    end: str = "nothing was written",
    done: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """The problems of a command: JSON on standard output, or text on standard error that closes with `end`.

    `done` is what the command did nevertheless, as further members of the JSON.
    """
    if as_json:
        print_json({**done, "problems": [problem_as_json(problem) for problem in problems]})
        return
    for problem in problems:
        print(format_problem(problem, sources.line), end="\n\n", file=sys.stderr)
    print(f"{count(len(problems), 'problem')}; {end}", file=sys.stderr)


def problem_as_json(problem: Problem) -> dict[str, object]:
    place = problem.location
    values = [asdict(value) for value in problem.values]
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        **({"values": values} if values else {}),
    }


def print_json(value: object, indent: int | None = 1) -> None:
    """Where not every character can be written, the escapes of JSON stand for all that are not ASCII. Without an
    `indent` it is one line."""
    writes_all = (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=not writes_all, indent=indent), flush=indent is None)


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
