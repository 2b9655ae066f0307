"""The scripts that set a new machine up, with what they say where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository.repository import ROOT

OLD_PYTHON = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n'
NEW_PYTHON_WITHOUT_VENV = """#!/bin/sh
case "$2" in
*version_info\\ *) exit 0 ;;
*ensurepip*) exit 1 ;;
*print*) echo 3.12 ;;
esac
"""
BROWSER = "#!/bin/sh\necho 'Chromium 150.0'\n"
SNAP_STUB = "#!/bin/sh\necho 'This command requires a snap' >&2\nexit 1\n"

APT_GET = """#!/bin/sh
echo "apt-get $1"
[ "$1" = install ] || exit 0
printf '#!/bin/sh\\necho Chromium 150.0\\n' > "${0%/*}/chromium"
chmod +x "${0%/*}/chromium"
"""
PLAYWRIGHT = """#!/bin/sh
if [ "$1" = - ]; then
    echo BROWSER
else
    printf '#!/bin/sh\\necho Chromium 150.0\\n' > BROWSER
    chmod +x BROWSER
fi
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX shell scripts")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder that is the whole PATH: the tools that the scripts need, and no Python or browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "dirname", "head", "grep", "cat"):
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return folder


def add_program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def run(script: Path, *arguments: str, path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(path / "sh"), str(script), *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": str(path), **variables},
    )


def test_python_too_old(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "python3", OLD_PYTHON)
    done = run(ROOT / ".ci/venv", str(tmp_path / "venv"), path=programs)
    assert done.returncode == 1
    assert done.stderr == (
        "Nutgraf needs Python 3.11 or newer.\n"
        "Found, but too old: python3 (Python 3.9.2).\n"
        "Install a newer Python, or name one: make site PYTHON=/path/to/python3\n"
    )


def test_no_python(programs: Path, tmp_path: Path) -> None:
    done = run(ROOT / ".ci/venv", str(tmp_path / "venv"), path=programs)
    assert done.returncode == 1
    assert "No Python was found on the PATH." in done.stderr


def test_python_without_venv(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "python3", NEW_PYTHON_WITHOUT_VENV)
    done = run(ROOT / ".ci/venv", str(tmp_path / "venv"), path=programs)
    assert done.returncode == 1
    assert "sudo apt install python3.12-venv" in done.stderr


def test_the_newer_python_of_two_is_taken(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "python3", OLD_PYTHON)
    add_program(programs, "python3.13", NEW_PYTHON_WITHOUT_VENV)
    done = run(ROOT / ".ci/venv", str(tmp_path / "venv"), path=programs)
    assert "python3.13 (Python 3.12) cannot make virtual environments" in done.stderr


def test_a_good_environment_is_left_alone(programs: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv/bin/python"
    python.parent.mkdir(parents=True)
    add_program(python.parent, "python", "#!/bin/sh\nexit 0\n")
    done = run(ROOT / ".ci/venv", str(tmp_path / "venv"), path=programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def chromium_script(tmp_path: Path) -> Path:
    """A copy outside the repository, so that no browser of the environment here is found."""
    script = tmp_path / ".ci/chromium"
    script.parent.mkdir()
    shutil.copy(ROOT / ".ci/chromium", script)
    return script


def test_a_browser_that_does_not_start_is_passed_over(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "chromium", SNAP_STUB)
    chrome = add_program(programs, "google-chrome", BROWSER)
    done = run(chromium_script(tmp_path), path=programs)
    assert (done.returncode, done.stdout) == (0, f"{chrome}\n")


def test_the_named_browser_is_taken(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "chromium", BROWSER)
    named = add_program(tmp_path, "my chrome", BROWSER)
    done = run(chromium_script(tmp_path), path=programs, NUTGRAF_CHROMIUM=str(named))
    assert (done.returncode, done.stdout) == (0, f"{named}\n")


def test_a_named_browser_that_does_not_start_is_told(programs: Path, tmp_path: Path) -> None:
    done = run(chromium_script(tmp_path), path=programs, NUTGRAF_CHROMIUM="/no/such/chrome")
    assert done.returncode == 1
    assert done.stderr == "NUTGRAF_CHROMIUM is /no/such/chrome, which does not start.\n"


def test_no_browser_and_none_asked_for(programs: Path, tmp_path: Path) -> None:
    done = run(chromium_script(tmp_path), path=programs)
    assert (done.returncode, done.stdout) == (1, "")
    assert ".ci/chromium --install installs one" in done.stderr


def test_root_installs_the_package_of_the_system(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "id", "#!/bin/sh\necho 0\n")
    add_program(programs, "chmod", f'#!/bin/sh\nexec {shutil.which("chmod")} "$@"\n')
    add_program(programs, "apt-get", APT_GET)
    done = run(chromium_script(tmp_path), "--install", path=programs)
    assert (done.returncode, done.stdout) == (0, f"{programs / 'chromium'}\n")
    assert "installing Chromium with apt-get" in done.stderr
    assert done.stderr.index("apt-get update") < done.stderr.index("apt-get install")


def test_others_get_the_build_of_playwright(programs: Path, tmp_path: Path) -> None:
    add_program(programs, "id", "#!/bin/sh\necho 1000\n")
    add_program(programs, "apt-get", APT_GET)
    add_program(programs, "chmod", f'#!/bin/sh\nexec {shutil.which("chmod")} "$@"\n')
    script = chromium_script(tmp_path)
    browser = tmp_path / "playwright-chrome"
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    add_program(python.parent, "python", PLAYWRIGHT.replace("BROWSER", str(browser)))
    done = run(script, "--install", path=programs)
    assert (done.returncode, done.stdout) == (0, f"{browser}\n"), done.stderr
    assert "Installing the Chromium that Playwright knows." in done.stderr
    assert "apt-get" not in done.stderr


def test_scripts_can_be_run() -> None:
    for name in ("run", "venv", "chromium"):
        assert os.access(ROOT / ".ci" / name, os.X_OK), name
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=False).returncode == 0
