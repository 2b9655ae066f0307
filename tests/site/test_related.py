from __future__ import annotations

import datetime as dt

from nutgraf.model.page import Document, Page
from nutgraf.site.assembly import related_articles


def article(day: int, *tags: str) -> Page:
    name, empty = f"{day:02}", Document("")
    date = dt.date(2026, 1, day)
    return Page(f"content/news/{name}.md", "news", name, f"/news/{name}/", empty, empty, empty, date, tags=tags)


def test_articles_that_share_most_tags_come_first_then_the_newest() -> None:
    tagged = {7: "ab", 6: "c", 5: "a", 4: "ab", 3: "abc", 2: "b", 1: "abx"}
    newest_first = [article(day, *tags) for day, tags in tagged.items()]
    related = related_articles({page.path: page for page in newest_first}, newest_first)
    days = {path[-5:-3]: [other[-5:-3] for other in others] for path, others in related.items()}
    assert days["07"] == ["04", "03", "01"]
    assert days["04"] == ["07", "03", "01"]
    assert days["06"] == ["03"]
    assert days["02"] == ["07", "04", "03"]


def test_an_article_without_tags_leads_on_to_none() -> None:
    pages = [article(2), article(1)]
    assert set(related_articles({page.path: page for page in pages}, pages).values()) == {()}
