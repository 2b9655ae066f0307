"""Checked numbers: whether a text agrees with the value of its fact, and how values are written."""

from __future__ import annotations

from nutgraf.numbers.judge import judge
from nutgraf.numbers.style import format_value
from nutgraf.numbers.verdict import Agreement, Verdict

__all__ = ["Agreement", "Verdict", "format_value", "judge"]
