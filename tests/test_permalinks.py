from __future__ import annotations

import posixpath
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.permalinks import absolute, output_path, relative_to, rooted_in

SEGMENT = st.text("abcdefgh-_@+.é", min_size=1, max_size=6).filter(lambda text: text.strip("."))
FOLDER = st.lists(SEGMENT, max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))


@pytest.mark.parametrize(
    ("origin", "target", "expected"),
    [
        ("/", "/", "./"),
        ("/", "/a/b/", "a/b/"),
        ("/a/b/", "/", "../../"),
        ("/a/b/", "/a/c/#x", "../c/#x"),
        ("/a/b/", "/a/b/#x", "#x"),
        ("/a/b/", "/style.css", "../../style.css"),
        ("/a/b/", "https://example.org/x", "https://example.org/x"),
        ("/a/b/", "#x", "#x"),
        ("/a/b/", "mailto:a@example.org", "mailto:a@example.org"),
        ("/figures/cape/cape@2023-09-30/", "/figures/cape/", "../"),
    ],
)
def test_relative_addresses(origin: str, target: str, expected: str) -> None:
    assert relative_to(origin)(target) == expected


@given(FOLDER, FOLDER, st.sampled_from(["", "/some/sub/path", "/x"]))
def test_a_relative_address_leads_to_its_target_under_any_base(origin: str, target: str, base: str) -> None:
    page = "https://example.org" + base + origin
    reached = urlsplit(urljoin(page, relative_to(origin)(target))).path
    assert posixpath.normpath(unquote(reached)) == posixpath.normpath(base + target)


def test_rooted_addresses_serve_a_page_at_any_depth() -> None:
    assert rooted_in("https://example.org/repo/")("/a/") == "/repo/a/"
    assert rooted_in("https://example.org/")("/a/") == "/a/"
    assert rooted_in("https://example.org/")("https://other.example/") == "https://other.example/"


def test_absolute_addresses_are_quoted() -> None:
    assert absolute("https://example.org/x/", "/é/#ü") == "https://example.org/x/%C3%A9/#ü"


def test_output_paths() -> None:
    assert output_path("/") == "index.html"
    assert output_path("/a/b/#c") == "a/b/index.html"
    assert output_path("/feed.xml") == "feed.xml"
