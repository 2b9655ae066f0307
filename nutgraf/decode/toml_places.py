"""Where the keys and values of a TOML document stand.

The text is known to be valid: this scan only has to find its way, never to judge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
Span = tuple[int, int]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")


@dataclass(frozen=True, slots=True)
class Places:
    """Spans of offsets by path, list items by their index. A table's value starts at its header."""

    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)


def find_places(text: str) -> Places:
    """The places of all keys and values; where the scan loses its way, of those that were found so far."""
    scan = _Scan(text)
    scan.document()
    return scan.places


class _LostError(Exception):
    pass


class _Scan:
    def __init__(self, text: str) -> None:
        self.places = Places()
        self._text = text
        self._at = 0
        self._lists: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self._blank()
        try:
            while self._at < len(self._text):
                if self._text.startswith("[", self._at):
                    table = self._header()
                else:
                    self._pair(table)
                self._blank()
        except (_LostError, RecursionError):
            return

    def _blank(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _skip(self, mark: str) -> None:
        self._blank()
        if not self._text.startswith(mark, self._at):
            raise _LostError
        self._at += len(mark)
        self._blank()

    def _header(self) -> Path:
        is_list = self._text.startswith("[[", self._at)
        start = self._at
        self._skip("[[" if is_list else "[")
        parts = self._key()
        self._skip("]]" if is_list else "]")
        path = self._record(parts, (), start)
        if not is_list:
            return path
        if path[-1:] and isinstance(path[-1], int):
            path = path[:-1]
        index = self._lists.get(path, -1) + 1
        self._lists[path] = index
        self.places.values[(*path, index)] = (start, start)
        return (*path, index)

    def _pair(self, table: Path) -> None:
        start = self._at
        path = self._record(self._key(), table, start)
        self._skip("=")
        self._value(path)

    def _record(self, parts: list[tuple[str, Span]], table: Path, start: int) -> Path:
        """The path of a dotted key; a part that names a list of tables means its last table."""
        path = table
        for number, (name, span) in enumerate(parts, start=1):
            path = (*path, name)
            self.places.keys.setdefault(path, span)
            self.places.values.setdefault(path, (start, start))
            if path in self._lists and (number < len(parts) or not table):
                path = (*path, self._lists[path])
        return path

    def _key(self) -> list[tuple[str, Span]]:
        parts = [self._key_part()]
        self._blank_in_line()
        while self._text.startswith(".", self._at):
            self._at += 1
            self._blank_in_line()
            parts.append(self._key_part())
            self._blank_in_line()
        return parts

    def _blank_in_line(self) -> None:
        while self._text[self._at : self._at + 1] in {" ", "\t"}:
            self._at += 1

    def _key_part(self) -> tuple[str, Span]:
        start = self._at
        quote = self._text[start : start + 1]
        match = (_STRING if quote in {'"', "'"} else _BARE_KEY).match(self._text, start)
        if match is None:
            raise _LostError
        self._at = match.end()
        if quote == "'":
            return match[0][1:-1], match.span()
        name = _ESCAPE.sub(_unescaped, match[0][1:-1]) if quote == '"' else match[0]
        return name, match.span()

    def _value(self, path: Path) -> None:
        start = self._at
        opening = self._text[start : start + 1]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            match = (_STRING if opening in {'"', "'"} else _BARE_VALUE).match(self._text, start)
            if match is None:
                raise _LostError
            self._at = start + len(match[0].rstrip())
        self.places.values[path] = (start, self._at)

    def _list(self, path: Path) -> None:
        self._skip("[")
        index = 0
        while not self._text.startswith("]", self._at):
            self._value((*path, index))
            index += 1
            self._blank()
            if self._text.startswith(",", self._at):
                self._skip(",")
            elif not self._text.startswith("]", self._at):
                raise _LostError
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._skip("{")
        while not self._text.startswith("}", self._at):
            self._pair(path)
            self._blank()
            if self._text.startswith(",", self._at):
                self._skip(",")
            elif not self._text.startswith("}", self._at):
                raise _LostError
        self._at += 1


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
