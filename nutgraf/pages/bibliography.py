"""The works that pages cite: `content/references.yaml` or `.json`, CSL as Zotero and Better BibTeX export it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.decode import Located, decode_yaml, parse_json
from nutgraf.model.work import Bibliography, Work
from nutgraf.pages.works import WorkReader
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import Sources

BIBLIOGRAPHIES = ("content/references.yaml", "content/references.json")

# Outside of YAML a character beyond the first 65,536 is escaped in two halves.
_ESCAPED_SURROGATES = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?"
    r"|(?<!\\)((?:\\\\)*)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)

# Text stays as it is written: an issue is 1.10, a commit 0055496.
_Value = str | tuple[Any, ...] | Mapping[str, Any] | None
WrittenWork = Mapping[Located[str], Located[_Value]]


@dataclass(frozen=True, slots=True)
class _WrappedWorks:
    """What some exporters write: the list under a key."""

    references: tuple[WrittenWork, ...] = ()


def read_bibliography(sources: Sources) -> Outcome[Bibliography]:
    """The works by key, from both files.

    Problems: those of `decode_yaml` and of `WorkReader`, `json-syntax`, `duplicate-citation`.
    """
    problems: list[Problem] = []
    items: dict[str, Work] = {}
    whole = True
    for path in (path for path in BIBLIOGRAPHIES if path in sources):
        text = sources.read_text(path)
        works = read_works(text.value, path)
        problems += (*text.problems, *works.problems)
        whole = whole and works.value is not None
        for work in works.value or ():
            first = items.setdefault(work.key, work)
            if first is not work:
                message = f"the key {work.key} stands for another work at {first.location}"
                problems.append(Problem("duplicate-citation", message, work.location, "give each work its own key"))
    return Outcome(Bibliography(items, whole), tuple(problems))


def read_works(text: str, path: str) -> Outcome[tuple[Work, ...] | None]:
    """The works of one file of CSL, in its order; those with the same key are all there. None: it cannot be read."""
    if path.endswith(".json"):
        # JSON is YAML, but for tabs between its parts; in its texts they may not stand.
        text = text.replace("\t", " ")
        syntax = parse_json(text, path)
        if syntax.problems:
            return Outcome(None, syntax.problems)
        text = _ESCAPED_SURROGATES.sub(_as_yaml_has_it, text)
    target: Any = tuple[WrittenWork, ...] | _WrappedWorks
    decoded = decode_yaml(text, path, target)
    if decoded.value is None:
        return Outcome(None, decoded.problems)
    written = decoded.value.references if isinstance(decoded.value, _WrappedWorks) else decoded.value
    reader = WorkReader(path)
    works = tuple(work for each in written if (work := reader.read(each)) is not None)
    return Outcome(works, (*decoded.problems, *reader.problems))


def _as_yaml_has_it(match: re.Match[str]) -> str:
    """An escape of a pair of surrogates as one; of half a pair, the mark for what cannot be shown."""
    high, low = match[2], match[3]
    if not high or not low:
        return f"{match[1] or match[4] or ''}\\ufffd"
    point = 0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF)
    return f"{match[1]}\\U{point:08x}"
