"""The works that pages cite: `content/references.yaml`, CSL-YAML as Zotero exports it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.decode import Located, decode_yaml
from nutgraf.model.page import Bibliography, Citation
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources

BIBLIOGRAPHY = "content/references.yaml"

Work = Mapping[Located[str], Any]


@dataclass(frozen=True, slots=True)
class _WrappedWorks:
    """What some exporters write: the list under a key."""

    references: tuple[Work, ...] = ()


def read_bibliography(sources: Sources) -> Outcome[Bibliography]:
    """The works by key. Variables that the reference list does not use are allowed and passed over.

    Problems: `missing-key` for a work without id or title, `duplicate-citation`, and what `decode_yaml` finds.
    """
    if BIBLIOGRAPHY not in sources:
        return Outcome(Bibliography())
    text = sources.read_text(BIBLIOGRAPHY)
    wrapped = text.value.lstrip().startswith("references:")
    if wrapped:
        document = decode_yaml(text.value, BIBLIOGRAPHY, _WrappedWorks)
        works = document.value.references if document.value is not None else ()
        problems = [*text.problems, *document.problems]
    else:
        listed = decode_yaml(text.value, BIBLIOGRAPHY, tuple[Work, ...])
        works = listed.value or ()
        problems = [*text.problems, *listed.problems]
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
    for key in ("id", "title"):
        if not values.get(key):
            problems.append(Problem("missing-key", f"a work needs {key}", place, f"add a line {key}: …"))
            return None
    return Citation(
        key=str(values["id"]),
        title=str(values["title"]),
        url=str(values.get("URL") or ""),
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
            name = author.get("literal") or f"{author.get('given', '')} {author.get('family', '')}"
            yield str(name).strip()
        elif author:
            yield str(author)


def _day(value: Any) -> str:
    """A CSL date as readers see it: `18 March 2025`, `March 2025`, `2025`, or as the work words it."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if isinstance(parts, list | tuple) and parts:
            first = parts[0] if isinstance(parts[0], list | tuple) else parts
            return _written([int(part) for part in first if str(part).isdigit()])
        return str(value.get("literal") or value.get("raw") or "")
    if isinstance(value, dt.date):
        return _written([value.year, value.month, value.day])
    text = str(value) if value else ""
    numbers = text.split("-")
    return _written([int(number) for number in numbers]) if all(number.isdigit() for number in numbers) else text


def _written(parts: list[int]) -> str:
    if not parts:
        return ""
    if len(parts) == 1 or not 1 <= parts[1] <= len(MONTHS):
        return str(parts[0])
    month = f"{MONTHS[parts[1] - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{parts[2]} {month}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
