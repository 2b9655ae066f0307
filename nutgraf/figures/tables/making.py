"""From an exhibit and its data to a table. Needs pandas."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from nutgraf.exhibits.guard import Guard
from nutgraf.exhibits.running import run_exhibit
from nutgraf.figures.drawn_data import cell_text, csv_bytes
from nutgraf.figures.inputs import Inputs, copied
from nutgraf.figures.tables.columns import Originals, column_of, field_of, header_columns, originals
from nutgraf.figures.tables.declared import KEY, Declared, DeclaredColumn, read_declared
from nutgraf.figures.tables.flat import FlatTable, flat_table
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.figures.words import title_of
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Column, DrawnData, Figure
from nutgraf.model.site import Plan
from nutgraf.problems import Outcome, Problem
from nutgraf.vega.frames import frame_values
from nutgraf.worker.bounds import limited_time

_LETTERS_OF_A_MONTH = len("2026-05")


def make_table(guard: Guard, task: MakeExhibit, inputs: Inputs, seed: int = 0) -> Outcome[Figure | None]:
    """The table of a task's exhibit, whose chance starts from `seed`; None with problems.

    Problems: those of running it, of `flat_table` and of `read_declared`, and `exhibit-value` for what is no frame of
    words, numbers and dates. Raises MemoryError, and OutOfTimeError where the function takes longer than it may.
    """
    exhibit = task.plan.exhibit
    # What the exhibit changes in place is no longer what its dataset holds.
    arguments = {name: copied(value) for name, value in inputs.items()}
    with limited_time(task.house.seconds):
        outcome = run_exhibit(task.sources.root, exhibit, arguments, guard, seed)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    frame = outcome.value
    if not isinstance(frame, pd.DataFrame):
        message = f"{exhibit.name} returned {type(frame).__name__}, not a frame"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "return a pd.DataFrame"),))
    flat = flat_table(frame, exhibit)
    if flat.value is None:
        return Outcome(None, flat.problems)
    declared = read_declared(frame.attrs.get(KEY), flat.value.names, exhibit)
    problems = declared.problems or _cell_problems(flat.value, exhibit)
    if problems:
        return Outcome(None, problems)
    return Outcome(_table(task.plan, flat.value, declared.value, originals(task.plan, inputs)))


def _cell_problems(flat: FlatTable, exhibit: Exhibit) -> tuple[Problem, ...]:
    for name, column in flat.frame.items():
        for value in column:
            if isinstance(value, dict | list | set | tuple | bytes):
                message = f"the column {name} of {exhibit.name} holds {type(value).__name__} values"
                hint = "a cell is a word, a number or a date: explode, join or drop them"
                return (Problem("exhibit-value", message, exhibit.location, hint),)
    return ()


def _table(plan: Plan, flat: FlatTable, said: Declared, known: Originals) -> Figure:
    rows = frame_values(flat.frame)
    columns: list[Column] = []
    cells: list[list[str]] = []
    for name in flat.names:
        values = [row[name] for row in rows]
        texts = [_clean(cell_text(value)) for value in values]
        declared = said.columns.get(name, DeclaredColumn())
        column = column_of(name, texts, values, declared, field_of(name, flat.frame[name], known))
        columns.append(column)
        cells.append([text[:_LETTERS_OF_A_MONTH] for text in texts] if column.type == "yearmonth" else texts)
    headers = header_columns(columns, flat.levels, said.row_header)
    data = DrawnData(tuple(columns), tuple(zip(*cells, strict=True)), headers)
    title = said.title or title_of(plan.exhibit)
    return Figure(
        id=plan.id,
        title=title,
        subtitle=said.subtitle,
        description=said.description,
        notes=said.notes,
        credit=said.credit,
        drawing=None,
        data=data,
        files={"csv": csv_bytes(data), "json": _json_bytes(title, said, data, rows)},
    )


def _clean(text: str) -> str:
    """Text that can be written as UTF-8: halves of surrogate pairs have no form there."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _json_bytes(title: str, said: Declared, data: DrawnData, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The table with its words: what the page says of it, and a line for each of its rows, whose values have types."""
    words = {key: getattr(said, key) for key in ("subtitle", "description", "notes", "credit") if getattr(said, key)}
    table = {
        "title": title,
        **words,
        "columns": [_column_entry(column, header=place in data.headers) for place, column in enumerate(data.columns)],
    }
    head = json.dumps(table, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = (
        json.dumps(_typed(row, cells, data.columns), ensure_ascii=False)
        for row, cells in zip(rows, data.rows, strict=True)
    )
    return '{},\n "rows": [\n  {}\n ]\n}}\n'.format(head, ",\n  ".join(lines)).encode()


def _typed(row: Mapping[str, Any], cells: Sequence[str], columns: Sequence[Column]) -> dict[str, Any]:
    """A row's values by column; days and months are the text of their cells."""
    values = ((column.name, row[column.name], cell) for column, cell in zip(columns, cells, strict=True))
    return {name: cell if isinstance(value, str) else value for name, value, cell in values}


def _column_entry(column: Column, *, header: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": column.name, "title": column.title, "type": column.type}
    if column.unit:
        entry["unit"] = column.unit
    if column.digits is not None:
        entry["digits"] = column.digits
    return {**entry, "header": True} if header else entry
