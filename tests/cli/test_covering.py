"""What `check` says of the numbers of a page."""

from __future__ import annotations

from nutgraf.cli.covering import coverage_as_json, coverage_lines
from nutgraf.model.coverage import CountedNumber, PageCoverage, Support
from nutgraf.problems import Location

PLACE = Location("content/a.md", 6, 9, 12)
PAGE = PageCoverage(
    "content/a.md",
    (
        CountedNumber("17%", PLACE, Support.CHECKED),
        CountedNumber("18%", PLACE, Support.CITED),
        CountedNumber("19%", PLACE, Support.NEITHER, "the citation [@key] has no locator"),
        CountedNumber("2024", PLACE, Support.EXCEPTION, "a date"),
    ),
)
SUMMARY = "content/a.md: 3 numbers: 1 checked, 1 cited, 1 neither; 1 exception"


def test_one_line_for_a_page() -> None:
    assert list(coverage_lines(PAGE, details=False)) == [SUMMARY]


def test_details_name_what_is_not_checked() -> None:
    assert list(coverage_lines(PAGE, details=True)) == [
        SUMMARY,
        "  content/a.md:6:9: cited: 18%",
        "  content/a.md:6:9: neither: 19%: the citation [@key] has no locator",
        "  content/a.md:6:9: exception: 2024: a date",
    ]


def test_a_page_without_numbers_has_no_line() -> None:
    assert list(coverage_lines(PageCoverage("content/a.md", ()), details=True)) == []


def test_json_has_the_counts_and_the_places() -> None:
    told = coverage_as_json(PAGE)
    assert (told["checked"], told["cited"], told["neither"], told["exceptions"]) == (1, 1, 1, 1)
    numbers = told["numbers"]
    assert isinstance(numbers, list)
    assert [(number["text"], number["support"], number["line"]) for number in numbers] == [
        ("18%", "cited", 6),
        ("19%", "neither", 6),
        ("2024", "exception", 6),
    ]
