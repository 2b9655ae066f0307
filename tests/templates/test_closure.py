"""Which templates a template is made with: as Jinja sees it, and never fewer."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from nutgraf.sources import read_sources
from nutgraf.templates import theme_files
from nutgraf.templates.closure import named_templates
from tests.building import REPOSITORY

TEMPLATES = sorted((REPOSITORY / "templates").rglob("*.html"))
KNOWN = ("one.html", "two.html")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_the_default_theme_is_read_as_jinja_reads_it(file: Path) -> None:
    text = file.read_text()
    assert set(named_templates(text, ())) == set(find_referenced_templates(Environment().parse(text)))


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ('{%- include ["a.html", "b.html"] ignore missing -%}', ("a.html", "b.html")),
        ("{% import 'a b.html' as forms with context %}", ("a b.html",)),
        ('{% from "a.html" import one as two, three %}', ("a.html",)),
        ('{% include "a.html" without context %}', ("a.html",)),
        ('{% include "a" ~ page.kind %}', KNOWN),
        ('{% include "a.html" if page.draft else "b.html" %}', KNOWN),
        ("{% extends layout %}", KNOWN),
        ("{% includes %}", ()),
    ],
)
def test_a_name_that_is_worked_out_may_be_any(tag: str, names: tuple[str, ...]) -> None:
    assert tuple(named_templates(tag, KNOWN)) == names


def test_a_closure_holds_what_templates_name_in_turn(tmp_path: Path) -> None:
    (tmp_path / "site.toml").touch()
    (tmp_path / "templates").mkdir()
    for name, text in {
        "section.html": '{% include "own.html" %}',
        "own.html": '{% include "round.html" %}{% include "partials/icon.html" %}',
        "round.html": '{% include "own.html" %}',
    }.items():
        (tmp_path / "templates" / name).write_text(text)
    assert theme_files(read_sources(tmp_path)).templates["section.html"] == (
        "templates/own.html",
        "nutgraf/theme/partials/icon.html",
        "templates/round.html",
        "templates/section.html",
    )
