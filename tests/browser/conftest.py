from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from nutgraf.writer import write_site
from tests.browser.chromium import chromium
from tests.browser.serving import served
from tests.building import Builder, copy_flagship


@pytest.fixture(scope="session")
def flagship(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship site, built."""
    folder = tmp_path_factory.mktemp("flagship")
    write_site(folder / "built", builder.build(copy_flagship(folder / "site")).artifacts)
    return folder / "built"


@pytest.fixture(scope="session")
def address(flagship: Path) -> Iterator[str]:
    """Where the flagship is served."""
    with served(flagship) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
