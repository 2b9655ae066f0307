"""The scan: finds every reference in running text, before Markdown changes anything.

It reads brackets as CommonMark does, in one pass with a stack, and knows escapes, code spans, comments and tags. What
it cannot know (indented code, raw HTML) is settled when Markdown has run: there its marks are put back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from nutgraf.markdown.blocks import normalised
from nutgraf.markdown.citations import bracket_of_citation, read_citations
from nutgraf.markdown.code_spans import CodeSpans
from nutgraf.markdown.constructs import FIGURE_KINDS, MAX_PIECES, WHOLE_KINDS, Construct
from nutgraf.markdown.source import LINE_PREFIX, SourceText, Span, unfolded
from nutgraf.markdown.targets import Mistake, Tail, parse_tail, read_target
from nutgraf.model.page import ReferenceKind
from nutgraf.problems import Problem, did_you_mean

MAX_CONSTRUCTS = MAX_PIECES // 2

_SPECIAL = re.compile(r"\\.|`+|<!--|<|!?\[|\]", re.DOTALL)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]+:[^\s<>]*)>")
_MAIL = re.compile(r"<([^\s<>@!/:]+@[^\s<>@]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\n]+)\](:?)")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_ATTRIBUTES = re.compile(rf"(?:[ \t]*\n{LINE_PREFIX})?\{{:?[ \t]*([^{{}}\n]*?)[ \t]*\}}")
_CLASSES = re.compile(r"\.[\w-]+(?:[ \t]+\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class _Opener:
    """An open bracket, and how many constructs and links had been found before it."""

    start: int
    text_start: int
    image: bool
    constructs: int
    links: int


@dataclass(slots=True)
class Scanner:
    """Gathers the `constructs` of one source. `inline`: the text is a title, caption or alt text, without figures.

    `footnotes` are the labels that are defined, None where there can be none. `skipped` are the spans of inline
    code and comments.
    """

    source: SourceText
    definitions: Mapping[str, Tail] = field(default_factory=dict)
    footnotes: frozenset[str] | None = None
    inline: bool = False
    constructs: list[Construct] = field(default_factory=list)
    skipped: list[Span] = field(default_factory=list)
    _openers: list[_Opener] = field(default_factory=list)
    _links: list[int] = field(default_factory=list)

    def scan(self, span: Span) -> None:
        """Finds what stands in one region of running text."""
        text, (position, end) = self.source.text, span
        self._openers, self._links = [], []
        spans: CodeSpans | None = None
        while len(self.constructs) < MAX_CONSTRUCTS and (match := _SPECIAL.search(text, position, end)):
            found = match[0]
            if found[0] == "`":
                spans = spans or CodeSpans(text, span)
                position = spans.end_of(*match.span())
                self.skipped.append((match.start(), position))
            elif found[0] == "<":
                position = self._pass_markup(match, end)
            elif found[0] == "\\":
                position = match.end()
            elif found == "]":
                position = self._close(match.start(), end)
            else:
                position = self._open(match, end)

    def _pass_markup(self, match: re.Match[str], end: int) -> int:
        """The offset after a comment, an automatic link or a tag; after `<` where there is none of them."""
        text, start = self.source.text, match.start()
        if match[0] == "<!--":
            close = text.find("-->", match.end(), end)
            if close < 0 or text.find("<!--", match.end(), close) >= 0:
                return match.end()
            self.skipped.append((start, close + 3))
            return close + 3
        link = _AUTOLINK.match(text, start, end) or _MAIL.match(text, start, end)
        if link:
            address = link[1] if link.re is _AUTOLINK else f"mailto:{link[1]}"
            tail = Tail(address, link.span(1), None, link.end())
            self._add(_Opener(start, start + 1, False, len(self.constructs), len(self._links)), link.end() - 1, tail)
            return link.end()
        tag = _TAG.match(text, start, end)
        return tag.end() if tag else match.end()

    def _open(self, match: re.Match[str], end: int) -> int:
        text, bracket = self.source.text, match.end() - 1
        footnote = _FOOTNOTE.match(text, bracket, end)
        if footnote:
            if not footnote[2]:
                self._check_footnote(footnote)
            return footnote.end()
        citation = bracket_of_citation(text, bracket, end)
        if citation and not self._leads_on(citation[1], end):
            self._cite(citation)
            return citation[1]
        opener = _Opener(match.start(), match.end(), len(match[0]) == 2, len(self.constructs), len(self._links))
        self._openers.append(opener)
        return match.end()

    def _leads_on(self, position: int, end: int) -> bool:
        """Whether an address or a defined label follows a bracket, so that what it holds is the text of a link."""
        if self.source.text.startswith("(", position, end):
            return True
        label = _LABEL.match(self.source.text, position, end)
        return label is not None and normalised(label[1]) in self.definitions

    def _check_footnote(self, match: re.Match[str]) -> None:
        span = match.span(0)
        if self.footnotes is None:
            message, hint = "a footnote cannot stand here", "put it into the running text of the page"
        elif match[1] not in self.footnotes:
            message = f"there is no footnote {match[1]}"
            hint = f"{did_you_mean(match[1], self.footnotes, 'footnotes')}; a footnote is written [^{match[1]}]: text"
        else:
            return
        self._break(span, Mistake("undefined-footnote", message, hint, span))

    def _cite(self, bracket: Span) -> None:
        found = read_citations(self.source.text, bracket)
        if isinstance(found, Mistake):
            self._break(bracket, found)
            return
        self.constructs += found
        self._links.append(bracket[0])

    def _close(self, position: int, end: int) -> int:
        """A closing bracket: what stands before and after it may be a link or an image."""
        if not self._openers:
            return position + 1
        opener = self._openers.pop()
        text = self.source.text
        if text.startswith("(", position + 1, end):
            tail = parse_tail(self.source, position + 2, end)
            if isinstance(tail, Mistake):
                self._break((position, position + 2), tail)
                return position + 2
            self._add(opener, position, tail)
            return tail.end
        label = _LABEL.match(text, position + 1, end)
        if label and label[1][:1] not in {"^", "@"}:
            name = label[1] if label[1].strip() else text[opener.text_start : position]
            self._refer(opener, position, name, label.end())
            return label.end()
        name = text[opener.text_start : position]
        if self.definitions and len(name) < 1000 and normalised(name) in self.definitions:
            self._refer(opener, position, name, position + 1)
        return position + 1

    def _refer(self, opener: _Opener, position: int, label: str, end: int) -> None:
        """A link or an image whose address a definition gives."""
        defined = self.definitions.get(normalised(label))
        if defined is not None:
            self._add(opener, position, Tail(defined.address, defined.address_span, defined.title_span, end))
            return
        shown = unfolded(label).strip()
        known = did_you_mean(normalised(label), self.definitions, "definitions")
        hint = f"{known}; add a line [{shown}]: address, or write \\[ if this is no link"
        mistake = Mistake("undefined-reference", f"there is no definition of [{shown}]", hint, (opener.start, end))
        self._break((position, end), mistake)

    def _add(self, opener: _Opener, position: int, tail: Tail) -> None:
        """The link or image between `opener` and `position`, where its text ends."""
        piece = (position, tail.end)
        target = read_target(tail, opener.image)
        if isinstance(target, Mistake):
            self._break(piece, target)
            return
        objection = self._objection(opener, position, target.kind)
        if objection is not None:
            self._break(piece, objection)
            return
        automatic = self.source.text[opener.start] == "<"
        pieces: tuple[Span, ...] = ((opener.start, tail.end),)
        classes: tuple[str, ...] = ()
        problem: Problem | None = None
        if target.kind in WHOLE_KINDS:
            end, classes, problem = self._attributes(target.kind, tail.end)
            pieces = ((opener.start, end),)
        elif target.kind is ReferenceKind.LINK and not automatic:
            pieces = ((opener.start, opener.text_start), piece)
        if target.kind is not ReferenceKind.LINK:
            # What its text holds is found again by the scan of the text itself.
            del self.constructs[opener.constructs :]
        del self._links[opener.links :]
        if not opener.image:
            self._links.append(opener.start)
        span = (opener.text_start, position)
        self.constructs.append(
            Construct(
                opener.start,
                tail.end,
                pieces,
                target.kind,
                target.name,
                target.name_span,
                span,
                tail.title_span,
                classes,
                problem=problem,
            )
        )

    def _objection(self, opener: _Opener, position: int, kind: ReferenceKind) -> Mistake | None:
        """Why a reference of this kind cannot stand here."""
        span = (opener.start, position + 1)
        if opener.image and self.inline:
            noun = "an image" if kind is ReferenceKind.IMAGE else f"a {kind.value}"
            message = f"{noun} cannot stand in a title, a caption or an alt text"
            return Mistake("figure-inline", message, "give it a paragraph of its own in the text", span)
        if not opener.image and len(self._links) > opener.links:
            return Mistake("nested-link", "a link cannot stand inside a link", "end the inner one before", span)
        shown = self.source.text[opener.text_start : position].strip()
        if self.source.text[opener.start] == "<" and kind is ReferenceKind.FACT:
            shown = ""
        if not shown and kind in {ReferenceKind.LINK, ReferenceKind.FACT}:
            noun = "fact" if kind is ReferenceKind.FACT else "link"
            hint = "write the words that readers see between the brackets"
            return Mistake("malformed-reference", f"the {noun} has no text", hint, span)
        return None

    def _attributes(self, kind: ReferenceKind, position: int) -> tuple[int, tuple[str, ...], Problem | None]:
        """The offset after an attribute list, its classes, and what is wrong with it."""
        match = _ATTRIBUTES.match(self.source.text, position)
        if match is None or ("\n" in match[0] and kind not in FIGURE_KINDS):
            return position, (), None
        if _CLASSES.fullmatch(match[1]):
            return match.end(), tuple(name[1:] for name in match[1].split()), None
        message = f"{match[1] or 'an empty list'} is no list of classes"
        problem = self._problem(Mistake("figure-attributes", message, "write classes only: {.wide}", match.span()))
        return match.end(), (), problem

    def _break(self, piece: Span, mistake: Mistake) -> None:
        self.constructs.append(Construct(*piece, pieces=(piece,), problem=self._problem(mistake)))

    def _problem(self, mistake: Mistake) -> Problem:
        return Problem(mistake.code, mistake.message, self.source.locate(*mistake.span), mistake.hint)
