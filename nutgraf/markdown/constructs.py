"""What the scan of a source finds: references and mistakes, by their spans in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.markdown.source import Span
from nutgraf.model.page import ReferenceKind
from nutgraf.problems import Problem

# One character stands for each piece that is taken out of the source, so that nothing can tear it apart: at first an
# unread one; where Markdown reads it as text, it becomes the read one, READ code points further on.
_FIRST, _LAST, _READ = 0xF0000, 0xFFFFD, 0x10000
MAX_PIECES = _LAST - _FIRST + 1
UNREAD_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
READ_MARK = re.compile(f"[{chr(_FIRST + _READ)}-{chr(_LAST + _READ)}]")
ANY_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST + _READ)}]")

WHOLE_KINDS = frozenset(
    {
        ReferenceKind.CHART,
        ReferenceKind.TABLE,
        ReferenceKind.FACT,
        ReferenceKind.CROSSREF,
        ReferenceKind.CITATION,
    }
)
FIGURE_KINDS = frozenset({ReferenceKind.CHART, ReferenceKind.TABLE})


@dataclass(frozen=True, slots=True)
class Construct:
    """A reference, or where `kind` is None a mistake that stays in the text.

    `pieces` are taken out of the source: of a link `[` and `](address)`, of all else one piece. A `problem` counts
    only where Markdown reads the construct as text.
    """

    start: int
    end: int
    pieces: tuple[Span, ...]
    kind: ReferenceKind | None = None
    target: str = ""
    target_span: Span = (0, 0)
    text_span: Span = (0, 0)
    title_span: Span | None = None
    classes: tuple[str, ...] = ()
    locator: str = ""
    first: bool = True
    last: bool = True
    problem: Problem | None = None

    @property
    def wraps_text(self) -> bool:
        return len(self.pieces) == 2


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark stands for: a piece of a construct, and the characters of the source."""

    construct: Construct
    piece: int
    original: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A source in which marks stand for the pieces of `constructs`."""

    text: str
    constructs: tuple[Construct, ...]
    marks: tuple[Mark, ...]

    def mark_of(self, character: str) -> Mark:
        return self.marks[(ord(character) - _FIRST) % _READ]

    def closing(self, character: str) -> str:
        """The mark that ends the link which the mark `character` begins."""
        construct = self.mark_of(character).construct
        number = (ord(character) - _FIRST) % _READ
        return chr(_FIRST + next(i for i in range(number + 1, len(self.marks)) if self.marks[i].construct is construct))

    def restored(self, text: str) -> str:
        """`text` with the author's characters in place of every mark."""
        return ANY_MARK.sub(lambda match: self.mark_of(match[0]).original, text)


def as_read(character: str) -> str:
    """The mark that says that Markdown has read the text in which the unread mark `character` stood."""
    return chr(ord(character) + _READ)


def mark_constructs(text: str, span: Span, constructs: Sequence[Construct]) -> MarkedText:
    """`text[span]` with every piece of `constructs` replaced by a mark. There are at most MAX_PIECES."""
    pieces = sorted(
        (piece, construct, number) for construct in constructs for number, piece in enumerate(construct.pieces)
    )
    parts: list[str] = []
    marks: list[Mark] = []
    position = span[0]
    for (start, end), construct, number in pieces:
        parts += (text[position:start], chr(_FIRST + len(marks)))
        marks.append(Mark(construct, number, text[start:end]))
        position = end
    parts.append(text[position : span[1]])
    return MarkedText("".join(parts), tuple(constructs), tuple(marks))
