"""The corpus as the site of each program that is measured: what its users would write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Article, Series

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

[figures]
exports = ["svg"]
cards = false
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
  - {{name: "2026-01-31", path: 2026-01-31.csv, hash: "sha256:{digest}", bytes: {length}, changes: First version.}}
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


def write_nutgraf_site(root: Path, articles: Iterable[Article]) -> None:
    """A site of this program: every dataset has a schema and a recorded hash, every chart is a function of its own."""
    _write(root / "site.toml", _CONFIG)
    for article in articles:
        blocks = [block if isinstance(block, str) else _figure(block) for block in article.blocks]
        words = f"title: {json.dumps(article.title)}\nsummary: All about it.\n"
        front = f"{words}date: {article.date}\ntags: [{', '.join(article.tags)}]"
        _write(root / f"content/{article.section}/{article.slug}.md", f"---\n{front}\n---\n\n{_joined(blocks)}")
        for series in article.charts:
            folder = root / "data" / series.name
            digest, length = hashlib.sha256(series.csv.encode()).hexdigest(), len(series.csv)
            words = {"name": series.name, "title": series.title, "digest": digest, "length": length}
            _write(folder / "2026-01-31.csv", series.csv)
            _write(folder / "datapackage.yaml", _DESCRIPTOR.format(**words))
            _write(root / f"charts/{series.name}.py", _CHART.format(**words))


def _figure(series: Series) -> str:
    return f'![Line chart: three lines that wander about](chart:{series.name}_chart "{series.title}, day by day.")'


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
