"""The theme's fonts as WOFF2: cut down to the characters of Latin scripts, the same bytes on every machine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Protocol

from nutgraf.digest import digest_bytes, digest_value
from nutgraf.model.theme import Fonts

# Latin of European languages, punctuation with the spaces that numbers use, superscripts and subscripts, currencies,
# fractions, arrows, signs of mathematics and the tick of checked numbers.
CHARACTERS = (
    "20-7E,A0-17F,218-21B,2007,2009,2010-2015,2018-201E,2020-2022,2026,202F,2030,2032,2033,2039,203A,2044,"
    "2070,2074-2079,2080-2089,20AC,20B9,2122,2153,2154,215B-215E,2190-2193,2196-2199,2212,221E,2248,2260,2264,2265,"
    "2713"
)


class FontCache(Protocol):
    """Where cut fonts are kept: to cut all of them takes about two seconds."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Face:
    """One font file of a package. `weight` is what CSS asks for, `features` the OpenType features to keep.

    `preload`: almost every page shows it above the fold.
    """

    name: str
    package: str
    file: str
    weight: str
    features: tuple[str, ...]
    style: str = "normal"
    preload: bool = False


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font to publish: its family and face, and the WOFF2."""

    family: str
    face: Face
    content: bytes


def _serif(file: str, weight: str, *features: str, style: str = "normal", preload: bool = False) -> Face:
    every = ("kern", "liga", "ccmp", "locl", "onum", "pnum", *features)
    name = f"serif-{file.lower()}"
    return Face(name, "font_source_serif_pro", f"SourceSerifPro-{file}.ttf", weight, every, style, preload)


def _sans(file: str, weight: str, preload: bool = False) -> Face:
    every = ("kern", "liga", "ccmp", "locl")
    return Face(
        f"sans-{file.lower()}", "font_source_sans_pro", f"SourceSansPro-{file}.ttf", weight, every, "normal", preload
    )


# The semibold of the sans stands for bold too: one file fewer, and titles of charts look the same in page and picture.
FAMILIES: Mapping[str, tuple[Face, ...]] = {
    "Source Serif Pro": (
        _serif("Regular", "400", "lnum", "tnum", preload=True),
        _serif("It", "400", style="italic"),
        _serif("Bold", "700", "lnum", preload=True),
    ),
    "Source Sans Pro": (
        _sans("Regular", "400", preload=True),
        _sans("Semibold", "600 700"),
    ),
}


def make_fonts(fonts: Fonts, cache: FontCache) -> Iterator[FontFile]:
    """The faces of the theme's families, in the order of `FAMILIES`; unknown families are passed over."""
    for family in dict.fromkeys((fonts.text, fonts.data)):
        for face in FAMILIES.get(family, ()):
            yield FontFile(family, face, _cut(face, cache))


def _cut(face: Face, cache: FontCache) -> bytes:
    font = files(face.package).joinpath("files", face.file).read_bytes()
    tools = [version("fonttools"), version("brotli")]
    key = digest_value(["font", digest_bytes(font), CHARACTERS, list(face.features), tools])
    content = cache.get(key)
    if content is None:
        content = _subset(font, face.features)
        cache.put(key, content)
    return content


def _subset(font: bytes, features: tuple[str, ...]) -> bytes:
    # Imported here: a build that finds its fonts in the cache does without.
    from fontTools import subset  # type: ignore[import-untyped]  # has no types  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types  # noqa: PLC0415

    options = subset.Options()
    options.hinting = False
    options.layout_features = list(features)
    options.name_IDs = [1, 2]
    options.drop_tables += ["DSIG", "FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    target = io.BytesIO()
    with TTFont(io.BytesIO(font), recalcTimestamp=False) as opened:
        subsetter.subset(opened)
        opened.flavor = "woff2"
        opened.save(target)
    return target.getvalue()
