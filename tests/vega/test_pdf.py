from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import vl_convert
from fontTools.ttLib import TTFont

from nutgraf.vega.exports.pdf import OWN_NAMES, canonical_pdf, export_pdf, own_fonts
from nutgraf.vega.fonts import FACES

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">
<defs><linearGradient id="a"><stop offset="0" stop-color="#f00" stop-opacity=".5"/><stop offset="1"/></linearGradient>
<clipPath id="c"><circle cx="100" cy="100" r="50"/></clipPath></defs>
<rect width="200" height="200" fill="url(#a)"/><g clip-path="url(#c)" opacity=".5"><rect width="300" height="90"/></g>
<g style="mix-blend-mode:multiply"><circle cx="90" cy="90" r="40" fill="#0f0" fill-opacity=".3"/></g>
<g font-family="Nutgraf Sans" font-size="12px"><text x="9" y="20">Regular “fi”</text>
<text x="9" y="40" font-weight="600">Semibold</text><text x="9" y="60" font-weight="700">Bold</text>
<text x="9" y="80" font-style="italic">Italic</text><text x="9" y="99" font-family="Nutgraf Serif">Serif</text></g>
</svg>"""


@pytest.fixture(scope="session")
def folder(pytestconfig: pytest.Config) -> Path:
    return Path(pytestconfig.cache.mkdir("fonts"))


@pytest.fixture(scope="session")
def exported(folder: Path) -> bytes:
    return export_pdf(PICTURE, "Prices & wages – 2026", folder)


def test_chance_that_svg2pdf_leaves_is_gone(exported: bytes, folder: Path) -> None:
    # Enough turns that the order of five fonts falls differently.
    raw = {vl_convert.svg_to_pdf(PICTURE) for _ in range(8)}
    assert len(raw) > 1
    assert {canonical_pdf(each, "Prices & wages – 2026") for each in raw} == {exported}


def test_another_process_writes_the_same_bytes(exported: bytes, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from nutgraf.vega.exports.pdf import export_pdf; "
        "sys.stdout.buffer.write(export_pdf(sys.stdin.read(), sys.argv[2], Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(folder), "Prices & wages – 2026"]
    environment = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    done = subprocess.run(command, input=PICTURE.encode(), capture_output=True, check=True, env=environment)
    assert done.stdout == exported


def test_nothing_in_it_tells_when_or_where_it_was_made(exported: bytes) -> None:
    assert b"CreationDate" not in exported
    assert b"/ID" not in exported
    assert b"SourceSans" not in exported  # a font of that name may be another version


def test_every_font_is_embedded_as_a_subset(exported: bytes) -> None:
    names = set(re.findall(rb"/FontName /[A-Z]{6}\+(\S+)", exported))
    assert names == {
        b"NutgrafSans-Regular",
        b"NutgrafSans-Semibold",
        b"NutgrafSans-Bold",
        b"NutgrafSans-It",
        b"NutgrafSerif-Regular",
    }
    assert len(re.findall(rb"/FontFile2 \d+ 0 R", exported)) == len(names)
    assert exported.count(b"/ToUnicode") == len(names)


def test_words_are_text_that_can_be_selected(exported: bytes) -> None:
    letters = {chr(int(code, 16)) for code in re.findall(rb"^<[0-9A-F]{4}> <([0-9A-F]{4})>$", exported, re.MULTILINE)}
    assert letters >= set("Regular “” Semibold Italic Serif")


def test_the_table_of_objects_is_right(exported: bytes) -> None:
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", exported)[1])  # type: ignore[index]
    assert exported[start:].startswith(b"xref\n0 ")
    offsets = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n", exported[start:])]
    for number, offset in enumerate(offsets, start=1):
        assert exported[offset:].startswith(b"%d 0 obj\n" % number)
    known = set(range(1, len(offsets) + 1))
    outside_streams = re.sub(rb"\nstream\n.*?\nendstream", b"", exported, flags=re.DOTALL)
    assert {int(number) for number in re.findall(rb"\b(\d+) 0 R", outside_streams)} == known


def test_streams_are_whole(exported: bytes) -> None:
    for length, content in re.findall(rb"/Length (\d+)[^>]*?>>\nstream\n(.*?)\nendstream", exported, re.DOTALL):
        assert len(content) == int(length)
    packed = re.findall(rb"/FlateDecode\n?\s*>>\nstream\n(.*?)\nendstream", exported, re.DOTALL)
    assert packed
    assert all(zlib.decompress(each) for each in packed)


def test_the_title_is_told(exported: bytes) -> None:
    assert b"/Title <FEFF%s>" % "Prices & wages – 2026".encode("utf-16-be").hex().upper().encode() in exported


def test_our_fonts_have_names_that_no_machine_has(folder: Path) -> None:
    made = own_fonts(folder)
    assert own_fonts(folder) == made
    files = sorted(path.name for path in made.iterdir())
    assert files == sorted(path.name for faces in FACES.values() for path in faces.values())
    for name in files:
        with TTFont(made / name) as font:
            words = {record.toUnicode() for record in font["name"].names if record.nameID in (1, 4, 6, 16)}
        assert not any("Source" in word for word in words), name
        assert any(word.startswith(tuple(OWN_NAMES.values())) for word in words)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\ntrailer\n<< >>\nstartxref\n0\n%%EOF"])
def test_another_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="the PDF has no"):
        canonical_pdf(content, "T")
