"""What supports the numbers of a page: data, a source with a locator, or neither."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from nutgraf.markdown import parse_document, parse_inline
from nutgraf.model.coverage import CountedNumber, PageCoverage, Support
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Column, Drawing, DrawnData, ExhibitId, Figure, Svg
from nutgraf.model.page import Page
from nutgraf.numbers.coverage import Drawn, cover_page
from nutgraf.problems import Location


def page(body: str, *, title: str = "Title", summary: str = "Summary") -> Page:
    return Page(
        path="content/a.md",
        section="",
        slug="a",
        permalink="/a/",
        title=parse_inline(title, Location("content/a.md", 2, 8)).value,
        summary=parse_inline(summary, Location("content/a.md", 3, 10)).value,
        body=parse_document(body, "content/a.md", first_line=6).value,
        date=dt.date(2026, 1, 1),
    )


def figure(title: str) -> Figure:
    drawing = Svg("", 1, 1)
    return Figure(ExhibitId("x"), title, "", "", "", "", Drawing(drawing, drawing), DrawnData((), ()))


def covered(body: str, *, figures: tuple[Drawn, ...] = (), glossary: tuple[str, ...] = ()) -> PageCoverage:
    return cover_page(page(body), figures, "en", glossary)


def supports(body: str) -> list[tuple[str, str]]:
    return [(number.text, number.support.value) for number in covered(body).numbers]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It fell [17%](fact:fall) and 18%.", [("17%", "checked"), ("18%", "neither")]),
        ("It fell 18% [@key, p. 3].", [("18%", "cited")]),
        ("It fell 18% [@key].", [("18%", "neither")]),
        ("It fell 18% [@key; @other, p. 3].", [("18%", "cited")]),
        ("It fell 18%. Then 19% [@key, p. 3]. And 20%.", [("18%", "neither"), ("19%", "cited"), ("20%", "neither")]),
        ("It fell 18%. [@key, p. 3] Then 19%.", [("18%", "cited"), ("19%", "neither")]),
        ("It fell 18%. [@key, p. 3]", [("18%", "cited")]),
        ("It fell 17% [@key, p. 3].\n\nThen 19%.", [("17%", "cited"), ("19%", "neither")]),
        ("In 2024 the S&P 500 fell.", [("2024", "exception"), ("S&P 500", "exception")]),
        ("On [27 January 2025](fact:day) it fell.", [("27 January 2025", "exception")]),
        ("It was [a sliver](fact:share).", [("a sliver", "checked")]),
        ("Between 20 and [30%](fact:x).", [("20", "neither"), ("30%", "checked")]),
        ("[It fell 5%](https://example.org/17) `9` <b>6%</b>.", [("5%", "neither"), ("6%", "neither")]),
        ('![A line of 5](chart:x "About 6")', [("5", "neither"), ("6", "neither")]),
        ("![A bar of [7](fact:y)](chart:x)", [("7", "checked")]),
    ],
)
def test_support(body: str, expected: list[tuple[str, str]]) -> None:
    assert supports(body) == expected


def test_a_citation_without_locator_is_the_reason() -> None:
    (number,) = covered("It fell 18% [@key].").numbers
    assert number == CountedNumber(
        "18%", Location("content/a.md", 6, 9, 12), Support.NEITHER, "the citation [@key] has no locator"
    )


def test_title_and_summary_count_in_the_order_of_the_file() -> None:
    whole = cover_page(page("Body 3.", title="Up 1", summary="Of 2"), (), "en", ())
    assert [(number.text, number.location.line) for number in whole.numbers] == [("1", 2), ("2", 3), ("3", 6)]


def test_counts() -> None:
    whole = covered("[17%](fact:fall), 18% [@key, p. 3]. And 19% in 2024.")
    assert (whole.total, whole.checked, whole.cited, whole.neither, whole.exceptions) == (3, 1, 1, 1, 1)


def test_the_glossary_makes_exceptions() -> None:
    (number,) = covered("The Rule of 40 holds.", glossary=("Rule of 40",)).numbers
    assert (number.text, number.support, number.reason) == ("Rule of 40", Support.EXCEPTION, "in the glossary")


def test_numbers_that_a_program_puts_into_a_chart_do_not_count() -> None:
    code = 'def x(a):\n    """Of 7."""\n    return chart(f"{n} days in 2024, 5 lost of 17")\n'
    exhibit = Exhibit("x", ExhibitKind.CHART, "charts/c.py", code=code, location=Location("charts/c.py", 11))
    numbers = covered("Text.", figures=((exhibit, figure("7 days in 2024, 5 lost of 17")),)).numbers
    assert [(number.text, number.support.value, number.location.line) for number in numbers] == [
        ("2024", "exception", 13),
        ("5", "neither", 13),
        ("17", "neither", 13),
    ]
    assert all(number.in_chart for number in numbers)


@pytest.mark.parametrize(("table", "told"), [(True, [("2024", "exception"), ("5", "neither")]), (False, [])])
def test_titles_of_columns_count_in_tables(table: bool, told: list[tuple[str, str]]) -> None:
    code = 'def x(a):\n    a.attrs["nutgraf"] = said("Lost in 2024", "Days above 5", f"Of {n} days")\n    return a\n'
    exhibit = Exhibit("x", ExhibitKind.TABLE, "charts/c.py", code=code, location=Location("charts/c.py", 1))
    columns = (Column("a", "Lost in 2024"), Column("b", "Days above 5"), Column("c", "Of 17 days"))
    shown = replace(figure("Losses"), data=DrawnData(columns, ()))
    numbers = covered("Text.", figures=((exhibit, replace(shown, drawing=None) if table else shown),)).numbers
    assert [(number.text, number.support.value) for number in numbers] == told


def test_words_of_a_json_chart_are_at_their_line() -> None:
    code = '{\n "title": {"text": "Of 5",\n "subtitle": ["a", "up 6%"]},\n "mark": "bar"\n}'
    exhibit = Exhibit("x", ExhibitKind.CHART, "charts/c.vl.json", code=code)
    numbers = covered("Text.", figures=((exhibit, figure("Of 5, up 6%")),)).numbers
    assert [(number.text, number.location.line) for number in numbers] == [("5", 2), ("6%", 3)]
