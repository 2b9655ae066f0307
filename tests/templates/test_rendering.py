from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cache import Pack
from nutgraf.model.views import Link
from nutgraf.problems import Location, Problem
from nutgraf.templates import Templates, load_templates
from tests.templates.sites import default_theme, site_with, templates_of, views


def rendered(root: Path, text: str, context: Mapping[str, object] | None = None) -> tuple[str, tuple[Problem, ...]]:
    """What a site's own `page.html` gives."""
    outcome = templates_of(site_with(root, {"templates/page.html": text})).render("page.html", context or {})
    return outcome.value, outcome.problems


def test_values_are_escaped_whatever_the_template_is_called(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"templates/page.txt": "{{ name }}"})
    assert templates_of(site).render("page.txt", {"name": "<b>&"}).value == "&lt;b&gt;&amp;"


def test_a_site_has_its_own_template_before_the_default_one(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"templates/404.html": '{% extends "base.html" %}{% block main %}gone{% endblock %}'})
    page = templates_of(site).render("404.html", views()["404.html"]).value
    assert "gone" in page
    assert 'class="site-footer"' in page


def test_what_was_compiled_is_not_compiled_again_until_its_text_is_another(tmp_path: Path) -> None:
    known: Pack[bytes] = Pack(None, None, bytes)

    def page(text: str) -> tuple[str, bool]:
        """What the template gives, and whether it was compiled for it."""
        site = site_with(tmp_path, {"templates/page.html": text})
        before = known.kept()
        made = load_templates(site, default_theme(), {}, known=known).value.render("page.html", {}).value
        return made, known.kept() != before == (None, None)

    assert page("{{ 1 + 1 }}") == ("2", True)
    assert page("{{ 1 + 1 }}") == ("2", False)
    assert page("{{ 1 + 2 }}") == ("3", True)
    assert page("{{ 1 + 1 }}") == ("2", False)


def test_filters_of_the_site_are_added_and_come_first(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"templates/page.html": "{{ 2 | twice }} {{ 1 | plural('x') }}"})
    filters: dict[str, Callable[..., Any]] = {
        "twice": lambda number: number * 2,
        "plural": lambda count, word: f"{count}{word}",
    }
    assert load_templates(site, default_theme(), filters).value.render("page.html", {}).value == "4 1x"


def test_an_undefined_name_is_located_and_a_close_one_offered(tmp_path: Path) -> None:
    text, problems = rendered(tmp_path, "<p>\n  {{ artcle }}\n</p>", {"article": 1, "link": 2})
    assert text == ""
    assert problems == (
        Problem(
            "template-error",
            "`artcle` is not defined",
            Location("templates/page.html", 2, 6, 12),
            "did you mean article?",
        ),
    )


def test_a_field_that_a_view_does_not_have_is_located(tmp_path: Path) -> None:
    _, problems = rendered(tmp_path, "{{ section.titel }}", {"section": Link("Markets", "/markets/")})
    assert problems == (
        Problem(
            "template-error",
            "Link has no field `titel`",
            Location("templates/page.html", 1, 12, 17),
            "did you mean title?",
        ),
    )


def test_computed_fields_are_offered_too(tmp_path: Path) -> None:
    context = {"table": views()["partials/figure.html"]["figure"].table}  # type: ignore[attr-defined]  # is a FigureView
    _, problems = rendered(tmp_path, "{{ table.cutt }}", context)
    assert problems[0].hint == "did you mean cut?"


def test_an_undefined_name_can_be_asked_for(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ 'yes' if name is defined else 'no' }}") == ("no", ())


def test_a_fault_in_a_partial_is_in_the_partial(tmp_path: Path) -> None:
    files = {
        "templates/page.html": "\n{% include 'partials/mine.html' %}",
        "templates/partials/mine.html": "\n\n{{ x }}",
    }
    problems = templates_of(site_with(tmp_path, files)).render("page.html", {}).problems
    assert [problem.location for problem in problems] == [Location("templates/partials/mine.html", 3, 4, 5)]


def test_a_partial_that_is_not_there_is_located_where_it_is_asked_for(tmp_path: Path) -> None:
    _, problems = rendered(tmp_path, "\n{% include 'partials/tabel.html' %}")
    assert [(problem.location, problem.message, problem.hint) for problem in problems] == [
        (
            Location("templates/page.html", 2),
            'there is no template "partials/tabel.html"',
            "did you mean partials/table.html, partials/text.html or partials/footer.html?",
        )
    ]


def test_an_exception_is_located(tmp_path: Path) -> None:
    _, problems = rendered(tmp_path, "\n{{ 1 // 0 }}")
    assert problems[0].location == Location("templates/page.html", 2)
    assert problems[0].message == "ZeroDivisionError: integer division or modulo by zero"


def test_a_template_that_no_page_has_is_a_problem() -> None:
    problems = templates_of(site_with(Path("no-such-folder"), {})).render("hom.html", {}).problems
    assert problems[0].message == 'there is no template "hom.html"'
    assert problems[0].hint.startswith("did you mean home.html")


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("\n{{ 1 | plurals }}", 2, "there is no filter `plurals`", "did you mean plural?"),
        ("{{ 1 is defind }}", 1, "there is no test `defind`", "did you mean defined"),
        ("\n\n{% if x %}", 3, "unexpected end of template", ""),
        ("{{ }}", 1, "expected an expression, got 'end of print statement'", ""),
        ("{% fr x in y %}", 1, "encountered unknown tag 'fr'", ""),
    ],
)
def test_what_cannot_be_compiled_is_found_before_a_page_is_rendered(
    tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    site = site_with(tmp_path, {"templates/partials/unused.html": text})
    [problem] = load_templates(site, default_theme(), {}).problems
    assert (problem.code, problem.location.path, problem.location.line) == (
        "template-error",
        "templates/partials/unused.html",
        line,
    )
    assert problem.message.startswith(message)
    assert hint in problem.hint


def test_a_template_that_is_not_utf8_is_a_problem_where_it_is_used(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "templates/page.html": "{% include 'part.html' %}",
        "templates/part.html": b"\n\xff",
    }
    site = site_with(tmp_path, files)
    loaded = load_templates(site, default_theme(), {})
    assert [problem.location for problem in loaded.problems] == [Location("templates/part.html", 2)]
    assert loaded.value.render("page.html", {}).problems == loaded.problems


def test_the_default_theme_is_named_as_such_in_problems(tmp_path: Path) -> None:
    templates: Templates = templates_of(site_with(tmp_path, {}))
    [problem] = templates.render("tags.html", {**views()["tags.html"], "tags": ((1, 2, 3),)}).problems
    assert problem.location.path == "nutgraf/theme/tags.html"


def test_no_template_outside_the_theme_can_be_read(tmp_path: Path) -> None:
    _, problems = rendered(tmp_path, "{% include '../pyproject.toml' %}")
    assert problems[0].message == 'there is no template "../pyproject.toml"'
