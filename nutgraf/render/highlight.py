"""Source code with highlighting by CSS classes."""

from __future__ import annotations

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import JsonLexer, PythonLexer

from nutgraf.model.exhibit import Exhibit

LONGEST_SHOWN = 20_000


def highlighted_code(exhibit: Exhibit) -> Markup:
    """The source of an exhibit as HTML; a very long one (a spec with its values inside) is cut."""
    code = exhibit.code
    if len(code) > LONGEST_SHOWN:
        code = code[:LONGEST_SHOWN] + "\n…"
    lexer = JsonLexer() if exhibit.is_json else PythonLexer()
    return Markup(highlight(code, lexer, HtmlFormatter(cssclass="highlight", wrapcode=True)))
