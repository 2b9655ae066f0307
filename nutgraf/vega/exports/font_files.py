"""Letters out of the font files that come with Nutgraf."""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Protocol

from nutgraf.digest import digest_value
from nutgraf.vega.exports.lettering import Table
from nutgraf.vega.fonts import FACES

_MADE_WITH = ("font-source-sans-pro", "font-source-serif-pro", "fonttools")


class LetterCache(Protocol):
    """Where the tables of faces are kept: to read them out of a font file takes a third of a second."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes) -> None: ...


class FontFiles:
    """The type case that builds use."""

    def __init__(self, cache: LetterCache) -> None:
        self._cache = cache

    def table(self, family: str, face: str) -> Table:
        """The table of a face."""
        table: Table = json.loads(table_text(family, face, self._cache))
        return table


def table_text(family: str, face: str, cache: LetterCache) -> bytes:
    """The table of a face as JSON."""
    path = FACES[family][face]
    key = table_key(family, face)
    content = cache.get(key)
    if content is None:
        from nutgraf.vega.exports.glyphs import glyph_table  # noqa: PLC0415 - not even imported where the cache has it

        content = json.dumps(glyph_table(path), separators=(",", ":")).encode()
        cache.put(key, content)
    return content


def table_key(family: str, face: str) -> str:
    """The name of a face's table in a cache."""
    vega = files("nutgraf.vega")
    sources = [source.read_text(encoding="utf-8") for source in (vega / "exports" / "glyphs.py", vega / "metrics.py")]
    return digest_value(["glyphs", FACES[family][face].name, [version(package) for package in _MADE_WITH], sources])
