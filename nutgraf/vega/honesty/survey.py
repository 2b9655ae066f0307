"""What a drawing shows, as facts: where marks begin, what axes say, which paints there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

QUANTITATIVE = frozenset({"linear", "log", "pow", "sqrt", "symlog"})
TIMES = frozenset({"time", "utc"})


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as it came out: `low` and `high` are the ends of a continuous domain (times in ms), else 0.

    `selected`: readers set its domain. `ordered`: its colours are those of a ramp, not of categories.
    """

    type: str
    low: float = 0.0
    high: float = 0.0
    selected: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with labels: its scale's name, whether it stands upright, and its words as they are drawn."""

    scale: str
    upright: bool
    title: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Base:
    """Where marks with a length begin, in units of the data: at a fixed `value`, at the start of a stack (0), or at the
    edge of the plot, whatever it stands for. `below` and `above` count the marks that end on either side of `value`."""

    scale: str
    kind: Literal["constant", "stack", "edge"]
    value: float = 0.0
    below: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """The times (in ms) that marks stand for: `start` and `stop` of the axis, `first` and `last` of the data, how many
    `values` there are and how many of them lie beyond the axis."""

    scale: str
    start: float
    stop: float
    first: float
    last: float
    values: int
    outside: int


@dataclass(frozen=True, slots=True)
class Paint:
    """How some marks are painted. Colours are `#rrggbb`, `var(--name)`, or "" for none; opacities go from 0 to 1.

    `category` is what a scale of colours stands for there, by its `fill` or its `stroke` (`keyed`); `sign` is the shape
    of a point or the dashes of a line. `across`: it fills the whole width or height of the plot.
    """

    fill: str = ""
    fill_opacity: float = 1.0
    stroke: str = ""
    stroke_opacity: float = 1.0
    stroke_width: float = 0.0
    scale: str = ""
    category: str = ""
    keyed: Literal["", "fill", "stroke"] = ""
    sign: str = ""
    across: bool = False
    items: int = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one kind in a plot. `type` is Vega's, `style` Vega-Lite's name for them.

    `scales` are names of scales by what they decide: x, y, colour, size, theta. `slices` counts those of a pie,
    `hidden` is the share of points that lie under others.
    """

    type: str
    style: str
    items: int
    name: str = ""
    scales: Mapping[str, str] = field(default_factory=dict)
    base: Base | None = None
    times: Times | None = None
    paints: tuple[Paint, ...] = ()
    slices: int = 0
    hidden: float = 0.0


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot of a chart, in px, with the scales of its marks by name."""

    width: float
    height: float
    scales: Mapping[str, Scale] = field(default_factory=dict)
    marks: tuple[Marks, ...] = ()

    def scale_of(self, marks: Marks, channel: str) -> Scale | None:
        return self.scales.get(marks.scales.get(channel, ""))


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a drawing shows. `scales` are those of axes, `legends` the names of scales that a legend explains.

    `background` is the chart's own, "" for that of the page.
    """

    plots: tuple[Plot, ...] = ()
    axes: tuple[Axis, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)
    legends: tuple[str, ...] = ()
    background: str = ""

    def marks(self) -> Iterator[tuple[Plot, Marks]]:
        return ((plot, marks) for plot in self.plots for marks in plot.marks)


def parse_survey(text: str) -> Survey:
    """A survey from its JSON."""
    return msgspec.json.decode(text, type=Survey)
