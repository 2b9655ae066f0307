"""Bundles make their figures again where Nutgraf is not."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from nutgraf.pipeline import Build
from tests.bundles.unpacking import change, reproduce, unpacked


# A chart in Python that asks for its width and has a shared module, one in JSON, one whose data stay with their owner,
# a map with pictures, a table.
@pytest.mark.parametrize("figure", ["price_line", "price_points", "wages_by_town", "flags", "largest"])
def test_a_figure_is_made_again_from_its_zip_alone(figure: str, bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles[figure], tmp_path / "unpacked")
    done = reproduce(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("came out the same.")
    published, made = (sorted((folder / name).iterdir()) for name in ("figures", "redrawn"))
    assert [path.name for path in made] == [path.name for path in published]
    assert [path.read_bytes() for path in made] == [path.read_bytes() for path in published]


def test_it_says_what_it_did_line_by_line(
    bundles: Mapping[str, bytes], builds: Mapping[str, Build], tmp_path: Path
) -> None:
    folder = unpacked(bundles["price_points"], tmp_path / "unpacked")
    said = [line.partition(", sha256")[0] for line in reproduce(folder).stdout.splitlines()]
    assert said == [
        "same   9 files are as they were packed",
        "same   price_points: data made again",
        "same   price_points: specification made again",
        "same   price_points: picture made again",
        f"same   price_points: the figure's digest is {_digest(builds['figures'], 'price_points')}",
        "Everything came out the same.",
    ]


def test_a_table_is_compared_as_csv_and_json(bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles["by_continent"], tmp_path / "unpacked")
    change(folder, "data/lakes/2026-03-31.csv", lambda text: text.replace("23610", "23615"))
    done = reproduce(folder)
    assert done.returncode == 1
    different = [line.partition(", sha256")[0] for line in done.stdout.splitlines() if line.startswith("DIFFER")]
    assert different[:2] == ["DIFFER by_continent: data made again", "DIFFER by_continent: table made again"]
    assert "the first difference is in line 4: " in done.stdout
    assert "Asia,1,23615" in done.stdout


def _digest(build: Build, name: str) -> str:
    assert build.bundling is not None
    figures = build.bundling.exhibited.figures
    return next(figure.digest for identity, figure in figures.items() if identity.exhibit == name)


def test_a_changed_file_is_named_and_nothing_is_made(bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles["price_line"], tmp_path / "unpacked")
    module = folder / "charts" / "_palette.py"
    module.write_text(module.read_text().replace("hot", "cold"))
    done = reproduce(folder)
    assert done.returncode == 1
    assert "DIFFER charts/_palette.py is not as it was packed" in done.stdout
    assert not (folder / "redrawn").exists()


def test_other_data_give_another_specification_and_the_place_is_shown(
    bundles: Mapping[str, bytes], tmp_path: Path
) -> None:
    folder = unpacked(bundles["price_line"], tmp_path / "unpacked")
    path = "data/bread_prices/2026-02-28.csv"
    last = (folder / path).read_text().strip().rpartition(",")[2]
    change(folder, path, lambda text: text.replace(last, "77"))
    done = reproduce(folder)
    assert done.returncode == 1
    different = [line for line in done.stdout.splitlines() if line.startswith("DIFFER")]
    kinds = [line.split(": ")[1].split(",")[0] for line in different]
    assert kinds[:3] == ["data made again", "specification made again", "picture made again"]
    places = [line for line in done.stdout.splitlines() if "the first difference is in line" in line]
    assert [",77" in places[0], '"price": 77' in places[1]] == [True, True]
    assert done.stdout.splitlines()[-1] == "4 of 4 results differ."


def test_another_drawing_of_the_same_specification_is_found(bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles["wages_by_town"], tmp_path / "unpacked")
    change(folder, "recipe.json", lambda text: text.replace("#", "#1", 1))
    done = reproduce(folder)
    assert done.returncode == 1
    assert [line[:6] for line in done.stdout.splitlines()[:4]] == ["same  ", "same  ", "same  ", "DIFFER"]


def test_an_exhibit_that_fails_is_a_difference(bundles: Mapping[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(bundles["price_line"], tmp_path / "unpacked")
    change(folder, "charts/prices.py", lambda text: text.replace("alt.layer(", "alt.nothing("))
    done = reproduce(folder)
    assert done.returncode == 1
    assert "charts/prices.py:" in done.stdout
    assert "DIFFER price_line: no specification came of the data" in done.stdout


@pytest.mark.parametrize(
    ("figure", "names"),
    [
        ("price_line", {"altair", "brotli", "mini-racer", "msgspec", "narwhals", "numpy", "pandas"}),
        ("wages_by_town", {"brotli", "mini-racer", "msgspec"}),
    ],
)
def test_the_program_names_what_it_needs(
    figure: str, names: set[str], bundles: Mapping[str, bytes], tmp_path: Path
) -> None:
    script = (unpacked(bundles[figure], tmp_path) / "reproduce.py").read_text()
    block = script.partition("# /// script\n")[2].partition("# ///\n")[0]
    metadata = tomllib.loads("".join(line.removeprefix("#").removeprefix(" ") for line in block.splitlines(True)))
    assert metadata["requires-python"] == ">=3.11"
    pins = dict(pin.split("==") for pin in metadata["dependencies"])
    assert pins == {name: version(name) for name in names}
