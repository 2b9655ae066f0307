"""`data derive`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from nutgraf.digest import digest_bytes
from nutgraf.pipeline import BuildOptions
from tests.building import Builder
from tests.cli.running import run
from tests.deriving.sites import DERIVE, site_with_rises

CSV = "day,rise\n2026-01-15,0.2\n2026-01-31,0.1\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_rises(tmp_path)


def descriptor(site: Path) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load((site / "data/rises/datapackage.yaml").read_text())
    return read


def change(site: Path, old: str, new: str) -> None:
    text = (site / "data/rises/derive.py").read_text()
    assert old in text
    (site / "data/rises/derive.py").write_text(text.replace(old, new))


def test_a_new_dataset_then_a_build_then_verify(site: Path, builder: Builder) -> None:
    (problem,) = builder.problems(site)
    assert (problem.code, problem.location.path) == ("no-version", "data/rises/derive.py")
    assert problem.hint == "derive it: python build.py data derive rises"
    first = run("data", "derive", "rises", cwd=site)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:4] == [
        "Derived data/rises/2026-01-31.csv",
        "  from prices of 2026-01-31",
        "  day   date",
        "  rise  number",
    ]
    assert (site / "data/rises/2026-01-31.csv").read_text() == CSV
    made = descriptor(site)
    assert (made["title"], made["description"]) == ("Rises", "How much dearer a loaf is than the time before.")
    assert made["licenses"] == yaml.safe_load((site / "data/prices/datapackage.yaml").read_text())["licenses"]
    (resource,) = made["resources"]  # type: ignore[misc]
    assert resource["hash"] == f"sha256:{digest_bytes(CSV.encode())}"  # type: ignore[has-type]
    assert resource["lineage"]["code"] == f"sha256:{digest_bytes(DERIVE.encode())}"  # type: ignore[has-type]
    assert builder.problems(site, BuildOptions(strict=True)) == ()
    assert "Rises  (derived from prices of 2026-01-31)" in run("data", "list", cwd=site).stdout
    builder.write(site)
    assert builder.verify(site) == ()


def test_deriving_again(site: Path, builder: Builder) -> None:
    run("data", "derive", "rises", cwd=site)
    text = (site / "data/rises/datapackage.yaml").read_text()
    again = run("data", "derive", "rises", cwd=site)
    assert (again.returncode, again.stdout.splitlines()[0]) == (
        0,
        "data/rises/2026-01-31.csv is what data/rises/derive.py makes today: nothing to write",
    )
    change(site, '"""Rises."""', "# In crowns.")
    (problem,) = builder.problems(site)
    assert (problem.code, problem.severity) == ("stale-derivation", "warning")
    assert [each.severity for each in builder.problems(site, BuildOptions(strict=True))] == ["error"]
    assert "recorded anew" in run("data", "derive", "rises", cwd=site).stdout
    code = digest_bytes((site / "data/rises/derive.py").read_bytes())
    assert (site / "data/rises/datapackage.yaml").read_text() == text.replace(digest_bytes(DERIVE.encode()), code)
    change(site, "round(2)", "round(0)")
    refused = run("data", "derive", "rises", cwd=site)
    assert refused.returncode == 1
    assert "error[version-exists]" in refused.stderr
    assert (site / "data/rises/2026-01-31.csv").read_text() == CSV
    later = run("data", "derive", "rises", "--version", "2026-02-01", "--json", cwd=site)
    told = json.loads(later.stdout)
    assert (told["derived"], told["from"]) == ("data/rises/2026-02-01.csv", [["prices", "2026-01-31"]])
    assert told["difference"]["cells_changed"] == 2


def test_a_draft_may_be_derived_over(site: Path, builder: Builder) -> None:
    run("data", "derive", "rises", "--draft", cwd=site)
    change(site, "round(2)", "mul(0)")
    assert run("data", "derive", "rises", cwd=site).stdout.startswith("Derived data/rises/2026-01-31.csv")
    assert (site / "data/rises/2026-01-31.csv").read_text() == "day,rise\n2026-01-15,0.0\n2026-01-31,0.0\n"
    assert builder.problems(site) == ()
    assert [problem.code for problem in builder.problems(site, BuildOptions(strict=True))] == ["draft-data"]


def test_a_descriptor_that_is_there_is_kept(site: Path, builder: Builder) -> None:
    text = """\
title: By how much bread rose
sources: [{title: The Grocer}]
licenses: [{name: CC-BY-4.0}]
schema:
  fields:
    - {name: day, type: date}
    - {name: rise, type: number, unit: crowns}  # a comment
"""
    (site / "data/rises/datapackage.yaml").write_text(text)
    assert run("data", "derive", "rises", cwd=site).returncode == 0
    assert (site / "data/rises/datapackage.yaml").read_text().startswith(text)
    assert "schema" not in descriptor(site)["resources"][0]  # type: ignore[index]
    assert builder.problems(site) == ()


def test_what_cannot_be_derived(site: Path) -> None:
    change(site, "frame = ", "open('/etc/hostname'); frame = ")
    refused = run("data", "derive", "rises", cwd=site)
    assert refused.returncode == 1
    assert "data/rises/derive.py:9:5: error[outside-access]" in refused.stderr
    assert refused.stderr.endswith("1 problem; nothing was written\n")
    assert [path.name for path in (site / "data/rises").iterdir() if path.is_file()] == ["derive.py"]


def test_a_dataset_without_a_function(site: Path) -> None:
    refused = run("data", "derive", "rise", cwd=site)
    assert "error[bad-derivation]: there is no data/rise/derive.py" in refused.stderr
    assert "did you mean rises?" in refused.stderr


def test_what_verify_finds(site: Path, builder: Builder) -> None:
    change(site, ".round(2)", ".round(2) + pd.Timestamp.now().year * 0")
    run("data", "derive", "rises", cwd=site)
    builder.write(site)
    assert builder.verify(site) == ()
    change(site, "now().year * 0", "now().year * 1")
    builder.write(site)
    (problem,) = builder.verify(site)
    assert problem.code == "derivation-differs"
    assert problem.location.path == "data/rises/datapackage.yaml"
    assert "rise in line 2 is 0.2 there and 20" in problem.message
    assert problem.hint.startswith("changed since it was derived: derive.py")
