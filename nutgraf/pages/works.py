"""From what a file says of a work to CSL-JSON: names, dates and texts in one form each."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from nutgraf.csl import DATES, NAME_PARTS, NAMES, TYPES, VARIABLES, parse_date
from nutgraf.csl.markup import cleaned
from nutgraf.decode import Located
from nutgraf.model.work import Work
from nutgraf.problems import Location, Problem, did_you_mean

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_UNFIT = re.compile(r"[\s<>\"]")
_SPELLINGS = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "author": "author", "date": "issued"}
_SPELLINGS |= {"journal": "container-title", "journaltitle": "container-title", "year": "issued", "pages": "page"}
_OWN = frozenset({"id", "type", "citation-key", "custom", "categories"})


class WorkReader:
    """Reads the works of one file and gathers what is wrong.

    Problems: `missing-key` for a work without id or title, `unknown-scheme` for an address that is none of the web,
    `bad-date`, `wrong-type` for a value of another shape, and the warning `unknown-variable` for one that CSL does not
    have and that looks like another; the others are passed over.
    """

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path

    def read(self, written: Mapping[Located[str], Located[Any]]) -> Work | None:
        """The work, None without a key or a title."""
        values = {key.value: value for key, value in written.items()}
        places = {key.value: key.location for key in written}
        place = places.get("id") or min(places.values(), default=Location(self._path))
        # Zotero's own id is an address; the key that authors know stands beside it.
        named = values.get("citation-key") or values.get("id")
        key = _text(named.value) if named is not None else ""
        missing = [name for name, said in (("id", key), ("title", self._title(values))) if not said]
        for name in missing:
            self._say("missing-key", f"a work needs {name}", place, f"add a line {name}: …")
        if missing:
            return None
        variables: dict[str, Any] = {"type": self._type(values)}
        for name, value in values.items():
            if name in VARIABLES - _OWN and value.value not in (None, ""):
                read = self._variable(name, value)
                if read:
                    variables[name] = read
            elif name not in VARIABLES:
                self._suggest(name, places[name])
        return Work(key, variables, place)

    def _say(self, code: str, message: str, place: Location, hint: str = "") -> None:
        self.problems.append(Problem(code, message, place, hint))

    def _title(self, values: Mapping[str, Located[Any]]) -> str:
        return _text(values["title"].value) if "title" in values else ""

    def _type(self, values: Mapping[str, Located[Any]]) -> str:
        given = values.get("type")
        if given is None or given.value in (None, ""):
            return "webpage" if "URL" in values else "document"
        if isinstance(given.value, str) and given.value in TYPES:
            return given.value
        message = f"{_text(given.value) or 'this'} is none of CSL's types of works"
        self._say("wrong-type", message, given.location, did_you_mean(_text(given.value), TYPES, "types"))
        return "document"

    def _variable(self, name: str, value: Located[Any]) -> Any:
        if name in NAMES:
            return list(self._names(name, value))
        if name in DATES:
            return self._date(name, value)
        if isinstance(value.value, Mapping) or (isinstance(value.value, list | tuple) and name != "keyword"):
            self._say("wrong-type", f"{name} wants text", value.location, f"write {name}: words")
            return ""
        if isinstance(value.value, list | tuple):
            return ", ".join(_text(word) for word in value.value)
        text = _text(value.value)
        if name == "URL":
            return self._address(text, value.location)
        return self._doi(text, value.location) if name == "DOI" else text

    def _names(self, variable: str, given: Located[Any]) -> Iterator[dict[str, str]]:
        for name in given.value if isinstance(given.value, list | tuple) else [given.value]:
            if isinstance(name, Mapping):
                literal = _text(name.get("literal"))
                parts = {part: _text(name.get(part)) for part in NAME_PARTS}
                known = {"literal": literal} if literal else {part: text for part, text in parts.items() if text}
                if not known.keys() - {"suffix"}:
                    hint = "write {family: …, given: …} or {literal: …}"
                    self._say("wrong-type", f"{variable} has a name without parts", given.location, hint)
                    continue
                yield known if "family" in known or "literal" in known else {"literal": " ".join(known.values())}
            elif isinstance(name, list | tuple):
                self._say("wrong-type", f"{variable} wants names, not lists of names", given.location)
            elif _text(name):
                yield {"literal": _text(name)}

    def _date(self, name: str, given: Located[Any]) -> dict[str, Any]:
        value = given.value
        if isinstance(value, list | tuple):
            hint = f"write {name}: 2026-11-26, or a mapping with date-parts"
            self._say("wrong-type", f"{name} wants a date, not a list", given.location, hint)
            return {}
        if isinstance(value, str) and not _text(value):
            return {}
        try:
            date = parse_date(value)
        except ValueError as reason:
            hint = "write 2026-11-26, 2026-11 or 2026; words such as spring 2026 are printed as they are"
            self._say("bad-date", f"{name}: {cleaned(str(reason))}", given.location, hint)
            return {}
        return {**date, "literal": cleaned(date["literal"])} if "literal" in date else date

    def _address(self, text: str, place: Location) -> str:
        try:
            parts = urlsplit(text)
            of_the_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            of_the_web = False
        if of_the_web and not _UNFIT.search(text):
            return text
        self._say("unknown-scheme", f"{text} is no address of a web page", place, "write the whole address: https://…")
        return ""

    def _doi(self, text: str, place: Location) -> str:
        match = _DOI.fullmatch(text)
        if match is None:
            self._say("unknown-scheme", f"{text} is no DOI", place, "write it like 10.1000/182")
            return ""
        return match[1]

    def _suggest(self, name: str, place: Location) -> None:
        likely = _SPELLINGS.get(name.casefold()) or next(iter(difflib.get_close_matches(name, VARIABLES, 1, 0.8)), "")
        if likely:
            message = f"CSL has no variable {name}"
            self.problems.append(
                Problem("unknown-variable", message, place, f"did you mean {likely}?", severity="warning")
            )


def _text(value: Any) -> str:
    return cleaned(str(value)) if isinstance(value, str | int | float) else ""
