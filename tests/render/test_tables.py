from __future__ import annotations

import pytest

from nutgraf.locales import find_locale
from nutgraf.model.dataset import FieldType
from nutgraf.model.figure import Column, DrawnData
from nutgraf.render.tables import letters_across, table_view


def shown(text: str, kind: FieldType, digits: int | None = None, language: str = "en") -> str:
    numeric = kind in {"number", "integer", "year"}
    data = DrawnData((Column("x", "X", "", numeric, kind, digits),), ((text,),))
    locale = find_locale(language)
    assert locale is not None
    return table_view(data, 1, locale).rows[0][0]


@pytest.mark.parametrize(
    ("text", "kind", "digits", "language", "expected"),
    [
        ("1234567", "integer", 0, "en", "1,234,567"),
        ("1234567", "integer", 0, "de", "1.234.567"),
        ("-1234.5", "number", 1, "en", "\N{MINUS SIGN}1,234.5"),
        ("-1234.5", "number", 1, "fr", "\N{MINUS SIGN}1\N{NARROW NO-BREAK SPACE}234,5"),
        ("80", "number", 1, "en", "80.0"),
        ("-0.04", "number", 1, "en", "0.0"),
        ("0.125", "number", None, "en", "0.125"),
        ("1e21", "number", 0, "en", "1,000,000,000,000,000,000,000"),
        ("1728", "year", 0, "en", "1728"),
        ("2026-01-05", "date", None, "en", "5 Jan 2026"),
        ("2026-01-05", "date", None, "de", "5. Jan 2026"),
        ("2026-01", "yearmonth", None, "en", "Jan 2026"),
        ("2026-01-05T16:30:00Z", "datetime", None, "en", "5 Jan 2026, 16:30"),
        ("true", "boolean", None, "en", "yes"),
        ("", "number", 2, "en", ""),
        ("2026-01-05", "string", None, "en", "2026-01-05"),
        ("a\x00b\x1bc", "string", None, "en", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
    ],
)
def test_a_cell_is_written_as_its_type_and_the_language_want(
    text: str, kind: FieldType, digits: int | None, language: str, expected: str
) -> None:
    assert shown(text, kind, digits, language) == expected


def test_a_table_keeps_the_values_that_it_is_sorted_by() -> None:
    columns = (
        Column("name", "Name", type="string"),
        Column("n", "N", "m", True, "integer", 0),
        Column("d", "D", type="date"),
    )
    data = DrawnData(columns, (("a", "1000", "2026-01-05"), ("b", "", "")), headers=(0,))
    locale = find_locale("en")
    assert locale is not None
    view = table_view(data, 1, locale)
    assert [column.order for column in view.columns] == ["text", "number", "value"]
    assert [column.header for column in view.columns] == [True, False, False]
    assert view.values == (("a", "1000", "2026-01-05"),)
    assert (view.total, view.cut) == (2, True)


def test_wide_tables_are_told_from_narrow_ones() -> None:
    column = Column("x", "Gross domestic product", numeric=True, type="integer", digits=0)
    assert letters_across(DrawnData((column,) * 3, (("1000000",) * 3,))) < 50
    assert letters_across(DrawnData((column,) * 9, (("1000000",) * 9,))) > 90
    words = Column("x", "Words", type="string")
    assert letters_across(DrawnData((words,), (("a long sentence " * 20,),))) < 25, "it goes into several lines"
