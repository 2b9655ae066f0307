"""What only the tools decide is made once for all sites of a user, and each site's cache is whole by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nutgraf.cache import Cache, ToolsCache, shared_folder
from nutgraf.digest import digest_bytes
from nutgraf.vega import isolate_script

KEY = digest_bytes(b"font")


def test_what_one_site_made_another_has(tmp_path: Path) -> None:
    one, other = (ToolsCache(Cache(tmp_path / name, tmp_path / "shared")) for name in ("one", "other"))
    assert one.get(KEY) is None
    one.put(KEY, b"subset")
    assert other.get(KEY) == b"subset"
    shutil.rmtree(tmp_path / "shared")
    for name in ("one", "other"):
        assert ToolsCache(Cache(tmp_path / name)).get(KEY) == b"subset"


def test_a_damaged_or_unwritable_shared_folder_is_no_fault(tmp_path: Path) -> None:
    ToolsCache(Cache(tmp_path / "one", tmp_path / "shared")).put(KEY, b"subset")
    (tmp_path / "shared" / KEY[:2] / KEY).write_bytes(b"not what was put there")
    assert ToolsCache(Cache(tmp_path / "other", tmp_path / "shared")).get(KEY) is None
    (tmp_path / "file").write_bytes(b"")
    blocked = ToolsCache(Cache(tmp_path / "third", tmp_path / "file"))
    assert blocked.get(KEY) is None
    blocked.put(KEY, b"subset")
    assert blocked.get(KEY) == b"subset"


def test_the_script_of_an_isolate_is_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(isolate_script, "_made_script", lambda: made.append(1) or "let script;\n")
    for name in ("one", "other"):
        assert isolate_script.load_script(tmp_path / name, tmp_path / "shared") == "let script;\n"
    assert made == [1]
    (damaged,) = (tmp_path / "one").iterdir()
    damaged.write_text(damaged.read_text()[:-3])
    assert isolate_script.load_script(tmp_path / "one") == "let script;\n"
    assert made == [1, 1]
    (tmp_path / "file").write_bytes(b"")
    assert isolate_script.load_script(tmp_path / "file", tmp_path / "file") == "let script;\n"


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/home/me"}, "linux", "/home/me/.cache/nutgraf"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "/fast"}, "linux", "/fast/nutgraf"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "relative"}, "linux", "/home/me/.cache/nutgraf"),
        ({"HOME": "/Users/me"}, "darwin", "/Users/me/Library/Caches/nutgraf"),
        ({"HOME": "/home/me", "NUTGRAF_CACHE": "/elsewhere"}, "linux", "/elsewhere"),
        ({"HOME": "/home/me", "NUTGRAF_CACHE": ""}, "linux", None),
        ({"HOME": "me"}, "linux", None),
        ({}, "linux", None),
        ({}, "win32", None),
    ],
)
def test_the_folder_is_where_the_system_keeps_caches(
    environment: dict[str, str], platform: str, folder: str | None
) -> None:
    assert shared_folder(environment, platform) == (None if folder is None else Path(folder))
