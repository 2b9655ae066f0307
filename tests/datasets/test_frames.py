from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.datasets.cells import WANTED, parse_cell
from nutgraf.datasets.frames import read_frame
from nutgraf.model.dataset import FieldType, Version
from nutgraf.problems import Location, Problem
from tests.datasets.versions import PATH, column, version

EVERY_TYPE = version(*(column(kind, kind) for kind in sorted(WANTED)))


def frame(text: str, described: Version) -> pd.DataFrame:
    outcome = read_frame(text.encode(), described)
    assert outcome.problems == ()
    return outcome.value


def problems(content: str | bytes, described: Version) -> list[Problem]:
    outcome = read_frame(content if isinstance(content, bytes) else content.encode(), described)
    assert list(outcome.value.columns) == [field.name for field in described.fields]
    assert len(outcome.value) == 0 or not outcome.problems
    return list(outcome.problems)


def only_problem(content: str | bytes, described: Version) -> Problem:
    (problem,) = problems(content, described)
    return problem


@pytest.mark.parametrize(
    ("kind", "cells", "dtype", "values"),
    [
        ("any", ["01", "x"], "str", ["01", "x"]),
        ("string", ["NA", "nan"], "str", ["NA", "nan"]),
        ("number", ["1", "2"], "float64", [1.0, 2.0]),
        ("number", ["1.5", ""], "float64", [1.5, None]),
        ("number", ["0.1", "37.13"], "float64", [0.1, 37.13]),
        ("number", ["18446744073709551616", "1"], "float64", [1.8446744073709552e19, 1.0]),
        ("integer", ["9007199254740993", "-1"], "int64", [9007199254740993, -1]),
        ("integer", ["9007199254740993", ""], "Int64", [9007199254740993, None]),
        ("boolean", ["true", "0"], "bool", [True, False]),
        ("boolean", ["TRUE", ""], "boolean", [True, None]),
        ("date", ["2024-02-29", ""], "datetime64[us]", [dt.datetime(2024, 2, 29), None]),
        ("date", ["1066-10-14", "2999-01-01"], "datetime64[us]", [dt.datetime(1066, 10, 14), dt.datetime(2999, 1, 1)]),
        ("datetime", ["2024-02-29T23:30:00-01:00"], "datetime64[us]", [dt.datetime(2024, 3, 1, 0, 30)]),
        ("yearmonth", ["2024-02"], "datetime64[us]", [dt.datetime(2024, 2, 1)]),
        ("year", ["1929", "2024"], "int64", [1929, 2024]),
        ("year", ["1929", ""], "Int64", [1929, None]),
    ],
)
def test_types_follow_the_schema(kind: FieldType, cells: list[str], dtype: str, values: list[Any]) -> None:
    read = frame("a,b\n" + "".join(f"{cell},x\n" for cell in cells), version(column("a", kind), column("b")))["a"]
    assert read.dtype == dtype
    assert [None if pd.isna(value) else value for value in read.tolist()] == values


def test_missing_values_are_those_that_the_schema_names() -> None:
    described = version(column("a", "number"), column("b", "string"), missing=("..", "n/a"))
    read = frame("a,b\n1,\n..,n/a\n", described)
    assert read["a"].isna().tolist() == [False, True]
    assert read["b"].tolist()[0] == ""
    assert pd.isna(read["b"].tolist()[1])
    assert only_problem("a,b\n,x\n", described).message == "a wants a number such as 1234.5, not ''"


def test_quotes_line_breaks_and_a_byte_order_mark() -> None:
    read = frame('\ufeffa,b\r\n"x, ""y""\nz",1\r\n2,3', version(column("a"), column("b", "integer")))
    assert read["a"].tolist() == ['x, "y"\nz', "2"]
    assert read["b"].tolist() == [1, 3]
    assert read.index.tolist() == [0, 1]


def test_a_file_without_rows_has_typed_columns() -> None:
    read = frame("a,b,c\n", version(column("a", "number"), column("b", "date"), column("c")))
    assert [str(dtype) for dtype in read.dtypes] == ["float64", "datetime64[us]", "str"]
    assert len(read) == 0


def test_bytes_that_are_not_utf_8_are_located() -> None:
    problem = only_problem("a\nx\né".encode() + b",\xe9\n", version(column("a")))
    assert problem.code == "csv-encoding"
    assert problem.location == Location(PATH, 3, 3, 4)
    assert "0xe9" in problem.message


@pytest.mark.parametrize("content", ["a\nx\n".encode("utf-16"), b"a\nx\0\n"])
def test_utf_16_and_null_bytes_are_refused(content: bytes) -> None:
    assert only_problem(content, version(column("a"))).code == "csv-encoding"


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        ("month,capé\n", "the column capé is not a field of the schema", "did you mean cape?", (1, 7)),
        ("month,cape,cape\n", "the column cape stands here a second time", "rename it or take it away", (1, 12)),
        ("month,,cape\n", "a column has no name", "fields: cape, month", (1, 7)),
        ("cape,month\n", "the columns stand in the order cape,month, the fields in month,cape",
         "give both the same order", (1, 1)),
        ("month;cape\n", "the columns are separated by ;, not by commas", "save the file as comma-separated values",
         (1, 1)),
        ("", "the file is empty", "begin it with the names of the columns: month,cape", (1, 1)),
    ],
)  # fmt: skip
def test_a_header_that_does_not_fit(text: str, message: str, hint: str, place: tuple[int, int]) -> None:
    problem = problems(text, version(column("month"), column("cape")))[0]
    assert (problem.code, problem.message, problem.hint) == ("csv-header", message, hint)
    assert (problem.location.line, problem.location.column) == place


def test_a_field_without_a_column() -> None:
    problem = only_problem("a\n1\n", version(column("a"), column("b")))
    assert (problem.code, problem.message) == ("csv-header", "the field b has no column")
    assert problem.location == Location(PATH, 1, 2, 0)


@pytest.mark.parametrize(
    ("row", "message", "column_number"),
    [
        ("1,2,3", "the row has 3 cells, the header 2", 5),
        ("1", "the row has 1 cell, the header 2", 2),
        ("", "the line is empty", 1),
    ],
)
def test_a_ragged_row_says_how_many_cells_it_has(row: str, message: str, column_number: int) -> None:
    problem = only_problem(f'a,b\n"x\ny",1\n{row}\n1,2\n', version(column("a"), column("b", "integer")))
    assert (problem.code, problem.message) == ("csv-ragged-row", message)
    assert (problem.location.line, problem.location.column) == (4, column_number)


def test_an_empty_line_is_a_row_of_a_single_column() -> None:
    assert frame("a\nx\n\ny\n", version(column("a")))["a"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("kind", "cell", "message", "hint"),
    [
        ("number", '"1,234"', "b wants a number such as 1234.5, not '1,234'", "without thousands separators"),
        ("number", "n/a", "b wants a number such as 1234.5, not 'n/a'", "list it under missingValues"),
        ("number", "inf", "b wants a number such as 1234.5, not 'inf'", "missingValues"),
        ("integer", "1.0", "b wants a whole number such as 1234, not '1.0'", ""),
        ("boolean", "yes", "b wants true or false, not 'yes'", "missingValues"),
        ("date", "31/12/2024", "b wants a date such as 2026-11-30, not '31/12/2024'", ""),
        ("year", "24", "b wants a year such as 2026, not '24'", ""),
        ("yearmonth", "2024-1", "b wants a month such as 2026-11, not '2024-1'", ""),
        ("datetime", "2024-01-01", "b wants a time such as 2026-11-30T14:05:00Z, not '2024-01-01'", ""),
        ("number", '"a\nb"', "b wants a number such as 1234.5, not 'a b'", "missingValues"),
        ("number", "x" * 50, f"b wants a number such as 1234.5, not '{'x' * 39}…'", "missingValues"),
    ],
)
def test_a_cell_of_another_type_is_shown(kind: FieldType, cell: str, message: str, hint: str) -> None:
    problem = only_problem(f'a,b\n"q\nr",\nxyz,{cell}\n', version(column("a"), column("b", kind)))
    assert (problem.code, problem.message) == ("csv-type", message)
    assert hint in problem.hint
    assert (problem.location.line, problem.location.column) == (4, 5)


@pytest.mark.parametrize(
    ("kind", "constraints", "cells", "message"),
    [
        ("string", {"required": True}, ["x", ""], "b is required, but the cell is empty"),
        ("number", {"required": True}, ["1", ".."], "b is required, but the cell holds '..', which means no value"),
        ("string", {"unique": True}, ["x", "", "", "x"], "b must be unique, but line 2 has the same"),
        ("integer", {"unique": True}, ["1", "", "2", "01"], "b must be unique, but line 2 has the same"),
        ("date", {"unique": True}, ["2024-01-01", "2024-01-01"], "b must be unique, but line 2 has the same"),
        ("number", {"minimum": "0"}, ["0", "", "-0.5"], "b is -0.5, less than the minimum 0"),
        ("integer", {"maximum": "9"}, ["9", "", "10"], "b is 10, more than the maximum 9"),
        (
            "date",
            {"minimum": "2024-01-01"},
            ["2024-01-01", "2023-12-31"],
            "b is 2023-12-31, less than the minimum 2024-01-01",
        ),
        ("year", {"maximum": "2024"}, ["2024", "2025"], "b is 2025, more than the maximum 2024"),
        ("string", {"enum": ("Meta", "Nvidia")}, ["Meta", "", "Nvida"], "b is 'Nvida', which is not in its enum"),
        ("integer", {"enum": ("1", "2")}, ["01", "", "3"], "b is '3', which is not in its enum"),
        (
            "date",
            {"enum": ("2024-01-01",)},
            ["2024-01-01", "2024-01-02"],
            "b is '2024-01-02', which is not in its enum",
        ),
        (
            "string",
            {"pattern": "[A-Z]{4}"},
            ["NVDA", "", "NVDAX"],
            "b is 'NVDAX', which does not match the pattern [A-Z]{4}",
        ),
        (
            "number",
            {"pattern": r"\d+\.\d\d"},
            ["1.10", "1.1"],
            r"b is '1.1', which does not match the pattern \d+\.\d\d",
        ),
    ],
)
def test_a_broken_constraint_is_located(
    kind: FieldType, constraints: dict[str, Any], cells: list[str], message: str
) -> None:
    described = version(column("a"), column("b", kind, **constraints), missing=("", ".."))
    text = "a,b\n" + "".join(f"x,{cell}\n" for cell in cells)
    problem = only_problem(text, described)
    assert (problem.code, problem.message) == ("csv-constraint", message)
    assert (problem.location.line, problem.location.column) == (len(cells) + 1, 3)


def test_an_enum_has_a_nearest_value() -> None:
    problem = only_problem("a\nNvida\n", version(column("a", enum=("Meta", "Nvidia"))))
    assert problem.hint == "did you mean Nvidia?"


def test_the_primary_key_tells_rows_apart() -> None:
    described = version(column("day", "date"), column("firm"), column("x"), key=("firm", "day"))
    good = "day,firm,x\n2024-01-01,A,1\n2024-01-01,B,1\n2024-01-02,A,1\n"
    assert problems(good, described) == []
    bad = problems(good + "2024-01-01,B,2\n,C,3\n", described)
    assert [(problem.message, problem.location.line) for problem in bad] == [
        ("day and firm must be unique, but line 3 has the same", 5),
        ("day is part of the primary key, but the cell is empty", 6),
    ]


def test_what_breaks_two_rules_of_uniqueness_is_said_once() -> None:
    described = version(column("a", required=True, unique=True), key=("a",))
    assert [problem.location.line for problem in problems('a\nx\nx\n""\n', described)] == [3, 4]


def test_problems_of_all_kinds_are_collected_in_the_order_of_the_file() -> None:
    described = version(column("a", "integer", minimum="0"), column("b", "date"))
    text = "a,b\n-1,2024-01-01\n1\n2,soon\nx,2024-01-01\n3,2024-01-01\n"
    assert [(problem.code, problem.location.line) for problem in problems(text, described)] == [
        ("csv-constraint", 2),
        ("csv-ragged-row", 3),
        ("csv-type", 4),
        ("csv-type", 5),
    ]


def test_twenty_problems_are_shown_and_the_rest_is_counted() -> None:
    text = "a\n" + "x\n" * 25 + "1,2\n" * 1200
    found = problems(text, version(column("a", "number")))
    assert len(found) == 21
    assert [problem.location.line for problem in found[:20]] == list(range(2, 22))
    assert (found[20].code, found[20].message) == ("csv-more-problems", "1,205 more in this file")
    assert sorted(found, key=lambda problem: problem.sort_key) == found
    assert len(problems("a\n" + "x\n" * 20, version(column("a", "number")))) == 20


ODD_CELLS = st.one_of(
    st.text("0123456789+-.eE _", max_size=8),
    st.sampled_from(["nan", "inf", "-Infinity", "True", "1e400", "9" * 25, "0x10", "", " ", "\t1", "NA", "1.79e308"]),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers().map(str),
    st.dates().map(str),
    st.datetimes().map(dt.datetime.isoformat),
)


@given(st.sampled_from(sorted(WANTED)), st.lists(ODD_CELLS, max_size=6))
def test_a_column_is_what_its_cells_are(kind: FieldType, cells: list[str]) -> None:
    """The fast way by whole columns and the plain way by single cells agree, on values and on what is wrong."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [["a", "b"], *([cell, "x"] for cell in cells)]
    )
    outcome = read_frame(sink.getvalue().encode(), version(column("a", kind), column("b")))
    expected = [parse_cell(kind, cell) if cell else None for cell in cells]
    wrong = [line for line, cell in enumerate(cells, start=2) if cell and parse_cell(kind, cell) is None]
    assert [problem.location.line for problem in outcome.problems] == wrong
    if not wrong:
        values = [None if pd.isna(value) else value for value in outcome.value["a"].tolist()]
        assert values == [pd.Timestamp(value) if isinstance(value, dt.date) else value for value in expected]


CONTENT = st.one_of(
    st.binary(max_size=60),
    st.text('a1,"\n\r-.é ', max_size=60).map(str.encode),
    st.text('a1,"\n\r-. ', max_size=60).map(lambda text: b"a,b\n" + text.encode()),
    st.lists(st.lists(ODD_CELLS, min_size=9, max_size=9).map(",".join)).map(
        lambda rows: "\n".join([",".join(sorted(WANTED)), *rows]).encode()
    ),
)
STRICT = version(
    column("a", "number", minimum="0", unique=True, enum=("1", "2")),
    column("b", "string", required=True, pattern="a+", enum=("a", "aa")),
    key=("a", "b"),
)


@given(CONTENT, st.sampled_from([EVERY_TYPE, STRICT, version(column("a")), version()]))
def test_no_bytes_raise(content: bytes, described: Version) -> None:
    outcome = read_frame(content, described)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert list(outcome.value.columns) == [field.name for field in described.fields]
    assert all(1 <= problem.location.line <= lines for problem in outcome.problems)
    assert len(outcome.problems) <= 21


def test_tabs_part_the_cells_of_a_tsv() -> None:
    tabs = replace(version(column("town"), column("price", "number")), path="data/prices/2026-05-31.tsv")
    outcome = read_frame(b'town\tprice\n"A\tB"\t1.5\nC, D\t2\n', tabs)
    assert outcome.problems == ()
    assert outcome.value.to_dict("list") == {"town": ["A\tB", "C, D"], "price": [1.5, 2.0]}


def test_problems_of_a_tsv_have_their_place() -> None:
    tabs = replace(version(column("town"), column("price", "number")), path="data/prices/2026-05-31.tsv")
    (problem,) = read_frame(b"town\tprice\nA\tdear\n", tabs).problems
    assert (problem.code, problem.location) == ("csv-type", Location("data/prices/2026-05-31.tsv", 2, 3, 7))
    (problem,) = read_frame(b"town,price\nA,1\n", tabs).problems
    assert problem.message == "the columns are separated by commas, not by tabs"
    (problem,) = read_frame(b"town\tprice\nA\n", tabs).problems
    assert (problem.code, problem.hint) == ("csv-ragged-row", "write a tab for each empty cell")
