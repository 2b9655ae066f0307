"""The front matter of a page: YAML between two lines of `---`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nutgraf.decode import Located, decode_yaml
from nutgraf.model.page import CorrectionKind
from nutgraf.problems import Location, Outcome, Problem

_FENCE = re.compile(r"---[ \t]*\n")
_MINIMAL = """start the file with
---
title: What happened
summary: One sentence that says why it matters.
date: 2026-01-31
---"""


@dataclass(frozen=True, slots=True)
class WrittenCorrection:
    """A correction as authors write it; `figures` are names of charts and tables."""

    date: Located[dt.date]
    kind: CorrectionKind
    text: Located[str]
    figures: tuple[Located[str], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What authors may write. `figure` names the exhibit that leads in lists; `data` pins versions of datasets."""

    title: Located[str]
    summary: Located[str]
    date: Located[dt.date]
    updated: Located[dt.date] | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    data: Mapping[Located[str], dt.date] = field(default_factory=dict)
    figure: Located[str] | None = None
    slug: Located[str] | None = None
    draft: bool = False
    corrections: tuple[WrittenCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page's front matter and its body; `first_line` is the body's first line in the file."""

    front_matter: FrontMatter
    body: str
    first_line: int


def split_page(text: str, path: str) -> Outcome[SplitPage | None]:
    """Problems: `missing-front-matter`, `unknown-front-matter-key`, and what `decode_yaml` finds."""
    start = _FENCE.match(text)
    end = re.compile(r"^---[ \t]*$", re.MULTILINE).search(text, start.end()) if start else None
    if start is None or end is None:
        said = "the front matter does not end: a line of --- is missing" if start else "the page has no front matter"
        return Outcome(None, (Problem("missing-front-matter", said, Location(path), _MINIMAL),))
    source = text[start.end() : end.start()]
    decoded = decode_yaml(source, path, FrontMatter, first_line=2, unknown_key_code="unknown-front-matter-key")
    if decoded.value is None:
        return Outcome(None, decoded.problems)
    body = text[end.end() :].removeprefix("\n")
    first_line = text.count("\n", 0, end.end()) + 2
    problems = (*decoded.problems, *_empty_texts(decoded.value), *_date_problems(decoded.value))
    return Outcome(SplitPage(decoded.value, body, first_line), problems)


def _empty_texts(front_matter: FrontMatter) -> Iterator[Problem]:
    for name, text in (("title", front_matter.title), ("summary", front_matter.summary)):
        if not text.value.strip():
            yield Problem("missing-key", f"{name} is empty", text.location, f"write the {name} after {name}:")


def _date_problems(front_matter: FrontMatter) -> tuple[Problem, ...]:
    updated = front_matter.updated
    if updated is None or updated.value >= front_matter.date.value:
        return ()
    message = f"updated {updated.value} is before the date, {front_matter.date.value}"
    return (Problem("updated-before-date", message, updated.location, "leave updated out, or mend one of the two"),)
