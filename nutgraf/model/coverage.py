"""How the numbers of a page are supported: by data, by a source, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from nutgraf.problems import Location


class Support(Enum):
    """CHECKED against data, CITED with a locator, NEITHER; EXCEPTION: it makes no claim and does not count."""

    CHECKED = "checked"
    CITED = "cited"
    NEITHER = "neither"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class CountedNumber:
    """A number as written; `reason` says why it is no claim, or what a citation beside it lacks. `in_chart`: it stands
    in the words of a figure, in the exhibit's own source."""

    text: str
    location: Location
    support: Support
    reason: str = ""
    in_chart: bool = False


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """The numbers of one page, in the order of its file, and then those of its figures' words."""

    path: str
    numbers: tuple[CountedNumber, ...]

    def with_support(self, *support: Support) -> tuple[CountedNumber, ...]:
        return tuple(number for number in self.numbers if number.support in support)

    @property
    def checked(self) -> int:
        return len(self.with_support(Support.CHECKED))

    @property
    def cited(self) -> int:
        return len(self.with_support(Support.CITED))

    @property
    def neither(self) -> int:
        return len(self.with_support(Support.NEITHER))

    @property
    def exceptions(self) -> int:
        return len(self.with_support(Support.EXCEPTION))

    @property
    def total(self) -> int:
        """The numbers that count."""
        return self.checked + self.cited + self.neither
