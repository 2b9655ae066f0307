"""Works from other files, added to `content/references.yaml` with everything in it left as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from nutgraf.decode import Located
from nutgraf.edits.bibtex import parse_bibtex
from nutgraf.edits.descriptor_text import content_end
from nutgraf.model.work import Bibliography, Work
from nutgraf.pages.bibliography import read_works
from nutgraf.pages.works import WorkReader
from nutgraf.problems import Outcome, Problem


@dataclass(frozen=True, slots=True)
class Import:
    """What an import comes to: works to add, in the order of their file, and keys that were there with the same
    work."""

    added: tuple[Work, ...]
    known: tuple[str, ...]


def works_of_file(text: str, path: str) -> Outcome[tuple[Work, ...] | None]:
    """The works of a BibTeX file, or of one of CSL where the name ends in .json, .yaml or .yml.

    Problems: `bibtex-syntax`, and those of `read_works`.
    """
    if path.endswith((".json", ".yaml", ".yml")):
        return read_works(text, path)
    entries = parse_bibtex(text, path)
    reader = WorkReader(path)
    works: list[Work] = []
    for entry in entries.value:
        place = entry.location
        work = reader.read({Located(name, place): Located(value, place) for name, value in entry.variables.items()})
        if work is not None:
            works.append(work)
    return Outcome(tuple(works), (*entries.problems, *reader.problems))


def plan_import(works: tuple[Work, ...], bibliography: Bibliography) -> Outcome[Import]:
    """Which works are new. Problem: `duplicate-citation` for a key that stands for another work."""
    there = dict(bibliography.items)
    added: list[Work] = []
    known: list[str] = []
    problems: list[Problem] = []
    for work in works:
        other = there.get(work.key)
        if other is None:
            there[work.key] = work
            added.append(work)
        elif other.variables == work.variables:
            known.append(work.key)
        else:
            message = f"the key {work.key} stands for another work at {other.location}"
            hint = "give one of the two another key, or change the work by hand"
            problems.append(Problem("duplicate-citation", message, work.location, hint))
    return Outcome(Import(tuple(added), tuple(known)), tuple(problems))


def with_works(text: str, works: tuple[Work, ...]) -> str:
    """The text of `references.yaml` with the works at the end of its list.

    ValueError, with what to do, where the list is written so that nothing can be added safely.
    """
    items = "".join(_item(work) for work in works)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return text + ("" if not text or text.endswith("\n") else "\n") + items
    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == "references"), root)
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or not root.value:
        raise ValueError("write the works as a list with a line “- id: …” for each")
    indent = " " * (root.start_mark.column)
    end = text.find("\n", content_end(root))
    head, tail = (text, "") if end < 0 else (text[: end + 1], text[end + 1 :])
    lines = "".join(f"{indent}{line}\n" for line in items.splitlines())
    return head + ("" if head.endswith("\n") else "\n") + lines + tail


def _item(work: Work) -> str:
    written = {"id": work.key} | {name: _value(value) for name, value in work.variables.items()}
    # None writes what holds nothing nested in one line: names should be, the work itself should not.
    style = None if any(isinstance(value, list | dict) for value in written.values()) else False
    text: str = yaml.safe_dump([written], sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=style)
    return text


def _value(value: Any) -> Any:
    """Dates as authors write them; all else as it is."""
    if not isinstance(value, Mapping):
        return value
    parts = value.get("date-parts", [])
    if set(value) != {"date-parts"} or len(parts) != 1 or not 1 <= parts[0][0] <= 9999:
        return value["literal"] if set(value) == {"literal"} else dict(value)
    if len(parts[0]) == 3:
        return dt.date(*parts[0])
    return parts[0][0] if len(parts[0]) == 1 and parts[0][0] >= 1000 else "-".join(f"{p:02d}" for p in parts[0])
