"""Tokens and plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.markdown import fill, plain_text
from nutgraf.markdown.html import attributes_of, pieces_of, text_outside_code
from nutgraf.model.page import TOKEN_END, TOKEN_START


def token(index: int) -> str:
    return f"{TOKEN_START}{index}{TOKEN_END}"


def test_fill() -> None:
    html = f'<a href="{token(1)}">{token(10)}</a>{token(1)}'
    assert fill(html, lambda index: f"<{index}>") == '<a href="<1>"><10></a><1>'
    assert fill("no token", lambda index: "x") == "no token"


def test_plain_text() -> None:
    html = f'<p class="a > b">A&nbsp;&amp;<!-- c -->&lt; <em>d</em>e</p>\n<p>f<br>g {token(0)}</p>'
    assert plain_text(html) == "A\N{NO-BREAK SPACE}&< de f g"
    assert plain_text(html, lambda index: f"&amp;{index}") == "A\N{NO-BREAK SPACE}&< de f g &amp;0"


def test_text_that_looks_like_a_token_is_none() -> None:
    assert plain_text("&#xE000;0&#xE001;", lambda index: "x") == "\ue0000\ue001"


def test_text_outside_code() -> None:
    html = "a<code>b</code>c<pre>d<b>e</pre>f<script>g('<p>')</script>h</code>i<br>"
    assert list(text_outside_code(html)) == ["a", "c", "f", "h", "i"]


def test_attributes() -> None:
    tag = """<a id="b" HREF='c&amp;"d' data-x = e disabled>"""
    assert attributes_of(tag) == {"id": "b", "href": 'c&"d', "data-x": "e"}


@given(st.one_of(st.text(max_size=60), st.text(st.sampled_from("<>/!-\"'= ab\n&"), max_size=60)))
def test_the_pieces_are_the_whole(html: str) -> None:
    assert "".join(piece.text for piece in pieces_of(html)) == html
