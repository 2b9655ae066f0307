"""`data list`, `data add`, `data seal`."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from nutgraf.fetching import fetch
from nutgraf.pipeline import BuildOptions
from tests.building import TESTS, Builder, copy_site
from tests.cli.running import run

FIRST = "year,n\n2023,5\n2024,6\n"
SECOND = "year,n\n2023,5\n2024,7\n2025,8\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "counts-2026-01-01.csv").write_text(FIRST)
    (tmp_path / "counts-2026-02-01.csv").write_text(SECOND)
    return copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base")


def descriptor(site: Path, name: str = "counts") -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load((site / f"data/{name}/datapackage.yaml").read_text())
    return read


def test_a_new_dataset_then_a_new_version_then_a_build(site: Path, builder: Builder) -> None:
    terms = ("--source", "An office", "--licence", "CC0-1.0")
    first = run("data", "add", "../counts-2026-01-01.csv", *terms, cwd=site)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "Added data/counts/2026-01-01.csv\n  year  year\n  n     integer\n"
    assert (site / "data/counts/2026-01-01.csv").read_text() == FIRST
    second = run("data", "add", "../counts-2026-02-01.csv", cwd=site)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.splitlines()[-2:] == [
        "Against the version before: 1 row added, 0 removed, 1 value changed in 1 row",
        "  2024, n: 6 → 7",
    ]
    assert [set(resource) for resource in descriptor(site)["resources"]] == [{"name", "path", "hash", "bytes"}] * 2  # type: ignore[attr-defined]
    assert builder.problems(site, BuildOptions(strict=True)) == ()
    assert "counts  2026-02-01 and 1 older  Counts" in run("data", "list", cwd=site).stdout


def test_a_version_is_never_written_over(site: Path) -> None:
    run("data", "add", "../counts-2026-01-01.csv", "--source", "A", "--licence", "CC0-1.0", cwd=site)
    again = run("data", "add", "../counts-2026-02-01.csv", "--date", "2026-01-01", cwd=site)
    assert again.returncode == 1
    assert "data/counts/2026-01-01.csv:1:1: error[version-exists]" in again.stderr
    assert (site / "data/counts/2026-01-01.csv").read_text() == FIRST


def test_what_is_still_to_be_said_is_listed(site: Path, builder: Builder) -> None:
    told = run("data", "add", "../counts-2026-01-01.csv", cwd=site)
    assert told.returncode == 0
    assert "Still to say in data/counts/datapackage.yaml" in told.stdout
    assert [problem.code for problem in builder.problems(site)] == ["missing-licence", "missing-source"]


def test_a_file_in_other_habits_needs_the_word(site: Path) -> None:
    (site.parent / "werte.csv").write_bytes("jahr;wert\n2023;1.234,5\n2024;12,5\n".encode("cp1252"))
    refused = run("data", "add", "../werte.csv", cwd=site)
    assert refused.returncode == 1
    assert "error[incoming-form]: a build reads comma-separated UTF-8 only" in refused.stderr
    assert not (site / "data/werte").exists()
    assert run("data", "add", "../werte.csv", "--convert", "--date", "2026-03-01", cwd=site).returncode == 0
    assert (site / "data/werte/2026-03-01.csv").read_text() == "jahr,wert\n2023,1234.5\n2024,12.5\n"
    assert "decimal commas" in descriptor(site, "werte")["resources"][0]["description"]  # type: ignore[index]


def test_other_columns_get_a_schema_of_their_own(site: Path, builder: Builder) -> None:
    run("data", "add", "../counts-2026-01-01.csv", "--source", "A", "--licence", "CC0-1.0", cwd=site)
    (site.parent / "counts.csv").write_text("year,n,note\n2023,5,x\n")
    told = run("data", "add", "../counts.csv", "--date", "2026-03-01", cwd=site)
    assert "  new column note" in told.stdout
    assert [field["name"] for field in descriptor(site)["resources"][1]["schema"]["fields"]] == ["year", "n", "note"]  # type: ignore[index]
    assert builder.problems(site) == ()


def test_a_new_version_that_breaks_a_constraint_is_told(site: Path) -> None:
    run("data", "add", "../counts-2026-01-01.csv", "--source", "A", "--licence", "CC0-1.0", cwd=site)
    path = site / "data/counts/datapackage.yaml"
    path.write_text(
        path.read_text().replace("    type: integer\n", "    type: integer\n    constraints: {maximum: 7}\n")
    )
    told = run("data", "add", "../counts-2026-02-01.csv", cwd=site)
    assert told.returncode == 1
    assert "data/counts/2026-02-01.csv:4:6: error[csv-constraint]" in told.stderr
    assert told.stderr.endswith("the file was added all the same\n")


def test_seal(site: Path, builder: Builder) -> None:
    run("data", "add", "../counts-2026-01-01.csv", "--source", "A", "--licence", "CC0-1.0", cwd=site)
    path = site / "data/counts/datapackage.yaml"
    whole = path.read_text()
    path.write_text("".join(line for line in whole.splitlines(True) if "hash:" not in line and "bytes:" not in line))
    assert [problem.code for problem in builder.problems(site, BuildOptions(strict=True))] == ["draft-data"]
    sealed = run("data", "seal", "counts", cwd=site)
    assert (sealed.returncode, sealed.stdout) == (0, "Sealed counts of 2026-01-01\n")
    assert path.read_text() == whole
    assert run("data", "seal", "counts", cwd=site).stdout == "counts has no draft: nothing to seal\n"
    assert "did you mean counts?" in run("data", "seal", "count", cwd=site).stderr


def test_a_file_that_is_not_there(site: Path) -> None:
    told = run("data", "add", "../no.csv", cwd=site)
    assert told.returncode == 1
    assert "../no.csv:1:1: error[not-fetched]: the file cannot be read: No such file or directory" in told.stderr


class _Office(BaseHTTPRequestHandler):
    """A publisher on this machine."""

    def do_GET(self) -> None:
        if self.path == "/old.csv":
            self.send_response(302)
            self.send_header("Location", "/counts.csv")
            self.end_headers()
        elif self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/counts.csv":
            self.send_response(200)
            self.send_header("Content-Type", "text/csv; charset=utf-8")
            self.end_headers()
            self.wfile.write(FIRST.encode())
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def office() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Office) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_fetched_and_its_way_recorded(site: Path, office: str) -> None:
    told = run("data", "add", f"{office}/old.csv", "--to", "counts", "--date", "2026-01-01", "--json", cwd=site)
    assert json.loads(told.stdout)["added"] == "data/counts/2026-01-01.csv"
    description = descriptor(site)["resources"][0]["description"]  # type: ignore[index]
    assert description == (
        f"Retrieved from {office}/old.csv, which led to {office}/counts.csv. The server called it text/csv."
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "the server answered 404 Not Found"),
        ("/elsewhere", "file:///etc/hostname"),
    ],
)
def test_an_address_without_a_file(office: str, path: str, reason: str) -> None:
    (problem,) = fetch(office + path).problems
    assert problem.code == "not-fetched"
    assert reason in problem.message


def test_a_file_that_is_too_large(office: str) -> None:
    (problem,) = fetch(f"{office}/counts.csv", size_limit=10).problems
    assert problem.message.startswith("the file is larger than")


def test_nobody_answers() -> None:
    (problem,) = fetch("http://127.0.0.1:9/x.csv").problems
    assert problem.message.startswith("it cannot be read: ")
