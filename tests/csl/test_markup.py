from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.csl.markup import as_html, cleaned, marked, plain, with_marks

PIECES = st.lists(
    st.sampled_from(
        ["<i>", "</i>", "<sup>", "</sup>", "<script>", "</script>", "<b onclick=x>", "&lt;", '"', "'", "a", " "]
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name == "href" for name, _ in attrs)
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_what_csl_allows_is_markup_and_the_rest_is_text() -> None:
    text = 'H<sub>2</sub>O <i>a <sup>b</sup></i> <em>c</em> <i>d & <script>e</script> <span class="nocase">F</span>'
    assert as_html(with_marks(text)) == (
        "H<sub>2</sub>O <i>a <sup>b</sup></i> &lt;em&gt;c&lt;/em&gt; &lt;i&gt;d &amp; &lt;script&gt;e&lt;/script&gt; F"
    )
    assert plain("H<sub>2</sub>O <i>a") == "H2O <i>a"


def test_links() -> None:
    address = 'https://example.org/?a=1&b="'
    link = '<a href="https://example.org/?a=1&amp;b=&#34;">'.replace("&#34;", "&quot;")
    assert as_html(marked("link", "A title"), address) == f"{link}A title</a>"
    assert as_html(f"See {address}.", address) == f"See {link}https://example.org/?a=1&amp;b=&quot;</a>."
    assert as_html(marked("link", "A title")) == "A title"
    assert as_html(marked("i", marked("link", "Why?")) + ". Now") == "<i>Why?</i> Now"


@given(PIECES, PIECES)
def test_no_text_opens_a_tag_that_csl_does_not_have(first: str, second: str) -> None:
    text = marked("i", with_marks(cleaned(first))) + marked("link", with_marks(cleaned(second)))
    tags = Tags()
    tags.feed(as_html(text, "https://example.org/"))
    assert tags.open == []
    assert tags.seen <= {"i", "b", "sup", "sub", "a", "span"}


@given(st.text())
def test_cleaned_texts_are_fit_to_print(text: str) -> None:
    tidy = cleaned(text)
    tidy.encode("utf-8")
    assert "\n" not in tidy
    assert cleaned(tidy) == tidy
