"""A site that was built, as a state to compare: read from its manifest, its pages and its figures' data."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping

from nutgraf.diff.snapshot import FactShown, FigureShown, Snapshot
from nutgraf.digest import digest_bytes
from nutgraf.model.figure import FactValue
from nutgraf.numbers import format_value
from nutgraf.permalinks import output_path
from nutgraf.problems import Outcome
from nutgraf.published import FigureInputs, Manifest, Published, PublishedFact, read_manifest, text_blocks

_DATA = re.compile(r"data/(?P<name>\w+)/(?P<date>\d{4}-\d{2}-\d{2})\.\w+")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


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
