"""Data: a CSV read and validated by its schema, beside pandas' own reading of it: `python -m benchmarks.data`.

Paired rounds (ours, theirs, ours, …) in one process, medians. The table goes into `benchmarks/RESULTS.md`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys

import numpy as np
import pandas as pd

from benchmarks.measuring import ROOT, Measured, compared, facts, table, timed, write_section
from nutgraf.datasets.frames import read_frame
from nutgraf.model.dataset import Constraints, DataField, Version

ROWS = 1_000_000
BAR = 3.0
REGIONS = ("north", "south", "east", "west", "centre")

TYPES = (
    DataField("order", "integer"),
    DataField("day", "date"),
    DataField("region", "string"),
    DataField("shop", "string"),
    DataField("price", "number"),
    DataField("weight", "number"),
    DataField("discount", "number"),
    DataField("items", "integer"),
    DataField("year", "year"),
    DataField("paid", "boolean"),
)
CONSTRAINED = (
    DataField("order", "integer", constraints=Constraints(required=True, unique=True)),
    DataField("day", "date", constraints=Constraints(required=True, minimum="2020-01-01", maximum="2026-12-31")),
    DataField("region", "string", constraints=Constraints(enum=REGIONS)),
    DataField("shop", "string", constraints=Constraints(required=True, pattern="[A-Z]{2}-[0-9]{3}")),
    DataField("price", "number", constraints=Constraints(required=True, minimum="0")),
    DataField("weight", "number", constraints=Constraints(minimum="0", maximum="1000000")),
    DataField("discount", "number", constraints=Constraints(minimum="0", maximum="1")),
    DataField("items", "integer", constraints=Constraints(minimum="1", maximum="40")),
    DataField("year", "year", constraints=Constraints(minimum="2020")),
    DataField("paid", "boolean", constraints=Constraints(required=True)),
)


def orders(rows: int) -> bytes:
    """A CSV of `rows` orders with ten columns of every common type, a tenth of `discount` missing."""
    chance = np.random.default_rng(1)
    days = np.datetime64("2020-01-01") + chance.integers(0, 1500, rows)
    discount = np.round(chance.random(rows), 3)
    discount[chance.random(rows) < 0.1] = np.nan
    frame = pd.DataFrame(
        {
            "order": np.arange(rows),
            "day": np.datetime_as_string(days.astype("datetime64[D]")),
            "region": chance.choice(REGIONS, rows),
            "shop": chance.choice(
                [f"{pair}-{number:03}" for pair in ("AB", "CD", "XY") for number in range(200)], rows
            ),
            "price": np.round(chance.lognormal(3, 0.5, rows), 2),
            "weight": np.round(chance.lognormal(5, 1, rows), 1),
            "discount": discount,
            "items": chance.integers(1, 30, rows),
            "year": 2020 + chance.integers(0, 5, rows),
            "paid": chance.choice(["true", "false"], rows),
        }
    )
    return frame.to_csv(index=False).encode()


def validation(rows: int, rounds: int) -> list[Measured]:
    """Reading with types, and with a constraint on every column, against `pandas.read_csv` without options."""
    content = orders(rows)
    kinds = (("types", TYPES), ("types and constraints", CONSTRAINED))
    return [
        _measured(f"{rows:,} rows × {len(fields)} columns, {kind}", content, fields, rounds) for kind, fields in kinds
    ]


def _measured(what: str, content: bytes, fields: tuple[DataField, ...], rounds: int) -> Measured:
    version = Version(dt.date(2026, 1, 1), "data/orders/2026-01-01.csv", "", fields=fields)
    problems = read_frame(content, version).problems
    if problems:
        raise RuntimeError(f"the data of the benchmark are not valid: {problems[0].message}")
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(timed(lambda: read_frame(content, version)))
        theirs.append(timed(lambda: pd.read_csv(io.BytesIO(content))))
    return compared(what, ours, theirs, BAR)


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints the table, and returns 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.data", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each measurement (7)")
    options = parser.parse_args(arguments)
    machine = facts()
    measured = validation(ROWS, options.rounds)
    report = f"{machine}\n\n{table(measured)}"
    print(report)
    if options.rounds >= 7:
        write_section(ROOT / "benchmarks" / "RESULTS.md", "Data", report)
    return 0 if all(row.met for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
