"""Social cards of pages: the real chart under the page's title, or the title alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.figures.exports import export_failed, missing_glyphs
from nutgraf.figures.printing import source_line
from nutgraf.figures.tasks import House, MakeCard, MakeExhibit, PageWords
from nutgraf.figures.words import Words
from nutgraf.model.card import SocialCard
from nutgraf.model.figure import Svg
from nutgraf.problems import Outcome, Problem
from nutgraf.vega.exports.cards import CardWords, figure_card, text_card
from nutgraf.vega.exports.outlines import Printed, outlined
from nutgraf.vega.exports.png import export_png
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import font_list


def make_figure_cards(
    press: Press, task: MakeExhibit, said: Words, spec: Mapping[str, Any], wide: Svg
) -> Outcome[tuple[SocialCard, ...]]:
    """The card of the figure's own page, then those of the articles that it stands for.

    `spec` is the wide one, `wide` its drawing. Problems: `missing-glyph`, a warning, for an article's title, and
    `drawing-failed` for what cannot be a PNG.
    """
    if not task.house.options.cards:
        return Outcome(())
    own = CardWords(said.title, said.subtitle, source_line(task.plan), task.house.site_title)
    pages = [(PageWords(task.plan.permalink, said.title), own)]
    pages += [(page, _article_words(page, own)) for page in task.cards]
    cards: list[SocialCard] = []
    problems: list[Problem] = []
    # What the figure itself lacks is told with its exports.
    told: str | None = None
    for page, words in pages:
        printed = _printed(press, task.house, figure_card(press, task.house.theme, spec, wide, words))
        try:
            cards.append(SocialCard(page.page, export_png(printed.svg, scale=1), said.description or said.title))
        except RuntimeError as error:  # what vl-convert raises
            return Outcome((), (export_failed(task.plan, "a social card", error),))
        told = printed.missing if told is None else told
        problems += _missing(page, "".join(character for character in printed.missing if character not in told))
    return Outcome(tuple(cards), tuple(problems))


def make_page_card(press: Press, task: MakeCard) -> Outcome[SocialCard]:
    """The card of a page without figure. Problems: `missing-glyph`, a warning."""
    page, site = task.words, task.house.site_title
    words = CardWords(page.title, page.summary, site=site if page.title != site else "")
    printed = _printed(press, task.house, text_card(press, task.house.theme, words))
    card = SocialCard(page.page, export_png(printed.svg, scale=1), page.title)
    return Outcome(card, _missing(page, printed.missing))


def _article_words(page: PageWords, own: CardWords) -> CardWords:
    return CardWords(page.title, own.subtitle, own.source, own.site, figure_title=own.title)


def _printed(press: Press, house: House, svg: str) -> Printed:
    return outlined(svg, press.lettering, font_list(house.theme.fonts.data))


def _missing(page: PageWords, characters: str) -> tuple[Problem, ...]:
    return missing_glyphs(f"the social card of {page.page}", page.location, characters)
