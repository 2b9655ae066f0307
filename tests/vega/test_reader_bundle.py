from __future__ import annotations

import json
import subprocess
import sys

import pytest

from nutgraf.vega.reader_bundle import extras_for, reader_bundle, reader_bundle_key

GEOGRAPHY = {"vega-geo@5.1.0"}


@pytest.fixture(scope="module")
def bundle() -> str:
    return reader_bundle()


def test_the_bundle_is_a_module_with_what_the_script_needs(bundle: str) -> None:
    assert bundle.rstrip().endswith("delete globalThis.nutgrafReader;")
    assert "export const { View, expressionInterpreter, parse, setRandom }" in bundle
    assert bundle == reader_bundle()


def test_it_holds_what_a_site_needs_and_no_more(bundle: str) -> None:
    larger = reader_bundle(GEOGRAPHY)
    assert len(larger) > len(bundle) + 20_000
    assert reader_bundle_key(GEOGRAPHY) != reader_bundle_key()
    assert reader_bundle_key() == reader_bundle_key(())


def test_what_a_spec_needs() -> None:
    assert extras_for({"data": [{"transform": [{"type": "formula"}]}], "marks": [{"type": "rect"}]}) == frozenset()
    assert extras_for({"projections": [{"name": "map"}]}) == GEOGRAPHY
    assert extras_for({"marks": [{"type": "group", "marks": [{"transform": [{"type": "geoshape"}]}]}]}) == GEOGRAPHY
    assert extras_for({"data": [{"transform": [{"type": "loess"}]}]}) == {"vega-regression@2.1.0"}
    assert extras_for({"marks": [{"transform": [{"type": "voronoi"}]}]}) == {"vega-voronoi@5.1.0"}
    assert extras_for({"data": [{"values": [{"projections": [1]}]}]}) == frozenset()


# V8 reads the time zone once, so this takes a process of its own.
ELSEWHERE = """
import json, sys
from py_mini_racer import MiniRacer
script, expressions = json.load(sys.stdin)
runtime = MiniRacer()
runtime.eval(script)
told = [runtime.eval(f"String({expression})") for expression in expressions]
runtime.close()  # one that is still there when the interpreter goes down blocks it for ever
print(json.dumps(told))
"""
MOMENTS = {
    "new Date(0).getTimezoneOffset()": "300",
    "new UtcDate(0).getTimezoneOffset()": "0",
    "new UtcDate(2024, 0, 31, 23).toISOString()": "2024-01-31T23:00:00.000Z",
    "new UtcDate('2024-01-31').toISOString()": "2024-01-31T00:00:00.000Z",
    "new UtcDate('2024-01-31T12:30').toISOString()": "2024-01-31T12:30:00.000Z",
    "new UtcDate('2024-01-31 12:30:00').toISOString()": "2024-01-31T12:30:00.000Z",
    "new UtcDate('Jan 31 2024').toISOString()": "2024-01-31T00:00:00.000Z",
    "new UtcDate('2024-01-31T12:30:00Z').toISOString()": "2024-01-31T12:30:00.000Z",
    "new UtcDate('2024-01-31T12:30:00+02:00').toISOString()": "2024-01-31T10:30:00.000Z",
    "+new UtcDate('no day')": "NaN",
    "UtcDate.parse('2024-01-31T00:00')": "1706659200000",
    "+new UtcDate(new UtcDate(5))": "5",
    "new UtcDate(0).getHours()": "0",
    "new UtcDate(0).getDay()": "4",
    "new UtcDate(0).getFullYear()": "1970",
    "new UtcDate(new UtcDate(0).setHours(5)).toISOString()": "1970-01-01T05:00:00.000Z",
    "new UtcDate(0) instanceof Date": "true",
}


def test_local_time_is_utc_wherever_the_reader_is(bundle: str) -> None:
    given = json.dumps([bundle[: bundle.index("((Date) =>")], list(MOMENTS)])
    command = [sys.executable, "-c", ELSEWHERE]
    made = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, timeout=60, env={"TZ": "America/New_York"}
    )
    assert dict(zip(MOMENTS, json.loads(made.stdout), strict=True)) == MOMENTS
