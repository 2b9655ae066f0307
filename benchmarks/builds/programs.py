"""The programs that are measured: how each one's site is written and built, and where its sources and pages are."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.builds.installing import Peers
from benchmarks.corpus import Article
from benchmarks.corpus_sites import (
    VERSION,
    write_eleventy_site,
    write_framework_site,
    write_hugo_site,
    write_material_site,
    write_nutgraf_site,
    write_pelican_site,
)
from benchmarks.measuring import ROOT

OURS, EVERYTHING = "nutgraf", "nutgraf-everything"
_MODULES = Path(__file__).with_name("framework_modules.mjs")


@dataclass(frozen=True, slots=True)
class Program:
    """A site generator. Paths are from the site's folder.

    `write` makes a site of articles, `command` builds it into `output`. `made` are the files and folders that builds
    leave beside it. Articles are in `sources`, a folder for each section.
    """

    title: str
    write: Callable[[Peers, Path, Sequence[Article]], None]
    command: Callable[[Peers, Path], list[str]]
    output: str
    made: tuple[str, ...]
    sources: str

    def source(self, article: Article) -> str:
        return f"{self.sources}/{article.section}/{article.slug}.md"

    def page(self, article: Article) -> str:
        """Framework names its pages after the article, the others a folder."""
        ending = ".html" if self.title == "Framework" else "/index.html"
        return f"{self.output}/{article.section}/{article.slug}{ending}"


def draft_of(articles: Sequence[Article]) -> Article | None:
    """The article whose data have no recorded hash in our own form: the first one with a chart from the middle on."""
    return next((article for article in articles[len(articles) // 2 :] if article.charts), None)


def draft_source(article: Article) -> str:
    """The data of that article's chart."""
    return f"data/{article.charts[0].name}/{VERSION}"


def chart_source(article: Article) -> str:
    """The function that makes it."""
    return f"charts/{article.charts[0].name}.py"


def draft_outputs(article: Article) -> tuple[str, str]:
    """Its published data and drawing."""
    name = article.charts[0].name
    return f"site/data/{name}/{VERSION}", f"site/figures/{name}_chart/{name}_chart.svg"


def nutgraf(command: str, site: Path, *options: str) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), command, "-C", str(site), *options]


def _ours(title: str, everything: bool) -> Program:
    def write(_: Peers, root: Path, articles: Sequence[Article]) -> None:
        draft = draft_of(articles)
        drafts = {series.name for series in draft.charts} if draft else set()
        write_nutgraf_site(root, articles, drafts=drafts, everything=everything)

    return Program(title, write, lambda _, site: nutgraf("build", site, "-q"), "site", (".nutgraf",), "content")


def _copy_vega(peers: Peers, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for script in peers.vega_scripts():
        shutil.copy(script, folder / script.name)


def _hugo(peers: Peers, root: Path, articles: Sequence[Article]) -> None:
    write_hugo_site(root, articles)
    _copy_vega(peers, root / "static/vendor")


def _eleventy(peers: Peers, root: Path, articles: Sequence[Article]) -> None:
    write_eleventy_site(root, articles)
    _copy_vega(peers, root / "src/vendor")
    (root / "node_modules").symlink_to(peers.module("eleventy", "."))


def _pelican(peers: Peers, root: Path, articles: Sequence[Article]) -> None:
    write_pelican_site(root, articles)
    _copy_vega(peers, root / "content/vendor")


def _material(peers: Peers, root: Path, articles: Sequence[Article]) -> None:
    write_material_site(root, articles)
    _copy_vega(peers, root / "docs/vendor")


def _framework(peers: Peers, root: Path, articles: Sequence[Article]) -> None:
    write_framework_site(root, articles)
    packages = peers.module("framework", "..")
    subprocess.run(["node", _MODULES, packages, root / "src"], check=True, stdout=subprocess.DEVNULL)


def _build_eleventy(peers: Peers, _: Path) -> list[str]:
    return ["node", str(peers.module("eleventy", "@11ty/eleventy/cmd.cjs")), "--quiet"]


def _build_pelican(peers: Peers, _: Path) -> list[str]:
    return [peers.script("pelican", "pelican"), "content", "-o", "output", "-s", "pelicanconf.py", "-q"]


def _build_material(peers: Peers, _: Path) -> list[str]:
    return [peers.script("material", "mkdocs"), "build", "-q"]


def _build_framework(peers: Peers, _: Path) -> list[str]:
    return ["node", str(peers.module("framework", "@observablehq/framework/dist/bin/observable.js")), "build"]


# In the order of a round: the slow ones first, Hugo beside our own.
PROGRAMS = {
    "framework": Program("Framework", _framework, _build_framework, "dist", (), "src"),
    "material": Program("Material", _material, _build_material, "site", (".cache",), "docs"),
    "pelican": Program("Pelican", _pelican, _build_pelican, "output", ("cache", "__pycache__"), "content/posts"),
    "eleventy": Program("Eleventy", _eleventy, _build_eleventy, "_site", (".cache",), "src/posts"),
    EVERYTHING: _ours("Nutgraf, everything", everything=True),
    OURS: _ours("Nutgraf", everything=False),
    "hugo": Program(
        "Hugo",
        _hugo,
        lambda peers, _: [peers.hugo, "--quiet"],
        "public",
        ("resources", ".hugo_build.lock", ".hugo_cache"),
        "content",
    ),
}
PEERS = tuple(name for name in PROGRAMS if name not in (OURS, EVERYTHING))
