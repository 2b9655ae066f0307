"""Which versions an exhibit is given under a page's pins, and where it is published."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.dataset import Dataset, Datasets, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind, Exhibits, Parameter
from nutgraf.model.site import Plan
from nutgraf.site.plans import Planner

DATES = (dt.date(2024, 1, 31), dt.date(2025, 1, 31), dt.date(2026, 1, 31))
TIDES = Dataset("tides", "Tides", tuple(Version(date, f"data/tides/{date}.csv", "0" * 64) for date in DATES))


def plan(parameter: Parameter, pinned: dt.date | None) -> Plan:
    exhibit = Exhibit("levels", ExhibitKind.CHART, "charts/sea.py", (parameter,))
    planner = Planner(Datasets({"tides": TIDES}), Exhibits({"levels": exhibit}))
    identity = planner.plan(exhibit, {"tides": pinned} if pinned else {}, "content/sea.md")
    return planner.plans(ExhibitKind.CHART)[identity]


@pytest.mark.parametrize(
    ("parameter", "pinned", "given", "held_back", "permalink"),
    [
        (Parameter("tides"), None, DATES[2:], False, "/figures/levels/"),
        (Parameter("tides"), DATES[2], DATES[2:], False, "/figures/levels/"),
        (Parameter("tides"), DATES[1], DATES[1:2], True, "/figures/levels/tides@2025-01-31/"),
        (Parameter("tides", all_versions=True), None, DATES, False, "/figures/levels/"),
        (
            Parameter("tides", all_versions=True),
            DATES[1],
            DATES[:2],
            True,
            "/figures/levels/tides@2024-01-31+tides@2025-01-31/",
        ),
        (Parameter("tides", version="2024-01-31"), None, DATES[:1], False, "/figures/levels/"),
        (Parameter("tides", version="2024-01-31"), DATES[1], DATES[:1], False, "/figures/levels/"),
    ],
    ids=["newest", "pinned to the newest", "pinned", "all", "all up to the pin", "fixed", "fixed, whatever is pinned"],
)
def test_versions(
    parameter: Parameter, pinned: dt.date | None, given: tuple[dt.date, ...], held_back: bool, permalink: str
) -> None:
    made = plan(parameter, pinned)
    assert tuple(version.date for version in made.inputs[0].versions) == given
    assert bool(made.held_back) is held_back
    assert made.permalink == permalink
