"""What breaks a rule in the charts of a site, unless the chart says why it may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from nutgraf.model.figure import Exhibited, FigureHead
from nutgraf.model.rules import RULES, AcceptedException
from nutgraf.model.site import Site
from nutgraf.problems import Problem


def check_charts(site: Site, exhibited: Exhibited) -> tuple[Problem, ...]:
    """The findings of all figures that are not accepted, and the acceptances that nothing calls for any more."""
    return (*_broken(site, exhibited), *_stale(site, exhibited))


def accepted_exceptions(site: Site, exhibited: Exhibited) -> tuple[AcceptedException, ...]:
    """What is accepted on this site, in the order of places; nothing of rules that are off."""
    found = {
        AcceptedException(figure.id.exhibit, finding.code, finding.message, acceptance.reason, acceptance.location)
        for figure in exhibited.heads.values()
        for finding, acceptance in figure.accepted
        if site.config.checks.get(finding.code) != "off"
    }
    return tuple(sorted(found, key=lambda exception: (exception.location, exception.code, exception.seen)))


def _broken(site: Site, exhibited: Exhibited) -> Iterator[Problem]:
    for identity, figure in exhibited.heads.items():
        exhibit = site.figures[identity].exhibit
        excused = {acceptance.rule for acceptance in figure.acceptances}
        for finding in figure.findings:
            if finding.code not in excused:
                message = f"{exhibit.name}: {finding.message}"
                severity = RULES[finding.code].severity
                yield Problem(finding.code, message, exhibit.location, finding.hint, severity)


def _stale(site: Site, exhibited: Exhibited) -> Iterator[Problem]:
    for name, figures in _by_exhibit(exhibited).items():
        found = {finding.code for figure in figures for finding in figure.findings}
        off = {code for code, setting in site.config.checks.items() if setting == "off"}
        for acceptance in figures[0].acceptances:
            if acceptance.rule not in found | off:
                message = f"{name} accepts {acceptance.rule}, and does not break it"
                hint = "take it away, so that readers are not told of an exception that is none"
                severity = RULES["stale-acceptance"].severity
                yield Problem("stale-acceptance", message, acceptance.location, hint, severity)


def _by_exhibit(exhibited: Exhibited) -> Mapping[str, list[FigureHead]]:
    """The figures by the name of their exhibit: one on old data may still call for what the newest does not."""
    found: dict[str, list[FigureHead]] = defaultdict(list)
    for identity, figure in exhibited.heads.items():
        found[identity.exhibit].append(figure)
    return found
