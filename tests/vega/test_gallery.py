"""The gallery under `tests/gallery`, and made-up specs, drawn by us and by vl-convert with the same fonts.

`tests/gallery/causes.yaml` lists where they differ, and why.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from nutgraf.vega.schema import load_schema
from tests.vega.inventory import names_of_schema, names_used
from tests.vega.reference import GALLERY, gallery

ROOT = Path(__file__).parents[2]
# Names that the schema has and no drawing shows: properties of projections that Vega does not carry, and a scale type
# that Vega-Lite refuses.
_OTHER_PROJECTIONS = ("coefficient", "distance", "fraction", "lobes", "parallel", "radius", "ratio", "spacing", "tilt")
UNDRAWN = {("scale type", "sequential"), *(("projection", name) for name in _OTHER_PROJECTIONS)}
SAMPLE = (30, 2026)  # how many, and the seed


Report = dict[str, dict[str, Any]]


def compared(config: pytest.Config, *arguments: int) -> Report:
    """What `compare_gallery` prints of the gallery, or of made-up specs."""
    cache = config.cache.mkdir("isolate")
    command = [sys.executable, "-m", "tests.vega.compare_gallery", str(cache), *map(str, arguments)]
    environment = {**os.environ, "TZ": "UTC", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: Report = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def found(pytestconfig: pytest.Config) -> Report:
    return compared(pytestconfig)


def test_the_gallery_is_drawn_as_the_reference_draws_it(found: Report) -> None:
    causes = yaml.safe_load((GALLERY / "causes.yaml").read_text(encoding="utf-8"))
    listed = {spec: cause["differs"] for cause in causes for spec in cause["specs"]}
    assert {name: part for name, part in found.items() if "error" in part or "reference error" in part} == {}
    assert [name for name, part in found.items() if not part["same elements"]] == []
    differing = {name: part["differences"] for name, part in found.items() if part["differences"]}
    assert {name: lines for name, lines in differing.items() if name not in listed} == {}
    assert {name for name, when in listed.items() if when == "always"} <= set(differing)
    assert set(listed) <= set(found)


def test_the_gallery_shows_every_name_of_vega_lite() -> None:
    specs = gallery()
    shown = frozenset[tuple[str, str]]().union(*map(names_used, specs.values()))
    assert sorted(names_of_schema() - shown - UNDRAWN) == []
    assert not UNDRAWN & shown
    assert len(specs) >= 120


def test_no_check_of_ours_refuses_the_gallery(found: Report) -> None:
    assert {name: part["refused"] for name, part in found.items() if part["refused"]} == {}
    assert [name for name, part in found.items() if not part["marks"]] == []


def test_only_specs_that_mean_to_break_the_schema_do() -> None:
    schema = load_schema()
    broken = [name for name, spec in gallery().items() if schema.faults(spec)]
    assert broken == ["config/older-schema", "texts/weights-between"]


def test_made_up_specs_are_drawn_as_the_reference_draws_them(pytestconfig: pytest.Config) -> None:
    assert faults(compared(pytestconfig, *SAMPLE)) == {}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 5))
def test_many_made_up_specs_are_drawn_as_the_reference_draws_them(pytestconfig: pytest.Config, seed: int) -> None:
    assert faults(compared(pytestconfig, 250, seed)) == {}


def faults(found: Report) -> dict[str, Any]:
    """What is wrong with made-up specs, by their names; what vl-convert does not draw either is no fault of ours."""
    assert sum("reference error" in part for part in found.values()) <= 0.02 * len(found)
    wrong = {
        name: [*part["refused"], *part.get("differences", ()), *([part["error"]] if "error" in part else [])]
        for name, part in found.items()
    }
    return {name: words for name, words in wrong.items() if words}
