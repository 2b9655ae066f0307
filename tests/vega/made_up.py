"""Made-up specs: marks, encodings, options, transforms and compositions thrown together by seeded dice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from tests.vega.made_up_options import MARK_OPTIONS, axis_options, config, legend_options, scale_options, title

Spec = dict[str, Any]

_POSITIONAL = ("area", "bar", "circle", "line", "point", "rect", "rule", "square", "text", "tick", "trail")
_PLACES = ("Avonlea", "To Wit", "Łódź", "Fjordfjell", "Ytre Åsane", "Ávila", "St. Gall & Co", "“Q”")
_PREDICATES: tuple[Any, ...] = (
    "datum.amount > 8",
    {"field": "place", "oneOf": list(_PLACES[:4])},
    {"field": "amount", "range": [5, 400]},
    {"not": {"field": "kind", "equal": "red"}},
    {"and": [{"field": "amount", "gte": 6}, {"field": "change", "valid": True}]},
    {"or": [{"field": "kind", "equal": "red"}, {"field": "amount", "lt": 60}]},
    {"field": "day", "timeUnit": "month", "range": [1, 8]},
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a view can draw: the columns that its rows have after its transforms."""

    numbers: tuple[str, ...] = ("amount", "change", "share")
    words: tuple[str, ...] = ("place", "kind", "flag")
    dates: tuple[str, ...] = ("day",)


def made_up_specs(count: int, seed: int) -> dict[str, Spec]:
    """`count` specs by their names, `seed-number`; the same for the same numbers."""
    return {f"{seed}-{number}": _spec(Random(f"{seed}-{number}")) for number in range(count)}


def _spec(dice: Random) -> Spec:
    spec: Spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": {"values": _rows(dice)}}
    compositions: tuple[Callable[[Random], Spec], ...] = (_layered, _faceted, _wrapped, _repeated, _concatenated, _map)
    spec |= dice.choice(compositions)(dice) if dice.random() < 0.5 else _view(dice)
    if dice.random() < 0.4:
        spec["title"] = title(dice)
    return {**spec, "config": {**config(dice), "font": "Source Sans Pro, sans-serif"}}


def _rows(dice: Random) -> list[Spec]:
    places = dice.sample(_PLACES, dice.randint(2, 6))
    return [
        {
            "day": f"{2020 + number // 24}-{number // 2 % 12 + 1:02d}-{dice.randint(1, 28):02d}",
            "place": dice.choice(places),
            "kind": dice.choice(("red", "green", "blue")),
            "flag": dice.random() < 0.5,
            "amount": round(1 + dice.lognormvariate(3, 1.2), dice.choice((0, 1, 2))),
            "change": None if dice.random() < 0.05 else round(dice.gauss(0, 20), 1),
            "share": round(dice.random(), 3),
            "lon": dice.uniform(-30, 40),
            "lat": dice.uniform(20, 60),
        }
        for number in range(dice.randint(8, 40))
    ]


def _view(dice: Random, columns: _Columns | None = None) -> Spec:
    """A single view with a mark, an encoding and perhaps transforms, sizes and a selection."""
    steps, columns = _transforms(dice) if columns is None else ([], columns)
    makers = (_positional, _positional, _positional, _positional, _arc, _spread)
    view = dice.choice(makers)(dice, columns)
    if steps:
        view["transform"] = steps
    for side in ("width", "height"):
        if dice.random() < 0.4:
            view[side] = dice.choice((80, 150, 233, 340))
    return view


def _positional(dice: Random, columns: _Columns) -> Spec:
    name = dice.choice(_POSITIONAL)
    encoding = {"x": _position(dice, columns, "x"), "y": _position(dice, columns, "y")}
    if dice.random() < 0.5:
        # Most charts have one channel along which something is counted or measured.
        encoding[dice.choice("xy")] = _measure(dice, columns)
    discrete = [channel for channel, definition in encoding.items() if definition.get("type") in ("nominal", "ordinal")]
    if discrete and name == "bar" and dice.random() < 0.4:
        encoding[f"{discrete[0]}Offset"] = {"field": dice.choice(columns.words), "type": "nominal"}
    encoding |= _colours(dice, columns)
    if name == "text":
        encoding["text"] = {"field": dice.choice(columns.words + columns.numbers), "type": "nominal"}
    view: Spec = {"mark": _mark(dice, name), "encoding": encoding}
    if dice.random() < 0.15:
        view["params"] = [_selection(dice, columns)]
        encoding["opacity"] = {"condition": {"param": "picked", "value": 1}, "value": 0.3}
    return view


def _mark(dice: Random, name: str) -> str | Spec:
    pool = MARK_OPTIONS.get(name, ()) + MARK_OPTIONS["any"]
    if dice.random() < 0.3:
        return name
    mark: Spec = {"type": name}
    for options in dice.sample(pool, dice.randint(1, min(3, len(pool)))):
        mark |= options
    return mark


def _selection(dice: Random, columns: _Columns) -> Spec:
    select = dice.choice(("interval", {"type": "point", "fields": [columns.words[0]]}, {"type": "point"}))
    return {"name": "picked", "select": select}


def _position(dice: Random, columns: _Columns, channel: str) -> Spec:
    kind = dice.choice(("number", "number", "word", "date", "bin", "unit"))
    axis = axis_options(dice, channel)
    if kind in ("date", "unit") and columns.dates:
        definition: Spec = {"field": dice.choice(columns.dates), "type": "temporal", **axis}
        if kind == "unit":
            definition["timeUnit"] = dice.choice(("year", "yearmonth", "month", "yearquarter", "day"))
            definition["type"] = dice.choice(("temporal", "ordinal"))
        return definition
    if kind == "word" and columns.words:
        sort = dice.choice(({}, {}, {"sort": "descending"}, {"sort": None}))
        scale = scale_options(dice, "discrete")
        return {
            "field": dice.choice(columns.words),
            "type": dice.choice(("nominal", "ordinal")),
            **axis,
            **sort,
            **scale,
        }
    definition = {"field": dice.choice(columns.numbers), "type": "quantitative", **axis}
    if kind == "bin":
        return {**definition, "bin": dice.choice((True, {"maxbins": 5}, {"step": 10}))}
    scale = scale_options(dice, "positive" if definition["field"] == "amount" else "number")
    return {**definition, **scale}


def _measure(dice: Random, columns: _Columns) -> Spec:
    if dice.random() < 0.3:
        return {"aggregate": "count", "type": "quantitative"}
    operation = dice.choice(("sum", "mean", "median", "min", "max", "distinct", "stdev", "q1"))
    stack = dice.choice(({}, {}, {}, {"stack": "normalize"}, {"stack": None}, {"stack": "center"}))
    return {"field": dice.choice(columns.numbers), "aggregate": operation, "type": "quantitative", **stack}


def _colours(dice: Random, columns: _Columns) -> Spec:
    """Channels that have legends."""
    encoding: Spec = {}
    if dice.random() < 0.6:
        channel = dice.choice(("color", "color", "fill", "stroke"))
        if dice.random() < 0.5 and columns.words:
            encoding[channel] = {
                "field": dice.choice(columns.words),
                "type": "nominal",
                **scale_options(dice, "colour"),
            }
        else:
            encoding[channel] = {
                "field": dice.choice(columns.numbers),
                "type": "quantitative",
                **scale_options(dice, "ramp"),
            }
        encoding[channel] |= legend_options(dice, encoding[channel]["type"])
    if dice.random() < 0.2:
        encoding["size"] = {"field": columns.numbers[0], "type": "quantitative"}
    if dice.random() < 0.15 and columns.words:
        encoding["detail"] = {"field": columns.words[-1], "type": "nominal"}
    if dice.random() < 0.15:
        encoding["tooltip"] = {"field": columns.numbers[0], "type": "quantitative", "format": ".2f"}
    return encoding


def _arc(dice: Random, columns: _Columns) -> Spec:
    encoding = {
        "theta": {
            "field": columns.numbers[0],
            "aggregate": dice.choice(("sum", "mean", "max")),
            "type": "quantitative",
        },
        "color": {"field": columns.words[0], "type": "nominal", **legend_options(dice, "nominal")},
    }
    if dice.random() < 0.3:
        encoding["radius"] = {"aggregate": "count", "type": "quantitative", "scale": {"type": "sqrt", "rangeMin": 20}}
    return {"mark": _mark(dice, "arc"), "encoding": encoding}


def _spread(dice: Random, columns: _Columns) -> Spec:
    name = dice.choice(("boxplot", "errorbar", "errorband"))
    across = {"field": columns.words[0], "type": "ordinal", **axis_options(dice, "x")}
    along = {"field": columns.numbers[-1], "type": "quantitative", "scale": {"zero": dice.random() < 0.5}}
    extent = dice.choice(("min-max", 1.5, 0.8) if name == "boxplot" else ("stdev", "stderr", "iqr"))
    channels = ("x", "y") if dice.random() < 0.5 else ("y", "x")
    return {"mark": {"type": name, "extent": extent}, "encoding": dict(zip(channels, (across, along), strict=True))}


def _transforms(dice: Random) -> tuple[list[Spec], _Columns]:
    """Steps that leave rows to draw, and the columns after them."""
    columns = _Columns()
    more = replace(columns, numbers=("made", *columns.numbers))
    recipes: tuple[tuple[list[Spec], _Columns], ...] = (
        ([{"filter": dice.choice(_PREDICATES)}], columns),
        ([{"calculate": "datum.amount * 2 + datum['share']", "as": "made"}], more),
        ([{"calculate": "upper(slice(datum.place, 0, 3))", "as": "made"}], replace(columns, words=("made", "kind"))),
        ([{"joinaggregate": [{"op": "mean", "field": "amount", "as": "made"}], "groupby": ["kind"]}], more),
        ([{"window": [{"op": "rank", "as": "made"}], "sort": [{"field": "amount", "order": "descending"}]}], more),
        ([{"window": [{"op": "sum", "field": "amount", "as": "made"}], "groupby": ["kind"]}], more),
        ([{"stack": "amount", "groupby": ["place"], "as": ["made", "to"], "offset": "normalize"}], more),
        ([{"bin": {"maxbins": 6}, "field": "amount", "as": ["made", "to"]}], more),
        ([{"timeUnit": "yearmonth", "field": "day", "as": "made"}], replace(columns, dates=("made",))),
        ([{"impute": "change", "key": "day", "value": 0, "groupby": ["kind"]}], _Columns(("change",), ("kind",))),
        ([{"fold": ["amount", "change"], "as": ["word", "made"]}], replace(more, words=("word", "kind"))),
        (
            [
                {
                    "aggregate": [{"op": "sum", "field": "amount", "as": "made"}, {"op": "count", "as": "n"}],
                    "groupby": ["kind"],
                }
            ],
            _Columns(("made", "n"), ("kind",), ()),
        ),
        ([{"density": "amount", "groupby": ["kind"], "steps": 25}], _Columns(("density", "value"), ("kind",), ())),
        ([{"quantile": "amount", "step": 0.1}], _Columns(("value", "prob"), ("prob",), ())),
        ([{"regression": "share", "on": "amount"}], _Columns(("share", "amount"), ("amount",), ())),
        ([{"loess": "share", "on": "amount", "bandwidth": 0.9}], _Columns(("share", "amount"), ("amount",), ())),
        (
            [{"pivot": "kind", "value": "amount", "groupby": ["place"], "op": "mean"}],
            _Columns(("red", "green"), ("place",), ()),
        ),
        ([{"flatten": ["parts"]}], replace(columns, words=("parts", "kind"))),
        ([{"sample": 1000}], columns),
        ([{"extent": "amount", "param": "least"}, {"filter": "datum.amount > least[0]"}], columns),
        (
            [{"lookup": "kind", "from": {"data": {"values": _LOOKED_UP}, "key": "id", "fields": ["made"]}}],
            more,
        ),
    )
    if dice.random() < 0.5:
        return [], columns
    steps, after = dice.choice(recipes)
    if "flatten" in steps[0]:
        steps = [{"calculate": "[datum.place, datum.kind]", "as": "parts"}, *steps]
    return steps, after


_LOOKED_UP = [{"id": "red", "made": 3}, {"id": "green", "made": 8}, {"id": "blue", "made": 5}]


def _layered(dice: Random) -> Spec:
    columns = _Columns()
    encoding = {"x": _position(dice, columns, "x"), "y": _measure(dice, columns)}
    layers: list[Spec] = [{"mark": _mark(dice, dice.choice(_POSITIONAL[:7]))} for _ in range(dice.randint(1, 3))]
    layers.append({"mark": {"type": "rule", "color": "firebrick"}, "encoding": {"y": {"datum": dice.randint(0, 50)}}})
    if encoding["x"].get("bin") or encoding["y"].get("stack"):
        layers.pop()
    if dice.random() < 0.3:
        layers[-1]["encoding"] = {**layers[-1].get("encoding", {}), "color": {"datum": "a series"}}
    spec: Spec = {"encoding": encoding, "layer": layers}
    if dice.random() < 0.2:
        spec["resolve"] = {"scale": {"y": "independent"}}
    return spec


def _faceted(dice: Random) -> Spec:
    view = _view(dice, _Columns())
    channels = dice.choice((("row",), ("column",), ("row", "column")))
    for channel, field in zip(channels, dice.sample(("kind", "flag"), len(channels)), strict=True):
        view["encoding"][channel] = {"field": field, "type": "nominal", **_header(dice)}
    return {**view, "width": 90, "height": 70, **_resolved(dice)}


def _header(dice: Random) -> Spec:
    pool: tuple[Spec, ...] = (
        {},
        {"header": {"title": None}},
        {"header": {"labelAngle": 0, "labelAlign": "left"}},
        {"header": {"labelOrient": "bottom", "titleOrient": "top"}},
        {"header": {"labelExpr": "'Kind: ' + datum.label", "labelFontSize": 13, "titleFontStyle": "italic"}},
        {"spacing": 4},
    )
    return dice.choice(pool)


def _wrapped(dice: Random) -> Spec:
    view = {"width": 80, "height": 60, **_view(dice, _Columns())}
    facet = {"field": dice.choice(("kind", "place")), "type": "nominal", **_header(dice)}
    facet.pop("spacing", None)
    return {"facet": facet, "columns": dice.randint(1, 4), "spec": view, **_resolved(dice)}


def _repeated(dice: Random) -> Spec:
    fields = dice.sample(_Columns().numbers, 2)
    view = {"width": 100, "height": 80, **_positional(dice, _Columns())}
    view["encoding"]["x"] = {"field": {"repeat": "column"}, "type": "quantitative"}
    return {"repeat": {"column": fields}, "spec": view, **_resolved(dice)}


def _concatenated(dice: Random) -> Spec:
    views = [{"title": f"Part {number}", **_view(dice)} for number in range(dice.randint(2, 3))]
    return {dice.choice(("hconcat", "vconcat", "concat")): views, "spacing": dice.choice((5, 20)), **_resolved(dice)}


def _resolved(dice: Random) -> Spec:
    pool: tuple[Spec, ...] = (
        {},
        {},
        {"resolve": {"scale": {"x": "independent"}}},
        {"resolve": {"scale": {"color": "independent"}}},
    )
    return dice.choice(pool)


def _map(dice: Random) -> Spec:
    kinds = ("mercator", "equalEarth", "naturalEarth1", "orthographic", "equirectangular", "conicEqualArea", "albers")
    projection: Mapping[str, Any] = {"type": dice.choice(kinds), "rotate": [dice.randint(-20, 20), 0, 0]}
    places = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    layers: list[Spec] = [
        {"data": {"graticule": {"step": [20, 20]}}, "mark": {"type": "geoshape", "filled": False, "stroke": "#ccc"}},
        {"mark": _mark(dice, dice.choice(("circle", "square"))), "encoding": {**places, **_colours(dice, _Columns())}},
    ]
    if dice.random() < 0.5:
        layers.append({"mark": {"type": "text", "dy": -8}, "encoding": {**places, "text": {"field": "place"}}})
    return {"projection": projection, "layer": layers, "width": 260, "height": 200}
