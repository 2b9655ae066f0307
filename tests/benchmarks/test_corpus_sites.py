"""The corpus in each program's form: whole, and valid in ours."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import Article, articles
from benchmarks.corpus_sites import (
    VERSION,
    write_eleventy_site,
    write_framework_site,
    write_hugo_site,
    write_material_site,
    write_nutgraf_site,
    write_pelican_site,
)
from nutgraf.pipeline import read_site
from nutgraf.sources import read_sources

PEERS = {
    "hugo": (write_hugo_site, "content", "static/data", '{{< chart "article_00000_data"'),
    "eleventy": (write_eleventy_site, "src/posts", "src/data", '{% chart "article_00000_data"'),
    "pelican": (write_pelican_site, "content/posts", "content/data", 'vegaEmbed("#article_00000_data"'),
    "material": (write_material_site, "docs", "docs/data", 'vegaEmbed("#article_00000_data"'),
    "framework": (write_framework_site, "src", "src/data", "Plot.lineY(article_00000_data"),
}


def test_an_article_is_the_same_in_a_corpus_of_any_size() -> None:
    few, many = list(articles(3, charts_in=2)), list(articles(30, charts_in=2))
    assert few == many[:3]
    assert [len(article.charts) for article in few] == [1, 0, 1]
    assert len(few[0].charts[0].rows) == 200


def test_our_form_has_no_problem(tmp_path: Path) -> None:
    corpus = list(articles(3, charts_in=2, rows=12))
    write_nutgraf_site(tmp_path, corpus, drafts={"article_00002_data"})
    read = read_site(read_sources(tmp_path))
    assert read.problems == ()
    assert (len(read.value.articles), len(read.value.figures)) == (3, 2)
    sealed, draft = (
        yaml.safe_load((tmp_path / f"data/article_0000{number}_data/datapackage.yaml").read_text())["resources"][0]
        for number in (0, 2)
    )
    content = (tmp_path / f"data/article_00000_data/{VERSION}").read_bytes()
    assert sealed["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert sealed["bytes"] == len(content)
    assert "hash" not in draft


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_gets_every_article_and_its_data(name: str, tmp_path: Path) -> None:
    write, sources, data, chart = PEERS[name]
    corpus = list(articles(2, charts_in=2, rows=12))
    _write(write, tmp_path, corpus)
    texts = [(tmp_path / sources / article.section / f"{article.slug}.md").read_text() for article in corpus]
    assert [chart in text for text in texts] == [True, False]
    for article, text in zip(corpus, texts, strict=True):
        assert all(block in text for block in article.blocks if isinstance(block, str))
        assert article.title in text
        assert all(tag in text for tag in article.tags)
        if name != "pelican":
            assert yaml.safe_load(text.split("---\n")[1])["title"] == article.title
    with (tmp_path / data / "article_00000_data.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 12
    assert (tmp_path / data).parent.joinpath("style.css").is_file()


def test_no_address_of_the_web_is_in_a_theme() -> None:
    """A build that fetched something would not be the same everywhere."""
    folder = Path(__file__).parents[2] / "benchmarks/sites"
    found = {
        address
        for path in folder.rglob("*")
        if path.is_file()
        for address in re.findall(r"https?://[\w.]+", path.read_text())
    }
    assert found == {"https://example.org"}


def _write(write: Callable[[Path, Iterable[Article]], None], root: Path, corpus: list[Article]) -> None:
    write(root, iter(corpus))
