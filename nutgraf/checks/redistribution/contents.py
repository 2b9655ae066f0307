"""What the files of a site hold, as far as a reader could take data out of them: texts, also those in archives."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

MOST_BYTES = 64 << 20
"""Of a member of an archive; what is longer is not looked into."""
_DEPTH = 3

# Where marks lie is no data: a drawing may be passed on.
_GEOMETRY = re.compile(
    r"\b(?:d|points|transform|viewBox|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|width|height)=\"[^\"]*\"|"
    r"\btransform=\"[^\"]*\""
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_GROUPED = re.compile(
    r"(?<![\d.])\d{1,3}(?:([,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}])\d{3})(?:\1\d{3})*(?:\.\d+)?"
)
_PIECE = re.compile(r"[^\",;:<>\[\]{}()\t\r\n|=\\]{8,}")


def unpacked(path: str, content: bytes, depth: int = _DEPTH) -> Iterator[tuple[str, bytes]]:
    """The file and, where it is an archive, all its members: `a.zip/data.csv`. A broken archive has none."""
    yield path, content
    if depth and content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist():
                    if not member.is_dir():
                        with archive.open(member) as file:
                            yield from unpacked(f"{path}/{member.filename}", file.read(MOST_BYTES), depth - 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
            return
    elif depth and content.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(io.BytesIO(content)) as file:
                yield from unpacked(f"{path}/", file.read(MOST_BYTES), depth - 1)
        except (zlib.error, EOFError, OSError):
            return


def text_of(content: bytes) -> str:
    """The text that a file holds, without the geometry of drawings in it; "" for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif b"\0" in content[:4096]:
        return ""
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""
    return _GEOMETRY.sub(" ", text) if "<svg" in text else text


def numbers_in(text: str) -> list[str]:
    """Every number in a text without its sign, in order; of a page those with marks between thousands once more at the
    end, as one number each."""
    numbers = _NUMBER.findall(text)
    if text.lstrip()[:1] == "<":
        numbers += (re.sub(r"[^\d.]", "", match[0]) for match in _GROUPED.finditer(text))
    return numbers


def pieces_in(text: str) -> list[str]:
    """Every stretch of words in a text, in order, as cells of CSV, values of JSON and text of HTML are set apart."""
    return [piece.strip() for piece in _PIECE.findall(text)]
