"""The HTML that each extension gives, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor

from nutgraf.markdown import parse_document
from nutgraf.model.page import Heading
from tests.markdown.reading import document, html, parsed, shown

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.md"))


@pytest.mark.parametrize("source", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_golden(source: Path) -> None:
    """The folder `golden` holds a source and its HTML for each; a token reads `{0}` there."""
    expected = source.with_suffix(".html").read_text(encoding="utf-8")
    assert html(source.read_text(encoding="utf-8")) + "\n" == expected


def test_no_inline_style_and_no_script() -> None:
    everything = "\n\n".join(path.read_text(encoding="utf-8") for path in GOLDEN)
    everything += '\n\n```python linenums="1" hl_lines="1"\na = 1\nb = 2\n```'
    made = parsed(everything).value.html
    assert 'class="hll"' in made
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", made)


def test_the_title_of_the_page_is_its_only_first_heading() -> None:
    assert re.findall(r"<(h\d)", html("# a\n\n## b\n\n###### c")) == ["h2", "h3", "h6"]
    assert re.findall(r"<(h\d)", html("## a\n\n### b")) == ["h2", "h3"]


def test_anchors() -> None:
    made = document(
        "## Where *it* `ends`: [5](fact:x)[^1]\n\n## Where it ends\n\n## where it ends 2\n\n## where it ends\n\n"
        "## Größe – 漢字\n\n## !\n\n## ?\n\n## a {#own}\n\n## own\n\n<b id='raw'></b>\n\n## raw\n\n[^1]: n"
    )
    anchors = [heading.anchor for heading in made.headings]
    assert anchors == [
        "where-it-ends",
        "where-it-ends-2",
        "where-it-ends-2-2",
        "where-it-ends-3",
        "größe-漢字",
        "section",
        "section-2",
        "own",
        "own-2",
        "raw-2",
    ]
    assert made.anchors == {*anchors, "raw", "fn:1", "fnref:1"}


def test_headings() -> None:
    made = document("## It fell [17%](fact:x) & *more*")
    assert made.headings == (Heading(2, "it-fell-more", made.html[len('<h2 id="it-fell-more">') : -len("</h2>")]),)
    assert shown(made.headings[0].html) == "It fell {0} &amp; <em>more</em>"


def test_headings_in_a_row() -> None:
    assert re.findall(r"<(h\d)", html("# a\n# b\ntext\n---\nc\n===\n## d\ne")) == ["h2", "h2", "h3", "h2", "h3"]


def test_words() -> None:
    text = "It fell [17 per cent](fact:x) `not this` to 3.5 and it's [over](a.md).[^1]\n\n    nor this\n\n[^1]: A note."
    assert document(text).words == 12


def test_no_state_is_left_from_one_document_to_the_next() -> None:
    text = "## a\n\nb[^1] [c]\n\n[^1]: d\n[c]: e.md\n*[b]: f"
    assert document(text) == document(text)
    assert html("b [c]") == "<p>b [c]</p>"


class _Shout(Extension):
    def extendMarkdown(self, md) -> None:  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(!!)(.+?)!!", "b"), "shout", 61)


class _Fails(Extension):
    class _Failing(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            raise ZeroDivisionError("not today")

    def extendMarkdown(self, md) -> None:  # noqa: N802
        md.preprocessors.register(self._Failing(md), "failing", 40)


def test_extensions_of_the_site() -> None:
    made = parse_document("!!a [5](fact:x)!!", "a.md", extensions=[_Shout()]).value
    assert shown(made.html) == "<p><b>a {0}</b></p>"


def test_an_extension_that_fails_is_a_problem() -> None:
    (problem,) = parse_document("a", "a.md", extensions=[_Fails()]).problems
    assert problem.code == "markdown-failed"
    assert "ZeroDivisionError: not today" in problem.message
    assert "extension" in problem.hint


def test_a_table_in_a_table_scrolls_with_it() -> None:
    made = html("<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>")
    assert made.count('<div class="table-region" tabindex="0">') == 1
    assert made.endswith("</table></div>")
