"""Every figure says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.markdown import plain_text
from nutgraf.model.figure import Exhibited
from nutgraf.model.page import Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.problems import Problem

HINT = (
    "write what a reader would see between the brackets, ![Line chart: the ratio peaks in 2000 …](chart:…), "
    "or give the chart a description"
)


def check_alt_texts(site: Site, exhibited: Exhibited) -> tuple[Problem, ...]:
    """A figure needs alt text, its own or the chart's description, and it may not repeat the caption."""
    return tuple(problem for path in site.pages for problem in _page_problems(site, exhibited, path))


def _page_problems(site: Site, exhibited: Exhibited, path: str) -> Iterator[Problem]:
    for reference in site.pages[path].body.references:
        if reference.kind is ReferenceKind.IMAGE and not reference.text.strip():
            message = f"the image {reference.target} has no alt text"
            yield Problem("missing-alt-text", message, reference.location, "write what it shows between the brackets")
        shown = site.links[path].figures.get(reference.location)
        figure = exhibited.heads.get(shown.id) if shown is not None else None
        if figure is None or figure.is_table:  # a table is text already
            continue
        alt = _plain(reference, title=False) or figure.description
        if not alt.strip():
            yield Problem(
                "missing-alt-text", f"the figure {reference.target} has no alt text", reference.location, HINT
            )
        elif alt.strip() == _plain(reference, title=True).strip():
            message = f"the alt text of {reference.target} is its caption again"
            hint = "the caption adds what the picture cannot say; the alt text says what it shows"
            yield Problem("alt-text-is-caption", message, reference.location, hint)


def _plain(reference: Reference, *, title: bool) -> str:
    document = reference.title_document if title else reference.text_document
    if document is not None:
        return plain_text(document.html)
    return (reference.title or "") if title else reference.text
