"""What is measured: the chart, charts of its kind, and a site with a million rows."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

ROWS = 200


def line_chart(shift: float = 0) -> dict[str, Any]:
    """The spec of a line chart of 200 rows in three series; each `shift` gives another one."""
    first = dt.date(2020, 1, 1)
    rows = [
        {
            "date": (first + dt.timedelta(days=7 * (number // 3))).isoformat(),
            "series": "abc"[number % 3],
            "value": round(50 + 20 * math.sin(number / 15 + number % 3 + shift) + number / 10, 3),
        }
        for number in range(ROWS)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": "Source Sans Pro"},
        "width": 600,
        "height": 300,
        "data": {"values": rows},
        "mark": "line",
        "encoding": {
            "x": {"field": "date", "type": "temporal"},
            "y": {"field": "value", "type": "quantitative"},
            "color": {"field": "series", "type": "nominal"},
        },
    }


def frame(shift: float = 0) -> pd.DataFrame:
    """The same rows as a frame, dates as dates."""
    rows = pd.DataFrame(line_chart(shift)["data"]["values"])
    return rows.assign(date=pd.to_datetime(rows["date"]))


def altair_chart(rows: pd.DataFrame) -> alt.Chart:
    """The same chart as an exhibit makes it."""
    chart: alt.Chart = alt.Chart(rows, width=600, height=300).mark_line()
    return chart.encode(x="date:T", y="value:Q", color="series:N")


_DESCRIPTOR = """\
name: sales
title: Sales
description: Each sale of five shops.
sources: [{title: The shops, path: "https://example.org/sales"}]
licenses: [{name: CC-BY-4.0, title: CC BY 4.0, path: "https://creativecommons.org/licenses/by/4.0/"}]
schema:
  fields:
    - {name: day, type: date}
    - {name: shop, type: string}
    - {name: price, type: number}
    - {name: items, type: integer}
resources: [{path: 2026-01-31.csv}]
"""
_CHART = '''\
"""Sales."""

import altair as alt
import pandas as pd


def monthly_price(sales: pd.DataFrame) -> alt.Chart:
    """The mean price in each month."""
    return (
        alt.Chart(sales, title="Prices hold", description="Line chart: prices hold.")
        .mark_line()
        .encode(x=alt.X("yearmonth(day):T", title=None), y="mean(price):Q", color="shop:N")
    )
'''
_ARTICLE = """\
---
title: What the shops sold
summary: Prices hold.
date: 2026-02-01
---
![Line chart: prices hold](chart:monthly_price "The mean price by month")
"""
LARGE_CSV = "data/sales/2026-01-31.csv"
LARGE_PAGE = "shops/sales/index.html"


def write_large_site(folder: Path, rows: int) -> None:
    """A site of one article with one chart, which aggregates a CSV of `rows` rows and four columns."""
    files = {
        "site.toml": 'title = "Sales"\nurl = "https://example.org/"\n',
        "charts/sales.py": _CHART,
        "content/shops/sales.md": _ARTICLE,
        "data/sales/datapackage.yaml": _DESCRIPTOR,
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    chance = np.random.default_rng(1)
    days = np.datetime64("2020-01-01") + chance.integers(0, 1500, rows)
    sales = {
        "day": np.datetime_as_string(days.astype("datetime64[D]")),
        "shop": chance.choice(["north", "south", "east", "west", "centre"], rows),
        "price": np.round(chance.lognormal(3, 0.5, rows), 2),
        "items": chance.integers(1, 30, rows),
    }
    pd.DataFrame(sales).to_csv(folder / LARGE_CSV, index=False)
