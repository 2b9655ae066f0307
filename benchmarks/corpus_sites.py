"""The corpus as the site of each program that is measured: what its users would write.

What does not depend on the articles (settings, a plain theme with lists, tags and a feed) lies in `benchmarks/sites/`.
The peers' charts are drawn in the browser: by Observable Plot where that is the program's own, else by Vega-Embed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path

from benchmarks.corpus import Article, Series

SITES = Path(__file__).resolve().parent / "sites"
VERSION = "2026-01-31.csv"
"""Of every dataset."""

_NEWEST = 20
"""So many articles are on the front page of a program that makes no lists by itself."""

_CONFIG = """\
title = "The Daily Sample"
url = "https://example.org/"
description = "Made-up articles with made-up charts."

[sections]
economy = { title = "Economy" }
health = { title = "Health" }
climate = { title = "Climate" }
politics = { title = "Politics" }
transport = { title = "Transport" }
"""
_PLAIN = """
[figures]
exports = ["svg"]
cards = false
"""
_EVERYTHING = """
[figures]
exports = ["svg", "png", "pdf", "zip"]
cards = true
"""
_DESCRIPTOR = """\
name: {name}
title: {title}
description: Made-up values of three regions, a value a day.
sources: [{{title: The Daily Sample, path: "https://example.org/"}}]
licenses: [{{name: CC0-1.0, title: CC0, path: "https://creativecommons.org/publicdomain/zero/1.0/"}}]
schema:
  fields:
    - {{name: date, type: date, title: Day, constraints: {{required: true}}}}
    - {{name: value, type: number, title: Value, unit: points, constraints: {{required: true, minimum: -1000}}}}
    - {{name: series, type: string, title: Region, constraints: {{required: true, enum: [Hills, Plains, Coast]}}}}
  primaryKey: [date, series]
resources:
  - {{name: "2026-01-31", path: 2026-01-31.csv, {seal}changes: First version.}}
"""
_CHART = '''\
"""The chart of an article."""

import altair as alt
import pandas as pd


def {name}_chart({name}: pd.DataFrame) -> alt.Chart:
    """{title}: a value a day for each of three regions."""
    return (
        alt.Chart({name})
        .mark_line()
        .encode(alt.X("date:T", title="Day"), alt.Y("value:Q", title="Points"), alt.Color("series:N", title="Region"))
        .properties(title="{title}", description="Line chart: three lines that wander between 30 and 70")
    )
'''


def write_nutgraf_site(
    root: Path, articles: Iterable[Article], *, drafts: Container[str] = (), everything: bool = False
) -> None:
    """A site of this program: every dataset has a schema, every chart is a function of its own.

    A dataset's hash is recorded unless it is one of `drafts`. With `everything` the site publishes all that a figure
    can have: pictures in three formats, bundles, cards.
    """
    _write(root / "site.toml", _CONFIG + (_EVERYTHING if everything else _PLAIN))
    for article in articles:
        words = f"title: {json.dumps(article.title)}\nsummary: All about it.\n"
        front = f"{words}date: {article.date}\ntags: [{', '.join(article.tags)}]"
        _write(root / "content" / _path(article), f"---\n{front}\n---\n\n{_body(article, _figure)}")
        for series in article.charts:
            folder = root / "data" / series.name
            digest, length = hashlib.sha256(series.csv.encode()).hexdigest(), len(series.csv)
            seal = "" if series.name in drafts else f'hash: "sha256:{digest}", bytes: {length}, '
            given = {"name": series.name, "title": series.title, "seal": seal}
            _write(folder / VERSION, series.csv)
            _write(folder / "datapackage.yaml", _DESCRIPTOR.format(**given))
            _write(root / f"charts/{series.name}.py", _CHART.format(**given))


def write_hugo_site(root: Path, articles: Iterable[Article]) -> None:
    _copy_shared("hugo", root, root / "static")
    for article in articles:
        front = {"title": article.title, "date": str(article.date), "tags": article.tags}
        body = _body(article, lambda series: f'{{{{< chart "{series.name}" "{series.title}" >}}}}')
        _write(root / "content" / _path(article), _front_matter(front) + body)
        _write_data(root / "static/data", article)


def write_eleventy_site(root: Path, articles: Iterable[Article]) -> None:
    _copy_shared("eleventy", root, root / "src")
    for article in articles:
        front = {"title": article.title, "date": str(article.date), "section": article.section, "tags": article.tags}
        body = _body(article, lambda series: f'{{% chart "{series.name}", "{series.title}" %}}')
        _write(root / "src/posts" / _path(article), _front_matter(front) + body)
        _write_data(root / "src/data", article)


def write_pelican_site(root: Path, articles: Iterable[Article]) -> None:
    _copy_shared("pelican", root, root / "content")
    for article in articles:
        front = {"Title": article.title, "Date": article.date, "Category": article.section}
        lines = [f"{key}: {value}" for key, value in front.items()]
        lines += [f"Tags: {', '.join(article.tags)}", f"Slug: {article.slug}"]
        _write(root / "content/posts" / _path(article), "\n".join(lines) + "\n\n" + _body(article, _embedded))
        _write_data(root / "content/data", article)


def write_material_site(root: Path, articles: Iterable[Article]) -> None:
    _copy_shared("material", root, root / "docs")
    written = []
    for article in articles:
        front = {"title": article.title, "date": str(article.date), "tags": article.tags}
        body = f"# {article.title}\n\n{_body(article, _embedded)}"
        _write(root / "docs" / _path(article), _front_matter(front) + body)
        _write_data(root / "docs/data", article)
        written.append(article)
    _write(root / "docs/index.md", _front_page(written, ".md"))


def write_framework_site(root: Path, articles: Iterable[Article]) -> None:
    _copy_shared("framework", root, root / "src")
    written = []
    for article in articles:
        front = {"title": article.title, "date": str(article.date), "keywords": article.tags}
        body = f"# {article.title}\n\n{_body(article, _plotted)}"
        _write(root / "src" / _path(article), _front_matter(front) + body)
        _write_data(root / "src/data", article)
        written.append(article)
    _write(root / "src/index.md", _front_page(written, ""))


def _figure(series: Series) -> str:
    return f'![Line chart: three lines that wander about](chart:{series.name}_chart "{series.title}, day by day.")'


def _embedded(series: Series) -> str:
    """HTML that draws the chart when the page has been read: its scripts wait until then."""
    spec = {
        "title": series.title,
        "width": 640,
        "height": 320,
        "data": {"url": f"/data/{series.name}.csv"},
        "mark": "line",
        "encoding": {
            "x": {"field": "date", "type": "temporal"},
            "y": {"field": "value", "type": "quantitative"},
            "color": {"field": "series", "type": "nominal"},
        },
    }
    call = f'vegaEmbed("#{series.name}", {json.dumps(spec)}, {{"actions": false}})'
    return f'<div class="chart" id="{series.name}"></div>\n<script>addEventListener("load", () => {call});</script>'


def _plotted(series: Series) -> str:
    mark = f'Plot.lineY({series.name}, {{x: "date", y: "value", stroke: "series"}})'
    options = f"title: {json.dumps(series.title)}, width: 640, height: 320, color: {{legend: true}}, marks: [{mark}]"
    load = f'const {series.name} = FileAttachment("../data/{series.name}.csv").csv({{typed: true}});'
    return f"```js\n{load}\n```\n\n```js\nPlot.plot({{{options}}})\n```"


def _copy_shared(program: str, root: Path, static: Path) -> None:
    """The program's settings and theme; the style sheet goes where its files are copied as they are."""
    shutil.copytree(SITES / program, root, dirs_exist_ok=True)
    static.mkdir(parents=True, exist_ok=True)
    shutil.copy(SITES / "style.css", static / "style.css")


def _path(article: Article) -> str:
    return f"{article.section}/{article.slug}.md"


def _front_matter(values: Mapping[str, object]) -> str:
    """JSON is YAML."""
    return "".join(["---\n", *(f"{key}: {json.dumps(value)}\n" for key, value in values.items()), "---\n\n"])


def _front_page(articles: list[Article], suffix: str) -> str:
    newest = sorted(articles, key=lambda article: (article.date, article.number), reverse=True)[:_NEWEST]
    lines = (f"- [{article.title}]({_path(article).removesuffix('.md')}{suffix})" for article in newest)
    return "# The Daily Sample\n\n" + "\n".join(lines) + "\n"


def _body(article: Article, chart: Callable[[Series], str]) -> str:
    return "\n\n".join(block if isinstance(block, str) else chart(block) for block in article.blocks) + "\n"


def _write_data(folder: Path, article: Article) -> None:
    for series in article.charts:
        _write(folder / f"{series.name}.csv", series.csv)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
