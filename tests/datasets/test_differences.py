"""What changed from one version to the next."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.datasets.differences import compare_versions
from nutgraf.model.dataset import DataField
from nutgraf.model.difference import CellChange

MONTH, CAPE = DataField("month", "date"), DataField("cape", "number")


def frame(**values: float | None) -> pd.DataFrame:
    """Months are named jan_2020 …"""
    months = pd.to_datetime([name.replace("_", " ") for name in values], format="%b %Y")
    return pd.DataFrame({"month": months, "cape": pd.Series(list(values.values()), dtype="float64")})


def test_rows_added_removed_and_changed() -> None:
    old = frame(jan_2020=1.0, feb_2020=2.5, mar_2020=None, apr_2020=4.0)
    new = frame(feb_2020=2.75, mar_2020=3.0, apr_2020=4.0, may_2020=5.0, jun_2020=6.0)
    found = compare_versions(old, new, [MONTH, CAPE], [MONTH, CAPE], ["month"])
    assert (found.rows_added, found.rows_removed, found.rows_changed, found.cells_changed) == (2, 1, 2, 2)
    assert found.changes == (CellChange("2020-02-01", "cape", "2.5", "2.75"), CellChange("2020-03-01", "cape", "", "3"))
    assert not found.same


def test_the_order_of_rows_does_not_count() -> None:
    old = frame(jan_2020=1.0, feb_2020=None)
    assert compare_versions(old, old.iloc[::-1], [MONTH, CAPE], [MONTH, CAPE], ["month"]).same


def test_a_type_that_changed_is_told_and_equal_values_stay_equal() -> None:
    old = pd.DataFrame({"year": [2020, 2021], "n": [1, 2]})
    new = pd.DataFrame({"year": [2020, 2021], "n": [1.0, 2.5]})
    year, whole, number = DataField("year", "year"), DataField("n", "integer"), DataField("n", "number")
    found = compare_versions(old, new, [year, whole], [year, number])
    assert found.types_changed == (("n", "integer", "number"),)
    assert found.changes == (CellChange("2021", "n", "2", "2.5"),)


def test_fields_that_came_and_went() -> None:
    old = pd.DataFrame({"year": [2020], "a": ["x"]})
    new = pd.DataFrame({"year": [2020], "b": ["x"]})
    year = DataField("year", "year")
    found = compare_versions(old, new, [year, DataField("a")], [year, DataField("b")])
    assert (found.fields_added, found.fields_removed, found.rows_changed) == (("b",), ("a",), 0)


def test_a_key_of_two_columns_is_found() -> None:
    fields = [DataField("firm"), DataField("year", "year"), DataField("n", "integer")]
    old = pd.DataFrame({"firm": ["a", "a", "b"], "year": [1, 2, 1], "n": [1, 2, 3]})
    new = old.assign(n=[1, 5, 3])
    found = compare_versions(old, new, fields, fields)
    assert found.key == ("firm", "year")
    assert found.changes == (CellChange("a, 2", "n", "2", "5"),)


def test_rows_that_nothing_tells_apart_are_counted_whole() -> None:
    fields = [DataField("n", "integer")]
    found = compare_versions(pd.DataFrame({"n": [1, 1, 2]}), pd.DataFrame({"n": [1, 2, 2, 3]}), fields, fields)
    assert found.key == ()
    assert (found.rows_added, found.rows_removed) == (2, 1)


cells = st.dictionaries(st.integers(1900, 2100), st.one_of(st.none(), st.integers(0, 3)), max_size=12)


@given(old=cells, new=cells)
def test_counts_agree_with_plain_dictionaries(old: dict[int, int | None], new: dict[int, int | None]) -> None:
    fields = [DataField("year", "year"), DataField("n", "integer")]

    def table(rows: dict[int, int | None]) -> pd.DataFrame:
        return pd.DataFrame({"year": list(rows), "n": pd.array(list(rows.values()), "Int64")}).astype({"year": "int64"})

    found = compare_versions(table(old), table(new), fields, fields, ["year"])
    assert found.rows_added == len(new.keys() - old.keys())
    assert found.rows_removed == len(old.keys() - new.keys())
    assert found.cells_changed == sum(old[year] != new[year] for year in old.keys() & new.keys())


def test_whole_rows_are_equal_whatever_types_two_versions_give_a_column() -> None:
    fields = [DataField("n", "number"), DataField("name", "string")]
    old = pd.DataFrame({"n": [1, 1, 2], "name": ["a", "a", None]})
    new = pd.DataFrame({"n": [1.0, 1.0, 2.0, None], "name": ["a", "a", None, None]})
    found = compare_versions(old, new, fields, fields)
    assert (found.key, found.rows_added, found.rows_removed) == ((), 1, 0)


def test_as_many_changed_cells_are_named_as_are_asked_for() -> None:
    old, new = frame(jan_2020=1.0, feb_2020=2.0), frame(jan_2020=3.0, feb_2020=4.0)
    found = [compare_versions(old, new, [MONTH, CAPE], [MONTH, CAPE], ["month"], examples) for examples in (0, 1)]
    assert [(each.cells_changed, len(each.changes)) for each in found] == [(2, 0), (2, 1)]
