from __future__ import annotations

from nutgraf.model.views import ColumnView, TableView
from nutgraf.render.table_heights import table_height

PHONE, COLUMN = 328, 608


def table(*cells: str, rows: int = 1) -> TableView:
    """Words in the first column, which names the rows, and numbers in the others."""
    columns = [ColumnView("Lake", "", False, True, "text")]
    columns += [ColumnView("Depth", "m", True, False, "number") for _ in cells[1:]]
    return TableView(tuple(columns), (cells,) * rows, rows, (cells,) * rows)


def test_each_row_adds_a_line() -> None:
    low, high = (table_height(table("Baikal", "1,642", rows=rows), PHONE) for rows in (10, 60))
    assert high - low == 50 * 32


def test_words_wrap_where_other_columns_take_the_width() -> None:
    few, many = table("The deepest lake of all", "1,642"), table("The deepest lake of all", *("1,642",) * 6)
    assert table_height(few, COLUMN) == table_height(many, COLUMN) < table_height(many, PHONE)


def test_a_table_that_scrolls_sideways_grows_no_higher() -> None:
    wide, wider = (table("The deepest lake of all", *("1,642",) * numbers) for numbers in (12, 40))
    assert table_height(wide, PHONE) == table_height(wider, PHONE)


def test_long_headers_count() -> None:
    given = table("Baikal", "1,642")
    name, depth = given.columns
    words = ColumnView("The depth below the level of the sea in a dry year", "m", True, False, "number")
    longer = TableView((name, words), given.rows, 1, given.values)
    assert table_height(longer, PHONE) > table_height(TableView((name, depth), given.rows, 1, given.values), PHONE)


def test_a_table_without_columns_has_a_height() -> None:
    assert table_height(TableView((), (), 0, ()), PHONE) > 0
