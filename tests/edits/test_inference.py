"""The schema that cells suggest."""

from __future__ import annotations

import pytest

from nutgraf.edits.incoming import read_incoming
from nutgraf.edits.inference import infer_schema
from nutgraf.model.dataset import DataField


def schema(text: str, known: tuple[DataField, ...] = ()) -> dict[str, object]:
    table = read_incoming(text.encode(), "t.csv").value
    assert table is not None
    return infer_schema(table, known)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-2"], "integer"),
        (["1", "2.5"], "number"),
        (["1e3", "2"], "number"),
        (["2026-01-31", "2025-12-31"], "date"),
        (["2026-01-31T10:00:00Z"], "datetime"),
        (["2026-01", "2025-12"], "yearmonth"),
        (["true", "false"], "boolean"),
        (["0", "1"], "integer"),
        (["01067", "80331"], "string"),
        (["2026-02-30"], "string"),
        (["31/01/2026"], "string"),
        (["a", "1"], "string"),
        ([""], "string"),
    ],
)
def test_types(cells: list[str], kind: str) -> None:
    text = "key,value\n" + "".join(f"k{number},{cell}\n" for number, cell in enumerate(cells))
    fields = schema(text)["fields"]
    assert isinstance(fields, list)
    assert fields[1]["type"] == kind


def test_a_year_is_known_by_its_name() -> None:
    assert schema("Year,n\n2024,1\n")["fields"] == [
        {"name": "Year", "type": "year", "title": "Year"},
        {"name": "n", "type": "integer", "title": "N"},
    ]


def test_marks_of_missing_values_are_found_among_numbers_and_left_among_words() -> None:
    found = schema("name,a,b\nx,1,..\ny,n/a,2.5\n-,3,4\n")
    assert found["missingValues"] == ["", "..", "n/a"]
    assert [field["type"] for field in found["fields"]] == ["string", "integer", "number"]  # type: ignore[attr-defined]


def test_the_key_is_the_first_columns_that_never_repeat() -> None:
    assert schema("firm,year,n\na,2024,1\na,2025,1\nb,2024,1\n")["primaryKey"] == ["firm", "year"]
    assert "primaryKey" not in schema("firm,n\na,1\na,1\n")


def test_what_is_known_of_a_column_stays() -> None:
    known = (DataField("n", "number", "Number of firms", "Counted by hand", "firms"), DataField("gone"))
    fields = schema("firm,n\na,1\n", known)["fields"]
    assert isinstance(fields, list)
    assert fields[1] == {
        "name": "n",
        "type": "number",
        "title": "Number of firms",
        "description": "Counted by hand",
        "unit": "firms",
    }
    (_, words) = schema("firm,n\na,few\n", known)["fields"]  # type: ignore[misc]
    assert words["type"] == "string"
