"""The examples in the README and in the guide to data are sites that build, and that notice what is wrong."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.building import Builder
from tests.cli.running import run
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


def guide(language: str) -> str:
    """The first code block in a language of the guide to data."""
    match = re.search(rf"```{language}\n(.*?)```", (ROOT / "docs/guide/data.md").read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None, language
    return match[1]


@pytest.fixture
def guided(tmp_path: Path) -> Path:
    """What someone has who followed the guide to data."""
    files = {
        "site.toml": 'title = "Markets"\nurl = "https://example.org/"\n[figures]\nexports = ["svg", "zip"]\n',
        "energy.csv": guide("csv"),
        "charts/energy.py": guide("python"),
        "content/markets/energy.md": guide("markdown"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    program, script, *arguments = shlex.split(guide("sh"))
    assert (program, script) == ("python", "build.py")
    told = run(*arguments, cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    return tmp_path


def test_the_guide_leads_to_a_figure_with_a_receipt(guided: Path, builder: Builder) -> None:
    assert builder.problems(guided) == ()
    built = builder.build(guided)
    receipt = built.artifacts["figures/center_energy_by_year/index.html"].content.decode()
    assert "Lawrence Berkeley National Laboratory" in receipt
    assert "sha256sum" in receipt
    assert "figures/center_energy_by_year/center_energy_by_year.zip" in built.artifacts
    assert "three times" in built.artifacts["data/center_energy/index.html"].content.decode()


def test_what_the_guide_added_may_not_change(guided: Path, builder: Builder) -> None:
    table = guided / "data/center_energy/2024-12-20.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("176", "186"), encoding="utf-8")
    assert [problem.code for problem in builder.problems(guided)] == ["hash-mismatch"]
