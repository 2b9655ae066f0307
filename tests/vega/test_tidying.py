from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.vega.tidying import UnsafeDrawingError, escaped, short_number, tidy


def tidied(inner: str, title: str = "", description: str = "", prefix: str = "f0") -> str:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'class="marks" width="10.004" height="20" viewBox="0 0 10.004 20">{inner}</svg>'
    )
    return tidy(svg, prefix=prefix, title=title, description=description)


def inside(inner: str) -> str:
    return re.sub(r"^<svg[^>]*>|</svg>$", "", tidied(inner))


def test_the_root_says_what_the_picture_is() -> None:
    assert tidied('<path d="M0,0L1,1"/>', title='A "b" <c>', description="D") == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="10" height="20" viewBox="0 0 10 20" '
        'aria-labelledby="f0-title f0-desc"><title id="f0-title">A &quot;b&quot; &lt;c&gt;</title>'
        '<desc id="f0-desc">D</desc><path d="M0,0L1,1"/></svg>'
    )
    assert "labelledby" not in tidied("<path d='M0,0L1,1'/>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<path d="M0.12345,1e-7L-0.001,93.00000000000001"/>', '<path d="M0.12,0L0,93"/>'),
        ('<path d="M0,0A5,5,0,1,1,-5,0" transform="translate(1.999,2.005)"/>', None),
        (
            '<g transform="scale(1.23456)"><path d="M1,1L2,2"/></g>',
            '<g transform="scale(1.23456)"><path d="M1,1L2,2"/></g>',
        ),
        (
            '<g aria-label="x" role="graphics-symbol" aria-roledescription="y"><path d="M0,0L1,1"/></g>',
            '<path d="M0,0L1,1"/>',
        ),
        (
            '<g class="mark-line role-mark layer_0_marks"><path d="M0,0L1,1"/></g>',
            '<g class="mark-line role-mark"><path d="M0,0L1,1"/></g>',
        ),
        ('<text style="mix-blend-mode: multiply;">a</text>', '<text class="blend-multiply">a</text>'),
        (
            '<text style="cursor: pointer" onclick="alert(1)" fill="var(--ink)">a</text>',
            '<text fill="var(--ink)">a</text>',
        ),
        ("<script>alert(1)</script><foreignObject/><style>a</style>", ""),
        ('<text>a &lt;b&gt; &amp; "c"</text>', "<text>a &lt;b&gt; &amp; &quot;c&quot;</text>"),
        ('<text>a<tspan x="0" dy="13.001">b</tspan></text>', '<text>a<tspan x="0" dy="13">b</tspan></text>'),
        ('<path class="background" d="M0,0h5v5h-5Z"/>', ""),
        (
            '<path class="background" d="M0,0h5v5h-5Z" fill="none" stroke="#ddd"/>',
            '<path d="M0,0h5v5h-5Z" fill="none" stroke="#ddd"/>',
        ),
        ('<path d="" display="none"/><path d="M0,0LNaN,1"/><g transform="translate(NaN,0)"><text>a</text></g>', ""),
        ('<text opacity="0">gone</text><text opacity="0"><tspan>gone</tspan></text><text> </text>', ""),
        ('<line transform="translate(0,0)" x2="0" y2="5" opacity="1" stroke-width="1"/>', '<line y2="5"/>'),
        ('<rect fill="url(https://example.org/x#y)"/>', "<rect/>"),
        (
            '<a xlink:href="https://example.org/?a=1&amp;b=2"><text>a</text></a>',
            '<a href="https://example.org/?a=1&amp;b=2"><text>a</text></a>',
        ),
        ('<a href="../x/"><text>a</text></a>', '<a href="../x/"><text>a</text></a>'),
        ('<a xlink:href="javascript:alert(1)"><text>a</text></a>', "<text>a</text>"),
        ('<a xlink:href=" java&#10;script:alert(1)"><text>a</text></a>', "<text>a</text>"),
        ('<a xlink:href="data:text/html,x"><text>a</text></a>', "<text>a</text>"),
        (
            '<image xlink:href="data:image/png;base64,AAAA" width="5"/>',
            '<image href="data:image/png;base64,AAAA" width="5"/>',
        ),
        ('<image xlink:href="flags/ie.png"/>', '<image href="flags/ie.png"/>'),
        ("<text>a\x00\x08\ufffe</text>", "<text>a</text>"),
    ],
)
def test_what_stays_and_what_goes(before: str, after: str | None) -> None:
    if after is not None:
        assert inside(before) == after
    else:
        assert inside(before) == '<path d="M0,0A5,5,0,1,1,-5,0" transform="translate(2,2)"/>'


def test_ids_are_numbered_anew_in_order() -> None:
    svg = tidied(
        '<g clip-path="url(#clip17)"><path fill="url(#gradient_4)" d="M0,0L1,1"/></g><text>url(#clip17)</text>'
        '<defs><linearGradient id="gradient_4" x1="0" x2="0.12345"><stop offset="0.333333" stop-color="var(--a)"/>'
        '</linearGradient><clipPath id="clip17"><rect width="5"/></clipPath></defs>',
        prefix="fab",
    )
    assert 'clip-path="url(#fab-1)"' in svg
    assert 'fill="url(#fab-0)"' in svg
    assert '<linearGradient id="fab-0" x1="0" x2="0.12345"><stop offset="0.333333" stop-color="var(--a)"/>' in svg
    assert '<clipPath id="fab-1"><rect width="5"/>' in svg
    assert "<text>url(#clip17)</text>" in svg


def test_one_font_is_said_once() -> None:
    one = tidied('<text font-family="A">a</text><text font-family="A">b</text>')
    assert one.count("font-family") == 1
    two = tidied('<text font-family="A">a</text><text font-family="B">b</text>')
    assert two.count("font-family") == 2


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "//example.org/a.png", "data:text/html,x", "file:///a"]
)
def test_images_from_elsewhere_are_refused(address: str) -> None:
    with pytest.raises(UnsafeDrawingError, match="an image from elsewhere"):
        tidied(f'<image xlink:href="{address}"/>')


@given(st.text(), st.text())
def test_any_words_stay_what_they_are(title: str, text: str) -> None:
    printable = "".join(c for c in title if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    svg = tidied(f"<text>{escaped('x' + printable)}</text>", title=printable)
    root = ElementTree.fromstring(svg)
    assert root[-1].text == "x" + printable
    assert not printable or root[0].text == printable


@given(st.floats(-1e6, 1e6))
def test_short_numbers_are_close(number: float) -> None:
    assert abs(float(short_number(number)) - number) <= 0.005 + 1e-9
    assert short_number(number) != "-0"
