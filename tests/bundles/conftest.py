from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from nutgraf.pipeline import Build, BuildOptions
from nutgraf.zipping import zip_files
from tests.building import TESTS, Builder, copy_site

SITES = ("figures", "maps", "tables")


def golden_site(target: Path, name: str) -> Path:
    """A copy of the site of a golden test; what a derived-only dataset holds is more than its figure draws."""
    site = copy_site(target, TESTS / "theme", TESTS / "golden" / name / "site")
    if name == "figures":
        wages = site / "data" / "wages"
        header, *rows = (wages / "2026-01-01.csv").read_text().split()
        more = [f"{header},secret", *(f"{row},{9000 + number}" for number, row in enumerate(rows))]
        (wages / "2026-01-01.csv").write_text("\n".join(more) + "\n")
        descriptor = wages / "datapackage.yaml"
        field = "    - {name: secret, type: integer}\n"
        descriptor.write_text(descriptor.read_text().replace("resources:", f"{field}resources:"))
    return site


@pytest.fixture(scope="session")
def builds(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Build]:
    """The sites of some golden tests, with bundles."""
    folder = tmp_path_factory.mktemp("bundled")
    return {name: builder.build(golden_site(folder / name, name), BuildOptions(bundles=True)) for name in SITES}


@pytest.fixture(scope="session")
def bundles(builds: Mapping[str, Build]) -> Mapping[str, bytes]:
    """The zips of all figures on their newest data, by the figure's name."""
    return {
        Path(path).stem: artifact.content
        for build in builds.values()
        for path, artifact in build.artifacts.items()
        if path.endswith(".zip") and "@" not in path
    }


@pytest.fixture(scope="session")
def crates(bundles: Mapping[str, bytes]) -> Mapping[str, dict[str, object]]:
    return {name: json.loads(zip_files(content)["ro-crate-metadata.json"]) for name, content in bundles.items()}
