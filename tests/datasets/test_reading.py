from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from nutgraf.datasets import read_datasets
from nutgraf.digest import digest_bytes
from nutgraf.model.dataset import Constraints, DataField, DataLicence, Datasets, DataSource, Lineage, Origin
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import read_sources

CSV = "month,cape\n2026-04-01,37.1\n"
DESCRIPTOR = """\
name: cape
title: Shiller's CAPE
description: A ratio.
sources:
  - {title: A publisher, path: "https://example.org/"}
licenses:
  - {name: CC-BY-4.0, title: CC BY 4.0}
schema:
  fields:
    - {name: month, type: date, constraints: {required: true, unique: true}}
    - {name: cape, type: number, title: CAPE, unit: x, constraints: {minimum: 0}}
  missingValues: ["", ".."]
  primaryKey: month
resources:
  - path: 2026-05-31.csv
"""
PLACE = "data/cape/datapackage.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {PLACE: DESCRIPTOR, "data/cape/2026-05-31.csv": CSV})
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")


def read(root: Path, old: str = "", new: str = "") -> Outcome[Datasets]:
    """Reads the datasets after changing the descriptor in one place."""
    assert old in DESCRIPTOR
    write(root, {PLACE: DESCRIPTOR.replace(old, new, 1)})
    return read_datasets(read_sources(root))


def only_problem(root: Path, old: str = "", new: str = "") -> Problem:
    outcome = read(root, old, new)
    (problem,) = outcome.problems
    assert outcome.value == Datasets({}, frozenset({"cape"}))
    return problem


def test_a_dataset_and_its_versions(folder: Path) -> None:
    digest = digest_bytes(CSV.encode())
    write(folder, {"data/cape/2025-12-31.csv": CSV})
    outcome = read(
        folder,
        "  - path: 2026-05-31.csv\n",
        f"""\
  - path: 2026-05-31.csv
    hash: sha256:{digest}
    bytes: {len(CSV)}
    changes: New months.
  - path: 2025-12-31.csv
    schema: {{fields: [{{name: month}}, {{name: cape}}]}}
redistribution: derived-only
""",
    )
    assert outcome.problems == ()
    dataset = outcome.value.by_name["cape"]
    assert (dataset.name, dataset.title, dataset.description) == ("cape", "Shiller's CAPE", "A ratio.")
    assert dataset.sources == (DataSource("A publisher", "https://example.org/"),)
    assert dataset.licences == (DataLicence("CC-BY-4.0", "CC BY 4.0"),)
    assert dataset.redistribution == "derived-only"
    assert [version.date for version in dataset.versions] == [dt.date(2025, 12, 31), dt.date(2026, 5, 31)]
    draft, newest = dataset.versions
    assert newest == dataset.newest
    assert (draft.draft, newest.draft) == (True, False)
    assert (newest.path, newest.digest, newest.hash) == ("data/cape/2026-05-31.csv", digest, f"sha256:{digest}")
    assert (newest.bytes, newest.changes) == (len(CSV), "New months.")
    assert newest.fields == (
        DataField("month", "date", constraints=Constraints(required=True, unique=True)),
        DataField("cape", "number", title="CAPE", unit="x", constraints=Constraints(minimum="0")),
    )
    assert newest.fields[1].location == Location(PLACE, 11, 14, 18)
    assert (newest.missing_values, newest.primary_key) == (("", ".."), ("month",))
    assert draft.fields == (DataField("month"), DataField("cape"))
    assert (draft.missing_values, draft.primary_key) == (("",), ())


def test_a_site_without_data() -> None:
    assert read_datasets(read_sources(Path("nowhere"))) == Outcome(Datasets({}))


def test_the_title_may_be_left_out(folder: Path) -> None:
    assert read(folder, "title: Shiller's CAPE\n").value.by_name["cape"].title == "cape"


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "place"),
    [
        ("name: cape\n", "name: cap\n", "dataset-name", "the descriptor is named cap, its folder cape", (1, 7)),
        ("sources:\n  - {title: A publisher, path: \"https://example.org/\"}\n", "", "missing-source",
         "cape does not say where its data come from", (1, 1)),
        ("licenses:\n  - {name: CC-BY-4.0, title: CC BY 4.0}\n", "", "missing-licence",
         "cape does not say under which terms its data are", (1, 1)),
        ("{name: CC-BY-4.0, title: CC BY 4.0}", "{path: x}", "missing-licence",
         "a licence of cape has neither a name nor a title", (7, 5)),
        ("2026-05-31.csv", "2026-05-13.csv", "missing-data-file", "2026-05-13.csv is listed, but there is no such file",
         (15, 11)),
        ("2026-05-31.csv\n", "2026-05-31.csv\n  - path: 2026-05-31.csv\n", "duplicate-version",
         "the version 2026-05-31 stands here a second time, first in line 15", (16, 11)),
        ("2026-05-31.csv\n", "2026-05-31.csv\n  - path: newest.csv\n", "version-name",
         "newest.csv is not named after a date", (16, 11)),
        ("2026-05-31.csv\n", "2026-05-31.csv\n  - path: 2026-02-30.csv\n", "version-name",
         "2026-02-30.csv is not named after a date", (16, 11)),
        ("2026-05-31.csv\n", "2026-05-31.csv\n    bytes: 1\n", "bytes-mismatch",
         f"2026-05-31.csv has {len(CSV)} bytes, its descriptor says 1", (16, 12)),
        ("2026-05-31.csv\n", "2026-05-31.csv\n    hash: md5:1\n", "wrong-type",
         "hash wants sha256: and 64 hexadecimal digits, not 'md5:1'", (16, 11)),
        ("licenses:", "licences:", "unknown-key", "there is no key licences", (6, 1)),
        ("type: number", "type: numbr", "wrong-type", "type wants", (11, 26)),
        ("month, type: date", "month, type: datum", "wrong-type", "type wants", (10, 27)),
        ("  fields:\n    - {name: month, type: date, constraints: {required: true, unique: true}}\n"
         "    - {name: cape, type: number, title: CAPE, unit: x, constraints: {minimum: 0}}\n", "  fields: []\n",
         "bad-schema", "the schema has no fields", (9, 3)),
        ("name: cape, type", "name: month, type", "bad-schema",
         "the field month stands here a second time, first in line 10", (11, 14)),
        ("primaryKey: month", "primaryKey: [month, day]", "bad-schema", "the primary key names day, which is no field",
         (13, 23)),
        ("minimum: 0", "minimum: none", "bad-schema",
         "the minimum of cape wants a number such as 1234.5, not 'none'", (11, 79)),
        ("type: number", "type: string", "bad-schema", "cape is of type string, which has no minimum", (11, 79)),
        ("unique: true", "enum: [2024]", "bad-schema", "the enum of month wants a date such as 2026-11-30, not '2024'",
         (10, 70)),
        ("minimum: 0", 'pattern: "["', "bad-schema", "the pattern of cape is not a regular expression", (11, 80)),
        ("minimum: 0", "minLength: 0", "unknown-key", "there is no key minLength in constraints", (11, 70)),
        ("2026-05-31.csv", "2026-05-31.csv\n    encoding: latin-1", "wrong-type", "encoding wants", (16, 15)),
    ],
)  # fmt: skip
def test_a_problem_of_the_descriptor(
    folder: Path, old: str, new: str, code: str, message: str, place: tuple[int, int]
) -> None:
    problem = next(problem for problem in read(folder, old, new).problems if problem.code == code)
    assert problem.message.startswith(message)
    assert (problem.location.path, problem.location.line, problem.location.column) == (PLACE, *place)


def test_a_dataset_with_problems_is_unreadable_and_others_are_not(folder: Path) -> None:
    write(folder, {"data/gdp/datapackage.yaml": DESCRIPTOR.replace("cape", "gdp"), "data/gdp/2026-05-31.csv": CSV})
    outcome = read(folder, "title: Shiller's CAPE", "titel: x")
    assert [problem.hint for problem in outcome.problems] == ["did you mean title?"]
    assert list(outcome.value.by_name) == ["gdp"]
    assert outcome.value.unreadable == {"cape"}


def test_a_sealed_version_whose_bytes_differ(folder: Path) -> None:
    wrong = "0123456789abcdef" * 4
    problem = only_problem(folder, "2026-05-31.csv\n", f"2026-05-31.csv\n    hash: sha256:{wrong}\n    bytes: 3\n")
    digest = digest_bytes(CSV.encode())
    assert problem.code == "hash-mismatch"
    assert problem.message == f"2026-05-31.csv has the digest {digest[:8]}…, its descriptor says 01234567…"
    assert f"sha256:{digest}" in problem.hint
    assert problem.location == Location(PLACE, 16, 11, 82)


def test_the_bytes_on_disk_count_not_the_text(folder: Path) -> None:
    write(folder, {"data/cape/2026-05-31.csv": CSV.replace("\n", "\r\n")})
    seal = f"2026-05-31.csv\n    hash: sha256:{digest_bytes(CSV.encode())}\n"
    assert only_problem(folder, "2026-05-31.csv\n", seal).code == "hash-mismatch"


def test_a_csv_that_is_not_listed(folder: Path) -> None:
    write(folder, {"data/cape/2026-06-30.csv": CSV})
    problem = only_problem(folder)
    assert (problem.code, problem.message) == ("unlisted-data-file", "2026-06-30.csv is not listed in its descriptor")
    assert problem.location == Location("data/cape/2026-06-30.csv")
    assert problem.hint == f"list it in {PLACE} under resources: - path: 2026-06-30.csv"


def test_a_csv_in_no_dataset(folder: Path) -> None:
    write(folder, {"data/loose.csv": CSV})
    outcome = read(folder)
    assert [(problem.code, problem.message) for problem in outcome.problems] == [
        ("unlisted-data-file", "data/loose.csv is in no dataset")
    ]
    assert list(outcome.value.by_name) == ["cape"]


def test_a_folder_without_a_descriptor(tmp_path: Path) -> None:
    write(tmp_path, {"data/cape/2026-05-31.csv": CSV, "data/notes/README.md": "no data here"})
    outcome = read_datasets(read_sources(tmp_path))
    assert [problem.code for problem in outcome.problems] == ["missing-descriptor"]
    assert outcome.value == Datasets({}, frozenset({"cape"}))


def test_a_descriptor_without_versions(folder: Path) -> None:
    (folder / "data/cape/2026-05-31.csv").unlink()
    problem = only_problem(folder, "resources:\n  - path: 2026-05-31.csv\n")
    assert (problem.code, problem.message) == ("no-version", "cape has no version")


def test_a_resource_without_a_schema(folder: Path) -> None:
    start, end = DESCRIPTOR.index("schema:"), DESCRIPTOR.index("resources:")
    problem = only_problem(folder, DESCRIPTOR[start:end])
    assert (problem.code, problem.message) == ("bad-schema", "2026-05-31.csv has no schema")


@pytest.mark.parametrize("name", ["us-gdp", "2024_prices", "class"])
def test_a_folder_that_no_parameter_can_name(tmp_path: Path, name: str) -> None:
    text = DESCRIPTOR.removeprefix("name: cape\n")
    write(tmp_path, {f"data/{name}/datapackage.yaml": text, f"data/{name}/2026-05-31.csv": CSV})
    outcome = read_datasets(read_sources(tmp_path))
    (problem,) = outcome.problems
    assert problem.code == "dataset-name"
    assert problem.message.startswith(f"'{name}' cannot name a dataset")
    assert outcome.value.unreadable == {name}


def test_bad_yaml_is_one_problem(folder: Path) -> None:
    assert only_problem(folder, "name: cape", "name: cape: x").code == "yaml-syntax"


def test_descriptors_are_read_without_pandas() -> None:
    code = "import sys, nutgraf.datasets; sys.exit(int('pandas' in sys.modules or 'numpy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


DOCUMENT = """\
title: Europe
sources: [{title: A publisher}]
licenses: [{name: CC0-1.0}]
schema: {fields: [{name: month}]}
resources:
"""


@pytest.mark.parametrize("ending", ["json", "geojson", "topojson"])
def test_a_document_needs_no_schema(tmp_path: Path, ending: str) -> None:
    name = f"2026-05-31.{ending}"
    write(tmp_path, {f"data/europe/{name}": "{}", "data/europe/datapackage.yaml": f"{DOCUMENT}  - path: {name}\n"})
    write(tmp_path, {"data/europe/datapackage.json": "{}"})
    outcome = read_datasets(read_sources(tmp_path))
    assert outcome.problems == ()
    newest = outcome.value.by_name["europe"].newest
    assert (newest.format, newest.is_table, newest.fields) == (ending, False, ())
    assert outcome.value.by_name["europe"].file(newest) == f"/data/europe/{name}"


@pytest.mark.parametrize(
    ("resource", "code", "message"),
    [
        ("{path: 2026-05-31.json, format: csv}", "wrong-type", "format of 2026-05-31.json is json, not 'csv'"),
        ("{path: 2026-05-31.json, type: table}", "wrong-type", "type of 2026-05-31.json is json, not 'table'"),
        (
            "{path: 2026-05-31.json, mediatype: text/csv}",
            "wrong-type",
            "mediatype of 2026-05-31.json is application/json, not 'text/csv'",
        ),
        (
            "{path: 2026-05-31.json, schema: {fields: [{name: a}]}}",
            "bad-schema",
            "2026-05-31.json is no table, so it has no fields",
        ),
        ("{path: 2026-05-31.xlsx}", "version-name", "2026-05-31.xlsx is of no format that a build reads"),
    ],
)
def test_what_a_resource_cannot_say_of_its_file(tmp_path: Path, resource: str, code: str, message: str) -> None:
    files = {"data/europe/2026-05-31.json": "{}", "data/europe/datapackage.yaml": f"{DOCUMENT}  - {resource}\n"}
    write(tmp_path, files)
    first = read_datasets(read_sources(tmp_path)).problems[0]
    assert (first.code, first.message) == (code, message)


def test_every_data_file_must_be_listed(tmp_path: Path) -> None:
    write(tmp_path, {"data/europe/2026-05-31.json": "{}", "data/europe/other.geojson": "{}"})
    write(tmp_path, {"data/europe/datapackage.yaml": f"{DOCUMENT}  - path: 2026-05-31.json\n"})
    (problem,) = read_datasets(read_sources(tmp_path)).problems
    assert (problem.code, problem.location.path) == ("unlisted-data-file", "data/europe/other.geojson")


PATCH = """\
patches:
  - row: {month: 2024-01}
    column: cape
    old: 1
    new: 2
    reason: A misprint.
    versions: [2026-05-31]
"""


@pytest.mark.parametrize(
    ("old", "new", "message", "place"),
    [
        ("column: cape", "column: cap", "the version 2026-05-31 has no column cap", (16, 13)),
        ("month: 2024", "mont: 2024", "the version 2026-05-31 has no column mont", (15, 11)),
        ("{month: 2024-01}", "{}", "the patch does not say which row it is for", (15, 5)),
        ("A misprint.", "''", "the patch gives no reason", (19, 14)),
        ("new: 2", "new: two", "cape wants a number such as 1234.5, not 'two'", (18, 10)),
        ("new: 2", "new: 1", "the patch changes nothing: old and new are the same", (18, 10)),
        ("[2026-05-31]", "[2026-05-30]", "there is no version 2026-05-30", (20, 16)),
    ],
)
def test_a_patch_that_cannot_be_meant(folder: Path, old: str, new: str, message: str, place: tuple[int, int]) -> None:
    assert old in PATCH
    problem = only_problem(folder, "resources:", PATCH.replace(old, new) + "resources:")
    assert (problem.code, problem.message) == ("patch-mismatch", message)
    assert (problem.location.line, problem.location.column) == place


def test_patches_go_with_the_versions_that_they_are_for(folder: Path) -> None:
    write(folder, {"data/cape/2026-06-30.csv": CSV})
    resources = "resources:\n  - path: 2026-06-30.csv\n"
    outcome = read(folder, "resources:\n", PATCH.replace("new: 2", 'new: ".."') + resources)
    dataset = outcome.value.by_name["cape"]
    (patch,) = dataset.patches
    assert (patch.row, patch.column, patch.old, patch.new) == ((("month", "2024-01"),), "cape", "1", "..")
    assert [version.patches for version in dataset.versions] == [(patch,), ()]


def test_lineage(folder: Path) -> None:
    lineage = f"""\
2026-05-31.csv
    lineage:
      from:
        - {{dataset: prices, version: 2026-04-30, hash: "sha256:{"a" * 64}", patches: "sha256:{"c" * 64}"}}
      code: sha256:{"b" * 64}
"""
    dataset = read(folder, "2026-05-31.csv\n", lineage).value.by_name["cape"]
    origin = Origin("prices", dt.date(2026, 4, 30), "a" * 64, "c" * 64)
    assert dataset.newest.lineage == Lineage((origin,), "b" * 64)
