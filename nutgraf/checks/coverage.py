"""How many numbers of each page are checked or cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.config import NumberOptions
from nutgraf.model.coverage import CountedNumber, PageCoverage, Support
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Exhibited, FigureHead
from nutgraf.model.site import Site
from nutgraf.numbers.coverage import cover_page
from nutgraf.problems import Location, Problem, Severity
from nutgraf.toolchain import toolchain_digest
from nutgraf.worker import in_processes

IN_PROSE = (
    "check it, [17%](fact:NAME), or cite its source in the same sentence with a locator, [@key, p. 3];\n"
    "if it makes no claim, name it in glossary under [numbers] in site.toml"
)
IN_CHART = (
    "let the program put it in from the data, or leave it out of the figure's words;\n"
    "if it makes no claim, name it in glossary under [numbers] in site.toml"
)


def count_numbers(site: Site, exhibited: Exhibited, cache: Cache, processes: int = 1) -> tuple[PageCoverage, ...]:
    """The numbers of every page, with those in the words of the figures that it shows. What `cache` holds of pages that
    are as they were is not counted again, the rest by so many `processes`."""
    known: Pack[PageCoverage] = cache.pack(f"numbers {toolchain_digest()}", PageCoverage)
    drawn = {path: _drawn(site, exhibited, path) for path in site.pages}
    keys = {path: _key(site, path, shown) for path, shown in drawn.items()}
    pages = {path: known.get(key) for path, key in keys.items()}
    missing = [path for path, page in pages.items() if page is None]

    count = partial(count_page, site, exhibited)
    for path, page in zip(missing, in_processes(count, missing, processes, PageCoverage), strict=True):
        pages[path] = page
        known.put(keys[path], page)
    return tuple(page for page in pages.values() if page is not None)


def count_page(site: Site, exhibited: Exhibited, path: str) -> PageCoverage:
    """The numbers of one page, with those in the words of the figures that it shows."""
    figures = [(exhibit, exhibited.figures[head.id]) for exhibit, head in _drawn(site, exhibited, path)]
    return cover_page(site.pages[path], figures, site.config.language, site.config.numbers.glossary)


def _drawn(site: Site, exhibited: Exhibited, path: str) -> list[tuple[Exhibit, FigureHead]]:
    """The figures that a page shows, and the exhibits that they were made by."""
    shown = dict.fromkeys(figure.id for figure in site.links[path].figures.values())
    return [(site.figures[id].exhibit, exhibited.heads[id]) for id in shown if id in exhibited.heads]


def _key(site: Site, path: str, drawn: Sequence[tuple[Exhibit, FigureHead]]) -> str:
    config, page = site.config, site.pages[path]
    places = [exhibit.location for exhibit, _ in drawn]
    told = [config.language, config.numbers.glossary, path, page.digest or page.claims, drawn, places]
    return digest_bytes(msgspec.msgpack.encode(told, order="deterministic"))


def check_coverage(site: Site, pages: Sequence[PageCoverage]) -> tuple[Problem, ...]:
    """`unchecked-number` for each number without check or citation, where `site.toml` requires shares: an error on a
    page that misses one, else a warning."""
    return tuple(problem for page in pages for problem in _page_problems(page, site.config.numbers))


def _page_problems(page: PageCoverage, wanted: NumberOptions) -> Iterator[Problem]:
    if wanted.required is not None:
        missed = page.checked + page.cited < wanted.required * page.total
        for number in page.with_support(Support.NEITHER):
            yield _uncovered(number, "error" if missed else "warning")
    if wanted.checked is not None and page.checked < wanted.checked * page.total:
        message = f"of {page.total} numbers of this page {page.checked} are checked, fewer than {wanted.checked:.0%}"
        yield Problem("unchecked-number", message, Location(page.path), f"`check -v` lists the others\n{IN_PROSE}")


def _uncovered(number: CountedNumber, severity: Severity) -> Problem:
    because = f": {number.reason}" if number.reason else ""
    message = f"“{number.text}” is neither checked nor cited{because}"
    return Problem("unchecked-number", message, number.location, IN_CHART if number.in_chart else IN_PROSE, severity)
