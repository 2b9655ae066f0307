"""Pictures beside charts, read and put into the specs that show them."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from nutgraf.exhibits.vegalite import data_file, is_remote
from nutgraf.figures.places import place_of_text
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.sources import Sources
from nutgraf.vega.images import ComputedAddresses, ImageAddress, image_addresses, with_images

LARGEST_PICTURE = 250_000
"""Bytes of one picture: it is in the page, once for each mark that shows it."""

_SIGNATURES = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
_ACTIVE = re.compile(rb"<script|<foreignObject|\son\w+\s*=|javascript:", re.IGNORECASE)
_OUTSIDE = re.compile(rb"(?:href|src)\s*=\s*[\"'](?!#|data:image/)|url\(\s*[\"']?(?!#)|@import", re.IGNORECASE)


def inlined_images(exhibit: Exhibit, spec: Mapping[str, Any], sources: Sources) -> Outcome[dict[str, Any]]:
    """The spec with every picture that its image marks show in it as a data URI.

    Problems: `missing-image`, `bad-picture`, and `remote-data` for a picture on another site.
    """
    images: dict[str, str] = {}
    problems: list[Problem] = []
    for shown in image_addresses(spec):
        read = _picture(exhibit, shown, sources)
        problems += read.problems
        if isinstance(shown, ImageAddress) and not read.problems:
            images[shown.address] = read.value
    return Outcome(with_images(spec, images) if images else dict(spec), tuple(problems))


def _picture(exhibit: Exhibit, shown: ImageAddress | ComputedAddresses, sources: Sources) -> Outcome[str]:
    """The data URI of one picture, "" with a problem."""
    if isinstance(shown, ComputedAddresses):
        place = place_of_text(exhibit, str(shown.pointer[-1]), shown.pointer)
        message = f"{exhibit.name} makes the addresses of its pictures itself"
        hint = "write each picture's path into a column of the data, so that the build knows which it shows"
        return Outcome("", (Problem("bad-picture", message, place, hint),))
    address, place = shown.address, place_of_text(exhibit, shown.address, shown.pointer)
    if is_remote(address):
        hint = "save the picture beside the chart, below charts/, and give its path; a build never uses the network"
        return Outcome("", (Problem("remote-data", f"{address} is not on this site", place, hint),))
    path = data_file(address)
    if path not in exhibit.images:
        known = [posixpath.relpath(picture, "charts") for picture in exhibit.images]
        message = f"there is no picture {path}"
        return Outcome("", (Problem("missing-image", message, place, did_you_mean(address, known, "pictures")),))
    fault = next(_faults(sources.read_bytes(path), sources.files[path]), None)
    if fault is not None:
        message, hint = fault
        return Outcome("", (Problem("bad-picture", f"{path} {message}", place, hint),))
    content = sources.read_bytes(path)
    return Outcome(f"data:{_media_type(content)};base64,{base64.b64encode(content).decode()}")


def _faults(content: bytes, size: int) -> Iterator[tuple[str, str]]:
    """What speaks against a picture in a page, and the way out."""
    if size > LARGEST_PICTURE:
        yield f"has {size:,} bytes", f"make it smaller: at most {LARGEST_PICTURE:,} bytes"
    if b"<svg" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        yield "has a document type in it, which may pull in other files", "export it as a plain SVG"
    media_type = _media_type(content)
    if not media_type:
        yield "is no picture that pages can show", "save it as PNG, JPEG, GIF, WebP or SVG"
    if media_type == "image/svg+xml" and _ACTIVE.search(content):
        yield "has a script or an event in it", "export it as a plain SVG"
    if media_type == "image/svg+xml" and _OUTSIDE.search(content):
        yield "loads something from elsewhere", "export it as an SVG that has everything in it"


def _media_type(content: bytes) -> str:
    """What a picture is by its content, "" for none of the kinds that pages show."""
    for media_type, signature in _SIGNATURES:
        if signature.match(content):
            return media_type
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError):
        return ""
    return "image/svg+xml" if root.tag == "{http://www.w3.org/2000/svg}svg" else ""
