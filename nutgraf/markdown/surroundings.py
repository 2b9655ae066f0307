"""The running text of each block: what stands before and after a reference, and how many words there are."""

from __future__ import annotations

import re

MAX_CONTEXT = 160

_SPACES = re.compile(r"[ \t\n\r\f]+")
_WORD = re.compile(r"\w+(?:[’'.,–-]\w+)*")


class Surroundings:
    """Takes the texts of one block after the other. `contexts` are by reference: the words before it and after it.

    `words` counts those of the prose, without code.
    """

    def __init__(self) -> None:
        self.contexts: dict[int, tuple[str, str]] = {}
        self.words = 0
        self._texts: list[str] = []
        self._prose: list[str] = []
        self._length = 0
        self._spans: dict[int, tuple[int, int]] = {}

    def add(self, text: str, *, code: bool = False) -> None:
        self._texts.append(text)
        self._prose.append(" " if code else text)
        self._length += len(text)

    def begin(self, reference: int) -> None:
        self._spans[reference] = (self._length, self._length)

    def end(self, reference: int) -> None:
        """The reference ends here, if it began in this block."""
        if reference in self._spans:
            self._spans[reference] = (self._spans[reference][0], self._length)

    def close_block(self) -> None:
        if not self._texts and not self._spans:
            return
        text = "".join(self._texts)
        self.words += len(_WORD.findall("".join(self._prose)))
        # Spaces may shrink, so more than is shown is cut out first.
        reach = 4 * MAX_CONTEXT
        for reference, (start, end) in self._spans.items():
            before = _SPACES.sub(" ", text[max(0, start - reach) : start])[-MAX_CONTEXT:]
            after = _SPACES.sub(" ", text[end : end + reach])[:MAX_CONTEXT]
            self.contexts[reference] = (before, after)
        self._texts, self._prose, self._length, self._spans = [], [], 0, {}
