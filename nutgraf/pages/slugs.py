"""Slugs: the path segments that files and front matter give to pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from nutgraf.model.page import Page
from nutgraf.problems import Location, Problem

# The first segments of addresses that the site itself uses.
RESERVED = frozenset(
    {"figures", "data", "tags", "numbers", "assets", "embed", "archive", "search", "corrections", "index", "404"}
)
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def slug_problem(slug: str, place: Location) -> Problem | None:
    """Why `slug` cannot be a path segment: `bad-slug`, with one that can."""
    if _SLUG.fullmatch(slug) and slug == slug.lower() and unicodedata.is_normalized("NFC", slug):
        return None
    better = suggested_slug(slug)
    return Problem(
        "bad-slug",
        f"{slug!r} cannot stand in an address",
        place,
        f"letters and digits in lower case, joined by hyphens: {better}",
    )


def suggested_slug(text: str) -> str:
    """A slug that resembles `text`."""
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "article"


def reserved_problem(segment: str, place: Location) -> Problem | None:
    """Whether a page's first segment is one that the site itself uses."""
    if segment not in RESERVED:
        return None
    hint = f"choose another name; these are taken: {', '.join(sorted(RESERVED))}"
    return Problem("duplicate-permalink", f"/{segment}/ is an address of the site's own", place, hint)


def unique_permalinks(pages: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """The pages whose address is theirs alone, and a `duplicate-permalink` for each other one.

    Addresses that differ only in case are the same on many file systems.
    """
    first: dict[str, Page] = {}
    problems: list[Problem] = []
    pages = list(pages)
    sections = {page.section for page in pages if page.section}
    for page in pages:
        if not page.section and page.slug in sections:
            message = f"the section {page.slug} has the address {page.permalink} too"
            problems.append(Problem("duplicate-permalink", message, page.location, "rename one of them"))
            continue
        known = first.setdefault(unicodedata.normalize("NFC", page.permalink).casefold(), page)
        if known is not page:
            message = f"{known.path} has the address {page.permalink} too"
            problems.append(Problem("duplicate-permalink", message, page.location, "rename one of them"))
    return tuple(first.values()), tuple(problems)
