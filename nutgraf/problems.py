"""Problems as values: where something is wrong, what it is, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file. `path` is relative to the site's root, with `/`; lines and columns count from 1.

    `end_column` is the column after the last character on the same line, 0 when only the start is known.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class ValueAt:
    """What a value is with `dataset` at `version` (an ISO date), in words; "" where there is none, and `problem` says
    why. `used`: that is the version in use. `agrees`: with it nothing would be wrong."""

    dataset: str
    version: str
    value: str
    used: bool = False
    agrees: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `code` is also its anchor in the docs and the name of its test folder.

    `values` tell, of a value that moved with its data, what it is by other versions; the hint says the same in words.
    """

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: Severity = "error"
    values: tuple[ValueAt, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a stage made, and everything that was wrong on the way.

    The value holds whatever could be made, so that later stages can go on and report their problems too.
    """

    value: T_co
    problems: tuple[Problem, ...] = field(default=())


class BuildError(Exception):
    """Ends a build; carries every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        super().__init__(f"{len(self.problems)} problems")


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in reading order, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == "error")


def unprintable_name(character: str) -> str:
    """What a problem calls a character that nothing can show."""
    code = f"U+{ord(character):04X}"
    return f"half of a character ({code})" if "\ud800" <= character <= "\udfff" else f"the control character {code}"


def did_you_mean(name: str, known: Iterable[str], noun: str) -> str:
    """A hint that names the closest known names, or lists what there is; `noun` is the plural ("charts")."""
    names = sorted(set(known))
    if not names:
        return f"there are no {noun} yet"
    import difflib  # noqa: PLC0415 - most builds have nothing to suggest

    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return f"did you mean {listed(close, 'or')}?"
    shown = names[:12]
    more = len(names) - len(shown)
    return f"{noun}: {', '.join(shown)}" + (f" and {more} more" if more else "")


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def format_problem(problem: Problem, source_line: Callable[[str, int], str | None]) -> str:
    """The problem as an author reads it: place and message, the source line with a caret, the way out.

    `source_line(path, line)` gives the text of a line, or None where there is none to show.
    """
    lines = [f"{problem.location}: {problem.severity}[{problem.code}]: {problem.message}"]
    lines.extend(f"  {line}" for line in excerpt(problem.location, source_line))
    lines.extend(f"  = {part}" for part in problem.hint.splitlines())
    return "\n".join(lines)


def excerpt(place: Location, source_line: Callable[[str, int], str | None]) -> tuple[str, ...]:
    """The source line at `place` with its number, and a caret below; nothing where there is no line to show."""
    text = source_line(place.path, place.line)
    if text is None or not text.strip():
        return ()
    shown, start, width = _window(text, place)
    number = str(place.line)
    return f"{number} | {shown}", f"{' ' * len(number)} | {' ' * start}{'^' * width}"


def _window(text: str, place: Location, limit: int = 110) -> tuple[str, int, int]:
    """The part of a line to show, where its caret starts and how long it is; long lines are cut to `limit`."""
    text = text.rstrip("\r\n").replace("\t", " ")
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    start = min(max(place.column - 1, 0), len(text))
    end = place.end_column - 1 if place.end_column > place.column else start + 1
    if len(text) > limit:
        left = max(0, min(start - limit // 3, len(text) - limit))
        cut = text[left : left + limit]
        text = ("…" if left else "") + cut + ("…" if left + limit < len(text) else "")
        shift = left - (1 if left else 0)
        start, end = start - shift, end - shift
    return text, start, max(1, min(end, max(len(text), start + 1)) - start)
