"""Drawing: a Vega-Lite spec to SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from nutgraf.digest import digest_bytes
from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.isolate import Isolate, IsolateError
from nutgraf.vega.shape import shape_fault
from nutgraf.vega.tidying import UnsafeDrawingError, tidy

SVG_LIMIT = 5_000_000
"""Bytes of a drawing as it stands in pages: some 30,000 points, or a line through 350,000."""
_RAW_SVG_LIMIT = 4 * SVG_LIMIT
"""Characters as Vega writes it, with roles, styles and all decimals: what is larger is not worth tidying."""

_SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')
_ERROR_KIND = re.compile(r"^(?:Uncaught )?(?:[A-Z]\w*)?Error: ")
_STUMBLE = re.compile(r"Cannot read propert|Cannot convert|.* is not (?:a function|iterable|defined)$")


class DrawingError(Exception):
    """A spec that cannot be drawn; the message says why, in plain words."""


class LargeDrawingError(DrawingError):
    """A drawing that is too large for a page."""


class Drawer(Protocol):
    """What draws and measures; `open_drawer` gives the one that builds use."""

    def svg(self, spec: str, seed: int, family: str) -> str:
        """Vega's own SVG of a Vega-Lite spec, given as JSON; equal arguments give equal text. Raises DrawingError.

        `family` measures text in a font without advance table.
        """
        ...

    def frozen(self, spec: str, seed: int, family: str) -> str:
        """What the reader's browser draws again: JSON with `spec`, compiled to Vega, its layout fixed, and
        `controls`, its inputs with their values. Raises DrawingError."""
        ...

    def text_width(self, text: str, size: float, weight: int, family: str) -> float:
        """The width of a line of text in px."""
        ...

    def faces(self) -> frozenset[str]:
        """The faces of fonts with which it measured since this was last asked: `source sans pro/bold`."""
        ...

    def survey(self) -> str:
        """What the SVG made last shows, as the JSON that `honesty.survey` reads. Raises DrawingError."""
        ...


class IsolateDrawer:
    """Draws in a V8 isolate of its own, for the life of a process."""

    def __init__(self, isolate: Isolate) -> None:
        self._isolate = isolate

    def svg(self, spec: str, seed: int, family: str) -> str:
        try:
            return self._isolate.svg(spec, seed, family)
        except IsolateError as error:
            raise DrawingError(plain_reason(str(error))) from error

    def frozen(self, spec: str, seed: int, family: str) -> str:
        try:
            return self._isolate.frozen(spec, seed, family)
        except IsolateError as error:
            raise DrawingError(plain_reason(str(error))) from error

    def text_width(self, text: str, size: float, weight: int, family: str) -> float:
        return self._isolate.text_width(text, size, weight, family)

    def faces(self) -> frozenset[str]:
        return self._isolate.faces()

    def survey(self) -> str:
        try:
            return self._isolate.survey()
        except IsolateError as error:
            raise DrawingError(plain_reason(str(error))) from error


def open_drawer(cache: Path, shared: Path | None = None) -> Drawer:
    """A drawer for this process. `cache` is a folder for the isolate's script, `shared` another, which sites have in
    common; they need not exist.

    The first call with an empty cache takes seconds. V8 reads the time zone once, so TZ must be UTC before the process
    starts. A drawing that needs more memory than there is for it raises MemoryError.
    """
    from nutgraf.vega.isolate_script import load_script  # noqa: PLC0415 - a bundle has its script with it

    return drawer_of(load_script(cache, shared))


def drawer_of(script: str) -> Drawer:
    """A drawer for this process, with the script of its isolate."""
    isolate = Isolate(script)
    isolate.start()
    return IsolateDrawer(isolate)


@dataclass(frozen=True, slots=True)
class RawDrawing:
    """Vega's own SVG, its size in px, and the spec that was drawn, as JSON. `survey` is what it shows, where asked."""

    svg: str
    width: float
    height: float
    spec: str
    survey: str = ""


def draw(drawer: Drawer, spec: Mapping[str, Any], theme: Theme, *, title: str = "", description: str = "") -> Svg:
    """The drawing of `spec`, which has been fitted. Equal arguments give equal text, whatever was drawn before.

    `title` and `description` name the picture for those who do not see it. Raises DrawingError.
    """
    return finished(draw_raw(drawer, spec, theme), title, description)


def finished(raw: RawDrawing, title: str, description: str) -> Svg:
    """A drawing as it stands in pages, where `title` and `description` name it. Raises DrawingError."""
    digest = digest_bytes(f"{raw.spec}\0{title}\0{description}".encode())
    try:
        tidied = tidy(raw.svg, prefix=f"f{digest[:8]}", title=title, description=description)
    except (ParseError, UnsafeDrawingError) as error:
        raise DrawingError(str(error)) from error
    _check_size(len(tidied.encode()), SVG_LIMIT)
    return Svg(tidied, raw.width, raw.height)


def draw_raw(drawer: Drawer, spec: Mapping[str, Any], theme: Theme) -> RawDrawing:
    """`spec` as Vega draws it, with chance seeded by its digest. Raises DrawingError."""
    fault = shape_fault(spec)
    if fault:
        raise DrawingError(fault)
    try:
        text = json.dumps(spec, ensure_ascii=False, allow_nan=False)
        digest = digest_bytes(text.encode())
    except (TypeError, ValueError) as error:
        raise DrawingError(f"the spec holds a value that JSON cannot say: {error}") from error
    svg = drawer.svg(text, int(digest[:8], 16), theme.fonts.data)
    _check_size(len(svg), _RAW_SVG_LIMIT)
    size = _SIZE.match(svg)
    if size is None:
        raise DrawingError("Vega drew nothing")
    return RawDrawing(svg, float(size["width"]), float(size["height"]), text)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise LargeDrawingError(f"it would be more than {SVG_LIMIT / 1e6:g} MB of SVG")


def plain_reason(message: str) -> str:
    """What Vega says went wrong, without its stack; its own stumbling is said to be that."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("at ")]
    reason = _ERROR_KIND.sub("", told[0]) if told else "no reason given"
    if reason == "Maximum call stack size exceeded":
        reason = "its views are nested too deeply, or a part of it needs itself"
    if _STUMBLE.match(reason):
        reason = f"Vega-Lite cannot make sense of the spec ({reason})"
    return reason if len(reason) <= 300 else f"{reason[:299]}…"
