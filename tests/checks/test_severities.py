"""What a site makes of its rules."""

from __future__ import annotations

from nutgraf.checks import weighed
from nutgraf.problems import Location, Problem

PLACE = Location("charts/prices.py", 3)
SMALL = Problem("small-text", "it is small", PLACE)
DEAD = Problem("dead-link", "it is dead", PLACE)


def test_a_setting_replaces_the_severity_of_its_rule_only() -> None:
    assert list(weighed([SMALL, DEAD], {"small-text": "warning"})) == [
        Problem("small-text", "it is small", PLACE, severity="warning"),
        DEAD,
    ]


def test_what_is_off_is_not_told() -> None:
    assert list(weighed([SMALL, DEAD], {"small-text": "off"})) == [DEAD]


def test_without_settings_all_stays_as_it_is() -> None:
    assert list(weighed([SMALL, DEAD], {})) == [SMALL, DEAD]
