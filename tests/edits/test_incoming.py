"""Tables in the habits of those who publish them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.edits.incoming import Incoming, read_incoming


def read(content: bytes | str, **options: object) -> Incoming:
    outcome = read_incoming(content.encode() if isinstance(content, str) else content, "t.csv", **options)  # type: ignore[arg-type]
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def refusal(content: bytes | str) -> str:
    outcome = read_incoming(content.encode() if isinstance(content, str) else content, "t.csv")
    (problem,) = outcome.problems
    assert problem.code == "incoming-table"
    return f"{problem.location.line}: {problem.message}"


@pytest.mark.parametrize(
    "content",
    [
        "year,n\n2023,5\n",
        "year,n\r\n2023,5\r\n",
        b"\xef\xbb\xbfyear,n\n2023,5\n",
        'name,n\n"a, b",5\n"two\nlines",6\n',
        "name;with,n\nx;y,5\n",
        "n\n1\n2\n",
        "name,n\nx,1.5\ny,NA\n",
    ],
)
def test_what_a_build_reads_is_kept_as_it_is(content: str | bytes) -> None:
    assert read(content).habits == ()


@pytest.mark.parametrize(
    ("content", "habit", "plain"),
    [
        ("a;b\n1;2\n", "semicolons instead of commas between the cells", "a,b\n1,2\n"),
        ("a\tb\n1\t2\n", "tabs instead of commas between the cells", "a,b\n1,2\n"),
        ("a|b\n1|2\n", "bars instead of commas between the cells", "a,b\n1,2\n"),
        ("a;b\nx, y;2\nz;3\n", "semicolons instead of commas between the cells", 'a,b\n"x, y",2\nz,3\n'),
        ("é,b\nü,2\n".encode("cp1252"), "Windows-1252 instead of UTF-8", "é,b\nü,2\n"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16 instead of UTF-8", "a,b\n1,2\n"),
        ("a,b\n1,2\n,\n\n", "2 blank rows at the end", "a,b\n1,2\n"),
        ("a,b\nx,1\n\n", "1 blank row at the end", "a,b\nx,1\n"),
        ('a,b\nx,"1,234"\ny,5\n', "commas between thousands in the column b", "a,b\nx,1234\ny,5\n"),
        ('a,b\nx,"1,234,567.5"\n', "commas between thousands in the column b", "a,b\nx,1234567.5\n"),
        ("a,b\nx,1 234\ny,12\n", "thousands set apart by spaces in the column b", "a,b\nx,1234\ny,12\n"),
        ("a,b\nx,1\N{NO-BREAK SPACE}234.5\n", "thousands set apart by spaces in the column b", "a,b\nx,1234.5\n"),
    ],
)
def test_other_habits_are_named_and_can_be_undone(content: str | bytes, habit: str, plain: str) -> None:
    table = read(content)
    assert table.habits == (habit,)
    assert table.plain().decode() == plain


def test_decimal_commas() -> None:
    table = read("a;b\nx;1.234,5\ny;-0,25\nz;..\n")
    assert table.habits[-1] == "decimal commas in the column b"
    assert table.column(1) == ("1234.5", "-0.25", "..")


def test_what_could_be_two_numbers_is_asked_for() -> None:
    content = b"a;b\nx;1,234\ny;5\n"
    assert refusal(content) == "1: in the column b, 1,234 may mean a decimal or a thousand"
    assert read(content, decimal=",").column(1) == ("1.234", "5")
    assert read(content, decimal=".").column(1) == ("1234", "5")


def test_text_with_commas_is_no_number() -> None:
    assert read('a,b\nx,"Paris, France"\ny,"1,234"\n').habits == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "1: the file holds no table"),
        ("\n\n,\n", "1: the file holds no table"),
        ("<!doctype html>\n<p>no</p>\n", "1: this is a web page, not a table"),
        ("a,a\n1,2\n", "1: 2 columns are named a"),
        ("a,\n1,2\n", "1: a column has no name"),
        ("Title\na,b\n1,2\n3,4\n", "1: the first row has 1 cell, most others 2"),
        ("a,b\n1,2\n3\n5,6\n", "3: row 3 has 1 cell, the header 2"),
        (b"\x81\x8d\x90", "1: this is no text: neither UTF-8, UTF-16 nor Windows-1252"),
        (b"PK\x03\x04\x00\x00", "1: this is no text: neither UTF-8, UTF-16 nor Windows-1252"),
    ],
)
def test_what_is_no_table_is_refused(content: str | bytes, message: str) -> None:
    assert refusal(content) == message


names = st.lists(st.text("abcdé ", min_size=1, max_size=5).filter(str.strip), min_size=2, max_size=4, unique=True)
words = st.text(st.characters(codec="utf-8", categories=["L", "Po", "Zs"]), max_size=8)


@given(header=names, data=st.data(), delimiter=st.sampled_from(",;\t|"), encoding=st.sampled_from(["utf-8", "utf-16"]))
def test_a_plain_copy_holds_the_same_cells(
    header: list[str], data: st.DataObject, delimiter: str, encoding: str
) -> None:
    """Whatever it was written in. The first cell is never blank, so that no row at the end is."""
    row = st.tuples(st.just("x"), *[words for _ in header[1:]])
    rows = data.draw(st.lists(row, min_size=4, max_size=6))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    table = read_incoming(text.getvalue().encode(encoding), "t.csv").value
    assert table is not None
    assert list(csv.reader(io.StringIO(table.plain().decode(), newline=""))) == [header, *map(list, rows)]
