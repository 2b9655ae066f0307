"""The works that pages cite: `content/references.yaml`, CSL-YAML as Zotero exports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.decode import Located, decode_yaml
from nutgraf.model.page import Bibliography, Citation
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources

BIBLIOGRAPHY = "content/references.yaml"

# The order of a name's parts in CSL.
_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")

Work = Mapping[Located[str], Any]


@dataclass(frozen=True, slots=True)
class _WrappedWorks:
    """What some exporters write: the list under a key."""

    references: tuple[Work, ...] = ()


def read_bibliography(sources: Sources) -> Outcome[Bibliography]:
    """The works by key. Variables that the reference list does not use are allowed and passed over.

    Problems: `missing-key` for a work without id or title, `duplicate-citation`, `unknown-scheme` for an address that
    is none of the web, and what `decode_yaml` finds.
    """
    if BIBLIOGRAPHY not in sources:
        return Outcome(Bibliography())
    text = sources.read_text(BIBLIOGRAPHY)
    target: Any = tuple[Work, ...] | _WrappedWorks
    decoded = decode_yaml(text.value, BIBLIOGRAPHY, target)
    works = decoded.value.references if isinstance(decoded.value, _WrappedWorks) else decoded.value or ()
    problems = [*text.problems, *decoded.problems]
    items: dict[str, Citation] = {}
    for work in works:
        citation = _citation(work, problems)
        if citation is None:
            continue
        first = items.setdefault(citation.key, citation)
        if first is not citation:
            message = f"the key {citation.key} stands for another work at {first.location}"
            problems.append(Problem("duplicate-citation", message, citation.location, "give each work its own key"))
    return Outcome(Bibliography(items), tuple(problems))


def _citation(work: Work, problems: list[Problem]) -> Citation | None:
    values = {key.value: value for key, value in work.items()}
    places = {key.value: key.location for key in work}
    place = places.get("id") or min(places.values(), default=Location(BIBLIOGRAPHY))
    missing = [key for key in ("id", "title") if values.get(key) in (None, "")]
    problems += (Problem("missing-key", f"a work needs {key}", place, f"add a line {key}: …") for key in missing)
    if missing:
        return None
    url = str(values.get("URL") or "")
    if url and not url.startswith(("https://", "http://")):
        hint = "write the whole address: https://…"
        problems.append(Problem("unknown-scheme", f"{url} is no address of a web page", places["URL"], hint))
    return Citation(
        key=str(values["id"]),
        title=str(values["title"]),
        url=url,
        author=tuple(_names(values.get("author"))),
        container_title=str(values.get("container-title") or ""),
        publisher=str(values.get("publisher") or ""),
        issued=_day(values.get("issued")),
        accessed=_day(values.get("accessed")),
        location=place,
    )


def _names(authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list | tuple) else [authors]:
        if isinstance(author, Mapping):
            parts = (author.get(part) for part in _NAME_PARTS)
            yield str(author.get("literal") or " ".join(str(part) for part in parts if part))
        elif author:
            yield str(author)


def _day(value: Any) -> str:
    """A CSL date as ISO text, as much of it as there is (`2025-03-18`, `2025-03`, `2025`), or as the work words it."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if not isinstance(parts, list | tuple) or not parts:
            return str(value.get("literal") or value.get("raw") or "")
        first = parts[0] if isinstance(parts[0], list | tuple) else parts
        value = "-".join(str(part) for part in first)
    text = str(value) if value else ""
    if not _DATE.fullmatch(text):
        return text
    year, *rest = (int(number) for number in text.split("-"))
    if not rest or not 1 <= rest[0] <= 12:
        return f"{year:04d}"
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
