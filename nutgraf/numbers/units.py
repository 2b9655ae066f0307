"""The unit of a fact, from its annotation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from nutgraf.numbers.currencies import CODES, SYMBOLS


class UnitKind(Enum):
    PERCENT = "percentage"
    POINTS = "number of percentage points"
    CURRENCY = "sum of money"
    MULTIPLE = "multiple"
    PLAIN = "plain number"
    YEAR = "year"
    DATE = "date"
    OTHER = "measure"


@dataclass(frozen=True, slots=True)
class Unit:
    """A fact's unit. `symbol` is what a text must show: "%", "pp", a currency's code, "x", or the annotation's words.

    `change`: the fact is declared a change ("% change"), so that a word of falling contradicts a positive value.
    `per` is what follows "per" or "/" ("million tokens"). `size` is the size of one in percentage points (of "bp").
    """

    kind: UnitKind
    symbol: str = ""
    change: bool = False
    per: str = ""
    size: Fraction = Fraction(1)

    @property
    def zeros_count(self) -> bool:
        """Whether zeros at the end are always significant."""
        return self.kind in (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.MULTIPLE)


_NAMES: Mapping[str, Unit] = {
    "": Unit(UnitKind.PLAIN),
    "%": Unit(UnitKind.PERCENT, "%"),
    "percent": Unit(UnitKind.PERCENT, "%"),
    "per cent": Unit(UnitKind.PERCENT, "%"),
    "pp": Unit(UnitKind.POINTS, "pp"),
    "percentage points": Unit(UnitKind.POINTS, "pp"),
    "bp": Unit(UnitKind.POINTS, "pp", size=Fraction(1, 100)),
    "bps": Unit(UnitKind.POINTS, "pp", size=Fraction(1, 100)),
    "basis points": Unit(UnitKind.POINTS, "pp", size=Fraction(1, 100)),
    "x": Unit(UnitKind.MULTIPLE, "x"),
    "×": Unit(UnitKind.MULTIPLE, "x"),
    "times": Unit(UnitKind.MULTIPLE, "x"),
    "year": Unit(UnitKind.YEAR),
    "date": Unit(UnitKind.DATE),
}


def parse_unit(text: str) -> Unit:
    """The unit that an annotation names; words that are no known unit name themselves ("TWh", "index points")."""
    text = " ".join(text.split())
    bare = re.sub(r"(?:^|\s)change$", "", text)
    change = bare != text
    head, per = _split_per(bare)
    known = _NAMES.get(head) or _NAMES.get(head.casefold())
    if known is None:
        code = head if head in CODES else SYMBOLS.get(head)
        known = Unit(UnitKind.CURRENCY, code) if code else Unit(UnitKind.OTHER, head)
    return Unit(known.kind, known.symbol, change, per, known.size)


def _split_per(text: str) -> tuple[str, str]:
    if text in _NAMES:
        return text, ""
    found = re.fullmatch(r"(?P<head>.*?)(?:\s+per\s+|\s*/\s*)(?P<per>.+)", text)
    return (found["head"], found["per"]) if found else (text, "")
