from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.decode import Located, decode_yaml
from nutgraf.problems import Location, Problem
from tests.decode.targets import Article, Author, Bag, Everything, Kind, Texts


def everything(text: str) -> Everything:
    outcome = decode_yaml(text, "a.yaml", Everything)
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


def problems(text: str, target: type = Everything, **options: Any) -> list[Problem]:
    return list(decode_yaml(text, "a.yaml", target, **options).problems)


def only_problem(text: str, target: type = Everything) -> Problem:
    (problem,) = problems(text, target)
    return problem


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("text: no", "text", "no"),
        ("text: 1.10", "text", "1.10"),
        ("text: 2026-11-30", "text", "2026-11-30"),
        ("text: ~", "text", "~"),
        ("text:", "text", ""),
        ("number: 3", "number", 3.0),
        ("number: -.5e3", "number", -500.0),
        ("whole: -12", "whole", -12),
        ("whole: 0o17", "whole", 0),
        ("flag: True", "flag", True),
        ("day: 2026-11-30", "day", dt.date(2026, 11, 30)),
        ('day: "2026-11-30"', "day", dt.date(2026, 11, 30)),
        ("day: null", "day", None),
        ("day:", "day", None),
        ("choice: derived-only", "choice", "derived-only"),
        ("kind: correction", "kind", Kind.CORRECTION),
        ("words: [yes, 1.10, null]", "words", ("yes", "1.10", "null")),
        ("words:", "words", ()),
        ("author: {name: A}", "author", Author("A")),
        ("authors: [Data desk, {name: A, url: u}]", "authors", ("Data desk", Author("A", "u"))),
        ("notes: {on: off}", "notes", {"on": "off"}),
        ("from: here", "from_", "here"),
        ("missingValues: ['', n/a]", "missing_values", ("", "n/a")),
        ("anything: [1, 1.5, true, no, ~, 2026-01-01, '1', {a: b}]", "anything",
         [1, 1.5, True, "no", None, "2026-01-01", "1", {"a": "b"}]),
    ],
)  # fmt: skip
def test_the_target_type_chooses_the_reading(text: str, field: str, value: object) -> None:
    outcome = decode_yaml(text, "a.yaml", Everything)
    assert getattr(outcome.value, field) == value


def test_an_empty_document_is_an_empty_mapping() -> None:
    assert everything("") == Everything()
    assert everything("# nothing\n") == Everything()


def test_located_values_and_keys() -> None:
    value = everything("place: here\npins: {cape: 2026-05-31}\n")
    assert value.place == Located("here", Location("a.yaml", 1, 8, 12))
    assert value.pins == {
        Located("cape", Location("a.yaml", 2, 8, 12)): Located(dt.date(2026, 5, 31), Location("a.yaml", 2, 14, 24))
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('place: "in quotes"', (1, 9, 18)),
        ("place: 'é'", (1, 9, 10)),
        ("place: |\n\n   block\n", (3, 4, 0)),
        ("place: >-\n  folded\n  on\n", (2, 3, 0)),
        ("place: two\n  lines\n", (1, 8, 0)),
        ("place: !!str x", (1, 8, 15)),
    ],
)
def test_a_text_stands_where_its_first_character_does(text: str, place: tuple[int, int, int]) -> None:
    located = everything(text).place
    assert located is not None
    assert (located.location.line, located.location.column, located.location.end_column) == place


def test_the_first_line_is_counted_as_told() -> None:
    outcome = decode_yaml("title: x\ndate: 2026-11-30\n", "a.md", Article, first_line=2)
    assert outcome.value == Article(Located("x", Location("a.md", 2, 8, 9)), dt.date(2026, 11, 30))


def test_line_separators_other_than_newline_do_not_shift_lines() -> None:
    problem = only_problem("text: 'a\u2028b'\nflag: maybe\n")
    assert problem.location == Location("a.yaml", 2, 7, 12)


@pytest.mark.parametrize(
    ("text", "message", "column", "hint"),
    [
        ("day: soon", "day wants a date such as 2026-11-30, not 'soon'", 6, ""),
        ("day: 2026-02-30", "day wants a date such as 2026-11-30, not '2026-02-30'", 6, ""),
        ("day: 2026-1-1", "day wants a date such as 2026-11-30, not '2026-1-1'", 6, ""),
        ("flag: no", "flag wants true or false, not 'no'", 7, ""),
        ("flag:", "flag wants true or false, not nothing", 6, ""),
        ("whole: 1.5", "whole wants a whole number, not '1.5'", 8, ""),
        ("whole: '1'", "whole wants a whole number, not '1'", 9, ""),
        ("number: .inf", "number wants a number, not '.inf'", 9, ""),
        ("number: 1e999", "number wants a number, not '1e999'", 9, ""),
        ("text: [a]", "text wants text, not a list", 7, ""),
        ("words: a", "words wants a list, not 'a'", 8, "write a list: [a]"),
        ("words: [a, {b: c}]", "an item of words wants text, not a mapping", 12, ""),
        ("choice: derived_only", "choice wants open or derived-only, not 'derived_only'", 9,
         "did you mean derived-only?"),
        ("author: A", "author wants a mapping of keys to values, not 'A'", 9, ""),
        ("authors: [[a]]", "an item of authors wants text or a mapping of keys to values, not a list", 11, ""),
        ("- a", "the document wants a mapping of keys to values, not a list", 1, ""),
    ],
)  # fmt: skip
def test_a_wrong_type_is_said_with_what_is_wanted(text: str, message: str, column: int, hint: str) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.message, problem.hint) == ("wrong-type", message, hint)
    assert (problem.location.line, problem.location.column) == (1, column)


def test_what_is_wrong_takes_its_default_and_the_rest_is_kept() -> None:
    outcome = decode_yaml("text: kept\nflag: maybe\nwords: [a, [b], c]\n", "a.yaml", Everything)
    assert outcome.value == Everything(text="kept", words=("a", "c"))
    assert len(outcome.problems) == 2


def test_an_unknown_key_is_located_and_has_a_way_out() -> None:
    (problem,) = problems("flagg: true\n", unknown_key_code="unknown-front-matter-key")
    assert problem == Problem(
        "unknown-front-matter-key", "there is no key flagg", Location("a.yaml", 1, 1, 6), "did you mean flag?"
    )


def test_an_unknown_key_names_the_mapping_that_it_is_in() -> None:
    problem = only_problem("author: {name: A, nmae: B}")
    assert problem.message == "there is no key nmae in author"


def test_a_missing_key_is_located_at_its_mapping() -> None:
    assert problems("tags: []\n", Article) == [
        Problem("missing-key", "title is missing", Location("a.yaml", 1, 1), "add title: text"),
        Problem(
            "missing-key", "date is missing", Location("a.yaml", 1, 1), "add date: a date such as 2026-11-30"
        ),
    ]  # fmt: skip


def test_a_repeated_key_is_a_problem_and_the_first_counts() -> None:
    outcome = decode_yaml("text: a\ntext: b\n", "a.yaml", Everything)
    assert outcome.value == Everything(text="a")
    (problem,) = outcome.problems
    assert problem.code == "duplicate-key"
    assert problem.message == "text stands here a second time, first in line 1"
    assert problem.location == Location("a.yaml", 2, 1, 5)


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("text: a: b", (1, 8), "second key"),
        ("text: a\n\tflag: b", (2, 1), "tab"),
        ("text: @x", (1, 7), "begin with @"),
        ("text: `x`", (1, 7), "begin with `"),
        ("text: 'x\nflag: true\n", (1, 7), "quote is opened"),
        ("words: [a\nflag: true", (1, 8), "list opened with ["),
        ("author: {name: a\n", (1, 9), "mapping opened with {"),
        ("text: *strong*", (1, 7), "begin with *"),
        ("text: *name\n", (1, 7), "does not name"),
        ('text: "\\q"', (1, 8), "escape"),
        ("- a\nb: c", (2, 1), "without a '-'"),
        ("text: 'a' b", (1, 11), "does not fit"),
        (" a: 1\nb: 2", (2, 1), "does not fit"),
        ("text: - b", (1, 7), "list item"),
        ("text: |x\n  b", (1, 8), "comment"),
        ("%a", (1, 1), "%"),
        ("? [a]\n: b", (1, 3), "key must be text"),
        ("text: !python/object x", (1, 7), "tag"),
        ("text: a\n---\ntext: b", (2, 1), "second document"),
        ("text: a\x01", (1, 8), "U+0001"),
        ("a: &a [*a]", (1, 8), "inside the value"),
    ],
)
def test_bad_syntax_is_located_and_said_in_plain_words(text: str, place: tuple[int, int], word: str) -> None:
    problem = only_problem(text)
    assert problem.code == "yaml-syntax"
    assert (problem.location.line, problem.location.column) == place
    assert word in problem.message


def test_aliases_are_expanded_in_moderation() -> None:
    assert everything("words: &w [a, b]\nanything: *w\n").anything == ["a", "b"]


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    problem = only_problem("\n".join(lines))
    assert (problem.code, problem.location.line) == ("yaml-too-large", 5)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_refused(opening: str, closing: str) -> None:
    assert everything("anything: " + opening * 99 + closing * 99) is not None
    problem = only_problem("anything: " + opening * 100 + closing * 100)
    assert problem.code == "yaml-too-large"
    assert only_problem("anything: " + opening * 100_000).code == "yaml-too-large"


WORD = st.text("abcdefghijé日", min_size=1, max_size=8)
PUNCTUATION = st.text("ab1 \t\n:-#'\"[]{},&*!|>%@`?~.é\ufeff\u2028\x85\x00\\", max_size=40)


@given(st.one_of(st.text(max_size=60), PUNCTUATION))
def test_no_text_raises(text: str) -> None:
    for target in (Everything, Article, Bag):
        outcome = decode_yaml(text, "a.yaml", target)
        assert outcome.value is not None or outcome.problems
        lines = text.count("\n") + 1
        assert all(1 <= problem.location.line <= lines for problem in outcome.problems)


@given(st.dictionaries(WORD, st.tuples(WORD, st.sampled_from(["{}", "'{}'", '"{}"'])), min_size=1))
def test_located_columns_cover_the_text(entries: dict[str, tuple[str, str]]) -> None:
    lines = ["texts:"] + [f"  {key}:   {style.format(word)}  # note" for key, (word, style) in entries.items()]
    outcome = decode_yaml("\n".join(lines), "a.yaml", Texts)
    assert outcome.problems == ()
    assert outcome.value is not None
    for key, (word, _) in entries.items():
        place = outcome.value.texts[key].location
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == word
