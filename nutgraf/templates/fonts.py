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
from nutgraf.templates.fallbacks import (
    ARIAL,
    ARIAL_BOLD,
    TIMES,
    TIMES_BOLD,
    TIMES_ITALIC,
    Fit,
    LocalFont,
    fit_from_json,
    measure_fit,
)

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

    `local` stands in for it until it has loaded. `preload`: almost every page shows it above the fold.
    """

    name: str
    package: str
    file: str
    weight: str
    features: tuple[str, ...]
    local: LocalFont
    style: str = "normal"
    preload: bool = False


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font to publish: its family and face, the WOFF2, and how the local font stands in for it."""

    family: str
    face: Face
    content: bytes
    fit: Fit


def _serif(file: str, weight: str, local: LocalFont, *features: str, style: str = "normal", preload: bool) -> Face:
    every = ("kern", "liga", "ccmp", "locl", "onum", "pnum", *features)
    name = f"serif-{file.lower()}"
    return Face(name, "font_source_serif_pro", f"SourceSerifPro-{file}.ttf", weight, every, local, style, preload)


def _sans(file: str, weight: str, local: LocalFont, *, preload: bool) -> Face:
    every = ("kern", "liga", "ccmp", "locl")
    name = f"sans-{file.lower()}"
    return Face(name, "font_source_sans_pro", f"SourceSansPro-{file}.ttf", weight, every, local, preload=preload)


# The semibold of the sans stands for bold too: one file fewer, and titles of charts look the same in page and picture.
FAMILIES: Mapping[str, tuple[Face, ...]] = {
    "Source Serif Pro": (
        _serif("Regular", "400", TIMES, "lnum", "tnum", preload=True),
        _serif("It", "400", TIMES_ITALIC, style="italic", preload=False),
        _serif("Bold", "700", TIMES_BOLD, "lnum", preload=True),
    ),
    "Source Sans Pro": (
        _sans("Regular", "400", ARIAL, preload=True),
        _sans("Semibold", "600 700", ARIAL_BOLD, preload=False),
    ),
}


def make_fonts(fonts: Fonts, cache: FontCache) -> Iterator[FontFile]:
    """The faces of the theme's families, in the order of `FAMILIES`; unknown families are passed over."""
    for family in dict.fromkeys((fonts.text, fonts.data)):
        for face in FAMILIES.get(family, ()):
            font = files(face.package).joinpath("files", face.file).read_bytes()
            yield FontFile(family, face, _cut(font, face, cache), _fit(font, face, cache))


def _cut(font: bytes, face: Face, cache: FontCache) -> bytes:
    tools = [version("fonttools"), version("brotli")]
    key = digest_value(["font", digest_bytes(font), CHARACTERS, list(face.features), tools])
    content = cache.get(key)
    if content is None:
        content = _subset(font, face.features)
        cache.put(key, content)
    return content


def _fit(font: bytes, face: Face, cache: FontCache) -> Fit:
    key = digest_value(["fit of a local font", digest_bytes(font), list(face.local.widths)])
    content = cache.get(key)
    if content is None:
        content = measure_fit(font, face.local).to_json()
        cache.put(key, content)
    return fit_from_json(content)


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
