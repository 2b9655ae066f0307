from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.decode import Located, decode_toml
from nutgraf.decode.nodes import Mapping, Node, Scalar, Sequence
from nutgraf.decode.positions import Positions
from nutgraf.decode.toml_nodes import toml_nodes
from nutgraf.problems import Location, Problem
from tests.decode.targets import Article, Author, Bag, Everything, Kind


def problems(text: str, target: type = Everything) -> list[Problem]:
    return list(decode_toml(text, "site.toml", target).problems)


def test_toml_has_types_of_its_own() -> None:
    text = """\
text = "no"
number = 3
whole = 4
flag = true
day = 2026-11-30
kind = "correction"
words = [
  "a",  # one
  'b',
]
from = "here"
anything = [1, 1.5, true, "x"]

[author]
name = "A"

[[authors]]
name = "B"
"""
    outcome = decode_toml(text, "site.toml", Everything)
    assert outcome.problems == ()
    assert outcome.value == Everything(
        text="no",
        number=3.0,
        whole=4,
        flag=True,
        day=dt.date(2026, 11, 30),
        kind=Kind.CORRECTION,
        words=("a", "b"),
        author=Author("A"),
        authors=(Author("B"),),
        from_="here",
        anything=[1, 1.5, True, "x"],
    )


@pytest.mark.parametrize(
    ("text", "message", "place", "hint"),
    [
        ("text = 3", "text wants text, not '3'", (1, 8, 9), "put it in quotes"),
        ("text = 2026-01-01", "text wants text, not '2026-01-01'", (1, 8, 18), "put it in quotes"),
        ("whole = true", "whole wants a whole number, not 'true'", (1, 9, 13), ""),
        ("day = 2026-01-01T00:00:00", "day wants a date such as 2026-11-30, not '2026-01-01T00:00:00'", (1, 7, 26), ""),
        ("number = nan", "number wants a number, not 'nan'", (1, 10, 13), ""),
        ("[[authors]]\nname = 'a'\n[[authors]]\nname = 1", "name wants text, not '1'", (4, 8, 9), "put it in quotes"),
        ("authors = [{name = 'a'}, {name = 1}]", "name wants text, not '1'", (1, 34, 35), "put it in quotes"),
        ("author.name = [1]", "name wants text, not a list", (1, 15, 0), ""),
        ("words = ['a', \n 2]", "an item of words wants text, not '2'", (2, 2, 3), "put it in quotes"),
    ],
)
def test_a_wrong_type_is_located(text: str, message: str, place: tuple[int, int, int], hint: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.message, problem.hint) == ("wrong-type", message, hint)
    assert (problem.location.line, problem.location.column, problem.location.end_column) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("flagg = 1", (1, 1, 6)),
        ('"flagg" = 1', (1, 1, 8)),
        ("[author]\nname = ''\nnmae = ''", (3, 1, 5)),
        ("author.name = ''\nauthor . nmae = ''", (2, 10, 14)),
        ("author = { name = '', nmae = '' }", (1, 23, 27)),
        ("[[authors]]\nname = ''\n[[authors]]\nname = ''\n'nmae' = 1", (5, 1, 7)),
    ],
)
def test_an_unknown_key_is_located(text: str, place: tuple[int, int, int]) -> None:
    (problem,) = problems(text)
    assert problem.code == "unknown-key"
    assert (problem.location.line, problem.location.column, problem.location.end_column) == place


def test_a_missing_key_is_located_at_its_table() -> None:
    (problem,) = problems("text = ''\n[[authors]]\nname = 'a'\n\n  [[authors]]\nurl = 'b'\n")
    assert (problem.code, problem.message) == ("missing-key", "name is missing")
    assert problem.location == Location("site.toml", 5, 3)


@pytest.mark.parametrize(
    ("text", "code", "place", "word"),
    [
        ("text = ", "toml-syntax", (1, 7), "invalid value"),
        ("text = no", "toml-syntax", (1, 8), "invalid value"),
        ('text = "a', "toml-syntax", (1, 10), "unterminated"),
        ("text", "toml-syntax", (1, 5), "expected '='"),
        ("[author", "toml-syntax", (1, 8), "expected ']'"),
        ("\n= 2", "toml-syntax", (2, 1), "invalid statement"),
        ("text = 'a'\n  text = 'b'\n", "duplicate-key", (2, 3), "text stands here a second time"),
        ("[author]\n[author]\n", "duplicate-key", (2, 1), "[author] stands here a second time"),
        ("whole = " + "9" * 5000, "toml-syntax", (1, 1), "cannot be read"),
        ("anything = " + "[" * 5000 + "]" * 5000, "toml-syntax", (1, 1), "more than 100 deep"),
        (".".join("a" * 200) + " = 1", "toml-syntax", (1, 1), "more than 100 deep"),
    ],
)
def test_bad_syntax_is_located(text: str, code: str, place: tuple[int, int], word: str) -> None:
    (problem,) = problems(text)
    assert problem.code == code
    assert (problem.location.line, problem.location.column) == place
    assert word in problem.message


def test_carriage_returns_do_not_shift_columns() -> None:
    outcome = decode_toml("title = 'a'\r\ndate = 2026-01-01\r\n", "site.toml", Article)
    assert outcome.value == Article(Located("a", Location("site.toml", 1, 10, 11)), dt.date(2026, 1, 1))


@given(st.one_of(st.text(max_size=60), st.text("ab1 \t\n=.-#'\"[]{},\\é\x00", max_size=40)))
def test_no_text_raises(text: str) -> None:
    for target in (Everything, Article, Bag):
        outcome = decode_toml(text, "site.toml", target)
        assert outcome.value is not None or outcome.problems


KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e.f'", '"g\\u0041"', '"h"'])
SCALARS = st.sampled_from(
    ["1", "-2.5", "true", "2026-01-01", '"x"', "'y\\'", '"""\n  m\nn"""', "'''o'''", '"\\"q\\" #"', "0x1f", '""""r""""']
)
BLANKS = st.sampled_from(["", " ", "  "])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ",\n # ]\n ".join(items) + "]"),
        st.dictionaries(KEYS, inner, max_size=2).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    def pairs() -> str:
        table = draw(st.dictionaries(KEYS, VALUES, max_size=3))
        return "".join(f"{draw(BLANKS)}{key}{draw(BLANKS)}= {value} # a = 1\n" for key, value in table.items())

    lists = draw(st.integers(0, 3))
    text = pairs() + "[ t . u ]\n" + pairs()
    for _ in range(lists):
        text += "[[ l.m ]]\n" + pairs() + "[l.m.sub]\n" + pairs()
    return text


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for _, child in node.entries:
            yield from scalars(child)


@given(documents())
def test_every_value_is_found_where_it_stands(text: str) -> None:
    """No two values share a place, and each place holds the source of its value."""
    positions = Positions(text, "site.toml")
    outcome = toml_nodes(positions)
    assert outcome.problems == ()
    assert outcome.value is not None
    starts: list[Any] = []
    for scalar in scalars(outcome.value):
        place = scalar.location
        start = positions.offset(place.line, place.column)
        starts.append((start, scalar.text))
        if isinstance(scalar.native, str):
            raw = {"y\\": "y\\", '"q" #': '\\"q\\" #', "  m\nn": "  m\nn"}.get(scalar.native, scalar.native)
            assert text.startswith(raw, start)
        else:
            assert text[start] in "1-t20"
    assert len(set(starts)) == len(starts)
