"""How old the data are, in words, and the way to other versions."""

from __future__ import annotations

import datetime as dt

from nutgraf.locales import ENGLISH, LANGUAGES
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import ExhibitId
from nutgraf.model.site import Input, Plan
from nutgraf.model.views import HeldVersion, Link
from nutgraf.render.figures import source_line
from nutgraf.render.standing import held_versions, made_plans, newest_of, other_versions

OLD, MIDDLE, NEW = dt.date(2018, 4, 15), dt.date(2023, 9, 30), dt.date(2026, 5, 31)
TITLES = {"content/then.md": Link("Then", "/then/")}


def dataset(name: str) -> Dataset:
    versions = tuple(Version(date, f"data/{name}/{date}.csv", "0" * 64) for date in (OLD, MIDDLE, NEW))
    return Dataset(name, name.title(), versions)


def plan(dates: dict[str, dt.date], used_in: tuple[str, ...] = ()) -> Plan:
    inputs = tuple(
        Input(data, tuple(version for version in data.versions if version.date == date))
        for data, date in ((dataset(name), date) for name, date in dates.items())
    )
    identity = ExhibitId("chart", tuple((name, date.isoformat()) for name, date in dates.items()))
    address = "" if not any(given.held_back for given in inputs) else f"{identity.version_key}/"
    exhibit = Exhibit("chart", ExhibitKind.CHART, "charts/a.py")
    return Plan(identity, exhibit, inputs, f"/figures/chart/{address}", used_in)


FIRST, THEN, NOW = (plan({"cape": date}, ("content/then.md",) if date == MIDDLE else ()) for date in (OLD, MIDDLE, NEW))
PLANS = {each.id: each for each in (FIRST, THEN, NOW)}
MADE = made_plans(PLANS, PLANS)


def test_the_newest_data_come_first_then_the_newer_before_the_older() -> None:
    assert MADE == {"chart": (NOW, THEN, FIRST)}


def test_what_a_pin_holds_back_is_told_once_with_the_newest_version() -> None:
    held = HeldVersion(Link("Cape", "/data/cape/"), MIDDLE, NEW)
    assert held_versions([THEN, THEN, NOW]) == (held,)
    assert held_versions([NOW]) == ()


def test_the_way_leads_to_the_newest_data_where_something_was_drawn_from_them() -> None:
    assert newest_of(THEN, MADE) == NOW
    assert newest_of(NOW, MADE) is None
    assert newest_of(THEN, made_plans(PLANS, {THEN.id, FIRST.id})) is None


def test_other_versions_are_named_in_the_language_of_the_site() -> None:
    english = other_versions(NOW, MADE, TITLES, ENGLISH)
    assert [(other.title, other.newest, other.used_in) for other in english] == [
        ("Data as of 30 September 2023", False, (Link("Then", "/then/"),)),
        ("Data as of 15 April 2018", False, ()),
    ]
    german = other_versions(THEN, MADE, TITLES, LANGUAGES["de"])
    assert [(other.title, other.newest) for other in german] == [
        ("Data as of 31. Mai 2026", True),
        ("Data as of 15. April 2018", False),
    ]


def test_of_several_datasets_those_are_named_that_differ() -> None:
    both = plan({"cape": NEW, "gdp": NEW})
    older = plan({"cape": NEW, "gdp": MIDDLE})
    made = made_plans({each.id: each for each in (older, both)}, {older.id, both.id})
    assert [other.title for other in other_versions(both, made, {}, ENGLISH)] == ["Gdp as of 30 September 2023"]


def test_a_source_line_names_all_versions_that_are_drawn() -> None:
    line = source_line(Input(dataset("cape"), dataset("cape").versions, all_versions=True))
    assert (line.earlier, line.version) == ((OLD, MIDDLE), NEW)
