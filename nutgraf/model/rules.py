"""The rules that a site may weigh as it sees fit: what each is called, and how much it counts where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from nutgraf.problems import Location, Severity

Setting = Literal["error", "warning", "off"]
"""What `[checks]` in `site.toml` makes of a rule: its problems keep the site from being written, are told, or are not
looked at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule whose problems have its `code`; `severity` is theirs where `site.toml` says nothing.

    `acceptable`: a chart may say why it breaks it.
    """

    code: str
    severity: Severity
    acceptable: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What breaks a rule in one chart: what was seen there, and the way out."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A chart's own word that it breaks a rule, given by its code, and why: `usermeta.nutgraf.accept`."""

    rule: str
    reason: str
    location: Location = field(default=Location("charts"), compare=False)


@dataclass(frozen=True, slots=True)
class AcceptedException:
    """A rule that a chart breaks with a reason: what was `seen`, and what its author says to it."""

    exhibit: str
    code: str
    seen: str
    reason: str
    location: Location = field(compare=False)


_ALL = (
    Rule("area-not-from-zero", "error", acceptable=True),
    Rule("bar-not-from-zero", "error", acceptable=True),
    Rule("colours-alike", "warning", acceptable=True),
    Rule("dual-axis", "warning", acceptable=True),
    Rule("low-contrast", "warning", acceptable=True),
    Rule("overplotted-points", "warning", acceptable=True),
    Rule("stale-acceptance", "warning"),
    Rule("too-many-colours", "warning", acceptable=True),
    Rule("too-many-slices", "warning", acceptable=True),
    Rule("truncated-time", "warning", acceptable=True),
    Rule("unnamed-log-scale", "warning", acceptable=True),
    Rule("unsourced-chart", "warning", acceptable=True),
    Rule("untitled-axis", "warning", acceptable=True),
    Rule("alt-text-is-caption", "error"),
    Rule("figure-mentioned-early", "warning"),
    Rule("figure-not-mentioned", "warning"),
    Rule("missing-alt-text", "error"),
    Rule("missing-licence", "error"),
    Rule("missing-source", "error"),
    Rule("small-text", "error", acceptable=True),
    Rule("unused-reference", "warning"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""Every rule by its code; `docs/reference/chart-rules.md` and `problems.md` say what they are for."""

ACCEPTABLE = tuple(code for code, rule in RULES.items() if rule.acceptable)
"""The codes of the rules that a chart may break with a reason."""
