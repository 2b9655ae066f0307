"""`references import`: works of other programs come into the site's own list, which otherwise stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cli import main
from tests.building import TESTS, copy_site
from tests.cli.running import run

LIST = "content/references.yaml"
COMMENT = "# Works of the desk\n"
BIBTEX = r"""@article{mueller2020,
  author = {M{\"u}ller, J{\"o}rg}, title = {The {CAPE} in \'et\'e}, year = 2020
}
@online{grocer2026, title = {Another work}, url = {https://example.org/other}}
"""
MUELLER = """\
- id: mueller2020
  type: article-journal
  author:
  - {family: Müller, given: Jörg}
  title: The CAPE in été
  issued: 2020
"""
CSL_JSON = '[{"id": "wage", "type": "report", "title": "Wages", "issued": {"date-parts": [[2025, 3]]}}]'
CSL_YAML = "references:\n- id: rye\n  type: webpage\n  title: Rye\n  issued: 2026-01-02\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = copy_site(tmp_path / "site", TESTS / "problems" / "base")
    (folder / LIST).write_text(COMMENT + (folder / LIST).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def given(site: Path, name: str, text: str) -> str:
    file = site.parent / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def imported(site: Path, file: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """The exit status and the JSON that was printed."""
    status = main(["references", "import", file, "--json"], site=site)
    return status, json.loads(capsys.readouterr().out)


def test_a_key_that_stands_for_another_work_keeps_only_itself_out(site: Path) -> None:
    before = (site / LIST).read_text(encoding="utf-8")
    file = given(site, "library.bib", BIBTEX)
    told = run("references", "import", file, cwd=site)
    assert told.returncode == 1
    assert told.stdout == f"Added 1 work to {LIST}\n  [@mueller2020] The CAPE in été\n"
    assert (
        f"{file}:4:1: error[duplicate-citation]: the key grocer2026 stands for another work at {LIST}:2" in told.stderr
    )
    assert told.stderr.endswith("\n1 problem; the other works were added\n")
    assert (site / LIST).read_text(encoding="utf-8") == before + MUELLER


@pytest.mark.parametrize(
    ("name", "text", "key"), [("a.json", CSL_JSON, "wage"), ("a.yaml", CSL_YAML, "rye")], ids=["JSON", "YAML"]
)
def test_a_second_run_adds_nothing(
    site: Path, name: str, text: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (site / LIST).read_text(encoding="utf-8")
    file = given(site, name, text)
    assert imported(site, file, capsys) == (0, {"added": [key], "known": [], "problems": []})
    after = (site / LIST).read_text(encoding="utf-8")
    assert after.startswith(f"{before}- id: {key}\n")
    assert imported(site, file, capsys) == (0, {"added": [], "known": [key], "problems": []})
    assert (site / LIST).read_text(encoding="utf-8") == after


def test_json_tells_of_clashes_beside_what_was_added(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = imported(site, given(site, "library.bib", BIBTEX), capsys)
    assert (status, told["added"], told["known"]) == (1, ["mueller2020"], [])
    assert [(problem["code"], problem["line"]) for problem in told["problems"]] == [("duplicate-citation", 4)]


@pytest.mark.parametrize(("content", "code"), [(None, "missing-work-file"), (b"@misc{a, title = {\xe9}}", "encoding")])
def test_a_file_that_cannot_be_read(
    site: Path, content: bytes | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (site / LIST).read_bytes()
    file = site.parent / "library.bib"
    if content is not None:
        file.write_bytes(content)
    status, told = imported(site, str(file), capsys)
    assert (status, [problem["code"] for problem in told["problems"]]) == (1, [code])
    assert (site / LIST).read_bytes() == before


def test_a_list_to_which_nothing_can_be_added(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / LIST).write_text("[{id: a, title: b}]\n", encoding="utf-8")
    status, told = imported(site, given(site, "a.json", CSL_JSON), capsys)
    assert (status, [problem["code"] for problem in told["problems"]]) == (1, ["wrong-type"])
    assert (site / LIST).read_text(encoding="utf-8") == "[{id: a, title: b}]\n"
