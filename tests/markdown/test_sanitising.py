from __future__ import annotations

import html as entities
import re

import pytest

from nutgraf.markdown import parse_document, parse_inline
from nutgraf.markdown.html import pieces_of
from nutgraf.problems import Location

TAKEN_OUT = {
    "a script": ("Words <script>alert(1)</script>.", 1, 7, "element script"),
    "a block with a script": ("Words\n\n<script>\nalert(1)\n</script>\n", 3, 1, "element script"),
    "a frame": ('<iframe src="https://x.example"></iframe>', 1, 1, "element iframe"),
    "a style": ("Words\n\n<style>p { color: red }</style>\n", 3, 1, "element style"),
    "an event": ('A <b onclick="alert(1)">b</b>', 1, 3, "attribute onclick of b"),
    "an event without marks": (
        "A <img src=a.png onerror=alert(1)>",
        1,
        3,
        "attribute onerror of img",
    ),
    "an event in a list of attributes": (
        "Words\n{: onclick=alert(1) }",
        2,
        4,
        "attribute onclick of p",
    ),
    "a style attribute": ('<p style="color: red">a</p>', 1, 1, "attribute style of p"),
    "a link": ('<a href="javascript:alert(1)">a</a>', 1, 1, "attribute href of a"),
    "a disguised link": (
        '<a href="JaVa&#x73;cript&colon;alert(1)">a</a>',
        1,
        1,
        "attribute href of a",
    ),
    "a link with a tab": ('<a href="java&Tab;script:alert(1)">a</a>', 1, 1, "attribute href of a"),
    "data": ('<img src="data:text/html,x" alt="">', 1, 1, "attribute src of img"),
    "a drawing": ("<svg><a href='x'>a</a></svg>", 1, 1, "element svg"),
    "Markdown in HTML": (
        '<div markdown="1" onclick="x">\n\na\n\n</div>',
        1,
        1,
        "attribute onclick of div",
    ),
}
KEPT = """
# A heading

*Words*, `code`[^1], ~~gone~~ ==marked== H~2~O and <kbd>Enter</kbd>. [2.40](fact:last_price), [@key], [link](other.md).

![Bars](chart:bars "A *caption*")

| a | b |
|---|--:|
| 1 | 2 |

- [ ] open
- [x] done

!!! note "Note"
    Words.

??? tip "More"
    Words.

```python
print("<script>")
```

3. three
4. four

term
: meaning

<details markdown="1" open><summary>More</summary>

Words.

</details>

![A loaf](loaf.png "Loaf")

The HTML <abbr title="x">abbr</abbr>.

[^1]: A *note*.
"""


@pytest.mark.parametrize("name", TAKEN_OUT)
def test_what_is_taken_out_is_told(name: str) -> None:
    text, line, column, message = TAKEN_OUT[name]
    document = parse_document(text, "a.md", sanitise=True)
    told = [(problem.location.line, problem.location.column, problem.message) for problem in document.problems]
    assert (line, column, f"the {message} was taken out") in told
    assert {problem.code for problem in document.problems} == {"html-taken-out"}
    for word in ("script:", "alert", "onclick", "onerror", "style", "iframe", "data:", "<svg"):
        assert word not in document.value.html


def test_what_markdown_makes_is_untouched() -> None:
    kept, clean = (parse_document(KEPT, "a.md", sanitise=sanitise) for sanitise in (False, True))
    assert (clean.problems, clean.value.references, clean.value.anchors, clean.value.words) == (
        kept.problems,
        kept.value.references,
        kept.value.anchors,
        kept.value.words,
    )
    assert _plainly(clean.value.html) == _plainly(kept.value.html)


def _plainly(html: str) -> list[str]:
    """HTML in one of several ways of writing the same."""
    written = []
    for piece in pieces_of(html):
        text = re.sub(r"\s*/>$", ">", piece.text) if piece.name else entities.unescape(piece.text)
        words = re.findall(r"""[^\s"=<>]+(?:="[^"]*")?""", text.replace('=""', "")) if piece.name else [text]
        written.append(" ".join(sorted(words)))
    return written


def test_titles_and_captions() -> None:
    title = parse_inline('A <b onclick="x">title</b>', Location("a.md", 2, 8), sanitise=True)
    assert title.value.html == "A <b>title</b>"
    assert [str(problem.location) for problem in title.problems] == ["a.md:2:10"]


def test_html_is_kept_otherwise() -> None:
    assert "<script>" in parse_document("<script>alert(1)</script>", "a.md").value.html
