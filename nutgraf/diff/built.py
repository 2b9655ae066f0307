"""A site that was built, as a state to compare: read from its manifest, its pages and its figures' data."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from nutgraf.diff.snapshot import FactShown, FigureShown, Snapshot
from nutgraf.digest import digest_bytes
from nutgraf.model.figure import FactValue
from nutgraf.numbers import format_value
from nutgraf.permalinks import output_path
from nutgraf.problems import Outcome
from nutgraf.published import FigureInputs, Manifest, Published, PublishedFact, read_manifest

_DATA = re.compile(r"data/(?P<name>\w+)/(?P<date>\d{4}-\d{2}-\d{2})\.\w+")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "blockquote", "pre"})
_SET_ASIDE = frozenset({"svg", "figure", "nav", "aside", "script", "style", "details", "form"})
"""What a text is not compared in: drawings and their tables are compared by themselves."""


def snapshot_of_built(published: Published) -> Outcome[Snapshot | None]:
    """What a built site says and shows. Problem: `no-manifest`."""
    read = read_manifest(published)
    if read.value is None:
        return Outcome(None, read.problems)
    manifest = read.value
    figures = {figure.permalink: _figure(figure, published) for figure in manifest.figures}
    pages = {path: published.read(output_path(permalink)) or b"" for path, permalink in manifest.pages.items()}
    return Outcome(
        Snapshot(
            name=published.name,
            datasets=_datasets(manifest),
            facts={fact.permalink: _fact(fact, manifest.language) for fact in manifest.facts},
            figures=figures,
            texts={path: text_blocks(content.decode("utf-8", "replace")) for path, content in pages.items()},
        )
    )


def _datasets(manifest: Manifest) -> Mapping[str, tuple[str, str]]:
    found = [(match["name"], match["date"], manifest.sources[path]) for path, match in _data_files(manifest)]
    return {name: (date, digest) for name, date, digest in sorted(found)}


def _data_files(manifest: Manifest) -> Iterator[tuple[str, re.Match[str]]]:
    for path in manifest.sources:
        match = _DATA.fullmatch(path)
        if match is not None:
            yield path, match


def _fact(fact: PublishedFact, language: str) -> FactShown:
    return FactShown(fact.exhibit, format_value(_value(fact.value), fact.unit, language), fact.pages)


def _value(published: float | int | str) -> FactValue:
    """The value; a date was written as text."""
    if isinstance(published, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
        return dt.date.fromisoformat(published)
    return published


def _figure(figure: FigureInputs, published: Published) -> FigureShown:
    page = published.read(output_path(figure.embed)) or b""
    table = published.read(output_path(f"{figure.permalink}{figure.exhibit}.csv")) or b""
    drawings = _DRAWING.findall(page.decode("utf-8", "replace"))
    rows = sum(1 for _ in csv.reader(io.StringIO(table.decode("utf-8", "replace")))) - 1
    return FigureShown(
        name=figure.exhibit,
        words=figure.words,
        wide=drawings[0] if drawings else "",
        narrow=drawings[1] if len(drawings) > 1 else "",
        data=digest_bytes(table),
        rows=max(rows, 0),
        used_in=figure.pages,
    )


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
