"""Drawing: a Vega-Lite spec to SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

import vl_convert

from nutgraf.digest import digest_bytes
from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.fonts import FONT_DIRECTORIES
from nutgraf.vega.tidying import UnsafeDrawingError, tidy

VEGA_LITE_VERSION = "6.4"

_SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')
_COMPOSITIONS = ("mark", "layer", "concat", "hconcat", "vconcat", "facet", "repeat")


class DrawingError(Exception):
    """A spec that cannot be drawn; the message says why, in plain words."""


class Drawer(Protocol):
    """What turns the JSON of a Vega-Lite spec into Vega's own SVG; raises DrawingError."""

    def svg(self, spec: str) -> str: ...


class ReferenceDrawer:
    """vl-convert with the theme's fonts: slower, and what other drawers are compared with."""

    def __init__(self) -> None:
        for folder in FONT_DIRECTORIES:
            vl_convert.register_font_directory(str(folder))

    def svg(self, spec: str) -> str:
        try:
            return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE_VERSION, allowed_base_urls=[])
        except ValueError as error:
            raise DrawingError(plain_reason(str(error))) from error


def open_drawer(cache: Path) -> Drawer:
    """A drawer for this process. `cache` is a folder for what takes long to make; it need not exist."""
    del cache
    return ReferenceDrawer()


def draw(drawer: Drawer, spec: Mapping[str, Any], theme: Theme, *, title: str = "", description: str = "") -> Svg:
    """The drawing of `spec`, which has been fitted. Equal arguments give equal text, whatever was drawn before.

    `title` and `description` name the picture for those who do not see it. Raises DrawingError.
    """
    del theme
    if not any(key in spec for key in _COMPOSITIONS):
        raise DrawingError(f"the spec has no mark; it needs one of {', '.join(_COMPOSITIONS)}")
    try:
        text = json.dumps(spec, ensure_ascii=False, allow_nan=False)
        digest = digest_bytes(f"{text}\0{title}\0{description}".encode())
    except (TypeError, ValueError) as error:
        raise DrawingError(f"the spec holds a value that JSON cannot say: {error}") from error
    raw = drawer.svg(text)
    size = _SIZE.match(raw)
    if size is None:
        raise DrawingError("Vega drew nothing")
    try:
        tidied = tidy(raw, prefix=f"f{digest[:8]}", title=title, description=description)
    except (ParseError, UnsafeDrawingError) as error:
        raise DrawingError(str(error)) from error
    return Svg(tidied, float(size["width"]), float(size["height"]))


def plain_reason(message: str) -> str:
    """What Vega says went wrong, without its stack."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("at ") and not line.endswith("conversion failed:")]
    reason = re.sub(r"^(?:Uncaught )?(?:[A-Z]\w*)?Error: ", "", told[0]) if told else "Vega gave no reason"
    return reason if len(reason) <= 300 else f"{reason[:297]}…"
