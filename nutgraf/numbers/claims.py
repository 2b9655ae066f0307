"""Claims: what stands in the brackets of a checked number, what it is checked against, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from nutgraf.model.figure import FactValue
from nutgraf.numbers.units import Unit
from nutgraf.numbers.words import Lexicon


@dataclass(frozen=True, slots=True)
class Claim:
    """`text` is plain, without Markdown; `notation` is the fact's unit as its annotation has it."""

    text: str
    value: FactValue
    notation: str
    unit: Unit
    before: str
    after: str
    language: str
    lexicon: Lexicon
