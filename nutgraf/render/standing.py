"""How old the data of a page, a figure or a fact are, and where the same stands on other versions of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import groupby

from nutgraf.locales import Locale, long_date
from nutgraf.model.figure import ExhibitId
from nutgraf.model.site import Input, Plan
from nutgraf.model.views import HeldVersion, Link, OtherVersion

Plans = Mapping[ExhibitId, Plan]
MadePlans = Mapping[str, tuple[Plan, ...]]
"""By exhibit the plans that something came of: the newest data first, then the others, the newer before the older."""


def made_plans(plans: Plans, made: Container[ExhibitId]) -> MadePlans:
    """`plans` are sorted by identity, so that those of one exhibit follow each other."""
    drawn = (plan for plan in plans.values() if plan.id in made)
    groups = groupby(drawn, key=lambda plan: plan.id.exhibit)
    return {exhibit: tuple(sorted(group, key=_newest_first)) for exhibit, group in groups}


def _newest_first(plan: Plan) -> tuple[bool, tuple[int, ...]]:
    return bool(plan.held_back), tuple(-given.versions[-1].date.toordinal() for given in plan.inputs)


def held_versions(plans: Iterable[Plan]) -> tuple[HeldVersion, ...]:
    """The datasets of which these plans use older versions than there are, each once for each version."""
    held = {(given.dataset.name, given.versions[-1].date): given for plan in plans for given in plan.held_back}
    return tuple(map(_held_version, held.values()))


def _held_version(given: Input) -> HeldVersion:
    dataset = given.dataset
    return HeldVersion(Link(dataset.title, dataset.permalink), given.versions[-1].date, dataset.newest.date)


def newest_of(plan: Plan, made: MadePlans) -> Plan | None:
    """The same exhibit on the newest data; None where it is that itself, or where nothing came of it."""
    first = made.get(plan.id.exhibit, (plan,))[0]
    return first if plan.held_back and not first.held_back else None


def other_versions(plan: Plan, made: MadePlans, titles: Mapping[str, Link], locale: Locale) -> tuple[OtherVersion, ...]:
    """The same exhibit drawn from other versions, and the pages that show it."""
    return tuple(
        OtherVersion(
            title=_difference(other, plan, locale),
            url=other.permalink,
            newest=not other.held_back,
            used_in=tuple(titles[path] for path in other.used_in),
        )
        for other in made.get(plan.id.exhibit, ())
        if other.id != plan.id
    )


def _difference(other: Plan, plan: Plan, locale: Locale) -> str:
    """`Data as of 30 September 2023`; of several datasets those whose versions differ, by title."""
    if len(other.inputs) == 1:
        return f"Data as of {_as_of(other.inputs[0], locale)}"
    pairs = zip(other.inputs, plan.inputs, strict=True)
    differing = [given for given, own in pairs if given.versions[-1] != own.versions[-1]]
    return "; ".join(f"{given.dataset.title} as of {_as_of(given, locale)}" for given in differing)


def _as_of(given: Input, locale: Locale) -> str:
    return long_date(given.versions[-1].date, locale)
