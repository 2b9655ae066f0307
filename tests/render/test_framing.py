from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from nutgraf.locales import ENGLISH
from nutgraf.model.figure import Column, DrawnData, Figure
from nutgraf.render.framing import embed_height, embed_snippet
from tests.render.lineages import dataset, figure, plan


class Frame(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("title", ["Plain", '"><script>alert(1)</script>', 'a\'b & "c" <d>', "&quot;"])
def test_the_title_of_a_frame_stays_its_title(title: str) -> None:
    read = Frame(embed_snippet(figure(title), plan(), 'https://example.org/embed/cape/?a=1&b="', ENGLISH))
    [(tag, attributes)] = read.tags
    assert (tag, read.text) == ("iframe", "")
    assert attributes["title"] == title
    assert attributes["src"] == 'https://example.org/embed/cape/?a=1&b="'


def test_a_frame_has_room_for_the_drawing_and_all_words() -> None:
    low, high = (embed_height(figure("A", height=height), plan(), ENGLISH) for height in (300, 500))
    assert high - low == 260
    assert embed_height(figure("A", height=300, notes="word " * 100), plan(), ENGLISH) > low + 200
    sourced = dataset("prices", sources=["The Bureau of Very Long Names and of Their Abbreviations"] * 3)
    assert embed_height(figure("A", height=300), plan(sourced), ENGLISH) > low + 100


def table(rows: int, words: str = "", columns: int = 1) -> Figure:
    names = (Column("lake", "Lake"), *(Column(f"depth{at}", "Depth", "m", numeric=True) for at in range(columns)))
    data = DrawnData(names, tuple((words or "Baikal", *("1642",) * columns) for _ in range(rows)), (0,))
    return replace(figure("Lakes"), drawing=None, data=data)


def test_a_frame_grows_with_a_table_until_the_table_scrolls() -> None:
    heights = [embed_height(table(rows), plan(), ENGLISH) for rows in (3, 8, 25, 1000)]
    assert heights[1] - heights[0] == 160
    assert heights[1] < heights[2] == heights[3] < 800


def test_a_frame_has_room_for_words_that_wrap_only_where_they_wrap_on_a_phone() -> None:
    words = "The deepest lake of the continent"
    narrow, wide = (embed_height(table(4, words, columns), plan(), ENGLISH) for columns in (1, 6))
    assert embed_height(table(4), plan(), ENGLISH) < narrow <= wide


def test_pinned_figures_have_frames_of_their_own() -> None:
    pinned = plan(name="cape", permalink="/figures/cape/cape@2023-09-30/")
    assert plan().embed == "/embed/cape/"
    assert pinned.embed == "/embed/cape/cape@2023-09-30/"
