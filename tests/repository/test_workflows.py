"""GitHub's files: valid by their schemas, and by the rules of docs/adr/0005-workflow-linting.md."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from nutgraf.cache import CACHE_FOLDER
from nutgraf.sources import CONFIG_FILE, SOURCE_FOLDERS
from tests.repository.repository import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED_LINE = re.compile(r"uses:\s*[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$")
READ_ONLY = {"contents": "read"}
MAY_WRITE = {
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("pages.yml", "attest"): {"attestations": "write", "id-token": "write"},
    ("pages.yml", "comment"): {"pull-requests": "write"},
}


def violations(name: str, text: str) -> list[str]:
    """What a workflow does against our rules."""
    workflow: dict[Any, Any] = yaml.safe_load(text)
    found = [
        f"not pinned to a commit with its version: {line.strip()}"
        for line in text.splitlines()
        if re.match(r"\s*(- )?uses:", line) and not PINNED_LINE.search(line)
    ]
    triggers = workflow[True]  # YAML 1.1 takes `on` for a boolean
    if "pull_request_target" in triggers or "workflow_run" in triggers:
        found.append("a trigger that runs foreign changes with our token")
    if workflow.get("permissions") != READ_ONLY:
        found.append("the top-level token can do more than read the contents")
    for job_name, job in workflow["jobs"].items():
        allowed = MAY_WRITE.get((name, job_name), {})
        asked = job.get("permissions", {})
        if not isinstance(asked, dict) or any(asked[key] not in ("read", allowed.get(key)) for key in asked):
            found.append(f"{job_name} asks for permissions: {asked}")
        if "timeout-minutes" not in job:
            found.append(f"{job_name} has no time limit")
        for step in job["steps"]:
            if "${{" in step.get("run", ""):
                found.append(f"{job_name} puts an expression into a script")
            is_checkout = str(step.get("uses", "")).startswith("actions/checkout@")
            if is_checkout and step.get("with", {}).get("persist-credentials") is not False:
                found.append(f"{job_name} leaves its credentials in the checkout")
    return found


def broken_workflows(text: str) -> Iterator[tuple[str, str]]:
    """Ways to break the workflow, and what has to be noticed."""
    yield re.sub(r"checkout@[0-9a-f]{40} # v[\d.]+", "checkout@v7", text), "not pinned"
    yield re.sub(r"(deploy-pages@[0-9a-f]{40}) # v[\d.]+", r"\1", text), "not pinned"
    yield text.replace("  pull_request:\n", "  pull_request_target:\n", 1), "a trigger"
    yield text.replace("permissions:\n  contents: read", "permissions:\n  contents: write", 1), "the top-level token"
    yield text.replace("permissions:\n  contents: read\n", "", 1), "the top-level token"
    yield text.replace("pages: read", "pages: write"), "build asks for permissions"
    yield text.replace("      pages: write", "      contents: write"), "deploy asks for permissions"
    yield text.replace("    timeout-minutes: 15\n", "", 1), "build has no time limit"
    yield text.replace('--url "$BASE_URL/"', "--url ${{ steps.pages.outputs.base_url }}"), "build puts an expression"
    yield text.replace("persist-credentials: false", "persist-credentials: true", 1), "test leaves its credentials"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_keeps_the_rules(path: Path) -> None:
    assert violations(path.name, path.read_text(encoding="utf-8")) == []


def test_each_rule_notices_a_workflow_that_breaks_it() -> None:
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    for broken, expected in broken_workflows(text):
        assert broken != text, expected
        assert any(violation.startswith(expected) for violation in violations("pages.yml", broken)), expected


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", "workflows/*.yml"),
        ("custom.github-workflows-require-timeout", "workflows/*.yml"),
        ("vendor.dependabot", "dependabot.yml"),
        ("vendor.github-issue-config", "ISSUE_TEMPLATE/config.yml"),
        ("vendor.github-issue-forms", "ISSUE_TEMPLATE/[!c]*.yml"),
    ],
)
def test_files_are_valid_by_their_schema(schema: str, pattern: str) -> None:
    files = [str(path) for path in sorted((ROOT / ".github").glob(pattern))]
    assert files
    assert check_schema(schema, *files) == 0


def test_the_schema_notices_a_misspelt_key(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    broken = tmp_path / "pages.yml"
    broken.write_text(text.replace("runs-on:", "run-on:", 1), encoding="utf-8")
    assert check_schema("vendor.github-workflows", str(broken)) != 0


def check_schema(schema: str, *files: str) -> int:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_pages_are_built_for_their_address_and_published_from_main_only() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    for_address = next(step for step in build["steps"] if "BASE_URL" in step.get("env", {}))
    assert for_address["env"]["BASE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert '--url "$BASE_URL/"' in for_address["run"]
    assert sorted(deploy["needs"]) == ["attest", "build", "test"]
    for part in (
        deploy,
        workflow["jobs"]["attest"],
        next(step for step in build["steps"] if "upload-pages" in step.get("uses", "")),
    ):
        assert part["if"] == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"


def test_what_was_made_is_kept_under_all_that_it_is_made_from() -> None:
    steps = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]["build"]["steps"]
    [position] = [at for at, step in enumerate(steps) if step.get("uses", "").startswith("actions/cache@")]
    given = steps[position]["with"]
    assert given["path"] == CACHE_FOLDER
    named = re.findall(r"'([^']+)'", given["key"])
    assert named == ["requirements.lock", "nutgraf/**", CONFIG_FILE, *(f"{folder}/**" for folder in SOURCE_FOLDERS)]
    restored = given["restore-keys"].splitlines()
    assert [given["key"].startswith(start) for start in restored] == [True, True], "an older cache serves"
    assert sorted(restored, key=len, reverse=True) == restored, "the nearest first"
    assert all("build.py" not in step.get("run", "") for step in steps[:position]), "it is there before the first build"


def test_jobs_that_write_run_nothing_of_the_repository() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]
    for name in ("comment", "attest", "deploy"):
        assert not any("checkout" in step.get("uses", "") for step in jobs[name]["steps"]), name


def test_comments_are_for_branches_of_the_same_repository() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]
    own = "github.event.pull_request.head.repo.full_name == github.repository"
    assert own in jobs["comment"]["if"]
    kept = next(step for step in jobs["build"]["steps"] if step.get("with", {}).get("name") == "changes")
    assert own in kept["if"]


def test_the_manifest_is_attested_as_it_is_published() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]
    taken, attested = jobs["attest"]["steps"]
    assert taken["with"] == {"name": "site", "path": "site"}
    assert attested["with"] == {"subject-path": "site/manifest.json"}
    kept = [step["with"]["path"] for step in jobs["build"]["steps"] if "upload" in step.get("uses", "")]
    assert kept.count("${{ runner.temp }}/site") == 2, "the same folder is kept and published"


def test_pre_commit_hooks_need_no_network() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    for repository in config["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            assert hook["entry"].startswith(".venv/bin/")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
