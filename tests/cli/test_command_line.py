"""The program as its users run it: in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.building import TESTS, copy_flagship, copy_site, files_below, use_cache
from tests.cli.running import available_locale, run

BASE = TESTS / "problems" / "base"
THEME = TESTS / "theme"


@pytest.fixture
def site(tmp_path: Path, shared_cache: Path) -> Path:
    return use_cache(copy_site(tmp_path / "here", THEME, BASE), shared_cache)


def test_a_build_says_what_it_made_and_how_to_look_at_it(site: Path) -> None:
    first = run(cwd=site)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Built 2 pages, 1 figure and 2 checked numbers in ")
    assert "http.server" in first.stdout
    assert (site / "site/index.html").is_file()
    again = run(cwd=site)
    assert again.stdout.startswith("site/ is up to date: 2 pages, 1 figure and 2 checked numbers (")


def test_check_writes_nothing(site: Path) -> None:
    assert run("check", cwd=site).returncode == 0
    assert not (site / "site").exists()


def test_problems_leave_the_site_as_it_was_and_exit_with_1(site: Path) -> None:
    run(cwd=site)
    before = {path: (site / "site" / path).read_bytes() for path in files_below(site / "site")}
    page = site / "content/markets/dear.md"
    page.write_text(page.read_text().replace("[2.40]", "[2.70]"))
    failed = run(cwd=site)
    assert failed.returncode == 1
    assert "error[fact-mismatch]" in failed.stderr
    assert "2 problems; nothing was written" in failed.stderr
    assert {path: (site / "site" / path).read_bytes() for path in files_below(site / "site")} == before


def test_problems_as_json(site: Path) -> None:
    (site / "content/markets/loaf.png").unlink()
    failed = run("--json", cwd=site)
    (problem,) = json.loads(failed.stdout)["problems"]
    assert (failed.returncode, problem["code"], problem["path"]) == (1, "missing-image", "content/markets/dear.md")


def test_a_report_as_json(site: Path) -> None:
    report = json.loads(run("--json", cwd=site).stdout)
    assert (report["pages"], report["figures"], report["problems"]) == (2, 1, [])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_what_a_terminal_cannot_show_is_written_with_escapes(encoding: str, site: Path) -> None:
    (site / "content/markets/dear.md").rename(site / "content/markets/\u0142odka.md")
    env = {"PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0"}
    shown = run("check", cwd=site, env=env)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert ("\u0142" if encoding == "utf-8" else "\\u0142") in shown.stdout
    told = run("check", "--json", cwd=site, env=env)
    assert "content/markets/\u0142odka.md" in [page["path"] for page in json.loads(told.stdout)["coverage"]]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_folders_whose_names_are_no_text(site: Path) -> None:
    odd = os.fsdecode(b"here\xff")
    root = site.rename(site.with_name(odd))
    arguments = ("--output", odd)
    env = {"PYTHONIOENCODING": "utf-8:strict"}
    for said in ("Built 2 pages", "here\\udcff/ is up to date"):
        done = run(*arguments, cwd=root, env=env)
        assert (done.returncode, done.stderr, said in done.stdout) == (0, "", True)
    assert (root / odd / "index.html").is_file()
    assert run("clean", *arguments, cwd=root, env=env).returncode == 0
    assert not (root / odd / "index.html").exists()


def test_quiet_says_nothing(site: Path) -> None:
    assert run("-q", cwd=site).stdout == ""


@pytest.mark.parametrize("arguments", [("bild",), ("--no-such-option",), ("-C", "nowhere"), ("--url", "example.org")])
def test_wrong_usage_exits_with_2(site: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, cwd=site).returncode == 2


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    failed = run(cwd=tmp_path)
    assert failed.returncode == 2
    assert "site.toml" in failed.stderr


def test_the_url_is_used_where_an_absolute_address_is_needed(site: Path) -> None:
    run("--url", "https://other.example/x", cwd=site)
    assert "https://other.example/x/markets/dear/" in (site / "site/sitemap.xml").read_text()
    assert "https://other.example/x/markets/dear/" in (site / "site/feed.xml").read_text()


def test_draft_data_are_fine_but_not_under_strict(site: Path) -> None:
    descriptor = site / "data/prices/datapackage.yaml"
    lines = [line for line in descriptor.read_text().splitlines() if "hash:" not in line and "bytes:" not in line]
    descriptor.write_text("\n".join(lines))
    assert run(cwd=site).returncode == 0
    strict = run("--strict", cwd=site)
    assert strict.returncode == 1
    assert "error[draft-data]" in strict.stderr
    assert run(cwd=site, env={"CI": "true"}).returncode == 1


def test_drafts_appear_only_when_asked_for(site: Path) -> None:
    page = site / "content/markets/draft.md"
    page.write_text("---\ntitle: Draft\nsummary: Not yet.\ndate: 2026-01-01\ndraft: true\n---\nWords.\n")
    run(cwd=site)
    assert not (site / "site/markets/draft").exists()
    run("--drafts", cwd=site)
    assert (site / "site/markets/draft/index.html").is_file()


def test_a_site_with_a_build_py_is_built_by_it(site: Path) -> None:
    (site / "build.py").write_text(
        "from pathlib import Path\nfrom nutgraf.cli import run\n"
        "from nutgraf.model.extensions import Extensions\n"
        "from nutgraf.model.artifact import Artifact\n"
        "extra = Extensions(outputs=[lambda site: {'extra.txt': Artifact('extra.txt', b'hello')}],"
        " filters={'shout': str.upper})\n"
        "run(site=Path(__file__).parent, extensions=extra)\n"
    )
    template = site / "templates/home.html"
    template.write_text(template.read_text().replace("{% if lead %}", "{{ 'news' | shout }}{% if lead %}", 1))
    assert run("-C", str(site), cwd=site.parent).returncode == 0
    assert (site / "site/extra.txt").read_text() == "hello"
    assert "NEWS" in (site / "site/index.html").read_text()


def test_a_build_py_that_does_not_say_where_it_is_does_not_call_itself_for_ever(site: Path) -> None:
    (site / "build.py").write_text("from nutgraf.cli import run\nrun()\n")
    assert run("-C", str(site), cwd=site.parent).returncode == 0
    assert (site / "site/index.html").is_file()


@pytest.mark.soak
def test_the_flagship_is_the_same_bytes_everywhere(tmp_path: Path) -> None:
    here = copy_flagship(tmp_path / "one")
    there = copy_flagship(tmp_path / "a longer name with späce")
    first = run(cwd=here, env={"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
    second = run(
        "-j", "1", cwd=there, env={"TZ": "America/New_York", "LC_ALL": available_locale(), "PYTHONHASHSEED": "2"}
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert files_below(here / "site") == files_below(there / "site")
    for path in files_below(here / "site"):
        assert (here / "site" / path).read_bytes() == (there / "site" / path).read_bytes(), path
