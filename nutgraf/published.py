"""What was published: a folder, or a site at an address, the manifest of its files, and the text of its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from nutgraf.fetching import fetch
from nutgraf.model.artifact import MANIFEST
from nutgraf.model.step import Step, parse_steps
from nutgraf.problems import Location, Outcome, Problem

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "blockquote", "pre"})
_SET_ASIDE = frozenset({"svg", "figure", "nav", "aside", "script", "style", "details", "form"})
"""What a text is not compared in: drawings and their tables are compared by themselves."""

UNLISTED = frozenset({MANIFEST, ".gitignore"})
"""What a published folder may hold though no manifest lists it."""


class Published(Protocol):
    """A published site. `name` stands before the paths of its files in messages."""

    @property
    def name(self) -> str: ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, None where there is none."""
        ...

    def paths(self) -> frozenset[str] | None:
        """All files that there are; None where that cannot be known."""
        ...


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A site in a folder."""

    folder: Path
    name: str

    def read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return None

    def paths(self) -> frozenset[str] | None:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        found = {path.relative_to(self.folder).as_posix() for path in files}
        return frozenset(path for path in found if path not in UNLISTED and not path.startswith(".git/"))


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """A site at an address, which ends with `/`."""

    name: str

    def read(self, path: str) -> bytes | None:
        fetched = fetch(f"{self.name}{quote(path)}").value
        return fetched.content if fetched is not None else None

    def paths(self) -> frozenset[str] | None:
        return None


@dataclass(frozen=True, slots=True)
class FigureInputs:
    """What a figure was made from, digests of modules and data by path, the
    permalink of its page for other sites, its title, subtitle and notes, and the source files of its pages."""

    exhibit: str
    permalink: str
    inputs: Mapping[str, str]
    embed: str = ""
    words: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """A fact as it was published: its value, a date as ISO text, its unit, and the source files of its pages."""

    exhibit: str
    permalink: str
    value: float | int | str
    unit: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` records: versions of the program and its libraries, digests of files and sources.

    `pages` are the permalinks of pages by their source file, `changed` the days of their last change, as ISO text.
    `steps` are none where an older program wrote it.
    """

    generator: Mapping[str, str]
    url: str
    language: str
    files: Mapping[str, str]
    sources: Mapping[str, str]
    figures: Sequence[FigureInputs] = field(default=())
    facts: Sequence[PublishedFact] = field(default=())
    pages: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


def read_manifest(published: Published) -> Outcome[Manifest | None]:
    """The manifest of a published site. Problem: `no-manifest`, where there is none that can be read."""
    place = Location(f"{published.name}{MANIFEST}")
    content = published.read(MANIFEST)
    if content is None:
        hint = "build the site first, or see that the address is that of its home page"
        return Outcome(None, (Problem("no-manifest", "there is no manifest", place, hint),))
    try:
        return Outcome(parse_manifest(content))
    except (ValueError, LookupError, TypeError, AttributeError):
        hint = "it was not written by this program, or was changed afterwards; build the site again"
        return Outcome(None, (Problem("no-manifest", "the manifest cannot be read", place, hint),))


def parse_manifest(content: bytes) -> Manifest:
    """The manifest in the bytes of a `manifest.json`; anything else is one of Python's own errors."""
    said = json.loads(content)
    return Manifest(
        generator=_texts(said["generator"]),
        url=str(said["url"]),
        language=str(said["language"]),
        files=_texts(said["files"]),
        sources=_texts(said["sources"]),
        figures=tuple(
            FigureInputs(
                str(figure["exhibit"]),
                str(figure["permalink"]),
                {**_texts(figure["modules"]), **_texts(figure["data"])},
                str(figure["embed"]),
                tuple(str(figure[name]) for name in ("title", "subtitle", "notes")),
                tuple(map(str, figure["pages"])),
            )
            for figure in said["figures"]
        ),
        facts=tuple(
            PublishedFact(
                str(fact["exhibit"]),
                str(fact["permalink"]),
                fact["value"],
                str(fact["unit"]),
                tuple(map(str, fact["pages"])),
            )
            for fact in said["facts"]
        ),
        pages=_texts(said["pages"]),
        changed=_texts(said.get("changed", {})),
        steps=parse_steps(said.get("steps", {}), tuple(said["sources"]), tuple(said["files"])),
    )


def _texts(mapping: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in mapping.items()}


def text_blocks(html: str) -> tuple[str, ...]:
    """The text of a page's main part, a block for each paragraph, heading, item or cell, without its figures."""
    reader = _BlockReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


class _BlockReader(HTMLParser):
    """Gathers the text of blocks inside `<main>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._in_main = False
        self._aside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._in_main = True
        elif self._aside:
            if tag == self._aside[-1]:
                self._aside.append(tag)
        elif tag in _SET_ASIDE:
            self._aside.append(tag)
        if tag in _BLOCKS:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if self._aside and tag == self._aside[-1]:
            self._aside.pop()
        if tag in _BLOCKS or tag == "main":
            self._end_block()
        if tag == "main":
            self._in_main = False

    def handle_data(self, data: str) -> None:
        if self._in_main and not self._aside:
            self._words.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.blocks.append(text)
        self._words = []
