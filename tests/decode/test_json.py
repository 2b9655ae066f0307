from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.decode import parse_json
from nutgraf.problems import Location

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=12,
)


def pointers(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, child in children:
        yield from pointers(child, (*path, part))


@given(VALUES, st.sampled_from([None, 0, 2, 7]), st.booleans())
def test_every_value_is_found_where_it_stands(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    located = parse_json(text, "a.vl.json").value
    assert located is not None
    assert located.value == value
    for pointer, expected in pointers(value):
        place = located.locate(pointer)
        start = located.positions.offset(place.line, place.column)
        found, end = json.JSONDecoder().raw_decode(text, start)
        assert found == expected
        if place.end_column:
            assert end - start == place.end_column - place.column


def test_the_nearest_value_stands_for_one_that_is_not_there() -> None:
    located = parse_json('{"mark": "bar",\n "encoding": {"x": {"field": "a"}}}', "a.vl.json").value
    assert located is not None
    assert located.locate(("encoding", "y", "field")) == Location("a.vl.json", 2, 14, 35)
    assert located.locate(("mark", 0)) == Location("a.vl.json", 1, 10, 15)
    assert located.locate(("layer", 3)) == Location("a.vl.json", 1, 1, 0)


def test_of_a_repeated_key_the_last_counts() -> None:
    located = parse_json('{"a": 1, "a": 2}', "a.json").value
    assert located is not None
    assert located.value == {"a": 2}
    assert located.locate(("a",)).column == 15


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("", (1, 1), "a value should stand here"),
        ('{\n  "a": 1,\n  // note\n}', (3, 3), "a key in double quotes"),
        ('{"a" 1}', (1, 6), "a ':' should stand here"),
        ('{"a": 1\n "b": 2}', (2, 2), "a ',' or a closing bracket"),
        ('["a', (1, 2), "quote is opened"),
        ('["a\nb"]', (1, 4), "line break"),
        ("{} x", (1, 4), "ended before"),
        ('["NaN", NaN]', (1, 9), "NaN is not JSON"),
        ("[-Infinity]", (1, 2), "-Infinity is not JSON"),
        ("[" * 100_000, (1, 1), "nested too deep"),
        ("[" + "9" * 5000 + "]", (1, 1), "cannot be read"),
    ],
)
def test_bad_syntax_is_located(text: str, place: tuple[int, int], word: str) -> None:
    outcome = parse_json(text, "a.json")
    assert outcome.value is None
    (problem,) = outcome.problems
    assert problem.code == "json-syntax"
    assert (problem.location.line, problem.location.column) == place
    assert word in problem.message


@given(st.one_of(st.text(max_size=40), st.text('{}[]",:1eNaI-\\ \n', max_size=30)))
def test_no_text_raises(text: str) -> None:
    outcome = parse_json(text, "a.json")
    assert (outcome.value is None) == bool(outcome.problems)


def test_keys_are_found_too() -> None:
    document = parse_json('{"a": [{"bb" : 1}], "bb": 2}', "it.json").value
    assert document is not None
    assert document.locate_key(("a", 0, "bb")) == Location("it.json", 1, 9, 13)
    assert document.locate_key(("bb",)) == Location("it.json", 1, 21, 25)
    assert document.locate_key(("a", 0)) == document.locate(("a", 0))
    assert document.locate_key(()) == document.locate(())
