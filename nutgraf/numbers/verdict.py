"""What the judge says about one checked number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Agreement(Enum):
    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text agrees with the value of its fact.

    `said` is what the text says, with a hedge that stands outside the brackets ("nearly $3 trillion"); `actual` is
    the value in words, with as many digits as it takes to see the difference; `reason` completes the message.
    `suggestion` is the text between the brackets that would be true, in the author's own style of number, "" where
    there is none. `rewritable`: the suggestion only changes digits, so that `check --fix` may put it in.
    """

    agreement: Agreement
    said: str
    actual: str = ""
    reason: str = ""
    suggestion: str = ""
    rewritable: bool = False
    hint: str = ""

    @property
    def agrees(self) -> bool:
        return self.agreement is Agreement.AGREES

    def message(self, name: str) -> str:
        """The message of the problem, "" where text and value agree; `name` is the fact's name."""
        if self.agreement is Agreement.AGREES:
            return ""
        if self.agreement is Agreement.UNREADABLE:
            return f"“{self.said}” cannot be checked against {name}: {self.reason}"
        because = f": {self.reason}" if self.reason else ""
        return f"the text says {self.said}, {name} is {self.actual}{because}"
