"""The sentences that checked numbers stand in, for the pages of the data that give them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from nutgraf.model.data_views import PageUse, SentencePart, SentenceUse
from nutgraf.model.figure import ExhibitId
from nutgraf.model.page import Document, Page, Passage, Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.model.views import Link
from nutgraf.numbers.sentences import find_sentences
from nutgraf.render.checked_numbers import checked_places

_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?)])")

Piece = tuple[str, ExhibitId | None]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the page `page`, in pieces; those that are checked numbers have their fact. `url` leads to it."""

    page: str
    url: str
    pieces: tuple[Piece, ...]


def checked_sentences(site: Site, made: Container[ExhibitId]) -> Mapping[str, tuple[CheckedSentence, ...]]:
    """By dataset, the sentences with a number that it gives, in the order of the pages, the newest article first."""
    by_dataset: dict[str, list[CheckedSentence]] = {name: [] for name in site.datasets}
    others = [path for path in site.pages if path not in set(site.articles)]
    for path in (*site.articles, *others):
        for sentence in _PageSentences(site, site.pages[path], made).all():
            facts = [site.facts[fact] for _, fact in sentence.pieces if fact is not None]
            for name in dict.fromkeys(given.dataset.name for plan in facts for given in plan.inputs):
                by_dataset[name].append(sentence)
    return {name: tuple(sentences) for name, sentences in by_dataset.items()}


def page_uses(
    sentences: Sequence[CheckedSentence], dataset: str, site: Site, titles: Mapping[str, Link]
) -> Iterator[PageUse]:
    """The sentences by page, with links to the numbers that `dataset` gives. `titles` are the pages by path."""
    for path, group in groupby(sentences, key=lambda sentence: sentence.page):
        yield PageUse(titles[path], tuple(_sentence_use(sentence, dataset, site) for sentence in group))


def _sentence_use(sentence: CheckedSentence, dataset: str, site: Site) -> SentenceUse:
    def link(fact: ExhibitId | None) -> str:
        plan = site.facts[fact] if fact is not None else None
        uses = plan is not None and any(given.dataset.name == dataset for given in plan.inputs)
        return plan.permalink if plan is not None and uses else ""

    return SentenceUse(tuple(SentencePart(text, link(fact)) for text, fact in sentence.pieces), sentence.url)


@dataclass(frozen=True, slots=True)
class _PageSentences:
    site: Site
    page: Page
    made: Container[ExhibitId]

    def all(self) -> Iterator[CheckedSentence]:
        if not self.site.links[self.page.path].facts:
            return
        for document in self.page.documents:
            yield from self._in_document(document)

    def _in_document(self, document: Document) -> Iterator[CheckedSentence]:
        facts = [reference for reference in document.references if reference.kind is ReferenceKind.FACT]
        facts.sort(key=_place)
        for passage in document.passages if facts else ():
            yield from self._in_passage(passage, facts)
        shown = self.site.links[self.page.path].figures
        for reference in document.references:
            for inner in (reference.text_document, reference.title_document):
                if inner is not None and reference.location in shown:
                    yield from self._in_document(inner)

    def _in_passage(self, passage: Passage, facts: list[Reference]) -> Iterator[CheckedSentence]:
        links = self.site.links[self.page.path]
        places = checked_places(self.page, links.figures)
        for start, end in find_sentences(passage.text, self.site.config.language):
            pieces: list[Piece] = []
            first, position = "", start
            for left, right in passage.checked:
                if not start <= left < end:
                    continue
                reference = _reference_at(passage, left, right, facts)
                identity = links.facts.get(reference.location)
                if identity is not None and identity in self.made:
                    pieces += [(passage.text[position:left], None), (passage.text[left:right], identity)]
                    first, position = first or places[reference.location].back, right
            if pieces:
                pieces.append((passage.text[position:end].rstrip(), None))
                url = f"{self.page.permalink}#{first}" if first else self.page.permalink
                yield CheckedSentence(self.page.path, url, tuple(_tidied(pieces)))


def _tidied(pieces: list[Piece]) -> Iterator[Piece]:
    """Without empty pieces, the bars at both ends of a table's row, and the space that a citation leaves before a full
    stop or a comma."""
    first, last = 0, len(pieces) - 1
    for position, (text, fact) in enumerate(pieces):
        tidy = _SPACE_BEFORE_STOP.sub("", text)
        tidy = tidy.lstrip("| ") if position == first else tidy
        tidy = tidy.rstrip("| ") if position == last else tidy
        if tidy:
            yield tidy, fact


def _place(reference: Reference) -> tuple[int, int]:
    return reference.location.line, reference.location.column


def _reference_at(passage: Passage, start: int, end: int, facts: list[Reference]) -> Reference:
    """The reference whose words the span is: the last one that begins before them."""
    place = passage.locate(start, end)
    return facts[max(bisect_right(facts, (place.line, place.column), key=_place) - 1, 0)]
