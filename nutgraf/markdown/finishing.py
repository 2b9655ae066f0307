"""The last step: marks in Markdown's HTML become tokens, or the author's characters again."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass

from nutgraf.markdown.constructs import ANY_MARK, FIGURE_KINDS, READ_MARK, Construct, MarkedText
from nutgraf.markdown.html import (
    INLINE_ELEMENTS,
    OpenElements,
    Piece,
    PieceKind,
    attributes_of,
    pieces_of,
)
from nutgraf.markdown.source import SourceText
from nutgraf.markdown.surroundings import Surroundings
from nutgraf.model.page import TOKEN_END, TOKEN_START, Heading, ReferenceKind
from nutgraf.problems import Problem

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_FIGURES = _HEADINGS | {"p", "li", "td", "th", "dt", "dd", "a", "summary", "figcaption", "caption"}
_ADDRESSES = {"a": "href", "img": "src"}
# A table that is wider than the screen must scroll by itself, without a mouse too; a table in a table scrolls with it.
_TABLE_REGION = '<div class="table-region" tabindex="0">'
_CHECKBOX = re.compile(r"<input\b[^>]*type=\"checkbox\"[^>]*\bdisabled\b")


@dataclass(frozen=True, slots=True)
class Finished:
    """HTML with tokens. `live` are the constructs behind them: a token's number is a construct's place in the list.

    `contexts` are the words before and after each of them.
    """

    html: str
    live: tuple[Construct, ...]
    contexts: tuple[tuple[str, str], ...]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    words: int
    problems: tuple[Problem, ...]


def finish(html: str, source: SourceText, marked: MarkedText, words_of: Callable[[Construct], str]) -> Finished:
    """Settles every mark in `html`. `words_of` gives the plain text that a construct stands for in running text."""
    finisher = _Finisher(source, marked, words_of)
    finisher.read(list(pieces_of(html)))
    return finisher.finished()


class _Finisher:
    def __init__(self, source: SourceText, marked: MarkedText, words_of: Callable[[Construct], str]) -> None:
        self._source, self._marked, self._words_of = source, marked, words_of
        self._out: list[str] = []
        self._live: list[Construct] = []
        self._problems: list[Problem] = []
        self._headings: list[Heading] = []
        self._anchors: set[str] = set()
        self._surroundings = Surroundings()
        self._open = OpenElements()
        self._heading: tuple[int, str] = (0, "")
        self._link: int | None = None
        self._footnote_number = False
        self._tables = 0

    def finished(self) -> Finished:
        self._surroundings.close_block()
        contexts = self._surroundings.contexts
        return Finished(
            "".join(self._out),
            tuple(self._live),
            tuple(contexts[index] for index in range(len(self._live))),
            tuple(self._headings),
            frozenset(self._anchors),
            self._surroundings.words,
            tuple(self._problems),
        )

    def read(self, pieces: list[Piece]) -> None:
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            if self._is_figure(pieces[index : index + 3]):
                self._surroundings.close_block()
                self._token(self._marked.mark_of(pieces[index + 1].text.strip()).construct)
                self._surroundings.close_block()
                index += 3
                continue
            if piece.kind is PieceKind.TEXT:
                self._text(piece.text)
            elif piece.kind is PieceKind.OPENING:
                self._opening(piece)
            elif piece.kind is PieceKind.CLOSING:
                self._closing(piece)
            else:
                self._out.append(self._marked.restored(piece.text))
            index += 1

    def _is_figure(self, pieces: list[Piece]) -> bool:
        """Whether these are a paragraph with nothing but a figure, in a place where a figure can stand."""
        if len(pieces) < 3 or pieces[0].text != "<p>" or pieces[2].text != "</p>":
            return False
        text = pieces[1].text.strip()
        if READ_MARK.fullmatch(text) is None or self._marked.mark_of(text).construct.kind not in FIGURE_KINDS:
            return False
        return not self._open.any_of(_NO_FIGURES)

    def _opening(self, piece: Piece) -> None:
        name, attributes = piece.name, attributes_of(piece.text)
        if name not in INLINE_ELEMENTS:
            self._end_of_block(name)
        anchor = attributes.get("id")
        if anchor:
            self._anchors.add(anchor)
        if name == "table":
            self._tables += 1
            if self._tables == 1:
                self._out.append(_TABLE_REGION)
        self._out.append(self._tag(piece, attributes))
        if name in _HEADINGS:
            self._heading = (len(self._out), anchor or "")
        self._open.take(piece)
        if name == "sup" and (anchor or "").startswith("fnref"):
            self._footnote_number = True

    def _closing(self, piece: Piece) -> None:
        name = piece.name
        if name not in INLINE_ELEMENTS:
            self._end_of_block(name)
        if name in _HEADINGS:
            start, anchor = self._heading
            self._headings.append(Heading(int(name[1]), anchor, "".join(self._out[start:])))
        if name == "a" and self._link is not None:
            self._surroundings.end(self._link)
            self._link = None
        if name == "sup":
            self._footnote_number = False
        self._out.append(self._marked.restored(piece.text))
        if name == "table" and self._tables:
            self._tables -= 1
            if not self._tables:
                self._out.append("</div>")
        self._open.take(piece)

    def _end_of_block(self, name: str) -> None:
        if name == "br":
            self._surroundings.add(" ")
        else:
            self._surroundings.close_block()

    def _tag(self, piece: Piece, attributes: dict[str, str]) -> str:
        text = piece.text
        address = attributes.get(_ADDRESSES.get(piece.name, ""), "")
        if READ_MARK.fullmatch(address):
            text = text.replace(address, self._reference(address), 1)
        if piece.name == "pre" and "tabindex" not in attributes:
            # Code that is wider than the screen must scroll without a mouse.
            text = f'{text[:-1]} tabindex="0">'
        elif piece.name == "input" and _CHECKBOX.match(text) and "aria-label" not in attributes:
            label = "done" if re.search(r"\schecked\b", text) else "to do"
            text = text.replace("<input", f'<input aria-label="{label}"', 1)
        return self._restored(text)

    def _reference(self, address: str) -> str:
        """The token of a link or an image."""
        construct = self._marked.mark_of(address).construct
        token = self._make_token(construct)
        if construct.kind is ReferenceKind.LINK:
            self._link = len(self._live) - 1
        return token

    def _text(self, text: str) -> None:
        position = 0
        for match in ANY_MARK.finditer(text):
            self._plain(text[position : match.start()])
            self._mark(match[0])
            position = match.end()
        self._plain(text[position:])

    def _plain(self, text: str) -> None:
        if text:
            self._out.append(text)
            if not self._footnote_number:
                self._surroundings.add(entities.unescape(text), code=self._open.literal > 0)

    def _mark(self, character: str) -> None:
        mark = self._marked.mark_of(character)
        construct = mark.construct
        if not self._open.literal and READ_MARK.match(character) and construct.kind is not None:
            if construct.kind in FIGURE_KINDS:
                self._problems.append(self._misplaced(construct))
            self._token(construct)
            return
        if not self._open.literal:
            self._problems += (construct.problem,) if construct.problem else (unread(construct, self._source),)
        self._out.append(entities.escape(mark.original, quote=False))
        self._surroundings.add(mark.original, code=self._open.literal > 0)

    def _token(self, construct: Construct) -> None:
        self._out.append(self._make_token(construct))
        self._surroundings.add(self._words_of(construct))
        self._surroundings.end(len(self._live) - 1)

    def _make_token(self, construct: Construct) -> str:
        self._live.append(construct)
        if construct.problem:
            self._problems.append(construct.problem)
        self._surroundings.begin(len(self._live) - 1)
        return f"{TOKEN_START}{len(self._live) - 1}{TOKEN_END}"

    def _misplaced(self, construct: Construct) -> Problem:
        place = self._source.locate(construct.start, construct.end)
        noun = construct.kind.value if construct.kind else "figure"
        message = f"the {noun} {construct.target} does not stand in a paragraph of its own"
        hint = "put it between paragraphs, with an empty line before and after it"
        return Problem("figure-inline", message, place, hint)

    def _restored(self, tag: str) -> str:
        return ANY_MARK.sub(lambda match: entities.escape(self._marked.mark_of(match[0]).original), tag)


def unread(construct: Construct, source: SourceText) -> Problem:
    """The problem of a reference in a place where Markdown reads nothing."""
    return Problem(
        "unread-reference",
        "this reference stands where Markdown is not read",
        source.locate(construct.start, construct.end),
        'put it outside of the HTML around it, or add markdown="1" to the HTML element',
    )
