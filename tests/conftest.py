from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.building import Builder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite what the golden tests expect")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is refused in CI: look at the difference, and accept it at your desk")


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all builds of a run of the tests, those of its other processes too: what was made is not made again.

    A test that proves that something is made alike twice wants a cache of its own.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared-cache"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def tools_cache(shared_cache: Path) -> Iterator[Path]:
    """What only the tools decide, for all builds of a run, also those with a cache of their own: cut fonts and the
    isolate's script take many seconds. Not that of the user's sites."""
    folder = shared_cache.parent / "tools-cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUTGRAF_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def builder(shared_cache: Path, tools_cache: Path) -> Iterator[Builder]:
    # Imported here, so that tests of single modules do not pay for the whole program.
    from nutgraf.cache import Cache
    from nutgraf.figures import open_studio
    from nutgraf.worker import WorkerPool
    from tests.building import Builder

    with WorkerPool(2, partial(open_studio, shared_cache, tools_cache)) as pool:
        yield Builder(pool, Cache(shared_cache, tools_cache))
