from __future__ import annotations

import json

import pytest

from nutgraf.model.step import Step, parse_steps, write_steps

SOURCES = ("content/a.md", "site.toml")
OUTPUTS = ("a/index.html", "index.html")
STEPS = (
    Step("card content/a.md", (), ("content/a.md",)),
    Step("page content/a.md", ("content/a.md", "nutgraf/theme/article.html"), (), ("a/index.html",)),
    Step('home of "all"', ("site.toml", "card *"), ("card content/a.md",), ("index.html", "unlisted")),
)


def test_steps_are_read_as_they_were_written() -> None:
    assert parse_steps(json.loads(write_steps(STEPS, SOURCES, OUTPUTS)), SOURCES, OUTPUTS) == STEPS


def test_numbers_stand_for_what_the_manifest_lists() -> None:
    assert write_steps(STEPS, SOURCES, OUTPUTS) == (
        b'{\n  "card content/a.md": [[],[0],[]],\n'
        b'  "page content/a.md": [[0,"nutgraf/theme/article.html"],[],[0]],\n'
        b'  "home of \\"all\\"": [[1,"card *"],[2],[1,"unlisted"]]\n }'
    )


def test_a_number_that_stands_for_nothing() -> None:
    with pytest.raises(IndexError):
        parse_steps({"page": [[7], [], []]}, SOURCES, OUTPUTS)
