"""Pictures beside charts, which image marks show."""

from __future__ import annotations

from collections.abc import Iterable

from nutgraf.sources import Sources

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def pictures_for(texts: Iterable[str], sources: Sources) -> tuple[str, ...]:
    """The pictures that exhibits with these sources may show: all below `charts/` where image marks are spoken of.

    Which of them a chart shows may depend on its data; so that a picture that changes makes the chart anew, each that
    may be shown is an input.
    """
    return sources.below("charts", *PICTURE_ENDINGS) if any("image" in text for text in texts) else ()
