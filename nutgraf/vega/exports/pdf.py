"""PDFs of pictures: words that can be selected and edited, in embedded fonts, the same bytes on every machine."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

from nutgraf.digest import digest_value
from nutgraf.vega.fonts import FACES

# Names that no other font on a machine has, so that no other can take our fonts' place. They are also what the fonts'
# licence asks of a changed copy: not to be called by the reserved name.
OWN_NAMES: Mapping[str, str] = {"Source Sans Pro": "Nutgraf Sans", "Source Serif Pro": "Nutgraf Serif"}

_MADE_WITH = ("font-source-sans-pro", "font-source-serif-pro", "fonttools")
_START_OF_TABLE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_OBJECT = re.compile(rb"(\d+) 0 obj\s+(.*?)\s*endobj\s*", re.DOTALL)
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAMED_REFERENCES = re.compile(rb"<<((?:\s*/[^\s/<>\[\]()]+ \d+ 0 R)+)\s*>>")
_STREAM = b"\nstream\n"
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def export_pdf(svg: str, title: str, fonts: Path) -> bytes:
    """The PDF of an SVG whose texts name the families of `OWN_NAMES`; a px becomes a point.

    `fonts` is a folder for the renamed fonts; it need not exist. The same SVG gives the same bytes.
    """
    _register(str(own_fonts(fonts)))
    import vl_convert  # noqa: PLC0415 - see png.py

    return canonical_pdf(vl_convert.svg_to_pdf(svg), title)


@cache
def _register(folder: str) -> None:
    """Once a process: vl-convert's list of fonts is the process's too, and grows with every call."""
    import vl_convert  # noqa: PLC0415 - see png.py

    vl_convert.register_font_directory(folder)


def own_fonts(folder: Path) -> Path:
    """The folder below `folder` with our fonts under their own names, which is made where it is missing."""
    key = digest_value(["own fonts", dict(OWN_NAMES), [version(package) for package in _MADE_WITH]])
    target = folder / f"fonts-{key[:16]}"
    if not target.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".fonts-", dir=folder))
        for family, faces in FACES.items():
            for path in faces.values():
                _write_renamed(path, family, made / path.name)
        try:
            os.rename(made, target)
        except OSError:  # another process was faster
            shutil.rmtree(made)
    return target


def canonical_pdf(content: bytes, title: str) -> bytes:
    """A PDF that svg2pdf wrote, with its objects in the order in which they are reached, and a title.

    svg2pdf numbers fonts in the order of a hash table that is seeded by chance. Raises ValueError for another's PDF.
    """
    objects = _objects(content)
    trailer = content[content.rindex(b"trailer") :]
    root = re.search(rb"/Root (\d+) 0 R", trailer)
    if root is None:
        raise ValueError("the PDF has no root")
    order: dict[int, int] = {}
    waiting = [int(root[1])]
    while waiting:
        number = waiting.pop()
        if number not in order:
            order[number] = len(order) + 1
            waiting += reversed([int(found) for found in _REFERENCE.findall(_dictionary(objects[number]))])
    parts = [_HEADER]
    for number, place in order.items():
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (place, _renumbered(objects[number], order)))
    words = title.encode("utf-16-be").hex().upper().encode()
    information = len(order) + 1
    parts.append(b"%d 0 obj\n<< /Title <FEFF%s> /Producer (svg2pdf) >>\nendobj\n" % (information, words))
    return b"".join(parts) + _table(parts, information)


def _objects(content: bytes) -> dict[int, bytes]:
    """The objects by number, resources in the order of their names."""
    start = _START_OF_TABLE.search(content)
    if start is None:
        raise ValueError("the PDF has no table of its objects")
    objects: dict[int, bytes] = {}
    for entry in _TABLE_ENTRY.finditer(content, int(start[1])):
        found = _OBJECT.match(content, int(entry[1]))
        if found is None:
            raise ValueError("the PDF has an object that cannot be read")
        dictionary, stream, data = found[2].partition(_STREAM)
        objects[int(found[1])] = _NAMED_REFERENCES.sub(_sorted_names, dictionary) + stream + data
    return objects


def _sorted_names(found: re.Match[bytes]) -> bytes:
    pairs = re.findall(rb"/\S+ \d+ 0 R", found[1])
    return b"<< %s >>" % b" ".join(sorted(pairs))


def _dictionary(item: bytes) -> bytes:
    """An object without its stream, whose bytes mean something else."""
    return item.partition(_STREAM)[0]


def _renumbered(item: bytes, order: Mapping[int, int]) -> bytes:
    dictionary, stream, data = item.partition(_STREAM)
    return _REFERENCE.sub(lambda found: b"%d 0 R" % order[int(found[1])], dictionary) + stream + data


def _table(parts: list[bytes], information: int) -> bytes:
    """The end of the file: where each object starts, and which is the first. The root is object 1."""
    rows, position = [b"0000000000 65535 f \n"], 0
    for part in parts[:-1]:
        position += len(part)
        rows.append(b"%010d 00000 n \n" % position)
    start = position + len(parts[-1])
    size = information + 1
    return b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        b"".join(rows),
        size,
        information,
        start,
    )


def _write_renamed(path: Path, family: str, target: Path) -> None:
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        for record in list(font["name"].names):
            text = record.toUnicode().replace(family, OWN_NAMES[family])
            text = text.replace(family.replace(" ", ""), OWN_NAMES[family].replace(" ", ""))
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
        font.save(target)
