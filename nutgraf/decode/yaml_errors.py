"""What is wrong with YAML, in plain words."""

from __future__ import annotations

import re

import yaml

from nutgraf.decode.positions import Positions
from nutgraf.problems import Problem

_QUOTE_IT = 'put the whole value in quotes: key: "value"'

# What the parser says (a pattern), whether it is to be shown where the construct began, and our words and way out.
# libyaml and the parser in Python word some of them differently.
_WORDS: tuple[tuple[str, bool, str, str], ...] = (
    (r"mapping values are not allowed", False, "a ':' with a space after it starts a second key here", _QUOTE_IT),
    (r"unexpected end of stream.*quoted|quoted scalar.*unexpected end", True, "a quote is opened and not closed", ""),
    (r"unknown escape character", False, "a backslash in double quotes starts an unknown escape", "use single quotes"),
    (r"expected ',' or '\]'", True, "a list opened with [ is not closed", "add ] or a missing comma"),
    (r"expected ',' or '\}'", True, "a mapping opened with { is not closed", "add } or a missing comma"),
    (r"expected alphabetic or numeric", True, "a value may not begin with * or &", _QUOTE_IT),
    (r"could not find expected ':'", True, "a key has no ':' after it", "write key: value"),
    (
        r"block sequence entries are not allowed",
        False,
        "a list item may not stand here",
        "start the list on a new line",
    ),
    (r"'-' indicator", False, "a list goes on without a '-'", "begin each item with '- ', all at the same indent"),
    (r"expected key|<block end>", False, "this does not fit what stands before", "check the indent and the quotes"),
    (r"<document start>", False, "this does not fit what stands before", "start all keys at the same indent"),
    (
        r"comment or line break",
        False,
        "only a comment may follow | or > on its line",
        "start the text on the next line",
    ),
    (r"directive", True, "a value may not begin with %", _QUOTE_IT),
)


def syntax_problem(error: yaml.YAMLError, positions: Positions) -> Problem:
    """The parser's error as a located `yaml-syntax`, or `yaml-too-large` for its own limit of nesting."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem("yaml-syntax", "the text cannot be read as YAML", positions.at(0))
    offset = error.problem_mark.index
    said = " ".join(part for part in (error.context, error.problem) if part)
    if "nesting depth" in said:
        return Problem("yaml-too-large", "lists are nested far too deep", positions.at(offset), "make it flatter")
    if "cannot start any token" in said:
        return _strange_start(positions, offset)
    for pattern, at_start, message, hint in _WORDS:
        if re.search(pattern, said):
            start = error.context_mark.index if at_start and error.context_mark else offset
            return Problem("yaml-syntax", message, positions.at(start), hint)
    return Problem("yaml-syntax", f"the text cannot be read as YAML: {said}", positions.at(offset))


def _strange_start(positions: Positions, offset: int) -> Problem:
    character = positions.text[offset : offset + 1]
    if character == "\t":
        return Problem("yaml-syntax", "a tab may not indent", positions.at(offset), "indent with spaces")
    return Problem("yaml-syntax", f"a value may not begin with {character}", positions.at(offset), _QUOTE_IT)
