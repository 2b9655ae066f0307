"""Social cards of pages: the real chart under the page's title, or the title alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.figures.exports import Said, missing_glyphs, source_line
from nutgraf.figures.tasks import House, MakeCard, MakeExhibit, PageWords
from nutgraf.model.card import SocialCard
from nutgraf.model.figure import Svg
from nutgraf.problems import Outcome, Problem
from nutgraf.vega.cards import CardWords, figure_card, text_card
from nutgraf.vega.exporting import export_png
from nutgraf.vega.fitting import font_list
from nutgraf.vega.outlines import outlined
from nutgraf.vega.press import Press


def make_figure_cards(
    press: Press, task: MakeExhibit, said: Said, spec: Mapping[str, Any], wide: Svg
) -> Outcome[tuple[SocialCard, ...]]:
    """The card of the figure's own page, then those of the articles that it stands for.

    `spec` is the wide one, `wide` its drawing. Problems: `missing-glyph` as for exports, for an article's title.
    """
    if not task.house.options.cards:
        return Outcome(())
    site, source = task.house.site_title, source_line(task.plan)
    own = CardWords(said.title, said.subtitle, source, site)
    cards: list[SocialCard] = []
    problems: list[Problem] = []
    for page, words in [(None, own), *((each, _article_words(each, said, source, site)) for each in task.cards)]:
        svg = figure_card(press, task.house.theme, spec, wide, words)
        made = _card(press, task.house, page or PageWords(task.plan.permalink, said.title), svg)
        alt = said.description or said.title
        cards.append(SocialCard(made.value.page, made.value.png, alt))
        # What the figure's own card lacks its exports lack too.
        problems += made.problems if page is not None else ()
    return Outcome(tuple(cards), tuple(problems))


def make_page_card(press: Press, task: MakeCard) -> Outcome[SocialCard]:
    """The card of a page without figure."""
    words, site = task.words, task.house.site_title
    shown = CardWords(words.title, words.summary, site=site if words.title != site else "")
    return _card(press, task.house, words, text_card(press, task.house.theme, shown))


def _article_words(page: PageWords, said: Said, source: str, site: str) -> CardWords:
    return CardWords(page.title, said.subtitle, source, site, figure_title=said.title)


def _card(press: Press, house: House, page: PageWords, svg: str) -> Outcome[SocialCard]:
    printed = outlined(svg, press.lettering, font_list(house.theme.fonts.data))
    card = SocialCard(page.page, export_png(printed.svg, scale=1), page.title)
    return Outcome(card, missing_glyphs(f"the social card of {page.page}", page.location, printed.missing))
