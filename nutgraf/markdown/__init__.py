"""Markdown to HTML with every reference found, located and replaced by a token."""

from nutgraf.markdown.document import parse_document, parse_inline
from nutgraf.markdown.html import fill, plain_text
from nutgraf.markdown.source import Locate, places_in
from nutgraf.markdown.typography import typeset

__all__ = ["Locate", "fill", "parse_document", "parse_inline", "places_in", "plain_text", "typeset"]
