from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from nutgraf.cache import Cache
from nutgraf.figures import open_studio
from nutgraf.worker import WorkerPool
from tests.flagship.moving import Facts


@pytest.fixture(scope="session")
def facts(shared_cache: Path, tools_cache: Path) -> Iterator[Facts]:
    """Makes the facts of sites in one pool of workers and one cache."""
    with WorkerPool(1, partial(open_studio, shared_cache, tools_cache)) as pool:
        yield Facts(pool, Cache(shared_cache))
