from __future__ import annotations

from typing import Any

import pytest

from nutgraf.figures.view_tables import PublishedTable, parsed_text, view_table

PRICES = PublishedTable(
    "../../data/prices/2026-01-31.csv",
    ",",
    120,
    {
        "day": ["2026-01-01", "2026-01-02", ""],
        "shop": ["A, B", "C", "C"],
        "price": ["2.50", "3e0", ""],
        "open": ["true", "false", ""],
        "code": ["007", "8", "9"],
    },
)


def rows(**columns: list[Any]) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def test_columns_that_are_as_published_come_from_the_published_file() -> None:
    drawn = rows(
        day=["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", None],
        shop=["A, B", "C", "C"],
        price=[2.5, 3, None],
        open=[True, False, None],
        code=["007", "8", "9"],
    )
    assert view_table(drawn, [PRICES]) == {
        "csv": "../../data/prices/2026-01-31.csv",
        "delimiter": ",",
        "types": {"day": "day", "shop": "text", "price": "number", "open": "flag", "code": "text"},
    }


@pytest.mark.parametrize(
    "drawn",
    [
        rows(price=[2.5, 3.01, None]),
        rows(price=[2.5, 3, 0]),
        rows(price=["2.50", "3e0", ""]),
        rows(price=[2.5, 3]),
        rows(price=[3, 2.5, None]),
        rows(day=["2026-01-01", "2026-01-02T00:00:00Z", None]),
        rows(open=[1, 0, None]),
        rows(shop=["A, B", "C", "C"], mean=[1, 2, 3]),
    ],
    ids=["changed", "filled", "other-type", "fewer", "sorted", "mixed", "numbers-for-flags", "computed"],
)
def test_what_is_not_quite_the_dataset_is_inline(drawn: list[dict[str, Any]]) -> None:
    columns = {name: [row[name] for row in drawn] for name in drawn[0]}
    assert view_table(drawn, [PRICES]) == {"columns": columns}


def test_a_file_much_larger_than_what_is_drawn_is_not_loaded() -> None:
    large = PublishedTable(PRICES.address, ",", 10_000, PRICES.columns)
    assert view_table(rows(shop=["A, B", "C", "C"]), [large]) == {"columns": {"shop": ["A, B", "C", "C"]}}


@pytest.mark.parametrize("value", [{"type": "Topology"}, [1, 2], [], [{"a": 1}, {"b": 2}], [{}], "a,b\n1,2"])
def test_what_is_no_table_stays_as_it_is(value: Any) -> None:
    assert view_table(value, [PRICES]) == {"value": value}


def test_text_is_read_at_the_build() -> None:
    data = {
        "name": "a",
        "values": 'k;v\n"x;y";1\n\nz;',
        "format": {"type": "dsv", "delimiter": ";", "parse": {"v": "number"}},
    }
    assert parsed_text(data) == {
        "name": "a",
        "values": [{"k": "x;y", "v": "1"}, {"k": "z", "v": ""}],
        "format": {"parse": {"v": "number"}},
    }
    assert parsed_text({"values": "k\tv\nx\t3", "format": {"type": "tsv"}})["values"] == [{"k": "x", "v": "3"}]
    for other in ({"values": [1]}, {"values": "[1]", "format": {"type": "json"}}, {"source": "a"}):
        assert parsed_text(other) == other
