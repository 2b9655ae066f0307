"""The checked numbers of a page: the ids of their places, and their entries in the list at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from nutgraf.markdown import typeset
from nutgraf.model.figure import Exhibited, Fact
from nutgraf.model.page import Document, Page, Reference, ReferenceKind
from nutgraf.model.site import NumberedFigure, Site
from nutgraf.model.views import CheckedNumber, Link
from nutgraf.numbers import format_value
from nutgraf.numbers.claimed import claimed_range
from nutgraf.problems import Location
from nutgraf.render.figures import source_line

_DIGITS, _MORE_DIGITS = 4, 6
"""Significant digits of a value; more where the words have as many."""


@dataclass(frozen=True, slots=True)
class CheckedPlace:
    """Where a checked number stands. `entry` is the id of its entry in the list, `back` the id of the element that the
    entry leads back to, "" in title and summary, which a theme may show twice or nowhere.

    `anchor` is the number's own id; it has none there, nor in captions, alt texts and corrections, whose figure or
    notice is led back to.
    """

    reference: Reference
    entry: str
    anchor: str
    back: str
    part: str


def checked_places(page: Page, shown: Mapping[Location, NumberedFigure]) -> Mapping[Location, CheckedPlace]:
    """Every checked number of the page by its place in the file, in reading order; `shown` are the page's figures.

    The ids are made from the fact's name and how often it has come before, so that they hold while the text around
    them is edited.
    """
    counts: Counter[str] = Counter()
    places: dict[Location, CheckedPlace] = {}
    documents = [("title", page.title, ""), ("summary", page.summary, ""), ("text", page.body, "")]
    documents += [("correction", correction.text, correction.anchor) for correction in page.corrections]
    for part, document, within in documents:
        for reference, figure in _facts_of(document, shown, within):
            counts[reference.target] += 1
            again = counts[reference.target]
            name = reference.target + (f"-{again}" if again > 1 else "")
            own = part == "text" and not figure
            anchor = f"checked--{name}" if own else ""
            kind = "figure" if figure and part == "text" else part
            place = CheckedPlace(reference, f"value--{name}", anchor, anchor or figure, kind)
            places[reference.location] = place
    return places


def _facts_of(
    document: Document, shown: Mapping[Location, NumberedFigure], figure: str
) -> Iterator[tuple[Reference, str]]:
    """The checked numbers of a document, those in captions and alt texts with the anchor of their figure."""
    for reference in document.references:
        if reference.kind is ReferenceKind.FACT:
            yield reference, figure
            continue
        within = shown[reference.location].anchor if reference.location in shown else figure
        for inner in (reference.text_document, reference.title_document):
            if inner is not None:
                yield from _facts_of(inner, shown, within)


def checked_numbers(
    page: Page, site: Site, exhibited: Exhibited, words: Callable[[Reference], str]
) -> Iterator[CheckedNumber]:
    """The entries of a page's checked numbers, in reading order. `words` gives what a reference says as plain text."""
    links = site.links[page.path]
    for location, place in checked_places(page, links.figures).items():
        identity = links.facts.get(location)
        fact = exhibited.facts.get(identity) if identity is not None else None
        if fact is None:
            continue
        plan = site.facts[fact.id]
        said = words(place.reference)
        yield CheckedNumber(
            anchor=place.entry,
            back=place.back,
            part=place.part,
            words=said,
            value=_value(fact, said, site.config.language),
            tested=_tested(place.reference, fact, site.config.language),
            fact=Link(fact.id.exhibit, plan.permalink),
            formula=typeset(plan.exhibit.docstring.partition("\n")[0].strip()),
            sources=tuple(map(source_line, plan.inputs)),
        )


def _value(fact: Fact, words: str, language: str) -> str:
    """The value, with more digits than the words have if there are any but zeros."""
    value, more = (format_value(fact.value, fact.unit, language, digits) for digits in (_DIGITS, _MORE_DIGITS))
    told = value.strip("−%×$€£¥") in words
    return more if told and more.replace("0", "") != value.replace("0", "") else value


def _tested(reference: Reference, fact: Fact, language: str) -> str:
    return claimed_range(
        reference.text,
        fact.value,
        fact.unit,
        title=reference.title,
        before=reference.before,
        after=reference.after,
        language=language,
    )
