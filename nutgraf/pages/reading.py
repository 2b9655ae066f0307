"""From the files below `content/` to pages."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace

from markdown.extensions import Extension

from nutgraf.cache import Pack
from nutgraf.decode import Located
from nutgraf.digest import digest_value
from nutgraf.markdown import parse_document, parse_inline
from nutgraf.model.page import Content, Document, Page, Pin, ReferenceKind, all_references
from nutgraf.pages.bibliography import read_bibliography
from nutgraf.pages.corrections import read_corrections
from nutgraf.pages.front_matter import SplitPage, split_page
from nutgraf.pages.places import places_of_value
from nutgraf.pages.slugs import reserved_problem, slug_problem, unique_permalinks
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources
from nutgraf.worker import in_processes

FOLDER = "content"
PAGE = ".md"
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


ReadPage = tuple[Page | None, tuple[Problem, ...]]
"""A page, if it can be read, and what is wrong with it."""


def read_content(
    sources: Sources,
    *,
    drafts: bool = False,
    extensions: Sequence[Extension] = (),
    known: Pack[ReadPage] | None = None,
    processes: int = 1,
    sanitise: bool = False,
) -> Outcome[Content]:
    """All pages, without drafts unless asked for, the bibliography, and the images beside the pages.

    What is in `known`, by this program and without `extensions`, is not read again; the rest is read by so many
    `processes`.

    `sanitise` takes out of raw HTML what could run, load or restyle.

    A page that cannot be read is in `unreadable`, a draft too where drafts are left out, so that a link to it is told
    once. Problems: those of front matter, slugs, Markdown and bibliography, `misplaced-page`, `duplicate-permalink`.
    """
    problems: list[Problem] = []
    pages: list[Page] = []
    unreadable: set[str] = set()
    left_out: set[str] = set()
    read_all = True
    for path, (page, found) in _read_pages(sources, extensions, known if not extensions else None, processes, sanitise):
        problems += found
        if page is None or (page.draft and not drafts):
            unreadable.add(path)
            left_out |= _cited(page) if page is not None else set()
            read_all = read_all and page is not None
        else:
            pages.append(page)
    unique, twice = unique_permalinks(pages)
    bibliography = read_bibliography(sources)
    content = Content(
        pages=unique,
        bibliography=bibliography.value,
        images=frozenset(path for path in sources.below(FOLDER) if path.lower().endswith(IMAGES)),
        unreadable=frozenset(unreadable | {page.path for page in pages} - {page.path for page in unique}),
        cited_in_drafts=frozenset(left_out) if read_all else None,
    )
    return Outcome(content, (*problems, *twice, *bibliography.problems))


def _cited(page: Page) -> set[str]:
    references = (reference for document in page.documents for reference in all_references(document))
    return {reference.target for reference in references if reference.kind is ReferenceKind.CITATION}


def _read_pages(
    sources: Sources, extensions: Sequence[Extension], known: Pack[ReadPage] | None, processes: int, sanitise: bool
) -> list[tuple[str, ReadPage]]:
    paths = sources.below(FOLDER, PAGE)
    keys = {path: digest_value([path, sources.digest(path), sanitise]) for path in paths}
    pages = {path: known.get(key) for path, key in keys.items()} if known is not None else {}
    missing = [path for path in paths if pages.get(path) is None]

    def read(path: str) -> ReadPage:
        outcome = read_page(sources, path, extensions=extensions, sanitise=sanitise)
        return outcome.value, outcome.problems

    for path, page in zip(missing, in_processes(read, missing, processes, ReadPage), strict=True):
        pages[path] = page
        if known is not None and sources.is_as_digested(path):
            known.put(keys[path], page)
    return [(path, found) for path in paths if (found := pages[path]) is not None]


def read_page(
    sources: Sources, path: str, *, extensions: Sequence[Extension] = (), sanitise: bool = False
) -> Outcome[Page | None]:
    """One page, as `read_content` reads it. Problems: its own."""
    place = _misplaced(path)
    if place is not None:
        return Outcome(None, (place,))
    text = sources.read_text(path)
    split = split_page(text.value, path)
    if text.problems or split.value is None:
        return Outcome(None, text.problems or split.problems)
    problems = list(split.problems)
    section = posixpath.dirname(path).removeprefix(FOLDER).removeprefix("/")
    slug = _slug(path, section, split.value, problems)
    page = _page(path, section, slug, split.value, text.value, extensions, sanitise)
    # Of the text that was read: the file may have been saved since its digest was taken.
    digest = "" if extensions else digest_value([path, text.value, sanitise])
    return Outcome(replace(page.value, digest=digest), (*problems, *page.problems))


def _misplaced(path: str) -> Problem | None:
    if path.count("/") <= 2:
        return None
    hint = "an article lies in content/SECTION/NAME.md, a page without section in content/NAME.md"
    return Problem("misplaced-page", f"{path} lies too deep", Location(path), hint)


def _slug(path: str, section: str, split: SplitPage, problems: list[Problem]) -> str:
    own = split.front_matter.slug
    slug = own.value if own is not None else posixpath.basename(path).removesuffix(PAGE)
    place = own.location if own is not None else Location(path)
    found = [slug_problem(slug, place), slug_problem(section, Location(path)) if section else None]
    found.append(reserved_problem(section or slug, Location(path) if section else place))
    problems += [problem for problem in found if problem is not None]
    return slug


def _page(
    path: str,
    section: str,
    slug: str,
    split: SplitPage,
    text: str,
    extensions: Sequence[Extension],
    sanitise: bool,
) -> Outcome[Page]:
    """The page without its digest; `text` is the whole file."""
    front = split.front_matter
    title, summary = (_line(value, text, sanitise) for value in (front.title, front.summary))
    corrections = read_corrections(front, lambda value: _line(value, text, sanitise))
    newest = max((correction.date for correction in corrections.value), default=None)
    body = parse_document(split.body, path, first_line=split.first_line, extensions=extensions, sanitise=sanitise)
    page = Page(
        path=path,
        section=section,
        slug=slug,
        permalink=f"/{section}/{slug}/" if section else f"/{slug}/",
        title=title.value,
        summary=summary.value,
        body=body.value,
        date=front.date.value,
        updated=front.updated.value if front.updated is not None else newest,
        authors=front.authors,
        tags=front.tags,
        pins=tuple(Pin(dataset.value, version, dataset.location) for dataset, version in front.data.items()),
        lead_figure=front.figure.value if front.figure is not None else "",
        lead_figure_location=front.figure.location if front.figure is not None else None,
        draft=front.draft,
        corrections=corrections.value,
        location=Location(path),
    )
    return Outcome(page, (*title.problems, *summary.problems, *body.problems, *corrections.problems))


def _line(value: Located[str], text: str, sanitise: bool) -> Outcome[Document]:
    """A title or summary; `text` is the file it stands in."""
    places = places_of_value(value.value, value.location, text)
    return parse_inline(value.value, value.location, locate=places, sanitise=sanitise)
