"""A chart as rules see it: what is drawn, what is said beside it, and the papers that it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nutgraf.model.theme import Theme
from nutgraf.vega.colours import resolve_colours
from nutgraf.vega.honesty.survey import Survey

_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a chart outside its plots: title and subtitle above, notes below."""

    title: str = ""
    subtitle: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a chart is drawn on: its `name`, its colour, and the theme's colours there, all `#rrggbb`."""

    name: str
    colour: str
    colours: Mapping[str, str]

    def resolved(self, colour: str) -> str:
        """`#rrggbb` of a colour as a survey gives it; "" where the theme does not say what it is."""
        if colour.startswith("var("):
            colour = self.colours.get(colour, "")
        return colour if len(colour) == 7 and colour.startswith("#") else ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a rule judges: the survey of one drawing, the words, the papers."""

    survey: Survey
    wording: Wording
    papers: tuple[Paper, ...]


def papers_of(theme: Theme, survey: Survey) -> tuple[Paper, ...]:
    """Light and dark paper of a theme, with the colours of a survey there; a chart's own background hides the paper."""
    named = set(_variables(survey))

    def paper(name: str, *, dark: bool) -> Paper:
        colours = {each: resolve_colours(each, theme, dark=dark) for each in named}
        own = theme.colours.get("paper")
        ground = (own.dark if dark else own.light) if own is not None else _WHITE
        return Paper(name, colours.get(survey.background, survey.background) or ground, colours)

    return paper("light paper", dark=False), paper("dark paper", dark=True)


def _variables(survey: Survey) -> Iterator[str]:
    used = [survey.background]
    used += [colour for _, marks in survey.marks() for paint in marks.paints for colour in (paint.fill, paint.stroke)]
    return (colour for colour in used if colour.startswith("var("))
