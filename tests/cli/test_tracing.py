"""`why` and `impact`: told from the manifest alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nutgraf.cli import FINE, PROBLEMS, main
from nutgraf.model.step import Step, write_steps

SOURCES = ("content/a.md", "content/b.md", "data/x/1.csv", "data/x/2.csv", "site.toml")
OUTPUTS = ("a/index.html", "b/index.html", "figures/x/index.html", "index.html")
THEME = "nutgraf/theme/article.html"
STEPS = (
    Step("site index", ("site.toml",), ("content/*.md",)),
    Step("every page", ("site.toml",), ("site index",)),
    Step("figure x", ("data/x/1.csv", "data/x/2.csv")),
    Step("page content/a.md", ("content/a.md", "figure x", THEME, "every page"), (), OUTPUTS[:1]),
    Step("page content/b.md", ("content/b.md", THEME, "every page"), (), OUTPUTS[1:2]),
    Step("page of figure x", ("figure x", "every page"), ("content/a.md",), OUTPUTS[2:3]),
    Step("home", ("every page",), ("content/*.md",), OUTPUTS[3:]),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the manifest of a build, and nothing else."""
    manifest = {
        "generator": {"nutgraf": "1"},
        "url": "https://example.org/sub/",
        "language": "en",
        "files": dict.fromkeys(OUTPUTS, "f" * 64),
        "sources": dict.fromkeys(SOURCES, "5" * 64),
        "figures": [],
        "facts": [],
        "pages": {},
        "steps": json.loads(write_steps(STEPS, SOURCES, OUTPUTS)),
    }
    (tmp_path / "site.toml").touch()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/manifest.json").write_text(json.dumps(manifest))
    return tmp_path


@pytest.mark.parametrize(
    "asked", ["site/figures/x/index.html", "figures/x/", "/figures/x", "https://example.org/sub/figures/x/#code"]
)
def test_why(asked: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", asked], site=site) == FINE
    assert capsys.readouterr().out.splitlines() == [
        "site/figures/x/index.html is made by `page of figure x` from",
        "  in part content/a.md",
        "  figure x",
        "    data/x/1.csv",
        "    data/x/2.csv",
        "  every page",
        "    site.toml",
        "    in part site index",
        "with nutgraf 1",
    ]


def test_why_as_json(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "a/", "--json"], site=site) == FINE
    told = json.loads(capsys.readouterr().out)
    assert told["step"] == "page content/a.md"
    assert {source["path"]: source["when"] for source in told["sources"]} == {
        "content/a.md": "always",
        "content/b.md": "index",
        "data/x/1.csv": "always",
        "data/x/2.csv": "always",
        THEME: "always",
        "site.toml": "always",
    }
    assert {source["sha256"] for source in told["sources"]} == {"5" * 64, None}


def test_impact(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", "./content/a.md"], site=site) == FINE
    assert capsys.readouterr().out.splitlines() == [
        "A change of content/a.md makes again 1 file:",
        "  site/a/index.html",
        "and, if the part of it changes that others show, such as a title or a summary, 2 files:",
        "  site/figures/x/index.html",
        "  site/index.html",
        "and, if a page, an exhibit or an address comes, goes or moves, 1 file:",
        "  site/b/index.html",
    ]


@pytest.mark.parametrize(
    ("asked", "sources", "always"),
    [
        ("data/x/", ["data/x/1.csv", "data/x/2.csv"], ["a/index.html", "figures/x/index.html"]),
        ("templates/article.html", [THEME], ["a/index.html", "b/index.html"]),
        ("site.toml", ["site.toml"], list(OUTPUTS)),
    ],
)
def test_impact_as_json(
    asked: str, sources: list[str], always: list[str], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impact", asked, "--json"], site=site) == FINE
    told = json.loads(capsys.readouterr().out)
    assert told["sources"] == sources
    assert [output["path"] for output in told["outputs"] if output["when"] == "always"] == always


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["why", "figure/x/"], "the site has no file figure/x/\n  = did you mean figures/x/index.html"),
        (["impact", "content/aa.md"], "nothing was made from content/aa.md\n  = did you mean content/a.md"),
        (["impact", "content/new.md"], "nothing was made from content/new.md\n  = it was not there at the last build"),
        (["why", "a/", "--output", "other"], "error[no-manifest]: there is no manifest"),
    ],
)
def test_what_is_not_known(arguments: list[str], told: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content").mkdir()
    (site / "content/new.md").touch()
    assert main(arguments, site=site) == PROBLEMS
    assert told in capsys.readouterr().err


def test_a_manifest_without_steps(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "site/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"steps": {}}))
    assert main(["impact", "site.toml"], site=site) == PROBLEMS
    assert "written by an older program" in capsys.readouterr().err
