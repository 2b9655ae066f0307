"""`pin`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import TESTS, Builder, copy_site
from tests.cli.running import run

ARTICLE = "content/markets/dear.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base")


def test_an_article_keeps_its_data_when_newer_ones_come(site: Path, builder: Builder) -> None:
    pinned = run("pin", ARTICLE, cwd=site)
    assert (pinned.returncode, pinned.stderr) == (0, "")
    assert pinned.stdout == f"Pinned {ARTICLE}\n  prices of 2026-01-31\n"
    assert "\ndata: {prices: 2026-01-31}\n---\n" in (site / ARTICLE).read_text()

    newer = (site / "data/prices/2026-01-31.csv").read_text().replace("2.", "3.")
    (site.parent / "newer.csv").write_text(newer)
    assert run("data", "add", "../newer.csv", "--to", "prices", "--date", "2026-02-28", cwd=site).returncode == 0
    # Its numbers are those of the older data, which the sentences agree with.
    assert builder.problems(site) == ()

    moved = run("pin", "markets/dear", "--newest", cwd=site)
    assert moved.stdout == f"Pinned {ARTICLE}\n  prices of 2026-02-28\n"
    assert {problem.code for problem in builder.problems(site)} == {"fact-mismatch"}


def test_an_article_that_is_not_there(site: Path) -> None:
    told = run("pin", "markets/deer.md", cwd=site)
    assert told.returncode == 1
    assert "error[unknown-article]: there is no article markets/deer.md" in told.stderr
    assert "did you mean content/markets/dear.md or " in told.stderr


def test_an_article_with_problems_is_left_as_it_is(site: Path) -> None:
    text = (site / ARTICLE).read_text().replace("fact:", "fact:no_such_", 1)
    (site / ARTICLE).write_text(text)
    told = run("pin", ARTICLE, cwd=site)
    assert told.returncode == 1
    assert "error[unknown-fact]" in told.stderr
    assert (site / ARTICLE).read_text() == text
