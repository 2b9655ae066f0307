from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nutgraf.datasets import rows as rows_module
from nutgraf.datasets.rows import check_quotes, find_rows, plain_content
from nutgraf.problems import Location

TABLE = st.lists(st.lists(st.text('ab ,"\né\u2028', max_size=5), min_size=1, max_size=4), min_size=1, max_size=6)


def written(table: list[list[str]], line_end: str = "\n") -> str:
    sink = io.StringIO()
    # The writer puts a cell in quotes that holds its own line end, not any other.
    quoting = csv.QUOTE_ALL if line_end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(sink, lineterminator=line_end, quoting=quoting).writerows(table)
    return sink.getvalue()


@given(TABLE, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.integers(1, 9))
@example([["a\nb", 'c"'], ["", ""]], "\r\n", True, 3)
def test_rows_and_cells_are_those_that_were_written(
    table: list[list[str]], line_end: str, mark: bool, chunk: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_module, "_CHUNK", chunk)
        content = plain_content((b"\xef\xbb\xbf" if mark else b"") + written(table, line_end).encode())
        assert check_quotes(content, "a.csv") is None
        rows = find_rows(content)
    assert [[cell.text for cell in rows.cells(row)] for row in range(len(rows.starts))] == table
    assert rows.widths.tolist() == [len(row) for row in table]


@given(TABLE)
def test_a_cell_is_found_where_it_stands(table: list[list[str]]) -> None:
    content = written(table)
    rows = find_rows(content.encode())
    lines = content.split("\n")
    for row, cells in enumerate(table):
        for column, cell in enumerate(rows.cells(row)):
            place = rows.locate("a.csv", row, column)
            following = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            source = rows.text(row)[cell.start : cell.end]
            assert following.startswith(source)
            assert cells[column] == (source[1:-1].replace('""', '"') if source.startswith('"') else source)
            if place.end_column:
                assert place.end_column - place.column == len(source)


def test_the_line_of_a_row_counts_the_line_ends_in_quotes() -> None:
    rows = find_rows(b'a,b\n"x\ny",1\n2,3\n')
    assert [rows.line(row) for row in range(3)] == [1, 2, 4]
    assert rows.locate("a.csv", 1, 1) == Location("a.csv", 3, 4, 5)
    assert rows.locate("a.csv", 2, 2) == Location("a.csv", 4, 4, 0)


def test_a_file_need_not_end_in_a_line_end() -> None:
    assert find_rows(plain_content(b"a,b\n1,2")).widths.tolist() == [2, 2]
    assert find_rows(plain_content(b"")).widths.tolist() == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'a,b\n1,5" pipe\n', (2, 4)),
        (b'a,b\n"x" y,1\n', (2, 3)),
        (b'a,b\n1,"open\n2,3\n', (2, 3)),
        (b'a\n"x""\n', (2, 4)),
        ('é,"é"x\n'.encode(), (1, 5)),
    ],
)
def test_a_quote_out_of_order_is_located(content: bytes, place: tuple[int, int]) -> None:
    problem = check_quotes(content, "a.csv")
    assert problem is not None
    assert problem.code == "csv-quote"
    assert (problem.location.line, problem.location.column) == place


@given(st.text('a,"\n', max_size=30))
def test_quotes_are_in_order_or_a_problem(text: str) -> None:
    """Whatever passes is read by the standard library's strict reader to the same cells."""
    content = plain_content(text.encode())
    if check_quotes(content, "a.csv") is None:
        rows = find_rows(content)
        ours = [[cell.text for cell in rows.cells(row)] for row in range(len(rows.starts))]
        theirs = [row or [""] for row in csv.reader(io.StringIO(content.decode(), newline=""), strict=True)]
        assert ours == theirs
