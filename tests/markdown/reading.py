"""Reading Markdown in tests: places marked in the text itself, and tokens that can be read."""

from __future__ import annotations

import re

from nutgraf.markdown import parse_document
from nutgraf.model.page import TOKEN_END, TOKEN_START, Document
from nutgraf.problems import Location, Outcome

PATH = "content/markets/bubble.md"


def without_marks(marked: str) -> tuple[str, list[Location]]:
    """The text without its «…» marks, and the places of what stood between them, in the order of their beginnings."""
    text, line, column = "", 1, 1
    open_places: list[tuple[int, int, int]] = []
    found: dict[int, Location] = {}
    for character in marked:
        if character == "«":
            open_places.append((len(found) + len(open_places), line, column))
        elif character == "»":
            number, start_line, start_column = open_places.pop()
            found[number] = Location(PATH, start_line, start_column, column if start_line == line else 0)
        else:
            text += character
            line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return text, [found[number] for number in sorted(found)]


def parsed(text: str) -> Outcome[Document]:
    return parse_document(text, PATH)


def document(text: str) -> Document:
    """The document of a text that has no problems."""
    outcome = parsed(text)
    assert outcome.problems == ()
    return outcome.value


def html(text: str) -> str:
    return shown(document(text).html)


def shown(text: str) -> str:
    """HTML in which a token reads `{0}`."""
    return re.sub(f"{TOKEN_START}([0-9]+){TOKEN_END}", r"{\1}", text)
