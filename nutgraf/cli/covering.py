"""What `check` says of the numbers of each page."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.cli.reporting import count
from nutgraf.model.coverage import CountedNumber, PageCoverage, Support

_TOLD = (Support.NEITHER, Support.CITED, Support.EXCEPTION)


def coverage_lines(page: PageCoverage, *, details: bool) -> Iterator[str]:
    """One line for a page; with `details` one more for every number that is not checked, with its place and reason."""
    if page.numbers:
        yield (
            f"{page.path}: {count(page.total, 'number')}: {page.checked} checked, {page.cited} cited, "
            f"{page.neither} neither; {count(page.exceptions, 'exception')}"
        )
    if details:
        yield from (f"  {_line(number)}" for number in page.with_support(*_TOLD))


def _line(number: CountedNumber) -> str:
    because = f": {number.reason}" if number.reason else ""
    return f"{number.location}: {number.support.value}: {number.text}{because}"


def coverage_as_json(page: PageCoverage) -> dict[str, object]:
    """Counts, and every number but the checked ones."""
    return {
        "path": page.path,
        "checked": page.checked,
        "cited": page.cited,
        "neither": page.neither,
        "exceptions": page.exceptions,
        "numbers": [
            {
                "text": number.text,
                "support": number.support.value,
                "reason": number.reason,
                "path": number.location.path,
                "line": number.location.line,
                "column": number.location.column,
            }
            for number in page.with_support(*_TOLD)
        ],
    }
