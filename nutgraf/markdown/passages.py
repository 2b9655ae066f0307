"""The running text of a source as readers read it, with the place of every word: what counts numbers reads this."""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nutgraf.markdown.constructs import Construct
from nutgraf.markdown.html import LITERAL_ELEMENTS
from nutgraf.markdown.source import LINE_PREFIX, SourceText, Span
from nutgraf.model.page import CitedHere, Passage, ReferenceKind
from nutgraf.problems import Location

_LITERAL = "|".join(sorted(LITERAL_ELEMENTS))
_MARKUP = re.compile(
    rf"(?P<literal><(?P<name>{_LITERAL})\b[^<>]*>[^<]*</(?P=name)>)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|(?P<line>\n{LINE_PREFIX})"
    r"|(?P<footnote>\[\^[^\[\]\n]+\]:?)"
    r"|(?P<attributes>\{:?[ \t]*[#.][^{}\n]*\})"
    r"|(?P<mark>\*+|~~|==|\^\^|(?<!\w)_+|_+(?!\w))"
)
_START = re.compile(
    rf"{LINE_PREFIX}(?:(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|\#{{1,6}}[ \t]*|:[ \t]+"
    r"|(?:!!!|\?\?\?\+?)[ \t]*[\w -]*|\*\[[^\]\n]*\]:)?"
)
_INDENTED = re.compile(r"\n*(?: {4}| {0,3}\t)")
_CODE = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_SPOKEN = frozenset({ReferenceKind.FACT, ReferenceKind.CROSSREF})


def passages_of(
    source: SourceText, regions: Sequence[Span], constructs: Sequence[Construct], skipped: Sequence[Span], html: str
) -> tuple[Passage, ...]:
    """A passage for each region of running text that has words.

    `skipped` are the spans of inline code and comments. `html` is what Markdown made of the source: what it took for
    indented code is no running text.
    """
    cuts = _cuts(constructs, skipped)
    starts = [cut.start for cut in cuts]
    code = _code_in(html) if _CODE.search(html) else ""
    found: list[Passage] = []
    for start, end in regions:
        if code and _INDENTED.match(source.text, start, end) and _is_code(source.text[start:end], code):
            continue
        span = _trimmed(source.text, start, end)
        passage = _passage(source, span, cuts[bisect_left(starts, span[0]) : bisect_left(starts, span[1])])
        if any(character.isalnum() for character in passage.text):
            found.append(passage)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A span that is not read as it stands; of a construct with words of its own, `inner` is their span."""

    start: int
    end: int
    construct: Construct | None = None
    inner: Span | None = None


def _cuts(constructs: Sequence[Construct], skipped: Sequence[Span]) -> list[_Cut]:
    cuts = [_Cut(*span) for span in skipped]
    for construct in constructs:
        if construct.kind is None:
            continue
        spoken = construct.text_span if construct.kind in _SPOKEN else None
        cuts += (_Cut(*piece, construct, spoken) for piece in construct.pieces)
    return sorted(cuts, key=lambda cut: (cut.start, cut.end))


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space around it."""
    return end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())


def _code_in(html: str) -> str:
    return "\n".join(entities.unescape(_TAGS.sub("", found)) for found in _CODE.findall(html))


def _is_code(text: str, code: str) -> bool:
    lines = text.strip().splitlines()
    return bool(lines) and all(line.strip() in code for line in lines)


@dataclass(slots=True)
class _Text:
    """A passage while it is written."""

    source: SourceText
    length: int = 0
    parts: list[str] = field(default_factory=list)
    places: list[tuple[int, Location]] = field(default_factory=list)
    checked: list[Span] = field(default_factory=list)
    citations: list[CitedHere] = field(default_factory=list)

    def add(self, text: str, start: int, end: int) -> None:
        """Text that stands for the source's characters from `start` to `end`, one for one where the length is equal."""
        if not text:
            return
        place = self.source.locate(start, end)
        if len(text) == end - start > 1 and not _in_a_row(place, self.source.locate(end - 1, end), end - start):
            for at, word in _words(text):
                self._append(word, self.source.locate(start + at, start + at + len(word)))
            return
        self._append(text, place)

    def _append(self, text: str, place: Location) -> None:
        self.places.append((self.length, place))
        self.parts.append(text)
        self.length += len(text)

    def passage(self) -> Passage:
        return Passage("".join(self.parts), tuple(self.places), tuple(self.checked), tuple(self.citations))


def _in_a_row(first: Location, last: Location, length: int) -> bool:
    """Whether the characters between two places follow one another there, as those that YAML has folded do not."""
    return first.line == last.line and last.column - first.column == length - 1


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"\s+|\S+", text):
        yield match.start(), match[0]


def _passage(source: SourceText, region: Span, cuts: Sequence[_Cut]) -> Passage:
    text = _Text(source)
    lead = _START.match(source.text, *region)
    position = lead.end() if lead else region[0]
    for cut in cuts:
        if cut.start < position and cut.end <= position:
            continue
        _add_marked(text, (position, cut.start))
        position = max(position, cut.end)
        construct = cut.construct
        if construct is None:
            continue
        if construct.kind is ReferenceKind.CITATION:
            place = source.locate(construct.start, construct.end)
            text.citations.append(CitedHere(text.length, construct.target, construct.locator, place))
        elif cut.inner:
            start = text.length
            _add_marked(text, cut.inner)
            if construct.kind is ReferenceKind.FACT:
                text.checked.append((start, text.length))
    _add_marked(text, (position, region[1]))
    return text.passage()


def _add_marked(text: _Text, span: Span) -> None:
    """The source between two offsets, without the marks of Markdown and HTML."""
    source = text.source.text
    position = span[0]
    for match in _MARKUP.finditer(source, *span):
        text.add(source[position : match.start()], position, match.start())
        position = match.end()
        if match["entity"]:
            text.add(entities.unescape(match[0]), *match.span())
        elif match["escaped"]:
            text.add(match["escaped"], *match.span("escaped"))
        elif match["line"]:
            text.add(" ", match.start(), match.start() + 1)
    text.add(source[position : span[1]], position, span[1])
