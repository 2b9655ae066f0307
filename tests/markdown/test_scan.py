"""Where references stand: every kind, in every place, to the column."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.markdown.blocks import find_blocks
from nutgraf.markdown.constructs import Construct, MarkedText, mark_constructs
from nutgraf.markdown.converter import Converter
from nutgraf.markdown.fences import fenced_lines
from nutgraf.markdown.html import text_outside_code
from nutgraf.markdown.scan import Scanner
from nutgraf.markdown.source import places_in, source_text
from nutgraf.model.page import TOKEN_END, TOKEN_START, ReferenceKind
from tests.markdown.reading import document, parsed, without_marks

KIND = ReferenceKind

# The outer «…» is the construct, the one inside it is its target.
PLACES = [
    ("It fell «[17%](fact:«fall»)».", KIND.FACT, "fall"),
    ('It is «[a third](fact:«weight» "0.32..0.35")» of it.', KIND.FACT, "weight"),
    ("Ein Fünftel: «[ü](fact:«ß»)».", KIND.FACT, "ß"),
    ("«![alt](chart:«cape»)»", KIND.CHART, "cape"),
    ('«![alt](chart:«cape» "caption (with) marks")»{.wide}', KIND.CHART, "cape"),
    ("«![](table:«top_ten» 'The ten')»", KIND.TABLE, "top_ten"),
    ("See «[Figure](#chart:«cape»)».", KIND.CROSSREF, "cape"),
    ("See «[](#table:«top»)».", KIND.CROSSREF, "top"),
    ("So «[@«irish2025»]».", KIND.CITATION, "irish2025"),
    ("So «[@«irish2025», pp. 3–4]».", KIND.CITATION, "irish2025"),
    ("See «[text](«../a/b.md#x»)».", KIND.LINK, "../a/b.md#x"),
    ("See «[text](«#x» 'title')».", KIND.LINK, "#x"),
    ("See «[text](<«a b.md»>)».", KIND.LINK, "a b.md"),
    ("See «[*a* [b] `]`](«https://example.org/a_(b)?c=d&amp;e»)».", KIND.LINK, "https://example.org/a_(b)?c=d&e"),
    ("See «<«https://example.org»>».", KIND.LINK, "https://example.org"),
    ("Wow«![a *b*](«a.png»)»{.big}", KIND.IMAGE, "a.png"),
    ("- item\n    - «[5](fact:«x»)»", KIND.FACT, "x"),
    ("> quote\n> > «[5](fact:«x»)»", KIND.FACT, "x"),
    ('| a | b |\n|---|---|\n| `|` | «[5](fact:«x» "a|b")» |', KIND.FACT, "x"),
    ("Title «[5](fact:«x»)»\n=====", KIND.FACT, "x"),
    ("# Title «[5](fact:«x»)» #", KIND.FACT, "x"),
    ("Term\n:   «[5](fact:«x»)»", KIND.FACT, "x"),
    ('!!! note "It is «[5](fact:«x»)»"\n    text', KIND.FACT, "x"),
    ("a[^1]\n\n[^1]: «[5](fact:«x»)»", KIND.FACT, "x"),
    ("A `code ``span [a](fact:no)` and «[5](fact:«x»)».", KIND.FACT, "x"),
    ("A ``code ` [a](fact:no)`` and «[5](fact:«x»)».", KIND.FACT, "x"),
    ("\\`«[5](fact:«x»)»\\`", KIND.FACT, "x"),
    ("\\\\«[5](fact:«x»)»", KIND.FACT, "x"),
    ("**«[5](fact:«x»)»**", KIND.FACT, "x"),
    ("# a `b\n\n«[5](fact:«x»)» c`", KIND.FACT, "x"),
    ("# a `b\n«[5](fact:«x»)» c`", KIND.FACT, "x"),
    ("a\t«[5](fact:«x»)»", KIND.FACT, "x"),
    ("a <!-- [a](fact:no) --> «[5](fact:«x»)»", KIND.FACT, "x"),
    ("a <b title='[a](fact:no)'>«[5](fact:«x»)»</b>", KIND.FACT, "x"),
    ("[a] (b) \\[c](d «[5](fact:«x»)»", KIND.FACT, "x"),
    ("Runs «[over\ntwo lines](fact:«x»)».", KIND.FACT, "x"),
    ("> Runs «[over\n> two lines](fact:«x»)».", KIND.FACT, "x"),
    ("```\n[a](fact:no)\n```\n«[5](fact:«x»)»", KIND.FACT, "x"),
    ("- list\n\n    ~~~ text\n    [a](fact:no)\n    ~~~\n\n    «[5](fact:«x»)»", KIND.FACT, "x"),
    ("> ```\n> [a](fact:no)\n> ```\n>\n> «[5](fact:«x»)»", KIND.FACT, "x"),
    ("!!! note\n    ```python\n    a = [a](fact:no)\n    ```\n    «[5](fact:«x»)»", KIND.FACT, "x"),
    ("<!--\n\n[a](fact:no)\n\n-->\n\n«[5](fact:«x»)»", KIND.FACT, "x"),
]


@pytest.mark.parametrize(("marked", "kind", "target"), PLACES, ids=[place[0] for place in PLACES])
def test_places(marked: str, kind: ReferenceKind, target: str) -> None:
    text, (whole, inner) = without_marks(marked)
    (reference,) = document(text).references
    assert (reference.kind, reference.target) == (kind, target)
    assert reference.location == whole
    assert reference.target_location == inner


DEFINED = [
    ("«[the text][ref]»\n\n[ref]: «other.md»", KIND.LINK, "other.md", "the text"),
    ("«[Ref][]»\n\n[ref]: <«a b.md»> 'title'", KIND.LINK, "a b.md", "Ref"),
    ("«[r  e\nf]»\n\n> [R e f]: «https://example.org»", KIND.LINK, "https://example.org", "r  e f"),
    ('«![alt][f]»\n\n[f]: chart:«cape» "caption"', KIND.CHART, "cape", "alt"),
    ('«![f]»\n\n[f]:\n    «a.png»\n    "caption"', KIND.IMAGE, "a.png", "f"),
    ("[f]: fact:«x» (0.1..0.2)\n\n«[5][f]» and [@key]", KIND.FACT, "x", "5"),
]


@pytest.mark.parametrize(("marked", "kind", "target", "words"), DEFINED, ids=[case[0] for case in DEFINED])
def test_references_by_definition(marked: str, kind: ReferenceKind, target: str, words: str) -> None:
    text, places = without_marks(marked)
    reference = document(text).references[0]
    assert (reference.kind, reference.target, reference.text) == (kind, target, words)
    assert {reference.location, reference.target_location} == set(places)


def test_every_use_of_a_definition_is_a_reference_of_its_own() -> None:
    references = document("[a][r] [b][r] [r]\n\n[r]: c.md").references
    assert [reference.text for reference in references] == ["a", "b", "r"]
    assert len({reference.location for reference in references}) == 3


def test_several_works_in_one_citation() -> None:
    text, places = without_marks("As «[@a]» says [«@b, p. 3»; «@c»].")
    references = document(text).references
    assert [(reference.target, reference.locator) for reference in references] == [("a", ""), ("b", "p. 3"), ("c", "")]
    assert [reference.location for reference in references] == places


def test_the_words_of_a_figure_are_documents_in_their_places() -> None:
    text, places = without_marks('![Line: «[5](fact:«a»)»](chart:x "Cap \\"«[@«k»]»\\" «[*third*](fact:«b» \'0.3\')»")')
    (figure,) = document(text).references
    assert figure.text_document is not None
    assert figure.title_document is not None
    inner = [*figure.text_document.references, *figure.title_document.references]
    assert [reference.target for reference in inner] == ["a", "k", "b"]
    assert [place for reference in inner for place in (reference.location, reference.target_location)] == places
    assert [reference.index for reference in inner] == [0, 0, 1]
    assert inner[2].text_document is not None
    assert inner[2].text_document.html == "<em>third</em>"


def test_titles_and_classes() -> None:
    text, (title,) = without_marks('![a](chart:x "«The caption»"){.wide .dark}')
    (figure,) = document(text).references
    assert (figure.title, figure.title_location, figure.classes) == ("The caption", title, ("wide", "dark"))
    assert document("![a](chart:x)\n{: .wide }").references[0].classes == ("wide",)
    assert document("[5](fact:x)").references[0].title is None
    assert document('[5](fact:x "> 2")').references[0].title == "> 2"


def test_the_words_around_a_reference() -> None:
    text = "It  *fell* by\nabout [17%](fact:a)[^1] to [a **third**](fact:b), as `x` [says](c.md) Anna."
    text = f"Before.\n\n{text}\n\nAfter.\n\n[^1]: n"
    fact, third, link = document(text).references
    assert (fact.before, fact.after) == ("It fell by about ", " to a third, as x says Anna.")
    assert (third.before, third.after) == ("It fell by about 17% to ", ", as x says Anna.")
    assert (link.before, link.after) == ("It fell by about 17% to a third, as x ", " Anna.")
    long = document("x" * 500 + "[5](fact:a)" + "y" * 500).references[0]
    assert (long.before, long.after) == ("x" * 160, "y" * 160)


NOTHING = [
    "A `[a](fact:x)` b",
    "``` [a](fact:x) ```",
    "```\n[a](fact:x)\n```",
    "    [a](fact:x)",
    "- a\n\n        [a](fact:x)",
    "a <!-- [a](fact:x) -->",
    "<!-- [a](fact:x)\n\n[@b] -->",
    "<pre>\n[a](fact:x)\n</pre>",
    "<code>[a](fact:x)</code>",
    "<script>a[0](x); b[@a]</script>",
    '<b title="[a](fact:x)">b</b>',
    "*[HTML]: [a](fact:x)\n\nHTML",
    "\\[a](fact:x) \\[@b] \\![c\\](chart:d)",
    "[ ] [x] [a] (b) [a]: [1] a@b.c [] ![] ]( )[",
    "- [ ] a\n- [x] b",
    "[^1]\n\n[^1]: a",
    "[//]: # (a comment with [a](fact:x))",
    "[a]: chart:x",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_reference_there(text: str) -> None:
    assert document(text).references == ()


def test_what_was_no_reference_reads_as_it_was_written() -> None:
    assert '[a](fact:x "1") &lt;b&gt;' in document('    [a](fact:x "1") <b>').html.replace("&quot;", '"')
    assert '<abbr title="[a](fact:x)">HTML</abbr>' in document("*[HTML]: [a](fact:x)\n\nHTML").html
    assert "<script>a[0](x) && b</script>" in document("<script>a[0](x) && b</script>").html


PROBLEMS = [
    ("A [b](«chrt»:x)", "unknown-scheme", "did you mean chart?"),
    ("A [b](«javascript»:alert(1))", "unknown-scheme", "schemes: chart, fact, http, https, mailto, table, tel"),
    ("A [b](«javascript»&#58;alert(1))", "unknown-scheme", "schemes"),
    ("A ![b](«data»:image/png;base64,x)", "unknown-scheme", "schemes"),
    ("A <«ftp»://example.org>", "unknown-scheme", "http"),
    ("A [b](«chart:x»)", "chart-as-link", "put ! in front to show it: ![alt text](chart:x)"),
    ("A ![b](«fact:x»)", "fact-as-image", "take the ! away"),
    ("A ![b](«#x»)", "malformed-reference", "take the ! away"),
    ("A [b](«c d»)", "malformed-reference", "write <address>"),
    ("A [b](«c d»", "malformed-reference", "close it with )"),
    ('A [b](«c "d" e»)', "malformed-reference", "after the title"),
    ("A [b](«c “d”»)", "malformed-reference", "straight quotation marks"),
    ('A [b](«c "d»)', "malformed-reference", 'close it with "'),
    ("A [b]«()»", "malformed-reference", "write the address"),
    ("A ![b](«chart:»)", "malformed-reference", "after chart:"),
    ("A «[ ]»(b.md)", "malformed-reference", "between the brackets"),
    ("A «[a [b](c.md) d]»(e.md)", "nested-link", "end the inner one"),
    ("A «[b [@c]]»(e.md)", "nested-link", "end the inner one"),
    ("A «[b][c]» d", "undefined-reference", "add a line [c]: address"),
    ("A «[b][]» d", "undefined-reference", "add a line [b]: address"),
    ("A «[^b]» d\n\n[^bb]: e", "undefined-footnote", "did you mean bb?"),
    ("A «[@ b]» d", "malformed-citation", "[@key, p. 3]"),
    ("A «[@b @c]» d", "malformed-citation", "[@key, p. 3]"),
    ("A «![b](chart:c)» d", "figure-inline", "empty line before and after"),
    ("- «![b](chart:c)»", "figure-inline", "empty line before and after"),
    ("- a\n\n    «![b](chart:c)»", "figure-inline", "empty line before and after"),
    ("| «![b](table:c)» |\n|---|\n| a |", "figure-inline", "empty line before and after"),
    ("[^1]\n\n[^1]: «![b](chart:c)»", "figure-inline", "empty line before and after"),
    ("![a «![b]»(c.png) d](chart:e)", "figure-inline", "paragraph of its own"),
    ("![a](chart:e)«{#id}»", "figure-attributes", "classes only"),
    ("<div>\n«[a](fact:x)»\n</div>", "unread-reference", 'markdown="1"'),
    ("«<div markdown='1'>»\n\na", "unclosed-html", "add </div>"),
    ("a «<code>» [b](fact:c)", "unclosed-html", "add </code>"),
    ("![a «[^1]»](chart:e)\n\na[^1]\n\n[^1]: b", "undefined-footnote", "running text"),
]


@pytest.mark.parametrize(("marked", "code", "hint"), PROBLEMS, ids=[case[0] for case in PROBLEMS])
def test_problems(marked: str, code: str, hint: str) -> None:
    text, (place,) = without_marks(marked)
    (problem,) = parsed(text).problems
    assert (problem.code, problem.location) == (code, place)
    assert hint in problem.hint
    assert problem.message


def test_two_figures_in_one_paragraph() -> None:
    assert [problem.code for problem in parsed("![a](chart:x)\n![a](chart:y)").problems] == ["figure-inline"] * 2


def test_mistakes_in_code_are_none() -> None:
    assert parsed("    [a](foo:bar) [b](\n\n`[a](foo:bar)`\n\n<pre>[a](foo:b)</pre>").problems == ()


def test_a_scan_that_disagrees_about_code_is_told() -> None:
    """Inside a table, Markdown ends a code span at the cell; the scan, at the row."""
    outcome = parsed("a | b\n--|--\n`x | [5](fact:x)` c")
    assert [problem.code for problem in outcome.problems] in ([], ["unread-reference"])
    assert bool(outcome.problems) == ("](fact:x" in "".join(text_outside_code(outcome.value.html)))


def test_reserved_characters_stand_for_nothing() -> None:
    text = f"{TOKEN_START}0{TOKEN_END} \U000f0000 \U00100000 [5](fact:x)"
    made = document(text)
    assert len(made.references) == 1
    assert made.html.count("\N{REPLACEMENT CHARACTER}") == 4
    assert made.references[0].location.column == len(text) - len("[5](fact:x)") + 1


# --- laws -------------------------------------------------------------------------------------------------------------

SYNTAX = r"""
[ ] ( ) ![ [a](fact:x) ![b](chart:c) [@k] [e](f.md) [r] [^1] ` `` < > <!-- --> <div> </div> <pre> </pre> <code> </code>
\ " ' * _ a {.c} <b> &amp; == = :
"""
LINES = [
    "[r]: g.md\n",
    "\n```\n",
    "\n~~~ a\n",
    "\n",
    "\n\n",
    "\n    ",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n# ",
    "\n| ",
    "\n!!! note\n    ",
    " ",
]
FRAGMENTS = st.sampled_from([*SYNTAX.split(), *LINES])
SCRAPS = st.lists(FRAGMENTS, max_size=25).map("".join)
TOKEN = re.compile(f"{TOKEN_START}([0-9]+){TOKEN_END}")


def scanned(text: str) -> tuple[str, MarkedText, list[Construct]]:
    source = source_text(text, places_in(text, "a.md"))
    blocks = find_blocks(source, fenced_lines(Converter().markdown, source.text))
    scanner = Scanner(source, blocks.definitions, blocks.footnotes)
    for region in blocks.regions:
        scanner.scan(region)
    marked = mark_constructs(source.text, (0, len(source.text)), scanner.constructs)
    return source.text, marked, scanner.constructs


@given(st.one_of(SCRAPS, st.text(max_size=60)))
def test_marks_give_back_the_source(text: str) -> None:
    source, marked, _ = scanned(text)
    assert marked.restored(marked.text) == source


@given(st.text(st.characters(codec="utf-8", exclude_characters="[]<>", exclude_categories=("Co", "Cc")), max_size=80))
def test_text_without_brackets_stays_as_it_is(text: str) -> None:
    source, marked, constructs = scanned(text)
    assert constructs == []
    assert marked.text == source == text


@given(st.one_of(SCRAPS, st.text(max_size=60)))
def test_tokens_and_references_belong_together(text: str) -> None:
    made = parsed(text).value
    tokens = [int(number) for number in TOKEN.findall(made.html)]
    assert tokens == [reference.index for reference in made.references]
    assert tokens == list(range(len(tokens)))
    lines = text.replace("\r", "\n").split("\n")
    for reference in made.references:
        place = reference.target_location
        if place.end_column:
            there = lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert reference.target in {there, f"mailto:{there}"} or "\ufffd" in reference.target or "&" in there


@given(SCRAPS.filter(lambda text: "\\" not in text))
def test_no_reference_is_shown_to_readers_as_it_was_written(text: str) -> None:
    outcome = parsed(text)
    shown = "".join(text_outside_code(outcome.value.html))
    if "](fact:x" in shown or "](chart:c" in shown:
        assert outcome.problems
