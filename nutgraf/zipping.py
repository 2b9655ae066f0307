"""Zip files that have the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files` by path, in the order of the mapping.

    Nothing is compressed, for what zlib makes differs between its versions and builds, and Python takes the machine's.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _FIRST_MOMENT)
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, data)
    return content.getvalue()


def zip_files(content: bytes) -> dict[str, bytes]:
    """The files of a zip by path, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
