"""How much each rule counts on this site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nutgraf.model.rules import Setting
from nutgraf.problems import Problem


def weighed(problems: Iterable[Problem], settings: Mapping[str, Setting]) -> Iterator[Problem]:
    """The problems with the severities that the site sets by code; those of rules that it turns off are left out."""
    for problem in problems:
        setting = settings.get(problem.code, problem.severity)
        if setting != "off":
            yield replace(problem, severity=setting)
