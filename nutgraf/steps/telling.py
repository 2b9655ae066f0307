"""The steps of a build as its manifest tells them."""

from __future__ import annotations

from collections.abc import Collection

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_value
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.model.step import write_steps
from nutgraf.steps.finding import find_steps
from nutgraf.steps.given import ThemeFileNames


def told_steps(
    outline: Site,
    key: str,
    exhibited: Exhibited,
    theme: ThemeFileNames,
    sources: Collection[str],
    artifacts: Collection[str],
    cache: Cache,
) -> bytes:
    """The steps as `write_steps` writes them for a manifest of these sources and artifacts.

    What pages say has no part in them, so that an `outline` is enough. What is kept under its `key` is not found again;
    where that is "", nothing is kept.
    """
    inputs, outputs = sorted(sources), sorted(artifacts)
    known: Pack[bytes] = cache.pack("steps", bytes, most_unused=1)
    named = [dict(theme.templates), theme.styles, theme.scripts, theme.theme]
    place = digest_value([key, named, sorted(outline.images), inputs, outputs])
    told = known.get(place) if key else None
    if told is None:
        told = write_steps(find_steps(outline, exhibited, theme, outputs), inputs, outputs)
        if key:
            known.put(place, told)
    return told
