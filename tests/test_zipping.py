from __future__ import annotations

import io
import zipfile
from datetime import datetime

from nutgraf.zipping import stored_zip, zip_files

FILES = {"b/two.txt": b"two" * 1000, "a.txt": b"", "ü.txt": b"three"}


def test_a_zip_has_nothing_of_the_machine_in_it() -> None:
    with zipfile.ZipFile(io.BytesIO(stored_zip(FILES))) as archive:
        assert archive.namelist() == list(FILES)
        for entry in archive.infolist():
            assert datetime(*entry.date_time) == datetime(1980, 1, 1)
            assert (entry.compress_type, entry.external_attr >> 16, entry.create_system) == (
                zipfile.ZIP_STORED,
                0o100644,
                3,
            )
        assert archive.testzip() is None


def test_a_zip_gives_back_its_files() -> None:
    assert zip_files(stored_zip(FILES)) == FILES
    assert stored_zip(dict(reversed(FILES.items()))) != stored_zip(FILES)
