"""The data of an interactive chart: a published table where the chart shows one unchanged, else the values themselves.

A table of the view file is one of

- `{"csv": ADDRESS, "delimiter": ",", "types": {COLUMN: "number" | "text" | "day" | "flag"}}`: the columns of a
  published file; empty cells are missing, a day is midnight in UTC;
- `{"columns": {NAME: [VALUE, …]}}`: rows that all have the same columns;
- `{"value": …}`: anything else, such as a map.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nutgraf.figures.tasks import MakeExhibit
from nutgraf.model.dataset import DELIMITERS
from nutgraf.permalinks import relative_to

Table = dict[str, Any]

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TEXT_FORMATS = {"csv": ",", "tsv": "\t", "dsv": ","}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_OVERHEAD = 2  # times the size of what is drawn; a published file with more columns than that is not worth loading
_MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A CSV or TSV that the site publishes: its `address` seen from the figure's page, and its columns of text."""

    address: str
    delimiter: str
    size: int
    columns: Mapping[str, Sequence[str]]

    @property
    def rows(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def published_tables(task: MakeExhibit) -> tuple[PublishedTable, ...]:
    """The inputs of a task that are tables, may be passed on whole, and are small enough for a reader to load."""
    link = relative_to(task.plan.permalink)
    tables = [
        (task.sources.read_bytes(version.path), link(given.dataset.file(version)), DELIMITERS[version.format])
        for given in task.plan.inputs
        if given.dataset.redistribution == "open"
        for version in given.versions
        if version.is_table
    ]
    return tuple(_read(*table) for table in tables if len(table[0]) <= _MOST_BYTES)


def view_table(values: Any, published: Iterable[PublishedTable]) -> Table:
    """How a chart's `values` get to its reader."""
    rows = values if isinstance(values, list) and values and all(isinstance(row, dict) for row in values) else []
    names = list(rows[0]) if rows else []
    if not names or any(list(row) != names for row in rows):
        return {"value": values}
    columns = {name: [row[name] for row in rows] for name in names}
    inline: Table = {"columns": columns}
    most = _MOST_OVERHEAD * len(json.dumps(inline, ensure_ascii=False, separators=(",", ":")).encode())
    for table in published:
        if table.rows == len(rows) and table.size <= most and columns.keys() <= table.columns.keys():
            types = {name: _type(table.columns[name], values) for name, values in columns.items()}
            if all(types.values()):
                return {"csv": table.address, "delimiter": table.delimiter, "types": types}
    return inline


def parsed_text(data: Mapping[str, Any]) -> dict[str, Any]:
    """Vega data whose values are CSV text, with rows instead; other data as they are.

    Vega's reader of such text makes code of it, which no page allows.
    """
    form = data.get("format")
    kind = form.get("type") if isinstance(form, Mapping) else None
    if not isinstance(form, Mapping) or not isinstance(data.get("values"), str) or kind not in _TEXT_FORMATS:
        return dict(data)
    delimiter = form.get("delimiter", ",") if kind == "dsv" else _TEXT_FORMATS[kind]
    rows = list(csv.DictReader(io.StringIO(data["values"]), delimiter=delimiter, restval=""))
    return {**data, "values": rows, "format": {"parse": form["parse"]} if "parse" in form else {}}


def _read(content: bytes, address: str, delimiter: str) -> PublishedTable:
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    header, *rows = [line for line in lines if line]
    columns = dict(zip(header, map(list, zip(*rows, strict=False)), strict=False))
    return PublishedTable(address, delimiter, len(content), columns)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text)


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return f"{text}T00:00:00Z"


def _flag(text: str) -> bool:
    return {"true": True, "false": False}[text]


_TYPES: Mapping[str, Callable[[str], Any]] = {"number": _number, "text": str, "day": _day, "flag": _flag}


def _type(texts: Sequence[str], values: Sequence[Any]) -> str:
    """The type that makes a column of text into exactly these values; "" where none does."""
    for name, read in _TYPES.items():
        try:
            if all(_same(read(text) if text else None, value) for text, value in zip(texts, values, strict=True)):
                return name
        except (ValueError, KeyError):
            continue
    return ""


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
