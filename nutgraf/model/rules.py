"""The rules that a site may weigh as it sees fit: what each is called, and how much it counts where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nutgraf.problems import Severity

Setting = Literal["error", "warning", "off"]
"""What `[checks]` in `site.toml` makes of a rule: its problems keep the site from being written, are told, or are not
looked at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule whose problems have its `code`; `severity` is theirs where `site.toml` says nothing."""

    code: str
    severity: Severity


_ALL = (
    Rule("alt-text-is-caption", "error"),
    Rule("figure-mentioned-early", "warning"),
    Rule("figure-not-mentioned", "warning"),
    Rule("missing-alt-text", "error"),
    Rule("missing-licence", "error"),
    Rule("missing-source", "error"),
    Rule("small-text", "error"),
    Rule("unused-reference", "warning"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""Every rule by its code; `docs/reference/chart-rules.md` and `problems.md` say what they are for."""
