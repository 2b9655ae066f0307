"""What is in a bundle, and that it is the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from nutgraf.digest import digest_bytes
from nutgraf.pipeline import Build, BuildOptions
from nutgraf.zipping import zip_files
from tests.building import Builder
from tests.bundles.conftest import golden_site


def test_a_bundle_holds_all_that_its_figure_is_made_of(
    bundles: Mapping[str, bytes], builds: Mapping[str, Build]
) -> None:
    files = zip_files(bundles["price_line"])
    assert sorted(files) == [
        "README.md",
        "charts/_palette.py",
        "charts/prices.py",
        "data/bread_prices/2026-02-28.csv",
        "datapackage.json",
        "drawing.zip",
        "expected.json",
        "figures/price_line.csv",
        "figures/price_line.svg",
        "figures/price_line.vl.json",
        "recipe.json",
        "reproduce.py",
        "ro-crate-metadata.json",
    ]
    artifacts = builds["figures"].artifacts
    for path in ("price_line.csv", "price_line.svg", "price_line.vl.json"):
        assert files[f"figures/{path}"] == artifacts[f"figures/price_line/{path}"].content
    assert files["data/bread_prices/2026-02-28.csv"] == artifacts["data/bread_prices/2026-02-28.csv"].content


def test_only_the_faces_that_a_figure_wants_are_in_its_drawing_module(bundles: Mapping[str, bytes]) -> None:
    drawing = zip_files(zip_files(bundles["price_line"])["drawing.zip"])
    fonts = sorted(path for path in drawing if path.startswith("fonts/"))
    assert fonts == ["fonts/source sans pro/regular.json.br", "fonts/source sans pro/semibold.json.br"]
    assert {
        "vega.js.br",
        "LICENCES.txt",
        "nutgraf/figures/from_data.py",
        "nutgraf/figures/from_spec.py",
    } <= drawing.keys()
    licences = drawing["LICENCES.txt"].decode()
    assert [each in licences for each in ("MIT License", "BSD 3-Clause", "ISC License", "SIL OPEN FONT")] == [True] * 4


def test_what_may_not_be_passed_on_is_not_in_a_bundle(bundles: Mapping[str, bytes]) -> None:
    files = zip_files(bundles["wages_by_town"])
    assert not [path for path in files if path.startswith("data/")]
    assert not [path for path, content in files.items() if b"9000" in content or b"secret" in content]
    why = "the terms of “Wages” let only what is drawn be passed on: ask The Guild for the data"
    assert f"- `wages_by_town`: {why}." in files["README.md"].decode()
    assert json.loads(files["expected.json"])["figures"]["wages_by_town"]["withheld"] == why
    [given] = json.loads(files["recipe.json"])["figures"]["wages_by_town"]["inputs"]
    assert [version["fields"] for version in given["versions"]] == [[]]


def test_data_beyond_the_limit_stay_on_the_site(builder: Builder, tmp_path: Path) -> None:
    site = golden_site(tmp_path / "site", "figures")
    config = site / "site.toml"
    config.write_text(config.read_text().replace("exports = [", "bundle_limit = 0\nexports = ["))
    build = builder.build(site, BuildOptions(bundles=True))
    files = zip_files(build.artifacts["figures/price_points/price_points.zip"].content)
    assert not [path for path in files if path.startswith("data/")]
    withheld = json.loads(files["expected.json"])["figures"]["price_points"]["withheld"]
    place = "https://example.org/sub/path/data/bread_prices/"
    assert withheld == f"its data are larger than 0 MB (0.0 MB); they are at {place}"


def test_digests_are_those_of_the_files(bundles: Mapping[str, bytes]) -> None:
    for name, content in bundles.items():
        files = zip_files(content)
        expected = json.loads(files["expected.json"])
        beside = {"README.md", "expected.json", "ro-crate-metadata.json"}
        assert expected["files"] == {path: digest_bytes(files[path]) for path in sorted(files.keys() - beside)}, name


@pytest.mark.parametrize("name", ["figures"])
def test_a_bundle_has_the_same_bytes_elsewhere(
    name: str, builder: Builder, bundles: Mapping[str, bytes], tmp_path: Path
) -> None:
    build = builder.build(golden_site(tmp_path / "elsewhere", name), BuildOptions(bundles=True))
    assert build.artifacts["figures/price_line/price_line.zip"].content == bundles["price_line"]


def test_a_site_publishes_bundles_only_where_it_says_so(
    builder: Builder, builds: Mapping[str, Build], tmp_path: Path
) -> None:
    site = golden_site(tmp_path / "site", "figures")
    assert not [path for path in builder.build(site).artifacts if path.endswith(".zip")]
    config = site / "site.toml"
    config.write_text(config.read_text().replace('["svg", "png", "pdf"]', '["zip"]'))
    artifacts = builder.build(site).artifacts
    beside = {Path(path).name for path in artifacts if path.startswith("figures/price_points/price_points.")}
    # A bundle holds the SVG, so that is there too.
    assert beside == {f"price_points.{extension}" for extension in ("csv", "svg", "vl.json", "zip")}
    page = artifacts["figures/price_points/index.html"].content.decode()
    assert 'href="price_points.zip"' in page
