"""Versions for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from nutgraf.model.dataset import Constraints, DataField, FieldType, Version

PATH = "data/prices/2026-05-31.csv"


def column(name: str, kind: FieldType = "any", **constraints: Any) -> DataField:
    return DataField(name, kind, constraints=Constraints(**constraints))


def version(*fields: DataField, missing: tuple[str, ...] = ("",), key: tuple[str, ...] = ()) -> Version:
    return Version(dt.date(2026, 5, 31), PATH, "", fields=fields, missing_values=missing, primary_key=key)
