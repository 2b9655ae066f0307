"""Where fenced code stands, as the extension that renders it sees it."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from pymdownx.superfences import SuperFencesBlockPreprocessor  # type: ignore[import-untyped]  # has no types


class _FenceFinder(SuperFencesBlockPreprocessor):  # type: ignore[misc]  # its base has no types
    """The extension's own search for fences, which notes their lines instead of rendering them."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        renderer: Any = md.preprocessors["fenced_code_block"]
        self.config, self.extension = renderer.config, renderer.extension
        self.found: list[tuple[int, int]] = []

    def process_nested_block(self, ws: str, content: str, start: int, end: int) -> None:
        self.found.append((start, end))
        self.clear()


def fenced_lines(md: Markdown, text: str) -> list[tuple[int, int]]:
    """The fenced blocks of `text` as (first line, line after the last), lines counted from 0."""
    if "```" not in text and "~~~" not in text:
        return []
    finder = _FenceFinder(md)
    finder.run(text.expandtabs(md.tab_length).split("\n"))
    return finder.found
