from __future__ import annotations

import os
from pathlib import Path

from nutgraf.sources import read_sources


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes("\ufeffone\u2028still one\x0cand still\r\ntwo\rthree\n".encode())
    sources = read_sources(tmp_path)
    assert sources.line("site.toml", 1) == "one\u2028still one\x0cand still"
    assert [sources.line("site.toml", number) for number in (2, 3, 5)] == ["two", "three", None]
    assert sources.read_text("site.toml").value.split("\n")[1] == "two"


def test_what_is_not_utf_8_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b"one\ntw\xe9")
    (problem,) = read_sources(tmp_path).read_text("site.toml").problems
    assert (problem.code, problem.location.line, problem.location.column) == ("encoding", 2, 3)


def test_hidden_files_and_links_out_of_the_site_are_left_out(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content/.hidden.md").write_text("x")
    (site / "content/page.md").write_text("x")
    (site / "content/link.md").symlink_to(outside)
    (site / "archive").symlink_to(tmp_path, target_is_directory=True)
    assert list(read_sources(site).files) == ["content/page.md"]


def test_links_in_a_circle_and_names_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "page.md").write_text("x")
    (content / "circle.md").symlink_to("circle.md")
    (content / "one.md").symlink_to("two.md")
    (content / "two.md").symlink_to("one.md")
    (content / "folder").symlink_to(".", target_is_directory=True)
    Path(os.fsdecode(os.fsencode(content) + b"/\xff.md")).write_text("x")
    assert list(read_sources(tmp_path).files) == ["content/page.md"]
