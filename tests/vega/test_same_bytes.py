"""The same site has the same bytes whatever surrounds the program, and the same chart whatever was drawn before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nutgraf.digest import digest_bytes
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw, open_drawer
from nutgraf.vega.layout.fitting import fit
from tests.building import REPOSITORY, TESTS, copy_site, files_below

HERE = Path(__file__).parent / "same_bytes"
SPECS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "charts").glob("*.json"))}
WANTED = (
    "moments_without_zone",
    "words_in_a_set",
    "words_of_dates",
    "confidence",
    "sample",
    "now",
    "gradients",
    "months",
)
PAGE = "---\ntitle: All\nsummary: All charts.\ndate: 2026-02-02\n---\n" + "\n\n".join(
    f"![{name.replace('_', ' ')}](chart:{name})" for name in WANTED
)


HOMELESS = {"HOME": "/nowhere", "NUTGRAF_CACHE": ""}


@dataclass(frozen=True)
class Surroundings:
    """What a build may not see."""

    environment: Mapping[str, str]
    folder: str = "site"
    working_folder: str = "."
    jobs: int = 1


HOME = Surroundings({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})


def other_locale() -> str:
    """A locale of this machine that is neither C nor English; empty where it has none."""
    listing = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    foreign = [name for name in listing if not name.startswith(("C", "POSIX", "en")) and "utf" in name.lower()]
    return next(iter(foreign), "")


def built(folder: Path, cache: Path, surroundings: Surroundings) -> dict[str, str]:
    """The digest of each file of the built site, by path."""
    site = copy_site(folder / surroundings.folder, TESTS / "theme", TESTS / "problems" / "base", HERE)
    (site / "content" / "markets" / "all.md").write_text(PAGE, encoding="utf-8")
    with (site / "site.toml").open("a", encoding="utf-8") as config:
        config.write('\n[figures]\nexports = ["svg", "png", "pdf"]\n')
    # Only what takes long to make and holds no drawing.
    (site / ".nutgraf" / "cache").mkdir(parents=True)
    for script in cache.glob("isolate-*.js"):
        shutil.copy(script, site / ".nutgraf" / "cache")
    working_folder = folder / surroundings.working_folder
    working_folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LD_LIBRARY_PATH")}
    command = [sys.executable, "-m", "nutgraf", "-q", "-C", str(site), "--jobs", str(surroundings.jobs)]
    done = subprocess.run(
        command,
        cwd=working_folder,
        env={**kept, "PYTHONPATH": str(REPOSITORY), **surroundings.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    output = site / "site"
    return {path: digest_bytes((output / path).read_bytes()) for path in files_below(output)}


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("home"), cache, HOME)


@pytest.fixture(scope="module")
def cache(pytestconfig: pytest.Config) -> Path:
    folder = Path(pytestconfig.cache.mkdir("isolate"))
    open_drawer(folder)
    return folder


@pytest.mark.parametrize(
    "surroundings",
    [
        Surroundings({"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, jobs=2),
        Surroundings(
            {"TZ": "America/St_Johns", "LANG": "POSIX", "PYTHONHASHSEED": "4294967295", **HOMELESS},
            folder="a site, größer",
            working_folder="elsewhere",
        ),
    ],
    ids=["Tokyo", "St John's"],
)
def test_a_site_is_the_same_in_any_surroundings(
    surroundings: Surroundings, at_home: dict[str, str], cache: Path, tmp_path: Path
) -> None:
    program = "import time; print(time.strftime('%H', time.localtime(0)))"
    local = subprocess.run(
        [sys.executable, "-c", program], env=dict(surroundings.environment), capture_output=True, check=True
    )
    assert local.stdout.strip() != b"00", "this machine knows the time zone"
    assert built(tmp_path, cache, surroundings) == at_home
    assert {name for name in WANTED if any(name in path for path in at_home)} == set(WANTED)


def test_a_site_is_the_same_in_another_locale(at_home: dict[str, str], cache: Path, tmp_path: Path) -> None:
    name = other_locale()
    if not name:
        pytest.skip("this machine has no locale but C and English: nothing to see there")
    program = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.nl_langinfo(locale.MON_3))"
    month = subprocess.run([sys.executable, "-c", program], env={"LC_ALL": name}, capture_output=True, check=True)
    assert month.stdout.strip() != b"March", "the locale is really set"
    assert built(tmp_path, cache, Surroundings({"LC_ALL": name, "LANGUAGE": name[:2]})) == at_home


def pictures(drawer: Drawer, specs: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    rows = {"prices": [{"day": "2026-01-01T00:00:00Z", "price": 2}, {"day": "2026-01-31T00:00:00Z", "price": 3}]}
    return {
        name: draw(drawer, fit({**spec, "datasets": rows}, Theme(), 500, narrow=False), Theme(), title=name).text
        for name, spec in specs.items()
    }


@pytest.fixture(scope="module")
def drawn_first(cache: Path) -> dict[str, str]:
    """Each chart as the first of an isolate."""
    return {name: pictures(open_drawer(cache), {name: spec})[name] for name, spec in SPECS.items()}


def test_the_charts_hold_what_could_differ(drawn_first: dict[str, str]) -> None:
    together = "".join(drawn_first.values())
    assert 'clip-path="url(#' in together
    assert "<linearGradient" in together
    assert "Sat Jan  1 00:00:00 2000" in together or "1/1/2000" in together
    assert len(SPECS) == 5


def test_a_chart_is_the_same_first_and_last(drawer: Drawer, drawn_first: dict[str, str]) -> None:
    for _ in range(2):
        assert pictures(drawer, SPECS) == drawn_first
        assert pictures(drawer, dict(reversed(SPECS.items()))) == drawn_first


def test_a_chart_is_the_same_in_another_thread(drawer: Drawer, drawn_first: dict[str, str]) -> None:
    drawn: dict[str, str] = {}
    thread = threading.Thread(target=lambda: drawn.update(pictures(drawer, SPECS)))
    thread.start()
    thread.join()
    assert drawn == drawn_first


def test_a_chart_is_the_same_after_one_that_failed(cache: Path, drawn_first: dict[str, str]) -> None:
    drawer = open_drawer(cache)
    memory = {
        "data": {"values": [{"a": 1}]},
        "transform": [{"calculate": "pad('', 1e9, 'x')", "as": "a"}],
        "mark": "bar",
    }
    with pytest.raises(MemoryError):
        draw(drawer, memory, Theme())
    assert pictures(drawer, SPECS) == drawn_first
