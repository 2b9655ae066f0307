"""Places in works, as authors write them: `p. 3`, `§ 2`, `Table 1`, `00:12:30`, or words."""

from __future__ import annotations

import re

_LABELS = {
    "page": r"pp?\.|pages?|S\.|Seiten?",
    "chapter": r"chaps?\.|ch\.|chapters?|Kap\.|Kapitel|chapitres?",
    "section": r"sec(?:s|ts?)?\.|sections?|§§?|Abschn\.|Abschnitt",
    "paragraph": r"paras?\.|paragraphs?|¶¶?|Abs\.",
    "figure": r"figs?\.|figures?|Abb\.",
    "table": r"tables?|tab\.|Tabelle|Tab\.",
    "column": r"cols?\.|columns?",
    "line": r"lines?|l\.",
    "note": r"notes?|n\.",
    "volume": r"vols?\.|volumes?|Bd\.",
    "part": r"pts?\.|parts?|Teil",
    "verse": r"v\.|verses?",
}
_VALUE = r"[0-9A-Za-z]*[0-9][0-9A-Za-z.:]*|[ivxlcdm]+"
_RUN = rf"(?:{_VALUE})(?:\s*(?:[-–—,&]|and|und|et)\s*(?:{_VALUE}))*"
_BARE = re.compile(r"([0-9]+(?:\s*[-–—,]\s*[0-9]+)*)(?=$|[\s,;])")
_CLOCK = r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}"
_TIME = re.compile(rf"({_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?)(?=$|[\s,;])")
_LABELLED = re.compile("|".join(rf"(?P<{label}>(?:{words})\s*)" for label, words in _LABELS.items()), re.IGNORECASE)
_RUN_HERE = re.compile(rf"({_RUN})(?=$|[\s,;])")


def split_locator(text: str) -> tuple[str, str, str]:
    """The label of CSL, what it counts, and the words after it: `p. 3, on prices` is (page, 3, "on prices").

    Bare numbers are pages. Where no label is known, label and number are "" and all are words.
    """
    time = _TIME.match(text)
    if time:
        return "timestamp", time[1], _rest(text, time.end())
    bare = _BARE.match(text)
    if bare:
        return "page", bare[1], _rest(text, bare.end())
    label = _LABELLED.match(text)
    run = _RUN_HERE.match(text, label.end()) if label else None
    if label is None or run is None:
        return "", "", text.strip()
    return str(label.lastgroup), run[1], _rest(text, run.end())


def _rest(text: str, position: int) -> str:
    return text[position:].lstrip(" ,;").rstrip()
