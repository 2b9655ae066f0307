"""Declared corrections: which cell is replaced, and what is said where a patch does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nutgraf.datasets.frames import read_frame, rows_of
from nutgraf.datasets.patches import patches_digest
from nutgraf.datasets.summary import describe_version
from nutgraf.model.dataset import Patch, Version
from nutgraf.problems import Location
from tests.datasets.versions import column, version

PLACE = Location("data/prices/datapackage.yaml", 9, 5)
FIELDS = (column("day", "date"), column("town"), column("price", "number", maximum="10"))


def patch(row: dict[str, str], old: str, new: str, at: str = "price") -> Patch:
    return Patch(tuple(row.items()), at, old, new, "wrong", location=PLACE)


def patched(*patches: Patch, key: tuple[str, ...] = ()) -> Version:
    return replace(version(*FIELDS, key=key), patches=patches)


def content_after(content: bytes, *patches: Patch) -> bytes:
    rows = rows_of(content, patched(*patches))
    assert rows.value is not None, rows.problems
    return rows.value.content


TABLE = b'day,town,price\n2026-01-01,Ulm,2.1\n2026-01-01,"Bad Ems, Lahn",99\n2026-01-02,Ulm,2.3\n'


@pytest.mark.parametrize(
    ("correction", "line", "becomes"),
    [
        (patch({"day": "2026-01-02"}, "2.3", "2.4"), 3, b"2026-01-02,Ulm,2.4"),
        (patch({"town": "Bad Ems, Lahn"}, "99", "9.9"), 2, b'2026-01-01,"Bad Ems, Lahn",9.9'),
        (patch({"town": "Bad Ems, Lahn"}, "Bad Ems, Lahn", "Bad Ems", "town"), 2, b"2026-01-01,Bad Ems,99"),
        (patch({"price": "2.1"}, "Ulm", 'Neu-"Ulm"', "town"), 1, b'2026-01-01,"Neu-""Ulm""",2.1'),
        (patch({"price": "2.1"}, "2.1", ""), 1, b"2026-01-01,Ulm,"),
        (patch({"day": "2026-01-01", "town": "Ulm"}, "2.1", "2"), 1, b"2026-01-01,Ulm,2"),
    ],
)
def test_one_cell_is_replaced_and_nothing_else(correction: Patch, line: int, becomes: bytes) -> None:
    lines = TABLE.split(b"\n")
    lines[line] = becomes
    assert content_after(TABLE, correction) == b"\n".join(lines)


def test_several_patches_are_held_against_the_file_as_it_came() -> None:
    first = patch({"day": "2026-01-02"}, "2026-01-02", "2026-01-03", "day")
    second = patch({"day": "2026-01-02"}, "2.3", "23")
    wanted = TABLE.replace(b"2026-01-02,Ulm,2.3", b"2026-01-03,Ulm,23")
    assert content_after(TABLE, first, second) == content_after(TABLE, second, first) == wanted


def test_letters_of_several_bytes_before_a_cell_do_not_move_it() -> None:
    assert content_after("town,n\nKöln–Süd,1\n".encode(), patch({"town": "Köln–Süd"}, "1", "2", "n")) == (
        "town,n\nKöln–Süd,2\n".encode()
    )


def test_a_row_may_be_found_by_an_empty_cell() -> None:
    assert content_after(b"a,b\n,1\nx,2\n", patch({"a": ""}, "1", "3", "b")) == b"a,b\n,3\nx,2\n"


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (patch({"day": "2026-02-01"}, "1", "2"), "the row with day '2026-02-01' is not there"),
        (
            patch({"town": "Ulm"}, "2.1", "2"),
            "the row with town 'Ulm' is not the only one: lines 2, 4 hold the same",
        ),
        (patch({"day": "2026-01-02"}, "2.30", "2"), "price of day '2026-01-02' is '2.3' in line 4, not '2.30'"),
        (patch({"day": "2026-01-02"}, "", "2"), "price of day '2026-01-02' is '2.3' in line 4, not empty"),
        (patch({"week": "1"}, "1", "2"), "there is no column week"),
    ],
)
def test_a_patch_that_does_not_fit(correction: Patch, message: str) -> None:
    (problem,) = read_frame(TABLE, patched(correction)).problems
    assert (problem.code, problem.location, problem.message) == ("patch-mismatch", PLACE, message)


def test_what_the_publisher_has_mended_is_said_so() -> None:
    (problem,) = read_frame(TABLE, patched(patch({"day": "2026-01-02"}, "23", "2.3"))).problems
    assert problem.hint.startswith("the publisher has mended it")


def test_two_patches_of_one_cell() -> None:
    correction = patch({"day": "2026-01-02"}, "2.3", "2.4")
    (problem,) = read_frame(TABLE, patched(correction, correction)).problems
    assert "corrected a second time" in problem.message


def test_constraints_are_checked_after_patching_and_previews_show_it() -> None:
    assert [problem.code for problem in read_frame(TABLE, patched()).problems] == ["csv-constraint"]
    mended = patched(patch({"town": "Bad Ems, Lahn"}, "99", "9.9"))
    outcome = read_frame(TABLE, mended)
    assert not outcome.problems
    assert outcome.value["price"].tolist() == [2.1, 9.9, 2.3]
    summary = describe_version(TABLE, mended, 2).value
    assert summary is not None
    assert summary.preview[0] == ("2026-01-01", "Bad Ems, Lahn", "9.9")


def test_a_patch_may_break_a_constraint() -> None:
    correction = patch({"day": "2026-01-02"}, "2.3", "23")
    mended = patched(correction, patch({"town": "Bad Ems, Lahn"}, "99", "9"))
    assert [problem.code for problem in read_frame(TABLE, mended).problems] == ["csv-constraint"]


def test_the_digest_of_patches() -> None:
    one, other = patch({"a": "1", "b": "2"}, "1", "2"), patch({"a": "1"}, "2", "3")
    assert patches_digest([one, other]) == patches_digest([other, replace(one, reason="for another reason")])
    assert patches_digest([one]) != patches_digest([replace(one, new="3")])
    assert patches_digest([]) == ""
