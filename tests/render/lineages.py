"""Made-up datasets, plans and lineages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nutgraf.model.dataset import Dataset, DataSource, Lineage, Origin, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Drawing, DrawnData, ExhibitId, Figure, Svg
from nutgraf.model.site import Input, Plan

DAY = dt.date(2026, 5, 31)


def dataset(name: str, *origins: Dataset, sources: Sequence[str] = (), days: Sequence[dt.date] = (DAY,)) -> Dataset:
    """A dataset with a version for each day; with `origins` it was derived from their newest versions."""
    recorded = tuple(Origin(origin.name, origin.newest.date, origin.newest.digest) for origin in origins)
    lineage = Lineage(recorded, "c0de") if recorded else None
    versions = (Version(day, f"data/{name}/{day}.csv", f"{name}{day.year}", lineage=lineage) for day in days)
    return Dataset(name, name.upper(), tuple(versions), sources=tuple(map(DataSource, sources)))


def plan(*datasets: Dataset, name: str = "cape", permalink: str = "", versions: int = 1) -> Plan:
    """A chart drawn from the newest `versions` of each dataset."""
    inputs = tuple(Input(given, given.versions[-versions:]) for given in datasets)
    pairs = tuple((given.dataset.name, version.date.isoformat()) for given in inputs for version in given.versions)
    exhibit = Exhibit(name, ExhibitKind.CHART, "charts/valuation.py")
    return Plan(ExhibitId(name, pairs), exhibit, inputs, permalink or f"/figures/{name}/")


def figure(title: str, *, height: float = 360, notes: str = "") -> Figure:
    svg = Svg("<svg/>", 680, height)
    return Figure(ExhibitId("cape"), title, "", "", notes, "", Drawing(svg, svg), DrawnData((), ()), {"csv": b"a\n"})
