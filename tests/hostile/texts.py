"""Any text at all, and what in it would be dangerous where it is not escaped."""

from __future__ import annotations

import re

from hypothesis import strategies as st

_DANGEROUS = (
    *(
        "<script>evil()</script>",
        "</script><script>evil()</script>",
        "<img src=x onerror=evil()>",
        "<svg onload=evil()>",
    ),
    *('" onmouseover=evil() x="', "' onmouseover='evil()", "</title>", "</svg>", "</style>", "-->", "]]>", "<!--"),
    *(
        "&lt;script>",
        "&#60;script>evil()",
        "&#xD800;",
        "&#0;",
        "javascript:evil()",
        "](javascript:evil())",
        "<![CDATA[",
    ),
    *(
        "\0",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufffe",
        "\ufeff",
        "\ue0000\ue001",
        "\U0010ffff",
    ),
    *(
        "{{ evil }}",
        "{% evil %}",
        "`",
        "*",
        "_",
        "[",
        "]",
        "(",
        "!",
        "~~~",
        "\\",
        "'",
        '"',
        ":",
        "#",
        "=",
        "@",
        "|",
        "$",
    ),
)
HALVES = ("\ud800", "\udfff", "\ud83d")

_ANY_CHARACTER = st.characters(exclude_categories=())


def _texts(pieces: tuple[str, ...], others: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(pieces), others), max_size=8).map("".join)


ANY_TEXT = _texts(_DANGEROUS, st.text(max_size=8))
"""What a file can hold."""

ANY_ESCAPED_TEXT = _texts(_DANGEROUS + HALVES, st.text(_ANY_CHARACTER, max_size=8))
"""What a value can be in a format that has escapes: half of a character too."""

SHOWABLE_TEXT = ANY_TEXT.map(lambda text: "x" + re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "", text))
"""What no stage should refuse."""
