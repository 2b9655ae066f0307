"""Markdown to documents: the scan, Python-Markdown, and the last step, in this order."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping, Sequence

from markdown.extensions import Extension

from nutgraf.markdown.blocks import find_blocks
from nutgraf.markdown.constructs import Construct, MarkedText, mark_constructs
from nutgraf.markdown.converter import Converter, Reading
from nutgraf.markdown.fences import fenced_lines
from nutgraf.markdown.finishing import Finished, finish, unread
from nutgraf.markdown.html import plain_text, text_outside_code
from nutgraf.markdown.limits import conversion_failure, tags_left_open, too_long, too_many_references, too_much_at_once
from nutgraf.markdown.passages import passages_of
from nutgraf.markdown.raw_html import unclosed_elements
from nutgraf.markdown.sanitising import taken_out
from nutgraf.markdown.scan import Scanner
from nutgraf.markdown.source import Locate, SourceText, Span, places_in, source_text, unfolded
from nutgraf.markdown.targets import Tail, unescaped
from nutgraf.markdown.typography import typeset
from nutgraf.model.page import Document, Reference, ReferenceKind
from nutgraf.problems import Location, Outcome, Problem, sorted_problems

_WITH_TEXT = frozenset(
    {ReferenceKind.CHART, ReferenceKind.TABLE, ReferenceKind.IMAGE, ReferenceKind.FACT, ReferenceKind.CROSSREF}
)
_WITH_TITLE = frozenset({ReferenceKind.CHART, ReferenceKind.TABLE, ReferenceKind.IMAGE})
_PLAIN = re.compile(r"[^\\`*_\[\]<>&~^=]*")
_REFERENCE_LIKE = re.compile(r"\]\(#?(?:chart|table|fact):[\w-]+")


def parse_document(
    text: str, path: str, *, first_line: int = 1, extensions: Sequence[Extension] = (), sanitise: bool = False
) -> Outcome[Document]:
    """The Markdown `text`, whose first line is line `first_line` of the file `path`.

    `extensions` are Python-Markdown's, beside those of this module. `sanitise` takes out of raw HTML what could run,
    load or restyle. Problems: `malformed-reference`,
    `unknown-scheme`, `chart-as-link`, `fact-as-image`, `figure-inline`, `figure-attributes`, `nested-link`,
    `malformed-citation`, `undefined-reference`, `undefined-footnote`, `unread-reference`, `unclosed-html`,
    `html-taken-out`, `markdown-too-deep`, `markdown-failed`.
    """
    long = too_long(text, Location(path, first_line, 1))
    if long:
        return Outcome(Document(""), (long,))
    source = source_text(text, places_in(text, path, first_line))
    costly = tags_left_open(source)
    if costly:
        return Outcome(Document(""), (costly,))
    try:
        return _parse(source, extensions, sanitise)
    except Exception as error:  # An author's text or extension must not end the build without a word.
        return Outcome(Document(""), (conversion_failure(error, source),))


def parse_inline(
    text: str, place: Location, *, locate: Locate | None = None, sanitise: bool = False
) -> Outcome[Document]:
    """One line of Markdown without block syntax; its first character stands at `place`.

    `locate` gives the places of its characters where they are not in a row (a text that YAML folded). Problems as of
    `parse_document`.
    """
    source = source_text(text, locate or places_in(text, place.path, place.line, place.column))
    whole = (0, len(source.text))
    excess = too_much_at_once(source, [whole])
    if excess:
        return Outcome(Document(""), (excess,))
    texts = _Texts(source, {}, sanitise)
    document = texts.document(whole)
    return Outcome(document, sorted_problems(texts.problems))


class _Texts:
    """The titles, captions and alt texts in one source, each made into a document once.

    `problems` are those of all of them.
    """

    def __init__(self, source: SourceText, definitions: Mapping[str, Tail], sanitise: bool) -> None:
        self.problems: list[Problem] = []
        self._source, self._definitions, self._sanitise = source, definitions, sanitise
        self._documents: dict[Span, Document] = {}
        self._converter: Converter | None = None

    def document(self, span: Span) -> Document:
        if span not in self._documents:
            try:
                self._documents[span] = self._make(span)
            except RecursionError as error:
                self.problems.append(conversion_failure(error, self._source))
                self._documents[span] = Document("")
        return self._documents[span]

    def plain(self, span: Span | None) -> str:
        """The words of a text; a reference stands for its own words."""
        if span is None:
            return ""
        document = self.document(span)
        inner = [reference.text_document for reference in document.references]
        return plain_text(document.html, lambda index: plain_text(text.html) if (text := inner[index]) else "")

    def alt_of(self, construct: Construct) -> str:
        return self.plain(construct.text_span)

    def title_of(self, construct: Construct) -> str:
        """The title of an image; that of a link is no Markdown."""
        if construct.kind is ReferenceKind.IMAGE or construct.title_span is None:
            return self.plain(construct.title_span)
        return unescaped(self._source.slice(construct.title_span))

    def words_of(self, construct: Construct) -> str:
        """What a construct adds to the running text around it."""
        spoken = construct.kind in {ReferenceKind.FACT, ReferenceKind.CROSSREF}
        return self.plain(construct.text_span) if spoken else ""

    def _make(self, span: Span) -> Document:
        text = self._source.slice(span).strip()
        if _PLAIN.fullmatch(text):
            passages = passages_of(self._source, [span], (), (), "")
            return Document(entities.escape(typeset(text), quote=False), words=len(text.split()), passages=passages)
        scanner = Scanner(self._source, self._definitions, inline=True)
        scanner.scan(span)
        marked = mark_constructs(self._source.text, span, scanner.constructs)
        reading = Reading(MarkedText(self._line(marked.text, span), marked.constructs, marked.marks), self)
        self._converter = self._converter or Converter(inline=True, sanitise=self._sanitise)
        html = self._converter.convert(reading).removeprefix("<p>").removesuffix("</p>")
        finished = finish(html, self._source, marked, self.words_of)
        self.problems += finished.problems
        self.problems += taken_out(reading.taken_out, self._source, [span], scanner.skipped)
        return _document(finished, scanner, [span], self)

    def _line(self, text: str, span: Span) -> str:
        """One line; in a title between quotation marks, a backslash before such a mark is no Markdown."""
        before = self._source.text[span[0] - 1 : span[0]]
        return unfolded(text.replace(f"\\{before}", before) if before in {'"', "'"} else text).strip()


def _parse(source: SourceText, extensions: Sequence[Extension], sanitise: bool) -> Outcome[Document]:
    converter = Converter(extensions, sanitise=sanitise)
    blocks = find_blocks(source, fenced_lines(converter.markdown, source.text))
    excess = too_much_at_once(source, blocks.regions)
    if excess:
        return Outcome(Document(""), (excess,))
    scanner = Scanner(source, blocks.definitions, blocks.footnotes)
    for region in blocks.regions:
        scanner.scan(region)
    marked = mark_constructs(source.text, (0, len(source.text)), scanner.constructs)
    texts = _Texts(source, blocks.definitions, sanitise)
    reading = Reading(marked, texts)
    html = converter.convert(reading)
    finished = finish(html, source, marked, texts.words_of)
    document = _document(finished, scanner, blocks.regions, texts)
    problems = [
        *finished.problems,
        *texts.problems,
        *taken_out(reading.taken_out, source, blocks.regions, scanner.skipped),
        *_unread(reading, scanner, html),
        *unclosed_elements(source, blocks.regions, scanner.skipped),
        *too_many_references(source, len(scanner.constructs), blocks.regions),
    ]
    return Outcome(document, sorted_problems(problems))


def _unread(reading: Reading, scanner: Scanner, html: str) -> Iterator[Problem]:
    """References in raw HTML, and those that the scan took for code and Markdown did not."""
    yield from (unread(construct, scanner.source) for construct in reading.skipped if construct.kind)
    source, shown = scanner.source.text, None
    for start, end in scanner.skipped:
        for match in _REFERENCE_LIKE.finditer(source, start, end):
            shown = shown or "".join(text_outside_code(html))
            if match[0] in shown:
                yield unread(Construct(*match.span(), pieces=()), scanner.source)


def _document(finished: Finished, scanner: Scanner, regions: Sequence[Span], texts: _Texts) -> Document:
    references = tuple(
        _reference(index, construct, finished.contexts[index], scanner.source, texts)
        for index, construct in enumerate(finished.live)
    )
    passages = passages_of(scanner.source, regions, scanner.constructs, scanner.skipped, finished.html)
    return Document(finished.html, references, finished.headings, finished.anchors, finished.words, passages)


def _reference(
    index: int, construct: Construct, context: tuple[str, str], source: SourceText, texts: _Texts
) -> Reference:
    kind, title = construct.kind, construct.title_span
    if kind is None:
        raise ValueError("a mistake is no reference")
    before, after = context
    return Reference(
        index=index,
        kind=kind,
        target=construct.target,
        location=source.locate(construct.start, construct.end),
        target_location=source.locate(*construct.target_span),
        text=source.slice(construct.text_span),
        title=source.slice(title) if title else None,
        title_location=source.locate(*title) if title else None,
        text_document=texts.document(construct.text_span) if kind in _WITH_TEXT else None,
        title_document=texts.document(title) if title and kind in _WITH_TITLE else None,
        classes=construct.classes,
        locator=construct.locator,
        first=construct.first,
        last=construct.last,
        before=before,
        after=after,
    )
