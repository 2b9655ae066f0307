"""Charts drawn as builds draw them, and what the rules find in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.honesty.chart import Wording
from nutgraf.vega.honesty.judging import judge
from nutgraf.vega.layout.fitting import fit
from tests.templates.sites import default_theme

THEME = default_theme()
SAID = Wording("Rents", "In dollars a month", "")
Found = Callable[..., Mapping[str, str]]

TOWNS = pd.DataFrame(
    {
        "town": ["Ayr", "Bury", "Cork", "Dover"],
        "kind": ["old", "new", "old", "new"],
        "low": [52, 60, 71, 80],
        "rent": [62, 70, 81, 92],
        "change": [-4, 3, 6, -2],
    }
)
MONTHS = pd.DataFrame(
    {
        "month": list(pd.date_range("2020-01-01", periods=24, freq="MS")) * 2,
        "series": ["gas"] * 24 + ["oil"] * 24,
        "price": [50 + (7 * i) % 23 for i in range(24)] + [60 + (5 * i) % 17 for i in range(24)],
    }
)


def findings_in(drawer: Drawer, chart: Any, wording: Wording = SAID, width: int = 680) -> dict[str, str]:
    """What the rules see in an Altair chart or a spec, by their codes."""
    spec = chart if isinstance(chart, dict) else chart.to_dict()
    drawer.svg(json.dumps(fit(spec, THEME, width, narrow=False)), 1, "Source Sans Pro")
    return {finding.code: finding.message for finding in judge([drawer.survey()], wording, THEME)}


def towns() -> alt.Chart:
    return alt.Chart(TOWNS)


def months() -> alt.Chart:
    return alt.Chart(MONTHS)
