"""The example in the README is a site that builds, and that notices when its number is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import Builder
from tests.repository.repository import ROOT

FILES = ("data/rainfall/2026-06-30.csv", "data/rainfall/datapackage.yaml", "charts/rain.py", "content/weather/rain.md")


def example(path: str) -> str:
    """The first code block after the README mentions `path`."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    match = re.search(rf"`{re.escape(path)}`.*?\n```\w+\n(.*?)\n```", text, re.DOTALL)
    assert match is not None, path
    return f"{match[1]}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.toml").write_text('title = "Weather"\nurl = "https://example.org/"\n', encoding="utf-8")
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(example(path), encoding="utf-8")
    return tmp_path


def test_the_example_builds(site: Path, builder: Builder) -> None:
    page = builder.build(site).artifacts["weather/rain/index.html"].content.decode()
    assert "612 mm" in page
    assert "Rain by year" in page
    assert "It rains less</" in page
    assert "<svg" in page


def test_the_example_notices_a_wrong_number(site: Path, builder: Builder) -> None:
    article = site / "content/weather/rain.md"
    article.write_text(article.read_text(encoding="utf-8").replace("612", "621"), encoding="utf-8")
    (problem,) = builder.problems(site)
    assert (problem.code, problem.location.path, problem.location.line) == (
        "fact-mismatch",
        "content/weather/rain.md",
        7,
    )
