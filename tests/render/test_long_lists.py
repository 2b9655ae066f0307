"""Lists of a site that has many articles and figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nutgraf.model.artifact import Artifacts
from nutgraf.render import pages, planning
from nutgraf.steps import pages as page_steps
from tests.building import TESTS, Builder, copy_site

MOST = 2


@pytest.fixture
def built(tmp_path: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch) -> Artifacts:
    """A site with four articles and three figures, whose lists have room for two."""
    for module, name in ((planning, "HOME_ARTICLES"), (page_steps, "HOME_ARTICLES"), (pages, "LISTED_DRAWINGS")):
        monkeypatch.setattr(module, name, MOST)
    site = copy_site(tmp_path / "here", TESTS / "problems" / "base")
    for number in range(1, 4):
        front = f"title: Article {number}\nsummary: Words.\ndate: 2027-01-0{number}"
        (site / f"content/markets/old-{number}.md").write_text(f"---\n{front}\n---\nWords.\n")
    chart = (site / "charts/prices.py").read_text().partition("def last_price(")[0]
    for number in range(1, 3):
        (site / f"charts/more_{number}.py").write_text(chart.replace("def price_line(", f"def more_{number}("))
    return builder.build(site).artifacts


def test_home_shows_the_newest_and_leads_to_the_others(built: Artifacts) -> None:
    home = built["index.html"].content.decode()
    assert all(title in home for title in ("Article 2", "Article 3"))
    assert "Article 1" not in home
    older = re.search(r'<p class="older">.*?</p>', home, re.DOTALL)
    assert older is not None
    assert 'href="markets/"' in older[0]
    assert "Article 1" in built["markets/index.html"].content.decode()


def test_the_figures_that_are_not_drawn_are_named(built: Artifacts) -> None:
    figures = built["figures/index.html"].content.decode()
    assert figures.count("<svg") == MOST
    assert figures.count('class="figure-card"') == MOST
    assert re.findall(r'<li><a href="(\w+)/">', figures) == ["price_line"]
