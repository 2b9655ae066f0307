"""Fixing: checked numbers that are not true any more get the digits that are, and nothing else changes."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nutgraf.checks import JudgedFact
from nutgraf.problems import Location
from nutgraf.sources import Sources

_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Correction:
    """The words between the brackets at `location`, as they were and as they are to be."""

    location: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fixes:
    """The changed files by path, and what was changed in them, in reading order."""

    files: Mapping[str, bytes]
    corrections: tuple[Correction, ...] = ()


def fix_numbers(judged: Iterable[JudgedFact], sources: Sources) -> Fixes:
    """Exchanges the literal numbers that disagree with their facts for what the judge says would be true.

    Left alone: claims with a title, those whose true words differ in more than digits, and those whose place in the
    file does not hold exactly the words that were judged (an escape of YAML, a line break).
    """
    wanted: dict[str, set[Correction]] = defaultdict(set)
    for each in judged:
        reference, verdict = each.reference, each.verdict
        if not verdict.agrees and verdict.rewritable and reference.title is None:
            correction = Correction(reference.location, reference.text, verdict.suggestion)
            wanted[reference.location.path].add(correction)
    files: dict[str, bytes] = {}
    made: list[Correction] = []
    for path, corrections in sorted(wanted.items()):
        text = sources.read_bytes(path).decode("utf-8")
        changed, done = _corrected(text, corrections)
        if done:
            files[path] = changed.encode()
            made += done
    return Fixes(files, tuple(made))


def show_changes(path: str, before: bytes, after: bytes) -> str:
    """A unified diff of a file, which is UTF-8; what `patch` and `git apply` understand."""
    old, new = (content.decode("utf-8").splitlines(keepends=True) for content in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _corrected(text: str, corrections: Iterable[Correction]) -> tuple[str, list[Correction]]:
    """The text with the corrections that could be made, and these."""
    lines = [len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0]
    lines += [found.end() for found in _LINE_END.finditer(text)]
    done: list[Correction] = []
    pieces: list[str] = []
    end = 0
    for correction in sorted(corrections, key=lambda each: each.location):
        start = lines[correction.location.line - 1] + correction.location.column - 1
        if start >= end and text.startswith(f"[{correction.old}]", start):
            pieces += [text[end : start + 1], correction.new]
            end = start + 1 + len(correction.old)
            done.append(correction)
    return "".join([*pieces, text[end:]]), done
