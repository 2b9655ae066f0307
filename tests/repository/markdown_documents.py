"""Markdown files as a Git host shows them: headings with their anchors, links, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^( *)(```+|~~~+).*?^\1\2`*\s*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    path: Path
    text: str

    @property
    def without_code_blocks(self) -> str:
        return FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """The targets of all links outside code."""
        return LINK.findall(CODE.sub("code", self.without_code_blocks))

    @property
    def headings(self) -> list[str]:
        return HEADING.findall(self.without_code_blocks)

    @property
    def anchors(self) -> set[str]:
        return {anchor(heading) for heading in self.headings}

    def table_keys(self, heading: str = "") -> set[str]:
        """What stands in code in the first cells of the tables, of the whole document or of one section."""
        text = self.section(heading) if heading else self.without_code_blocks
        first_cells = re.findall(r"^\| *(`.+?`(?:, `.+?`)*) *\|", text, re.MULTILINE)
        return {key for cell in first_cells for key in re.findall(r"`([^`]+)`", cell)}

    def section(self, heading: str) -> str:
        """The text below a heading of the second level, to the next one."""
        match = re.search(
            rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.without_code_blocks, re.MULTILINE | re.DOTALL
        )
        assert match is not None, f"{self.path.name} has no section {heading!r}"
        return match[1]


def read_document(path: Path) -> MarkdownDocument:
    return MarkdownDocument(path, path.read_text(encoding="utf-8"))


def anchor(heading: str) -> str:
    """The anchor that Git hosts give a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
