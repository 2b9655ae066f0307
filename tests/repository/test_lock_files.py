"""Lock files: every package pinned and hashed, from no particular index."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.repository.repository import ROOT, relative, tracked_files

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<marker> ; [^\\]+)?( \\)?$")

# Written so that the pattern does not match itself.
REGISTRY_HOSTS = re.compile(r"pypi[.]org|python[h]osted|npm[j]s[.]|registry[.]npm|deb[.]debian")


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, set[str]]:
    """The versions of each package in a lock file; a package may have several, each with a marker."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        match = PIN.match(line)
        if match:
            found.setdefault(normalised(match["name"]), set()).add(match["version"])
    return found


def blocks(lock: str) -> list[str]:
    """One text for each pinned package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [block for block in re.split(r"\n(?=[A-Za-z0-9])", text) if block.strip()]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    for block in blocks(lock):
        first = block.splitlines()[0]
        assert PIN.match(first), first
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), first


@pytest.mark.parametrize("lock", LOCKS)
def test_no_index_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host", text)


def test_tests_run_on_what_a_build_runs_on() -> None:
    development = pins("requirements-dev.lock")
    assert {name: development.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        locked = pins(lock)
        for dependency in wanted:
            name, _, exact = dependency.partition("==")
            assert normalised(re.split(r"[<>=!~ ]", name)[0]) in locked, dependency
            if exact:
                assert locked[normalised(name)] == {exact}


def test_no_file_names_a_registry_host() -> None:
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{relative(path)}: {match[0]}" for match in REGISTRY_HOSTS.finditer(text)]
    assert found == []
