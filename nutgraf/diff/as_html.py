"""A difference on one page of HTML that needs nothing else: charts side by side, what changed in them standing out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from markupsafe import Markup, escape

from nutgraf.diff.as_text import figure_change
from nutgraf.diff.comparing import Diff, FigureChange
from nutgraf.diff.snapshot import FigureShown
from nutgraf.model.theme import Theme

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 3rem;
  color: var(--ink, #1c1b19); background: var(--paper, #fff) }
table { border-collapse: collapse } td, th { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top }
tr { border-bottom: 1px solid #8884 }
.pair { display: flex; flex-wrap: wrap; gap: 2rem } figure { margin: 0; max-width: 100% }
svg { max-width: 100%; height: auto; overflow: visible } .same { opacity: .3 }
figcaption { font-weight: 600 }
"""
_LEAVES = frozenset({"path", "rect", "line", "circle", "ellipse", "text", "image", "polygon", "polyline"})
_IDS = re.compile(r"\bf[0-9a-f]{8}\b")
_NAMESPACE = "{http://www.w3.org/2000/svg}"


def diff_as_html(diff: Diff, theme: Theme) -> str:
    """The page. Colours are the theme's, on light or dark paper as the reader has it."""
    body = Markup("\n").join(_body(diff))
    title = f"{diff.old} → {diff.new}"
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{_colours(theme)}{_STYLE}</style>\n<h1>{escape(title)}</h1>\n{body}\n</html>\n"
    )


def _colours(theme: Theme) -> str:
    light = "".join(f"--{name}:{colour.light};" for name, colour in theme.colours.items())
    dark = "".join(f"--{name}:{colour.dark};" for name, colour in theme.colours.items())
    return f":root{{color-scheme:light dark;{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _body(diff: Diff) -> Iterator[Markup]:
    if diff.empty:
        yield Markup("<p>Nothing differs: every value, sentence and figure is the same.</p>")
    sentences = [(str(problem.location), problem.message) for problem in diff.sentences]
    yield from _table("Sentences that stop being true", ("Place", "What is wrong"), sentences)
    yield from _table("Data", ("Dataset", "Was", "Is"), [(data.name, data.old, data.new) for data in diff.datasets])
    facts = [(fact.name, fact.old, fact.new, ", ".join(fact.used_in)) for fact in diff.facts]
    yield from _table("Values", ("Fact", "Was", "Is", "In"), facts)
    texts = [(text.page, " ¶ ".join(text.old), " ¶ ".join(text.new)) for text in diff.texts]
    yield from _table("Text", ("Page", "Was", "Is"), texts)
    for change in diff.figures:
        yield Markup("<h2>{}: {}</h2>").format(change.name, figure_change(change))
        yield _pair(change)


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Markup]:
    if not rows:
        return
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in header)
    cells = (Markup("").join(Markup("<td>{}</td>").format(cell or "–") for cell in row) for row in rows)
    body = Markup("").join(Markup("<tr>{}</tr>").format(row) for row in cells)
    yield Markup("<h2>{} ({})</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        title, len(rows), head, body
    )


def _pair(change: FigureChange) -> Markup:
    drawings = [_drawing("Was", change.old, change.new), _drawing("Is", change.new, change.old)]
    return Markup('<div class="pair">{}</div>').format(Markup("").join(drawings))


def _drawing(caption: str, figure: FigureShown | None, other: FigureShown | None) -> Markup:
    if figure is None:
        return Markup("")
    svg = highlighted(figure.wide, other.wide) if figure.wide and other is not None and other.wide else figure.wide
    return Markup("<figure><figcaption>{}: {}</figcaption>{}</figure>").format(caption, figure.title, Markup(svg))


def highlighted(svg: str, other: str) -> str:
    """`svg` with the class `same` on every mark and text that stands in `other` too, as often as it does there.

    Both are drawings of ours, so that what is equal is written alike but for the ids.
    """
    ElementTree.register_namespace("", _NAMESPACE[1:-1])
    root = ElementTree.fromstring(svg)
    there = Counter(_written(element) for element in ElementTree.fromstring(other).iter() if _is_leaf(element))
    for element in root.iter():
        if _is_leaf(element) and there[_written(element)] > 0:
            there[_written(element)] -= 1
            element.set("class", f"{element.get('class', '')} same".strip())
    return ElementTree.tostring(root, encoding="unicode")


def _is_leaf(element: ElementTree.Element) -> bool:
    return element.tag.removeprefix(_NAMESPACE) in _LEAVES


def _written(element: ElementTree.Element) -> str:
    attributes = sorted((name, value) for name, value in element.attrib.items() if name != "class")
    return _IDS.sub("", f"{element.tag} {attributes} {''.join(element.itertext())}")
