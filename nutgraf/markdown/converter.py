"""Python-Markdown with the extensions of this site, over text in which marks stand for references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

from nutgraf.markdown.constructs import UNREAD_MARK, Construct, MarkedText, as_read
from nutgraf.markdown.headings import Headings
from nutgraf.markdown.html import text_outside_code
from nutgraf.markdown.sanitising import TakenOut, sanitised
from nutgraf.markdown.typography import Typography
from nutgraf.model.page import ReferenceKind

_INLINE_EXTENSIONS = (
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "pymdownx.betterem",
)
_EXTENSIONS = (
    "tables",
    "footnotes",
    "admonition",
    "def_list",
    "attr_list",
    "abbr",
    "md_in_html",
    "sane_lists",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tasklist",
    *_INLINE_EXTENSIONS,
)
_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    # The content security policy allows no inline style.
    "tables": {"use_align_attribute": True},
    "pymdownx.highlight": {"linenums_style": "pymdownx-inline", "noclasses": False},
    # The variation selector keeps phones from drawing the arrow as an emoji.
    "footnotes": {"BACKLINK_TEXT": "↩\N{VARIATION SELECTOR-15}"},
}
# The scan has found all links and images, so Markdown looks for none.
_STOCK_LINKS = (
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
)
_HEADING_LINE = re.compile(r"#{1,6}|(?:=+|-{2,})\s*$")
_FOOTNOTE = r"\[\^([^\[\]]*)\]"


_Match = tuple[ElementTree.Element | str | None, int | None, int | None]


class PlainWords(Protocol):
    """The words of an image or a link, as plain text."""

    def alt_of(self, construct: Construct) -> str: ...

    def title_of(self, construct: Construct) -> str: ...


@dataclass(slots=True)
class Reading:
    """What is being converted. `skipped` are constructs in raw HTML, where Markdown reads nothing, outside of code;
    `taken_out` is what was taken out of raw HTML."""

    marked: MarkedText
    words: PlainWords
    skipped: list[Construct] = field(default_factory=list)
    taken_out: TakenOut = field(default_factory=Counter)


class Converter:
    """One Markdown instance, for one document and its titles, captions and alt texts (`inline`)."""

    def __init__(self, extensions: Sequence[Extension] = (), *, inline: bool = False, sanitise: bool = False) -> None:
        self._sanitise = sanitise
        names = _INLINE_EXTENSIONS if inline else _EXTENSIONS
        settings = {name: dict(_SETTINGS[name]) for name in names if name in _SETTINGS}
        self.markdown = Markdown(extensions=[*names, *extensions], extension_configs=settings, output_format="html")
        self._processors: list[_LinkProcessor | _ImageProcessor | _Reader | _RawHtml] = []
        self._add_references()
        if inline:
            self._leave_only_lines()
        else:
            self._add_structure()

    def convert(self, reading: Reading) -> str:
        """HTML in which read marks stand where Markdown read a reference."""
        self.markdown.reset()
        for processor in self._processors:
            processor.reading = reading
        html = self.markdown.convert(reading.marked.text)
        if self._sanitise:
            html, reading.taken_out = sanitised(html)
        return html

    def _add_references(self) -> None:
        md = self.markdown
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, '"', "'"]
        for name in _STOCK_LINKS:
            md.inlinePatterns.deregister(name)
        links, images = _LinkProcessor(UNREAD_MARK.pattern, md), _ImageProcessor(UNREAD_MARK.pattern, md)
        md.inlinePatterns.register(links, "nutgraf-links", 165)
        md.inlinePatterns.register(images, "nutgraf-images", 160)
        reader = _Reader(md)
        # Just before `inline`: footnotes have joined the text by now, and inline HTML is still in its place.
        md.treeprocessors.register(reader, "nutgraf-reader", 21)
        md.treeprocessors.register(Typography(md), "nutgraf-typography", 6)
        self._processors += (links, images, reader)

    def _leave_only_lines(self) -> None:
        """No block syntax: `1. foo` and `# x` stay what they are."""
        md = self.markdown
        md.preprocessors = Registry()
        md.preprocessors.register(NormalizeWhitespace(md), "normalize_whitespace", 30)
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "paragraph", 10)

    def _add_structure(self) -> None:
        md, raw = self.markdown, _RawHtml(self.markdown)
        # After `unescape`, which gives escaped characters back.
        md.treeprocessors.register(Headings(md), "nutgraf-headings", -1)
        # After `html_block`, which puts raw HTML aside.
        md.preprocessors.register(raw, "nutgraf-raw-html", 15)
        md.preprocessors.register(_HeadingLines(md), "nutgraf-heading-lines", 14)
        # Its own pattern looks from every bracket to the end of the text.
        footnotes: Any = md.inlinePatterns["footnote"]
        footnotes.compiled_re = re.compile(r"\[\^([^\[\]]*)\]")
        self._processors.append(raw)


class _LinkProcessor(InlineProcessor):
    """Links: the marks around their text become an element."""

    reading: Reading

    def handleMatch(  # type: ignore[override]  # the stubs know the old signature  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> _Match:
        marked = self.reading.marked
        mark = marked.mark_of(m[0])
        if not mark.construct.wraps_text or mark.piece != 0:
            return None, None, None
        end = data.find(marked.closing(m[0]), m.end())
        if end < 0:
            return None, None, None
        element = ElementTree.Element("a", {"href": as_read(m[0])})
        title = self.reading.words.title_of(mark.construct)
        if title:
            element.set("title", title)
        element.text = data[m.end() : end]
        return element, m.start(), end + 1


class _ImageProcessor(InlineProcessor):
    """Images and automatic links: their mark becomes an element."""

    reading: Reading

    def handleMatch(  # type: ignore[override]  # the stubs know the old signature  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> _Match:
        mark = self.reading.marked.mark_of(m[0])
        if mark.construct.wraps_text:
            return None, None, None
        if mark.construct.kind is ReferenceKind.LINK:
            element = ElementTree.Element("a", {"href": as_read(m[0])})
            element.text = AtomicString(mark.original[1:-1])
            return element, m.start(), m.end()
        attributes = {"src": as_read(m[0]), "alt": self.reading.words.alt_of(mark.construct)}
        title = self.reading.words.title_of(mark.construct)
        return ElementTree.Element("img", attributes | ({"title": title} if title else {})), m.start(), m.end()


class _Reader(Treeprocessor):
    """References that a mark stands for as a whole: all that are in the tree are read."""

    reading: Reading

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                element.text = UNREAD_MARK.sub(self._read, element.text)
            if element.tail:
                element.tail = UNREAD_MARK.sub(self._read, element.tail)

    def _read(self, match: re.Match[str]) -> str:
        kind = self.reading.marked.mark_of(match[0]).construct.kind
        return match[0] if kind in {ReferenceKind.LINK, ReferenceKind.IMAGE} else as_read(match[0])


class _RawHtml(Preprocessor):
    """Gives raw HTML its characters back, for Markdown does not read it."""

    reading: Reading

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._stash = md.htmlStash

    def run(self, lines: list[str]) -> list[str]:
        blocks, marked = self._stash.rawHtmlBlocks, self.reading.marked
        for index, block in enumerate(blocks):
            if isinstance(block, str) and UNREAD_MARK.search(block):
                for text in text_outside_code(block):
                    self.reading.skipped += (marked.mark_of(mark).construct for mark in UNREAD_MARK.findall(text))
                blocks[index] = marked.restored(block)
        return lines


class _HeadingLines(Preprocessor):
    """Puts an empty line after each heading: Python-Markdown takes a time that grows with the square of their number
    to part headings that follow one another."""

    def run(self, lines: list[str]) -> list[str]:
        parted: list[str] = []
        for line in lines:
            parted.append(line)
            if _HEADING_LINE.match(line):
                parted.append("")
        return parted
