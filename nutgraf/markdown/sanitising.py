"""Raw HTML of authors without what runs, loads or hides: for sites whose `site.toml` says so.

What Markdown itself makes passes whole; figures, checked numbers and other references are still marks at this point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from nutgraf.markdown.html import PieceKind, pieces_of
from nutgraf.markdown.source import SourceText, Span
from nutgraf.permalinks import WEB_SCHEMES
from nutgraf.problems import Problem

TakenOut = Counter[tuple[str, str]]
"""How often an element, or an attribute of an element, was taken out; the attribute is "" for the element itself."""

_NAMES = """
    a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr
"""
_ELEMENTS = frozenset(_NAMES.split())
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "role", "tabindex", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"checked", "disabled"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"align", "colspan", "headers", "rowspan"},
    "th": {"align", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
# Their content is no text for readers.
_WITH_CONTENT = {"embed", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea"}
_ATTRIBUTE_NAME = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*)([^<>]*)>")


def sanitised(html: str) -> tuple[str, TakenOut]:
    """`html` with only what a list allows, and what was taken out of it. Comments go too, without a word."""
    if "<" not in html:
        return html, Counter()
    import nh3  # noqa: PLC0415 - only where a site asks for it

    clean = nh3.clean(
        html,
        tags=set(_ELEMENTS),
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-"},
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        url_schemes=set(WEB_SCHEMES),
        link_rel=None,
    )
    before, after = _made_of(html), _made_of(clean)
    # What HTML does not let stand where it stood, such as a cell outside of a table, is no danger and not told.
    return clean, Counter(
        {
            (element, attribute): count - after[element, attribute]
            for (element, attribute), count in before.items()
            if count > after[element, attribute] and (attribute or element not in _ELEMENTS)
        }
    )


def taken_out(taken: TakenOut, source: SourceText, regions: Sequence[Span], skipped: Iterable[Span]) -> list[Problem]:
    """A warning for each thing that was taken out, at the tags where it stood; else at the first word that names it."""
    if not taken:
        return []
    code = {start for span in skipped for start in range(*span)}
    tags = [match for region in regions for match in _TAG.finditer(source.text, *region) if match.start() not in code]
    return [problem for key in taken for problem in _told(*key, source, regions, tags)]


def _told(
    element: str, attribute: str, source: SourceText, regions: Sequence[Span], tags: Sequence[re.Match[str]]
) -> Iterator[Problem]:
    spans = [
        tag.span()
        for tag in tags
        if tag[1].lower() == element and (not attribute or (element, attribute) in _removed_from(tag[0]))
    ]
    if not spans:
        name = re.compile(rf"\b{re.escape(attribute or element)}\b", re.IGNORECASE)
        found = (match for region in regions if (match := name.search(source.text, *region)))
        spans = [next((match.span() for match in found), (0, 0))]
    what = f"the attribute {attribute} of {element}" if attribute else f"the element {element}"
    hint = 'write it in Markdown, or let site.toml say [markdown] raw_html = "keep"'
    for span in spans:
        yield Problem("html-taken-out", f"{what} was taken out", source.locate(*span), hint, "warning")


def _removed_from(tag: str) -> Iterable[tuple[str, str]]:
    return sanitised(tag)[1]


def _made_of(html: str) -> TakenOut:
    found: TakenOut = Counter()
    for piece in pieces_of(html):
        if piece.kind is PieceKind.OPENING:
            found[piece.name, ""] += 1
            rest = piece.text[1 + len(piece.name) : -1]
            for name in {match[1].lower() for match in _ATTRIBUTE_NAME.finditer(rest)}:
                found[piece.name, name] += 1
    return found
