from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.model.page import CorrectionKind
from tests.pages.writing import page_of, problems_of

FRONT = """---
title: T
summary: S
date: 2026-01-31
corrections:
{}
---
"""


def with_corrections(*lines: str) -> str:
    return FRONT.format("\n".join(f"  - {{{line}}}" for line in lines))


def test_the_newest_comes_first_and_each_has_its_anchor(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        with_corrections(
            "date: 2026-02-01, kind: note, text: a",
            "date: 2026-02-03, kind: correction, text: '*b* [5](fact:x)', figures: [cape, ten]",
            "date: 2026-02-01, kind: retraction, text: c",
        ),
    )
    assert [(each.text.html, each.anchor, each.kind) for each in page.corrections[1:]] == [
        ("a", "correction--2026-02-01", CorrectionKind.NOTE),
        ("c", "correction--2026-02-01-2", CorrectionKind.RETRACTION),
    ]
    newest = page.corrections[0]
    assert page.updated == newest.date
    assert [(named.name, named.location.line) for named in newest.exhibits] == [("cape", 7), ("ten", 7)]
    (reference,) = newest.text.references
    assert (reference.target, reference.location.line) == ("x", 7)
    assert reference in [each for document in page.documents for each in document.references]
    assert newest.text not in page.claims


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("date: 2026-02-01, kind: corection, text: a", "wrong-type"),
        ("date: 2026-02-01, kind: note, text: ''", "missing-key"),
        ("date: 2026-02-01, text: a", "missing-key"),
        ("date: 2026-01-30, kind: note, text: a", "correction-before-date"),
        ("date: 2026-02-01, kind: note, text: a, figure: [x]", "unknown-front-matter-key"),
    ],
)
def test_what_is_wrong_is_told_once(tmp_path: Path, line: str, expected: str) -> None:
    assert [code for code, _, _ in problems_of(tmp_path, with_corrections(line))] == [expected]


def test_an_older_update_is_told(tmp_path: Path) -> None:
    text = with_corrections("date: 2026-02-03, kind: note, text: a").replace("corr", "updated: 2026-02-01\ncorr", 1)
    assert [code for code, _, _ in problems_of(tmp_path, text)] == ["updated-before-correction"]
