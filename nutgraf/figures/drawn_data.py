"""The data that a chart shows, as a table: the figure's CSV and the table in the page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nutgraf.model.dataset import DataField
from nutgraf.model.figure import Column, DrawnData

_CHANNELS_WITHOUT_DATA = frozenset({"href", "url", "description", "order", "key"})


def drawn_data(spec: Mapping[str, Any], fields: Mapping[str, DataField]) -> DrawnData:
    """The columns that the encodings of `spec` use, of the frame with the most values.

    `fields` are the schema's fields by name: a column that has one takes its title and unit from there, unless the
    encoding says its own. A spec without data of its own gives an empty table.
    """
    datasets: Mapping[str, Sequence[Mapping[str, Any]]] = spec.get("datasets", {})
    best: tuple[int, dict[str, str], Sequence[Mapping[str, Any]]] = (0, {}, ())
    for name, titles in _used_fields(spec).items():
        rows = datasets.get(name, ())
        present = {field: title for field, title in titles.items() if rows and field in rows[0]}
        if len(rows) * len(present) > best[0]:
            best = (len(rows) * len(present), present, rows)
    _, titles, rows = best
    ordered = [name for name in (rows[0] if rows else ()) if name in titles]
    columns = tuple(_column(name, titles[name], fields.get(name), rows) for name in ordered)
    return DrawnData(columns, tuple(tuple(cell_text(row.get(name)) for name in ordered) for row in rows))


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
    for data_name, encoding in _views(spec, None, {}):
        fields = used.setdefault(data_name, {})
        for channel, definitions in encoding.items():
            if channel in _CHANNELS_WITHOUT_DATA:
                continue
            for definition in definitions if isinstance(definitions, list) else [definitions]:
                for field, title in _fields_of(definition):
                    fields[field] = fields.get(field) or title
    return used


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


def _views(
    spec: Mapping[str, Any], data_name: str | None, inherited: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each unit of a composition: the name of its data and its encoding, inherited channels included."""
    data = spec.get("data")
    if isinstance(data, dict) and isinstance(data.get("name"), str):
        data_name = data["name"]
    encoding = {**inherited, **spec.get("encoding", {})}
    if isinstance(spec.get("facet"), dict):
        encoding = {**encoding, **({"facet": spec["facet"]} if "field" in spec["facet"] else spec["facet"])}
    parts: list[Any] = []
    for key in ("layer", "hconcat", "vconcat", "concat"):
        parts += spec.get(key, [])
    if isinstance(spec.get("spec"), dict):
        parts.append(spec["spec"])
    if data_name is not None and not parts:
        yield data_name, encoding
    for part in parts:
        yield from _views(part, data_name, encoding)


def without_unused_columns(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec without the columns of its frames that it names nowhere, for publication.

    A frame often carries more than a chart draws, and of some datasets only what is drawn may be passed on. A name
    that stands anywhere in the spec's texts counts as used, so that the spec still draws the same.
    """
    texts = list(_texts({key: value for key, value in spec.items() if key not in {"datasets", "usermeta"}}))
    said = "\n".join(texts)
    datasets = {
        name: _narrowed(rows, said) if isinstance(rows, list) else rows
        for name, rows in spec.get("datasets", {}).items()
    }
    return {**spec, "datasets": datasets} if datasets else dict(spec)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys left out."""
    if isinstance(value, str):
        yield value.replace("\\", "")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _narrowed(rows: list[Any], said: str) -> list[Any]:
    if not all(isinstance(row, dict) for row in rows):
        return rows
    unused = {name for row in rows[:1] for name in row if name not in said}
    return [{name: value for name, value in row.items() if name not in unused} for row in rows]


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
