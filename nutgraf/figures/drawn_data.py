"""The data that a chart shows, as a table: the figure's CSV and the table in the page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nutgraf.figures.shapes import rows_of
from nutgraf.model.dataset import DataField
from nutgraf.model.figure import Column, DrawnData

_CHANNELS_WITHOUT_DATA = frozenset({"href", "url", "description", "order", "key"})


def drawn_data(spec: Mapping[str, Any], fields: Mapping[str, DataField]) -> DrawnData:
    """The columns that the encodings of `spec` use, of the frame with the most values.

    `fields` are the schema's fields by name: a column that has one takes its title and unit from there, unless the
    encoding says its own. A spec without data of its own gives an empty table.
    """
    datasets: Mapping[str, Any] = spec.get("datasets", {})
    best: tuple[int, dict[str, str], Sequence[Mapping[str, Any]]] = (0, {}, ())
    forms = dict(_forms(spec))
    for name, titles in _used_fields(spec).items():
        rows = rows_of(datasets.get(name), forms.get(name))
        present = {field: title for field, title in titles.items() if rows and field in rows[0]}
        if len(rows) * len(present) > best[0]:
            best = (len(rows) * len(present), present, rows)
    _, titles, rows = best
    rows = _in_order_of_groups(rows, spec)
    ordered = [name for name in (rows[0] if rows else ()) if name in titles]
    columns = tuple(_column(name, titles[name], fields.get(name), rows) for name in ordered)
    return DrawnData(columns, tuple(tuple(cell_text(row.get(name)) for name in ordered) for row in rows))


def _in_order_of_groups(rows: Sequence[Mapping[str, Any]], spec: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The rows by their bins and time units, where there is one row for each group: which of them stood first in the
    data that they were worked out from tells a reader nothing."""
    for view in _views(spec, _View()):
        definitions = [part for part in view.encoding.values() if isinstance(part, dict) and "field" in part]
        keys = [part for part in definitions if "aggregate" not in part]
        names = [
            part["field"].replace("\\", "")
            for part in sorted(keys, key=lambda part: not (part.get("bin") or part.get("timeUnit")))
        ]
        if len(keys) == len(definitions) or not any(part.get("bin") or part.get("timeUnit") for part in keys):
            continue
        found = {tuple(str(row.get(name)) for name in names) for row in rows}
        if rows and len(found) == len(rows) and all(name in rows[0] for name in names):
            return sorted(rows, key=lambda row: [_rank(row.get(name)) for name in names])
    return rows


def _rank(value: Any) -> tuple[bool, float, str]:
    """Numbers first, then texts, then what is missing."""
    number = float(value) if _is_number(value) else math.inf
    return value is None, number, "" if _is_number(value) else str(value)


def _column(name: str, title: str, field: DataField | None, rows: Sequence[Mapping[str, Any]]) -> Column:
    values = [row.get(name) for row in rows]
    numeric = any(_is_number(value) for value in values) and all(_is_number(v) or v is None for v in values)
    shown = title or (field.title if field is not None else "") or name.replace("_", " ")
    return Column(name, shown, field.unit if field is not None else "", numeric)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _used_fields(spec: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """For each named frame the fields that encodings use, with the encoding's own title or ""."""
    used: dict[str, dict[str, str]] = {}
    for view in _views(spec, _View()):
        named: dict[str, str] = {}
        for channel, definitions in view.encoding.items():
            if channel in _CHANNELS_WITHOUT_DATA:
                continue
            for definition in definitions if isinstance(definitions, list) else [definitions]:
                for name, title in _fields_of(definition):
                    named[name] = named.get(name) or title
        for data_name, titles in [(view.data_name, named), *_looked_up(view.transforms, named)]:
            fields = used.setdefault(data_name, {})
            fields |= {name: fields.get(name) or title for name, title in titles.items()}
    return used


def _looked_up(transforms: Sequence[Any], named: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """For each table that a lookup joins: its name, and its key and those of its fields that encodings name."""
    for step in transforms:
        source = step.get("from") if isinstance(step, dict) and "lookup" in step else None
        data = source.get("data") if isinstance(source, dict) else None
        if not isinstance(source, dict) or not isinstance(data, dict) or not isinstance(data.get("name"), str):
            continue
        fields = source.get("fields", [])
        known_as = step.get("as") or fields
        pairs = zip(fields, known_as if isinstance(known_as, list) else [known_as], strict=False)
        titles = {own: named[name] for own, name in pairs if name in named}
        if titles:
            yield data["name"], {str(source.get("key")): "", **titles}


def _fields_of(definition: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(definition, dict):
        return
    if isinstance(definition.get("field"), str):
        yield definition["field"].replace("\\", ""), _own_title(definition)
    condition = definition.get("condition")
    for part in condition if isinstance(condition, list) else [condition]:
        yield from _fields_of(part)


def _own_title(definition: Mapping[str, Any]) -> str:
    axis = definition.get("axis")
    for title in (definition.get("title"), axis.get("title") if isinstance(axis, dict) else None):
        if isinstance(title, str):
            return title
    return ""


@dataclass(frozen=True, slots=True)
class _View:
    """A unit of a composition: the name of its data, its encoding and transforms, what it inherits included."""

    data_name: str = ""
    encoding: Mapping[str, Any] = field(default_factory=dict)
    transforms: tuple[Any, ...] = ()


def _forms(value: Any) -> Iterator[tuple[str, Any]]:
    """The `format` of each named data of a spec."""
    if isinstance(value, dict):
        data = value.get("data")
        if isinstance(data, dict) and "format" in data and isinstance(data.get("name"), str):
            yield data["name"], data["format"]
        for key, part in value.items():
            if key not in {"data", "datasets", "config", "usermeta"}:
                yield from _forms(part)
    elif isinstance(value, list):
        for part in value:
            yield from _forms(part)


def _views(spec: Mapping[str, Any], outer: _View) -> Iterator[_View]:
    """Each unit of a composition that has named data."""
    data = spec.get("data")
    data_name, transforms = outer.data_name, outer.transforms
    if isinstance(data, dict) and isinstance(data.get("name"), str):
        data_name, transforms = data["name"], ()
    transforms = (*transforms, *spec.get("transform", []))
    encoding = {**outer.encoding, **spec.get("encoding", {})}
    if isinstance(spec.get("facet"), dict):
        encoding = {**encoding, **({"facet": spec["facet"]} if "field" in spec["facet"] else spec["facet"])}
    parts: list[Any] = []
    for key in ("layer", "hconcat", "vconcat", "concat"):
        parts += spec.get(key, [])
    if isinstance(spec.get("spec"), dict):
        parts.append(spec["spec"])
    view = _View(data_name, encoding, transforms)
    if data_name and not parts:
        yield view
    for part in parts:
        yield from _views(part, view)


def cell_text(value: Any) -> str:
    """A value as CSV text: shortest form of twelve digits for floats, ISO dates, "" for what is missing."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".12g")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value).removesuffix("T00:00:00.000Z").removesuffix("T00:00:00Z")


def csv_bytes(data: DrawnData) -> bytes:
    """The table as CSV in UTF-8 with `\\n` line ends, header first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in data.columns])
    writer.writerows(data.rows)
    return text.getvalue().encode()
