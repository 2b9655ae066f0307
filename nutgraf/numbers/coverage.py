"""Which numbers of a page are checked, which are cited, and which are neither.

Title, summary, running text, captions and alt texts count, and the words that a figure's author wrote into the chart
or over the columns of a table.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nutgraf.decode import parse_json
from nutgraf.model.coverage import CountedNumber, PageCoverage, Support
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Figure
from nutgraf.model.page import CitedHere, Document, Page, Passage, ReferenceKind
from nutgraf.numbers.mentions import find_mentions
from nutgraf.numbers.sentences import find_sentences, sentence_at
from nutgraf.problems import Location

_HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"
_SHOWN = frozenset({ReferenceKind.CHART, ReferenceKind.TABLE, ReferenceKind.IMAGE})

_WORDS_IN_JSON: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("title", "text"),
    ("title", "subtitle"),
    ("description",),
    ("usermeta", "nutgraf", "notes"),
)

Drawn = tuple[Exhibit, Figure]
"""A figure with the exhibit that it was drawn from."""


def cover_page(page: Page, figures: Iterable[Drawn], language: str, glossary: Sequence[str]) -> PageCoverage:
    """The numbers of a page with their support; `figures` are those that it shows."""
    numbers = [
        number
        for document in page.claims
        for passage in _passages(document)
        for number in _numbers_in(passage, language, glossary)
    ]
    numbers.sort(key=lambda number: (number.location.line, number.location.column))
    for exhibit, figure in figures:
        numbers += _numbers_in_chart(exhibit, figure, language, glossary)
    return PageCoverage(page.path, tuple(numbers))


def _passages(document: Document) -> Iterator[Passage]:
    yield from document.passages
    for reference in document.references:
        for words in (reference.text_document, reference.title_document):
            if words is not None and reference.kind in _SHOWN:
                yield from words.passages


def _numbers_in(passage: Passage, language: str, glossary: Sequence[str]) -> Iterator[CountedNumber]:
    """A checked number is one, whatever stands in its brackets, unless that is only a date or a name."""
    hidden = passage.text
    for start, end in passage.checked:
        hidden = f"{hidden[:start]}{_HIDDEN * (end - start)}{hidden[end:]}"
        inner = find_mentions(passage.text[start:end], language, glossary)
        excused = next((mention.exception for mention in inner), None)
        counts = excused is None or any(mention.exception is None for mention in inner)
        place = passage.locate(start, end)
        support = Support.CHECKED if counts else Support.EXCEPTION
        reason = "" if counts or excused is None else f"{excused.value}, checked"
        yield CountedNumber(passage.text[start:end], place, support, reason)
    sentences = find_sentences(passage.text, language)
    for mention in find_mentions(hidden, language, glossary):
        place = passage.locate(mention.start, mention.end)
        if mention.exception is not None:
            yield CountedNumber(mention.text, place, Support.EXCEPTION, mention.exception.value)
            continue
        sentence = sentence_at(sentences, mention.start + 1)
        beside = [cited for cited in passage.citations if sentence_at(sentences, cited.at) == sentence]
        support, reason = _support(beside)
        yield CountedNumber(mention.text, place, support, reason)


def _support(citations: Sequence[CitedHere]) -> tuple[Support, str]:
    if any(cited.locator.strip() for cited in citations):
        return Support.CITED, ""
    if citations:
        return Support.NEITHER, f"the citation [@{citations[0].key}] has no locator"
    return Support.NEITHER, ""


def _numbers_in_chart(
    exhibit: Exhibit, figure: Figure, language: str, glossary: Sequence[str]
) -> Iterator[CountedNumber]:
    """The numbers that the author typed into title, subtitle, notes, description and titles of a table's columns; those
    that the program computed are not in its source."""
    written: dict[str, Location] = {}
    for text, place in _written_texts(exhibit):
        for mention in find_mentions(text, language, glossary):
            written.setdefault(mention.text, place)
    told: set[str] = set()
    columns = [column.title for column in figure.data.columns] if figure.is_table else []
    for words in (figure.title, figure.subtitle, figure.notes, figure.description, *columns):
        for mention in find_mentions(words, language, glossary):
            if mention.text in written and mention.text not in told:
                told.add(mention.text)
                reason = mention.exception.value if mention.exception else ""
                support = Support.EXCEPTION if mention.exception else Support.NEITHER
                yield CountedNumber(mention.text, written[mention.text], support, reason, in_chart=True)


def _written_texts(exhibit: Exhibit) -> Iterator[tuple[str, Location]]:
    """The texts that stand in an exhibit's source, but for its docstring, and their places."""
    if exhibit.is_json:
        yield from _json_texts(exhibit)
        return
    function = ast.parse(exhibit.code).body[0]
    offset = exhibit.location.line - function.lineno
    first = function.body[0] if isinstance(function, ast.FunctionDef) else None
    docstring = first.value if isinstance(first, ast.Expr) else None
    for node in ast.walk(function):
        if node is docstring or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        end = (node.end_col_offset or 0) + 1 if node.end_lineno == node.lineno else 0
        yield node.value, Location(exhibit.module, node.lineno + offset, node.col_offset + 1, end)


def _json_texts(exhibit: Exhibit) -> Iterator[tuple[str, Location]]:
    spec = parse_json(exhibit.code, exhibit.module).value
    if spec is None:
        return
    for pointer in _WORDS_IN_JSON:
        value: Any = spec.value
        for key in pointer:
            value = value.get(key) if isinstance(value, dict) else None
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield text, spec.locate(pointer)
