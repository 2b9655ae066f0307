from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from markdown import Extension

from nutgraf.model.page import ReferenceKind
from nutgraf.pages import read_page
from nutgraf.sources import read_sources
from tests.pages.writing import ARTICLE, FRONT_MATTER, content_of, page_of, problems_of

EVERYTHING = """---
title: Has "the boom" grown by [a third](fact:grown "0.3..0.4")?
summary: '[17%](fact:fall) says [@irish].'
date: 2026-01-31
updated: "2026-02-01"
authors: [Data desk, Ada]
tags: [markets, ai]
data: {cape: 2025-12-31}
figure: cape
slug: boom
draft: false
---

The *body*, [5](fact:five).
"""


def test_every_key(tmp_path: Path) -> None:
    page = page_of(tmp_path, EVERYTHING)
    assert (page.path, page.section, page.slug, page.permalink) == (ARTICLE, "markets", "boom", "/markets/boom/")
    assert (page.date, page.updated) == (dt.date(2026, 1, 31), dt.date(2026, 2, 1))
    assert (page.authors, page.tags, page.draft) == (("Data desk", "Ada"), ("markets", "ai"), False)
    (pin,) = page.pins
    assert (pin.dataset, pin.version, pin.location.line, pin.location.column) == ("cape", dt.date(2025, 12, 31), 8, 8)
    assert page.lead_figure == "cape"
    assert page.lead_figure_location is not None
    assert (page.lead_figure_location.line, page.lead_figure_location.column) == (9, 9)
    assert page.digest == page_of(tmp_path, EVERYTHING).digest != page_of(tmp_path, f"{EVERYTHING}\n").digest
    assert [reference.target for document in page.documents for reference in document.references] == [
        "grown",
        "fall",
        "irish",
        "five",
    ]


def test_what_may_be_left_out(tmp_path: Path) -> None:
    page = page_of(tmp_path, FRONT_MATTER, "content/about.md")
    assert (page.section, page.permalink) == ("", "/about/")
    assert (page.updated, page.authors, page.tags, page.pins, page.lead_figure, page.draft) == (
        None,
        (),
        (),
        (),
        "",
        False,
    )
    assert (page.title.html, page.body.html) == ("Title", "")


LINES = {
    "plain": ("title: Up by [5](fact:x)", (2, 14)),
    "quoted": ('title: "Up by [5](fact:x)"', (2, 15)),
    "single quotes": ("title: 'It''s up by [5](fact:x)'", (2, 21)),
    "escapes": ('title: "It \\u00e9s \\"up\\" by [5](fact:x)"', (2, 30)),
    "folded": ("title: Up\n  by\n  [5](fact:x)", (4, 3)),
    "block": ("title: >-\n  Up by\n  all of [5](fact:x)", (4, 10)),
    "literal block": ("title: |\n    Up by [5](fact:x)", (3, 11)),
    "quoted over lines": ('title: "Up by\n\n  [5](fact:x)"', (4, 3)),
}


@pytest.mark.parametrize("name", LINES)
def test_references_in_a_title_have_their_places(tmp_path: Path, name: str) -> None:
    line, place = LINES[name]
    page = page_of(tmp_path, f"---\n{line}\nsummary: S\ndate: 2026-01-31\n---\n")
    (reference,) = page.title.references
    assert reference.kind is ReferenceKind.FACT
    assert (reference.location.line, reference.location.column) == place
    length = len("[5](fact:x)")
    assert reference.location.end_column == place[1] + length
    assert reference.target_location.column == place[1] + length - 2


def test_references_in_the_body_have_their_lines(tmp_path: Path) -> None:
    page = page_of(tmp_path, FRONT_MATTER + "\n\n[5](fact:x)")
    assert page.body.references[0].location.line == 8


def test_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    page = page_of(tmp_path, "\ufeff" + (FRONT_MATTER + "\na [5](fact:x)").replace("\n", "\r\n"))
    assert page.body.references[0].location.line == 7
    assert page.body.references[0].location.column == 3


def changed(old: str, new: str) -> str:
    assert old in FRONT_MATTER
    return FRONT_MATTER.replace(old, new)


PROBLEMS = {
    "no front matter": ("Text only.", [("missing-front-matter", 1, 1)]),
    "an empty file": ("", [("missing-front-matter", 1, 1)]),
    "no end": ("---\ntitle: a\n", [("missing-front-matter", 1, 1)]),
    "nothing in it": ("---\n---\n", [("missing-key", 2, 1)] * 3),
    "no title": (changed("title: Title\n", ""), [("missing-key", 2, 1)]),
    "empty texts": (changed("Title", "").replace("Summary.", '" "'), [("missing-key", 2, 7), ("missing-key", 3, 11)]),
    "an unknown key": (changed("date:", "autors: [a]\ndate:"), [("unknown-front-matter-key", 4, 1)]),
    "no date": (changed("2026-01-31", "31 January"), [("wrong-type", 4, 7)]),
    "no list": (changed("date:", "tags: a\ndate:"), [("wrong-type", 4, 7)]),
    "no pins": (changed("date:", "data: {cape: newest}\ndate:"), [("wrong-type", 4, 14)]),
    "twice": (changed("date:", "title: b\ndate:"), [("duplicate-key", 4, 1)]),
    "no YAML": (changed("Title", "[a"), [("yaml-syntax", 2, 8)]),
    "updated too early": (changed("date:", "updated: 2026-01-30\ndate:"), [("updated-before-date", 4, 10)]),
    "a mistake in the title": (changed("Title", "T [a](foo:b)"), [("unknown-scheme", 2, 14)]),
    "a figure in the summary": (changed("Summary.", "S ![a](chart:b)"), [("figure-inline", 3, 12)]),
    "mistakes everywhere": (
        changed("Title", "T [a](b:c)").replace("date:", "x: 1\ndate:") + "[a](b:c)\n\n![a](fact:d)",
        [
            ("unknown-front-matter-key", 4, 1),
            ("unknown-scheme", 2, 14),
            ("unknown-scheme", 7, 5),
            ("fact-as-image", 9, 6),
        ],
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(tmp_path: Path, name: str) -> None:
    text, expected = PROBLEMS[name]
    assert problems_of(tmp_path, text) == expected


def test_hints(tmp_path: Path) -> None:
    text = changed("date:", "sumary: a\ndate:")
    (problem,) = content_of(tmp_path, {ARTICLE: text}).problems
    assert problem.hint == "did you mean summary?"
    (problem,) = content_of(tmp_path, {ARTICLE: "a"}).problems
    assert "title: What happened" in problem.hint


def test_a_page_that_cannot_be_read_is_known(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/a.md": "no front matter",
        "content/b.md": b"---\ntitle: caf\xe9\n---\n",
        "content/c.md": FRONT_MATTER.replace("title:", "titel:"),
        "content/d.md": FRONT_MATTER,
    }
    outcome = content_of(tmp_path, files)
    assert outcome.value.unreadable == {"content/a.md", "content/b.md", "content/c.md"}
    assert [page.path for page in outcome.value.pages] == ["content/d.md"]
    assert {problem.code for problem in outcome.problems} == {
        "missing-front-matter",
        "encoding",
        "missing-key",
        "unknown-front-matter-key",
    }


def test_the_digest_is_of_the_text_that_was_read_and_of_no_extension(tmp_path: Path) -> None:
    page_of(tmp_path, FRONT_MATTER)
    sources = read_sources(tmp_path)
    sources.digest(ARTICLE)
    (tmp_path / ARTICLE).write_text(f"{FRONT_MATTER}Saved meanwhile.\n")
    late, now = (read_page(each, ARTICLE).value for each in (sources, read_sources(tmp_path)))
    extended = read_page(sources, ARTICLE, extensions=[Extension()]).value
    assert late is not None
    assert now is not None
    assert extended is not None
    assert (late.digest, extended.digest) == (now.digest, "")
