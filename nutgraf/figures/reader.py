"""The reader's bundle of a site: made by a worker when a site has its first interactive figure, then from the cache."""

from __future__ import annotations

from typing import Any

from nutgraf.cache import ToolsCache
from nutgraf.model.figure import Exhibited
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.vega.reader_bundle import reader_bundle, reader_bundle_key
from nutgraf.worker import Executor


def make_reader_bundle(exhibited: Exhibited, executor: Executor, cache: ToolsCache) -> Outcome[bytes]:
    """The bundle that interactive figures load; empty where there is none.

    Problem: `internal-error` if it cannot be made; figures then stay as they were drawn.
    """
    views = [figure for figure in exhibited.heads.values() if figure.view is not None]
    if not views:
        return Outcome(b"")
    extras = tuple(sorted({extra for view in views for extra in view.extras}))
    key = reader_bundle_key(extras)
    bundle = cache.get(key)
    if bundle is not None:
        return Outcome(bundle)
    (result,) = executor.run(_bundle, [extras])
    if result.value is None:
        reason = result.failure.detail.strip().splitlines()[-1:] if result.failure is not None else []
        message = f"the JavaScript for interactive charts could not be made: {''.join(reason) or 'a worker ended'}"
        return Outcome(b"", (Problem("internal-error", message, Location("site.toml")),))
    cache.put(key, result.value)
    return Outcome(result.value)


def _bundle(_workshop: Any, extras: tuple[str, ...]) -> bytes:
    return reader_bundle(extras).encode()
