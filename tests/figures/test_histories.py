"""Facts by other versions of their data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.building import TESTS, Builder, copy_site

ARTICLE = "content/markets/dear.md"
FACTS = '''

def versions(prices: Mapping[str, pd.DataFrame]) -> Annotated[int, ""]:
    """How many versions there are."""
    return len(prices)
'''


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with nine versions of its data, a price each: 2.01 in January 2025, up to 2.08 and then 2.40."""
    folder = copy_site(tmp_path / "site", TESTS / "theme", TESTS / "problems" / "base")
    charts = folder / "charts/prices.py"
    code = charts.read_text().replace("from typing", "from collections.abc import Mapping\nfrom typing")
    charts.write_text(code + FACTS)
    descriptor = folder / "data/prices/datapackage.yaml"
    with descriptor.open("a") as file:
        for month in range(1, 9):
            day = dt.date(2025, month, 28) + dt.timedelta(days=3 if month == 1 else 0)
            file.write(f"  - path: {day}.csv\n")
            (folder / f"data/prices/{day}.csv").write_text(f"day,price\n{day},2.0{month}\n")
    return folder


def values(builder: Builder, site: Path, text: str) -> tuple[str, dict[str, str]]:
    """The hint for the one number of the article that is not true, and the values by version."""
    article = site / ARTICLE
    article.write_text(article.read_text() + f"\n{text}\n")
    (problem,) = (each for each in builder.problems(site) if each.code == "fact-mismatch")
    return problem.hint, {value.version: value.value for value in problem.values}


def test_the_newest_six_versions_are_tried(builder: Builder, site: Path) -> None:
    hint, found = values(builder, site, "It is [7](fact:last_price).")
    assert next(iter(found.items())) == ("2025-04-28", "2.04")
    assert list(found.items())[-1] == ("2026-01-31", "2.4")
    assert len(found) == 6
    assert hint.endswith(" · of 2026-01-31 (used): 2.4 · 3 older left out")


def test_a_pinned_version_is_compared_with_the_newest(builder: Builder, site: Path) -> None:
    article = site / ARTICLE
    article.write_text(
        article.read_text()
        .replace("tags: [bread]", "tags: [bread]\ndata: {prices: 2025-01-31}")
        .replace("2.40", "2.01")
    )
    hint, found = values(builder, site, "It is [7](fact:last_price).")
    assert list(found) == ["2025-01-31", *(f"2025-0{month}-28" for month in range(4, 9)), "2026-01-31"]
    assert "by prices of 2025-01-31 (used): 2.01 · of 2025-04-28: 2.04 · " in hint


def test_all_versions_are_those_until_then(builder: Builder, site: Path) -> None:
    _, found = values(builder, site, "There are [12](fact:versions) of them.")
    assert list(found.values()) == ["4", "5", "6", "7", "8", "9"]
