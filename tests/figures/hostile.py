"""Charts that never end, take all memory, or have nothing to draw; each with the codes that its problem may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Spec = dict[str, Any]

ROWS = [{"a": 1, "b": 2}, {"a": 2, "b": 3}]
TIME = frozenset({"exhibit-time"})
MEMORY = frozenset({"exhibit-memory", "exhibit-died"})
# Which limit is met first depends on the machine.
EITHER = TIME | MEMORY


def quantity(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def chart(**parts: Any) -> Spec:
    encoding = {"x": quantity("a"), "y": quantity("b")}
    return {"description": "Points", "data": {"values": ROWS}, "mark": "point", "encoding": encoding, **parts}


def sequence(count: float) -> Spec:
    return {"sequence": {"start": 0, "stop": count, "as": "a"}}


def nested(depth: int) -> Spec:
    spec = chart()
    for _ in range(depth):
        spec = {"description": "Points", "layer": [spec]}
    return spec


# Much like others: only where there is time for all.
LONG_SPECS = frozenset(
    {
        *("replacement", "steps without end", "ticks without end", "cross join, aggregated", "a million points"),
        *("a text without end", "density of millions", "encoding that is none", "expression that is none"),
    }
)
LONG_MODULES = frozenset(
    {
        "loop that catches all",
        "regular expression",
        "cross join",
        "a million points",
        "no rows",
        "column without values",
    }
)

SPECS: Mapping[str, tuple[Spec, frozenset[str]]] = {
    "regular expression": (
        chart(transform=[{"filter": f"test(/^(a+)+$/, '{'a' * 44}!')"}]),
        TIME,
    ),
    "replacement": (
        chart(transform=[{"calculate": f"replace('{'a' * 44}!', /(a*)*$/g, '')", "as": "c"}]),
        TIME,
    ),
    "steps without end": (
        chart(encoding={"x": quantity("a", bin={"step": 1e-9}), "y": {"aggregate": "count"}}),
        EITHER,
    ),
    "ticks without end": (chart(encoding={"x": quantity("a", axis={"tickCount": 1e9}), "y": quantity("b")}), EITHER),
    "native code without end": (
        chart(transform=[{"calculate": "length(join(sequence(2e7),','))", "as": "c"}], encoding={"x": quantity("c")}),
        EITHER,
    ),
    "cross join": (
        chart(
            data=sequence(3163),
            transform=[{"calculate": "sequence(3163)", "as": "b"}, {"flatten": ["b"]}],
        ),
        EITHER,
    ),
    "cross join, aggregated": (
        chart(
            data=sequence(5000),
            transform=[
                {"calculate": "sequence(5000)", "as": "b"},
                {"flatten": ["b"]},
                {"aggregate": [{"op": "count", "as": "a"}], "groupby": ["b"]},
            ],
        ),
        EITHER,
    ),
    "a million points": (
        chart(data=sequence(1e6), encoding={"x": quantity("a"), "y": quantity("a")}),
        EITHER | {"drawing-size"},
    ),
    "fifty thousand points": (
        chart(data=sequence(50_000), encoding={"x": quantity("a"), "y": quantity("a")}),
        EITHER | {"drawing-size"},
    ),
    "a list without end": (chart(transform=[{"calculate": "sequence(1e10)", "as": "c"}]), EITHER),
    "a text without end": (
        chart(transform=[{"calculate": "pad('x', 1e9, 'ab')", "as": "c"}]),
        EITHER,
    ),
    "density of millions": (
        chart(
            transform=[{"density": "a", "steps": 3e6, "bandwidth": 1e-12}],
            encoding={"x": quantity("value"), "y": quantity("density")},
        ),
        EITHER,
    ),
    "parameters in a circle": (
        chart(params=[{"name": "p", "expr": "q + 1"}, {"name": "q", "expr": "p + 1"}]),
        frozenset({"drawing-failed"}),
    ),
    "deep nesting": (nested(90), frozenset({"drawing-failed"})),
    "no mark": ({"description": "Points", "data": {"values": ROWS}}, frozenset({"vega-lite-schema"})),
    "encoding that is none": (chart(encoding="x"), frozenset({"vega-lite-schema"})),
    "expression that is none": (chart(transform=[{"filter": "datum.a >"}]), frozenset({"drawing-failed"})),
    "missing field": (chart(encoding={"x": quantity("z"), "y": quantity("b")}), frozenset({"unknown-field"})),
    "column without values": (
        chart(data={"values": [{"a": None, "b": 1}, {"a": None, "b": 2}]}),
        frozenset({"empty-column"}),
    ),
    "no rows": (chart(data={"values": []}), frozenset({"empty-chart"})),
}

_HEAD = """import altair as alt
import pandas as pd


def hostile(prices: pd.DataFrame) -> alt.Chart:
    \"\"\"Hostile.\"\"\"
"""
_TAIL = '    return alt.Chart(prices, description="Line").mark_line().encode(x="day:T", y="price:Q")\n'

MODULES: Mapping[str, tuple[str, frozenset[str], int]] = {
    "loop": ("    while True:\n        len(prices)\n", TIME, 7),
    "loop that catches all": (
        "    while True:\n        try:\n            len(prices)\n        except Exception:\n            pass\n",
        TIME,
        8,
    ),
    "regular expression": (
        f"    import re\n    re.match('(a+)+$', '{'a' * 44}!')\n",
        TIME,
        8,
    ),
    "one large allocation": ("    bytearray(8 << 30)\n", frozenset({"exhibit-memory"}), 7),
    "many allocations": (
        "    kept = []\n    while True:\n        kept.append(bytearray(1 << 20))\n",
        # Where a busy machine is slow to give memory, the time is over first.
        frozenset({"exhibit-memory", "exhibit-time"}),
        9,
    ),
    "recursion": ("    hostile(prices)\n", frozenset({"exhibit-error"}), 7),
    "cross join": (
        "    days = pd.DataFrame({'day': range(10000)})\n    prices = days.merge(days, how='cross')\n",
        frozenset({"exhibit-memory"}),
        8,
    ),
    "end of the process": ("    import os\n    os._exit(0)\n", frozenset({"exhibit-died"}), 5),
    "no rows": ("    prices = prices[prices['price'] > 100]\n", frozenset({"empty-chart"}), 5),
    "column without values": ("    prices['price'] = float('nan')\n", frozenset({"empty-column"}), 7),
    "a million points": (
        "    prices = pd.DataFrame({'day': range(1_000_000), 'price': 1.0})\n"
        "    return alt.Chart(prices, description='Points').mark_point().encode(x='day:Q', y='price:Q')\n",
        EITHER | {"drawing-size", "too-many-rows"},
        5,
    ),
}


def module(body: str) -> str:
    return f"{_HEAD}{body}{_TAIL}"
