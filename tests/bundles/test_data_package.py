"""What we publish is a Data Package, says the command of the standard's own authors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from nutgraf.pipeline import Build
from tests.bundles.unpacking import unpacked


def validation(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


# A table, data that stay with their owner, a topology with a table of tabs, a list of records.
@pytest.mark.parametrize("figure", ["price_line", "wages_by_town", "rates_by_island", "harvest"])
def test_a_bundle_is_a_data_package(figure: str, bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    assert validation(unpacked(bundles[figure], tmp_path))[0] == 0


@pytest.mark.parametrize(("site", "dataset"), [("figures", "bread_prices"), ("maps", "harvests"), ("maps", "rates")])
def test_a_published_dataset_is_a_data_package(
    site: str, dataset: str, builds: Mapping[str, Build], tmp_path: Path
) -> None:
    for path, artifact in builds[site].artifacts.items():
        if path.startswith(f"data/{dataset}/"):
            (tmp_path / Path(path).name).write_bytes(artifact.content)
    assert validation(tmp_path)[0] == 0


def test_a_wrong_cell_would_be_found(bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles["price_line"], tmp_path)
    table = folder / "data/bread_prices/2026-02-28.csv"
    table.write_text(table.read_text() + "2026-03-01,dear\n")
    status, said = validation(folder)
    assert status == 1
    assert "dear" in said
