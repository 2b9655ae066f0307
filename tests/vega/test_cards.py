from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import draw
from nutgraf.vega.exports.cards import CardWords, figure_card, text_card
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import fit

LINE = {
    "data": {"values": [{"x": number, "y": number * number} for number in range(20)]},
    "mark": "line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}
ROWS = {
    "data": {"values": [{"k": f"Row {number}", "v": number} for number in range(1, 16)]},
    "mark": "bar",
    "encoding": {"y": {"field": "k", "type": "nominal"}, "x": {"field": "v", "type": "quantitative"}},
}
WORDS = CardWords("Prices rise", "Crowns a loaf, daily", "Source: Bakers", "The Ledger")
LONG = "How the ten largest companies came to weigh more than all the others in the index together, and why " * 3


def wide(press: Press, theme: Theme, spec: dict[str, Any]) -> Svg:
    return draw(press.drawer, fit(spec, theme, 680, narrow=False), theme)


def card(press: Press, theme: Theme, spec: dict[str, Any], words: CardWords = WORDS) -> ElementTree.Element:
    return ElementTree.fromstring(figure_card(press, theme, spec, wide(press, theme, spec), words))


def own_texts(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The words of the card itself, which stand directly in it."""
    return [child for child in root if child.tag.endswith("}text")]


def place(root: ElementTree.Element) -> tuple[float, float, float]:
    """Where the chart stands, and how much it is enlarged."""
    (group,) = [child for child in root if child.tag.endswith("}g")]
    found = re.fullmatch(r"translate\(([\d.]+),([\d.]+)\)scale\(([\d.]+)\)", group.attrib["transform"])
    assert found is not None
    return float(found[1]), float(found[2]), float(found[3])


def chart_texts(root: ElementTree.Element) -> list[str]:
    (group,) = [child for child in root if child.tag.endswith("}g")]
    return ["".join(element.itertext()) for element in group.iter() if element.tag.endswith("}text")]


def test_a_card_has_the_size_that_networks_want(press: Press, theme: Theme) -> None:
    for root in (card(press, theme, LINE), ElementTree.fromstring(text_card(press, theme, WORDS))):
        assert (root.get("width"), root.get("height")) == ("1200", "630")


def test_words_stand_around_the_chart(press: Press, theme: Theme) -> None:
    root = card(press, theme, LINE)
    texts = own_texts(root)
    assert [element.text for element in texts] == [
        "Prices rise",
        "Crowns a loaf, daily",
        "Source: Bakers",
        "The Ledger",
    ]
    _, top, _ = place(root)
    heights = [float(element.attrib["y"]) for element in texts]
    assert heights[:2] == sorted(heights[:2])
    assert max(heights[:2]) < top < min(heights[2:]) <= max(heights[2:]) < 630


def test_the_chart_is_drawn_again_and_enlarged(press: Press, theme: Theme) -> None:
    drawn = wide(press, theme, LINE)
    root = card(press, theme, LINE)
    assert place(root)[2] > 1200 / drawn.width - 0.2
    label = next(element for element in root.iter() if element.tag.endswith("}text") and element not in own_texts(root))
    assert float(label.attrib["font-size"].removesuffix("px")) * place(root)[2] > 19


def test_no_row_loses_its_label(press: Press, theme: Theme) -> None:
    assert {f"Row {number}" for number in range(1, 16)} <= set(chart_texts(card(press, theme, ROWS)))


def test_labels_do_not_stand_on_each_other(press: Press, theme: Theme) -> None:
    values = [{"x": x, "y": 50 + number * 4.5, "k": f"Name {number}"} for number in range(5) for x in (0, 1)]
    spec = {
        "data": {"values": values},
        "transform": [{"filter": "datum.x == 1"}],
        "mark": {"type": "text", "fontSize": 13},
        "encoding": {
            "y": {"field": "y", "type": "quantitative", "scale": {"domain": [0, 100]}},
            "text": {"field": "k"},
        },
    }
    crowded, roomy = place(card(press, theme, spec))[2], place(card(press, theme, LINE))[2]
    assert crowded < roomy


def test_a_layout_of_its_own_is_shown_as_the_page_shows_it(press: Press, theme: Theme) -> None:
    spec = {"hconcat": [{**LINE, "width": 200, "height": 300}, {**LINE, "width": 200, "height": 300}]}
    drawn = wide(press, theme, spec)
    left, top, scale = place(card(press, theme, spec))
    assert top + drawn.height * scale < 600
    assert left + drawn.width * scale / 2 == pytest.approx(600, abs=0.5)


@pytest.mark.parametrize(
    "title", ["Short", "A title that is long enough to need two lines on a card of this width", LONG]
)
def test_titles_wrap_shrink_and_are_cut_at_words(press: Press, theme: Theme, title: str) -> None:
    root = card(press, theme, LINE, CardWords(title, site="S"))
    lines = [element for element in own_texts(root) if element.text != "S"]
    assert len(lines) <= 3
    for element in lines:
        size, weight = float(element.attrib["font-size"].removesuffix("px")), int(element.attrib["font-weight"])
        assert press.text_width(element.text or "", size, weight, theme.fonts.data) <= 1200 - 2 * 56
    shown = " ".join(element.text or "" for element in lines)
    if title is LONG:
        assert shown.endswith("…")
        assert set(shown.removesuffix("…").split()) <= set(re.split(r"[ ,]+", title)) | {"together,"}
    else:
        assert shown == title


def test_lines_of_a_title_are_of_about_one_length(press: Press, theme: Theme) -> None:
    title = "Since the shock the Seven have gone separate ways again and again"
    lines = [element.text or "" for element in own_texts(card(press, theme, LINE, CardWords(title)))]
    assert len(lines) == 2
    assert min(map(len, lines)) > max(map(len, lines)) * 0.6


def test_an_article_has_its_own_title_over_the_figures(press: Press, theme: Theme) -> None:
    words = CardWords("Is it a bubble?", "USD bn", "Source: X", "The Ledger", figure_title="Shares fell")
    texts = own_texts(card(press, theme, LINE, words))
    assert [element.text for element in texts] == [
        "Is it a bubble?",
        "Shares fell",
        "USD bn",
        "Source: X",
        "The Ledger",
    ]
    sizes = [float(element.attrib["font-size"].removesuffix("px")) for element in texts]
    assert sizes[0] > sizes[1] >= sizes[2]


def test_a_card_without_chart_has_title_and_summary(press: Press, theme: Theme) -> None:
    root = ElementTree.fromstring(text_card(press, theme, CardWords("Methods", "How it is made", site="The Ledger")))
    assert [element.text for element in own_texts(root)] == ["The Ledger", "Methods", "How it is made"]


def test_the_same_card_is_the_same_whatever_was_drawn_before(press: Press, theme: Theme) -> None:
    first = figure_card(press, theme, LINE, wide(press, theme, LINE), WORDS)
    card(press, theme, ROWS)
    assert figure_card(press, theme, LINE, wide(press, theme, LINE), WORDS) == first
    assert "var(" not in first
