"""What a fact is by other versions of its data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from nutgraf.model.figure import Fact


@dataclass(frozen=True, slots=True)
class FactAtVersion:
    """A fact with one of its datasets at `version` and all others as used. Without a value, `problem` says why."""

    version: dt.date
    used: bool
    fact: Fact | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FactHistory:
    """A fact by the versions of one of its datasets, oldest first; `left_out` counts the older ones not tried."""

    dataset: str
    values: tuple[FactAtVersion, ...]
    left_out: int = 0
