"""The cells of a dataset that may not be published: those that no figure draws and whose value tells them apart."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from nutgraf.checks.redistribution.contents import pieces_in
from nutgraf.model.dataset import DELIMITERS, Dataset, FieldType, Version
from nutgraf.model.figure import Exhibited, Figure
from nutgraf.model.site import Site
from nutgraf.sources import Sources

Cell = tuple[int, int]
"""The row and the column of a cell, from 0."""

_NUMERIC = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# That a series has a value for each month, or a company one of two answers, is no one's.
_FREE: frozenset[FieldType] = frozenset({"date", "datetime", "year", "yearmonth", "boolean"})
_DIGITS = 12
"""As many digits as figures are published with; two numbers that agree in them are one."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What of one version is not to be published. `spelt` maps each way to write a withheld value to its cell."""

    dataset: Dataset
    version: Version
    columns: tuple[str, ...]
    spelt: Mapping[str, Cell]

    def cells_of(self, column: int) -> int:
        return len({cell for cell in self.spelt.values() if cell[1] == column})


def withheld_cells(dataset: Dataset, version: Version, published: Set[str], sources: Sources) -> Withheld:
    """The cells of a version without those whose value is in `published`, spelt in one way or another.

    Only values that stand in one cell and nowhere else, and that are not common (four digits at least, eight letters),
    are among them: others could be anything.
    """
    columns = tuple(field.name for field in version.fields)
    kept = [position for position, field in enumerate(version.fields) if field.type not in _FREE]
    spellings: dict[Cell, frozenset[str]] = {}
    for row, cells in enumerate(rows_of(version, sources)):
        for column in kept:
            if column < len(cells) and cells[column] not in version.missing_values and _is_telling(cells[column]):
                spellings[row, column] = _spellings(cells[column])
    times = Counter(spelling for spelt in spellings.values() for spelling in spelt)
    spelt = {
        spelling: cell
        for cell, ways in spellings.items()
        if published.isdisjoint(ways) and all(times[way] == 1 for way in ways)
        for spelling in ways
    }
    return Withheld(dataset, version, columns, spelt)


def rows_of(version: Version, sources: Sources) -> Iterator[list[str]]:
    """The rows below the header of a version that is a table, none of one that is not."""
    if version.is_table:
        text = sources.read_bytes(version.path).decode("utf-8-sig", "replace")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[version.format])
        next(rows, None)
        yield from rows


@dataclass(frozen=True, slots=True)
class PublishedValues:
    """What the site publishes by right, as text without signs: `drawn`, what its figures draw and its facts say; and
    `open`, the cells of each open dataset."""

    drawn: frozenset[str]
    open: Mapping[str, frozenset[str]]

    def beside(self, dataset: Dataset, datasets: Mapping[str, Dataset]) -> Set[str]:
        """All of them, without those of open datasets that were made from `dataset`."""
        own = (cells for name, cells in self.open.items() if not _is_made_from(name, dataset.name, datasets))
        return self.drawn.union(*own)


def published_values(site: Site, exhibited: Exhibited, sources: Sources) -> PublishedValues:
    drawn = {spelling for fact in exhibited.facts.values() for spelling in _spellings(str(fact.value))}
    for identity, figure in exhibited.figures.items():
        drawn.update(cell.lstrip("-") for row in figure.data.rows for cell in row)
        if any(given.dataset.redistribution != "open" for given in site.figures[identity].inputs):
            drawn.update(str(value).lstrip("-") for value in _named_values(figure))
    cells = {
        name: frozenset(
            cell.lstrip("-") for version in dataset.versions for row in rows_of(version, sources) for cell in row
        )
        for name, dataset in site.datasets.items()
        if dataset.redistribution == "open"
    }
    return PublishedValues(frozenset(drawn), cells)


def _is_made_from(name: str, origin: str, datasets: Mapping[str, Dataset]) -> bool:
    """Whether the dataset `name` was derived from `origin`, by way of others perhaps."""
    waiting, seen = [name], set[str]()
    while waiting:
        at = waiting.pop()
        if at in datasets and at not in seen:
            seen.add(at)
            lineages = [version.lineage for version in datasets[at].versions if version.lineage is not None]
            waiting += [each.dataset for lineage in lineages for each in lineage.origins]
    return origin in seen - {name}


def _named_values(figure: Figure) -> Iterator[Any]:
    """The values in a figure's spec and in its view, of the columns that are named there beside their data."""
    for content in (figure.files.get("vl.json"), figure.view.content if figure.view is not None else None):
        if content is not None:
            document = json.loads(content)
            named = json.dumps({key: part for key, part in document.items() if key not in {"datasets", "tables"}})
            for name, values in _columns(document):
                if name in named:
                    yield from values


def _columns(document: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[Any]]]:
    for table in document.get("tables", ()):
        yield from table.get("columns", {}).items()
    tables = [*document.get("datasets", {}).values(), *(table.get("value") for table in document.get("tables", ()))]
    for rows in tables:
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            for name in dict.fromkeys(name for row in rows for name in row):
                yield name, (row[name] for row in rows if name in row)


def _is_telling(cell: str) -> bool:
    """Whether a value is so particular that finding it elsewhere means something."""
    text = cell.strip().lstrip("+-")
    if not _NUMERIC.fullmatch(text):
        return bool(pieces_in(text))
    digits = text.lower().partition("e")[0].replace(".", "").strip("0")
    return len(digits) >= 4 and not (text.isdigit() and 1500 <= int(text) <= 2100)


def _spellings(cell: str) -> frozenset[str]:
    """A number without its sign as files and figures write it; of a text, its longest piece."""
    text = cell.strip().lstrip("+-")
    if not _NUMERIC.fullmatch(text):
        return frozenset({text, *sorted(pieces_in(text), key=len)[-1:]})
    number = float(text)
    whole = {str(int(number)), f"{int(number)}.0"} if number.is_integer() and number < 1e15 else set()
    return frozenset({text, format(number, f".{_DIGITS}g"), repr(number), *whole})
