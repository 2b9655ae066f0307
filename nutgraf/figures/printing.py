"""A figure's picture as it is exported: its drawing with its words around it."""

from __future__ import annotations

from nutgraf.figures.tasks import House
from nutgraf.figures.words import Words
from nutgraf.model.figure import Svg
from nutgraf.model.site import Plan
from nutgraf.vega.exports.exporting import PictureWords, compose_picture
from nutgraf.vega.exports.press import Press


def plain_picture(press: Press, house: House, plan: Plan, said: Words, picture: Svg) -> str:
    """The picture as SVG whose words are still text. `picture` is the wide drawing."""
    words = PictureWords(said.title, said.subtitle, source_line(plan), house.site_title, said.description)
    return compose_picture(press, picture, house.theme, words)


def source_line(plan: Plan) -> str:
    """Who published the data of a figure: `Source: BEA`, "" where nobody is named."""
    names = list(dict.fromkeys(source.title for given in plan.inputs for source in given.dataset.sources))
    return f"{'Source' if len(names) == 1 else 'Sources'}: {'; '.join(names)}" if names else ""
