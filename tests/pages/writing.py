"""Small sites in a folder of their own."""

from __future__ import annotations

from pathlib import Path

from nutgraf.model.page import Content, Page
from nutgraf.pages import read_content
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import read_sources

FRONT_MATTER = "---\ntitle: Title\nsummary: Summary.\ndate: 2026-01-31\n---\n"
ARTICLE = "content/markets/bubble.md"


def content_of(root: Path, files: dict[str, str | bytes], *, drafts: bool = False) -> Outcome[Content]:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_content(read_sources(root), drafts=drafts)


def page_of(root: Path, text: str, path: str = ARTICLE) -> Page:
    """The page of a file that has no problems."""
    outcome = content_of(root, {path: text})
    assert outcome.problems == ()
    (page,) = outcome.value.pages
    return page


def problems_of(root: Path, text: str, path: str = ARTICLE) -> list[tuple[str, int, int]]:
    """Code, line and column of the problems of one page."""
    return [shortened(problem) for problem in content_of(root, {path: text}).problems]


def shortened(problem: Problem) -> tuple[str, int, int]:
    return problem.code, problem.location.line, problem.location.column
