from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from nutgraf.figures.tables.columns import column_of, field_of, header_columns
from nutgraf.figures.tables.declared import DeclaredColumn, read_declared
from nutgraf.figures.tables.flat import flat_table
from nutgraf.model.dataset import DataField, FieldType
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Column

CODE = 'def loaves(prices):\n    prices.attrs["nutgraf"] = {"titel": "x", "columns": {"prise": {"digits": 2}}}\n'
UNSAID = DeclaredColumn()
EXHIBIT = Exhibit("loaves", ExhibitKind.TABLE, "charts/loaves.py", code=CODE)
AREA = DataField("area", "integer", "Area", unit="km²")


def column(values: list[Any], said: DeclaredColumn = UNSAID, field: DataField | None = None) -> Column:
    cells = ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values]
    return column_of("mean_depth", cells, values, said, field)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([3, 1], AREA),
        ([3.0, None], AREA),
        ([300, 100], None),
        ([3, 4], None),
    ],
)
def test_a_column_takes_after_its_field_if_it_holds_nothing_else(values: list[Any], field: DataField | None) -> None:
    known = {"area": [(AREA, pd.Series([1, 2, 3]))]}
    assert field_of("area", pd.Series(values), known) == field
    assert field_of("other", pd.Series(values), known) is None


def test_a_column_of_lists_is_no_field() -> None:
    assert field_of("area", pd.Series([[1], [2]]), {"area": [(AREA, pd.Series([1, 2]))]}) is None


@pytest.mark.parametrize(
    ("values", "unit", "digits"),
    [
        ([1642.0, 406.3], "m", 0),
        ([52.53, 8.106], "%", 1),
        ([5.253, 0.8], "%", 2),
        ([0.081234, 0.5], "", 3),
        ([0.00081234], "", 6),
        ([0.5, 0.25], "", 2),
        ([171.25, 9.5], "USD", 2),
        ([171.5, 9.5], "€", 2),
        ([1715.5, 9.5], "USD", 0),
        ([0.0, None, 1e-20], "", 0),
    ],
)
def test_all_numbers_of_a_column_have_the_decimals_that_three_digits_of_the_largest_need(
    values: list[Any], unit: str, digits: int
) -> None:
    assert column(values, DeclaredColumn(unit=unit)).digits == digits
    assert column(values, DeclaredColumn(unit=unit, digits=4)).digits == 4


@pytest.mark.parametrize(
    ("values", "field", "kind", "numeric"),
    [
        ([1, 2, None], None, "integer", True),
        ([1.0, 2.0], None, "integer", True),
        ([1.5, 2.0], None, "number", True),
        ([True, None], None, "boolean", False),
        (["2026-01-05", None], None, "date", False),
        (["2026-01-05", "2026-01-05T10:00:00Z"], None, "datetime", False),
        (["2026-01-05", "soon"], None, "string", False),
        ([1, "a"], None, "string", False),
        ([1728], DataField("x", "year"), "year", True),
        (["2026-01-01"], DataField("x", "yearmonth"), "yearmonth", False),
        ([None], DataField("x", "number"), "number", True),
        ([None], None, "string", False),
    ],
)
def test_the_type_of_a_column_is_that_of_its_values(
    values: list[Any], field: DataField | None, kind: FieldType, numeric: bool
) -> None:
    made = column(values, field=field)
    assert (made.type, made.numeric) == (kind, numeric)


def test_what_the_exhibit_says_goes_before_the_schema_and_that_before_the_name() -> None:
    assert column([1]).title == "Mean depth"
    assert (column([1], field=AREA).title, column([1], field=AREA).unit) == ("Area", "km²")
    said = column([1], DeclaredColumn("Size", ""), AREA)
    assert (said.title, said.unit) == ("Size", "")
    assert (column([1900], DeclaredColumn(unit="year")).type, column([1900], DeclaredColumn(unit="year")).unit) == (
        "year",
        "",
    )


def test_which_columns_name_the_rows() -> None:
    rank, name, other = (
        Column("rank", "", numeric=True, type="integer"),
        Column("a", "", type="string"),
        Column("b", "", type="string"),
    )
    assert header_columns((rank, name, other), 0, "") == (1,)
    assert header_columns((rank, name, other), 0, "b") == (2,)
    assert header_columns((rank, name, other), 2, "") == (0, 1)
    year = Column("year", "", numeric=True, type="year")
    assert header_columns((rank, year), 0, "") == (1,)
    assert header_columns((rank,), 0, "") == ()


def test_an_index_with_a_name_is_a_column_and_a_count_of_rows_is_none() -> None:
    frame = pd.DataFrame({"price": [1, 2, 3], "town": ["a", "b", "c"]})
    shuffled = flat_table(frame.sort_values("price", ascending=False), EXHIBIT).value
    assert shuffled is not None
    assert (shuffled.names, shuffled.levels, list(shuffled.frame["price"])) == (("price", "town"), 0, [3, 2, 1])
    by_town = flat_table(frame.set_index("town"), EXHIBIT).value
    assert by_town is not None
    assert (by_town.names, by_town.levels) == (("town", "price"), 1)
    grouped = frame.assign(day=dt.date(2026, 1, 5)).set_index(["town", "day"])
    both = flat_table(grouped, EXHIBIT).value
    assert both is not None
    assert (both.names, both.levels) == (("town", "day", "price"), 2)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (pd.DataFrame({"a": [1]}, index=["x"]), "table-columns"),
        (pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([("x", 1)], names=["town", None])), "table-columns"),
        (pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="a")), "table-columns"),
        (pd.DataFrame({1: [1], "1": [2]}), "table-columns"),
        (pd.DataFrame({"a": []}), "empty-table"),
        (pd.DataFrame(index=[1, 2]), "empty-table"),
        (pd.DataFrame({"a": range(1001)}), "table-size"),
        (pd.DataFrame({str(number): [1] for number in range(41)}), "table-size"),
    ],
)
def test_a_frame_that_is_no_table(frame: pd.DataFrame, code: str) -> None:
    (problem,) = flat_table(frame, EXHIBIT).problems
    assert problem.code == code


def test_what_is_said_of_a_table_is_held_against_its_columns_and_keys() -> None:
    said = {"titel": "x", "notes": 3, "row_header": "prise", "columns": {"price": {"digits": True, "unti": "m"}}}
    problems = read_declared(said, ["day", "price"], EXHIBIT).problems
    assert sorted((problem.code, problem.message) for problem in problems) == [
        ("table-words", "loaves says titel of its table, which means nothing"),
        ("table-words", "loaves says unti of its table, which means nothing"),
        ("table-words", "loaves: digits is True, not a number from 0 to 12"),
        ("table-words", "loaves: notes is 3, not a text"),
        ("unknown-field", "loaves has no column prise"),
    ]
    assert [problem.code for problem in read_declared(["x"], ["day"], EXHIBIT).problems] == ["table-words"]
    assert read_declared(None, ["day"], EXHIBIT).problems == ()


def test_the_words_of_a_table_are_lines() -> None:
    declared = read_declared({"title": "A\n  title", "columns": {"day": {"title": "Day"}}}, ["day"], EXHIBIT).value
    assert declared.title == "A title"
    assert declared.columns["day"] == DeclaredColumn("Day")
