"""Hedges: words beside a number that say how exact it is, and in which direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from nutgraf.numbers.directions import CLAUSE_WORDS
from nutgraf.numbers.tables import Phrase, phrases, word_set
from nutgraf.numbers.tokens import Token


class HedgeKind(Enum):
    """Where a value may lie beside the written number. FREE is a true inequality ("well over")."""

    AROUND = "around"
    BELOW = "below"
    ABOVE = "above"
    EXACTLY = "exactly"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Hedge:
    """`words` as written; `tokens`: how many it takes, with the article between it and the number."""

    kind: HedgeKind
    words: str
    tokens: int


def _table(**words: str) -> Mapping[Phrase, HedgeKind]:
    return {phrase: HedgeKind(kind) for kind, text in words.items() for phrase in phrases(text)}


_PLAIN = _table(
    around="""about; around; roughly; some; approximately; approx; approx .; close to; circa; ca; ca .; c .; ~; ≈; near;
    near to; more or less; in the region of; in the order of; on the order of; close on; just about; round about;
    somewhere around; somewhere near""",
    below="""nearly; almost; less than; under; up to; fewer than; below; at most; no more than; not more than; short of;
    shy of; not quite; approaching; very nearly; very almost; south of; as much as; as many as; as high as; nigh on;
    getting on for; the best part of; a maximum of; anything up to; anywhere up to""",
    above="""more than; over; above; at least; no less than; not less than; no fewer than; not fewer than; upwards of;
    upward of; in excess of; north of; as little as; as few as; as low as; a minimum of; beyond; exceed; exceeds;
    exceeded; exceeding; surpass; surpasses; surpassed; surpassing; topped; topping""",
    exactly="exactly; precisely",
)
_SMALL_STEPS = phrases(
    """just; slightly; marginally; fractionally; a little; a bit; a touch; a shade; a tad; a hair; a whisker;
    a fraction"""
)
_STEPPED = ("under", "less", "fewer", "below", "short", "shy", "over", "more", "above")
_BEFORE: Mapping[Phrase, HedgeKind] = {
    **_PLAIN,
    **{(*step, *words): kind for words, kind in _PLAIN.items() if words[0] in _STEPPED for step in _SMALL_STEPS},
}
"""The hedges before a number; those that compare also after a word for a small step ("a shade under")."""

_AFTER = _table(
    around="or so; or thereabouts; more or less; give or take",
    above="or more; +",
    below="or less; or fewer",
)

_AFTER_AT_THE_END = _table(
    around="roughly; approximately; about; around",
    below="nearly; almost; at most",
    above="at least; plus",
    exactly="exactly; precisely",
)
"""They are a hedge after a number only where a pause follows: "17%, roughly, …", not "17% almost overnight"."""

_PAUSES = frozenset(".,;:!?)—–\"”’'")
_INTENSIFIERS = word_set(
    """well far much way considerably significantly substantially vastly comfortably easily many long greatly"""
)
_OTHER_SENSES: Mapping[str, frozenset[str]] = {
    "up": word_set(
        """went go goes going gone get gets got getting brought bring brings took take takes taken push pushed pushes
        move moved moves crept climb climbed climbs back way right come came comes"""
    ),
    "over": word_set("took take takes taken taking handed carried turned left hand spill spilled"),
    "about": word_set("brought bring brings bringing came worries worried talk talks talked"),
    "around": word_set("turned turn turning turns"),
    "under": word_set("came come comes"),
    "as": word_set("twice half double triple times fold third quarter fifth tenth"),
}
"""Words before a hedge that make it part of a verb: "went up to 15%", "took over 17%"."""

_TURNED = {HedgeKind.ABOVE: HedgeKind.BELOW, HedgeKind.BELOW: HedgeKind.ABOVE}
_COMPARING = word_set("more less fewer over under above below")
_NEGATIONS = word_set("no not never none nobody nothing neither nor")
_TAKING_BACK = word_set("not never barely hardly scarcely nowhere less < > ≤ ≥")
_TAKING_BACK_IN_TWO = phrases("anything but; far from; nothing like")
_NEGATION_ENDS = CLAUSE_WORDS | word_set("and that which who , ; : . ! ?")
_LONGEST = 4
_REACH = 8


def hedge_before(tokens: Sequence[Token]) -> Hedge | None:
    """The hedge that ends the tokens before a number, also with an article in between ("about a 17% fall")."""
    end = len(tokens)
    while end and tokens[end - 1].text in "“‘\"'":
        end -= 1
    if end and tokens[end - 1].word in ("a", "an") and end > 1:
        found = _ends_with(tokens, end - 1)
        if found:
            return Hedge(found.kind, found.words, found.tokens + len(tokens) - end + 1)
    found = _ends_with(tokens, end)
    return Hedge(found.kind, found.words, found.tokens + len(tokens) - end) if found else None


def _ends_with(tokens: Sequence[Token], end: int) -> Hedge | None:
    for length in range(min(_LONGEST, end), 0, -1):
        start = end - length
        words = tuple(token.word for token in tokens[start:end])
        kind = _BEFORE.get(words)
        if kind is None:
            continue
        before = tokens[start - 1].word if start else ""
        if before in _OTHER_SENSES.get(words[0], ()) and (len(words) < 3 or words[0] == "as"):
            return None
        if kind in (HedgeKind.BELOW, HedgeKind.ABOVE) and before in _INTENSIFIERS:
            return Hedge(HedgeKind.FREE, f"{before} {' '.join(words)}", length + 1)
        return Hedge(kind, " ".join(words), length)
    return None


def hedge_after(tokens: Sequence[Token]) -> Hedge | None:
    """The hedge that begins the tokens after a number."""
    lead = 1 if tokens and tokens[0].text in ",-" else 0
    for length in (3, 2, 1):
        words = tuple(token.word for token in tokens[lead : lead + length])
        if len(words) < length:
            continue
        following = tokens[lead + length] if len(tokens) > lead + length else None
        kind = _AFTER.get(words)
        if words == ("plus",) and tokens[0].text == "-" and tokens[0].glued:
            return Hedge(HedgeKind.ABOVE, "plus", lead + length)
        loose_plus = words == ("+",) and (lead or not tokens[0].glued)
        if kind and not loose_plus and (following is None or following.word not in ("than", "of")):
            return Hedge(kind, " ".join(words), lead + length)
        kind = _AFTER_AT_THE_END.get(words)
        if kind and (following is None or following.text in _PAUSES):
            return Hedge(kind, " ".join(words), lead + length)
    return None


def turned_by_negation(hedge: Hedge, before: Sequence[Token]) -> Hedge:
    """The hedge as a negation before it in the clause leaves it: "no day had more than 3 %" is 3 % at most."""
    turned = _TURNED.get(hedge.kind)
    if turned is None or not set(hedge.words.split()) & _COMPARING:
        return hedge
    for at in range(len(before) - 1, max(-1, len(before) - 1 - _REACH), -1):
        word = before[at].word
        if word in _NEGATION_ENDS:
            break
        following = before[at + 1].word if at + 1 < len(before) else ""
        if (word in _NEGATIONS or word.endswith("n't")) and following not in ("only", "just", "merely", "longer"):
            return Hedge(turned, hedge.words, hedge.tokens)
    return hedge


def taken_back_by(tokens: Sequence[Token]) -> str:
    """The words before a number (and its hedge) that take it back ("not", "anything but", ">"), "" if none do."""
    words = tuple(token.word for token in tokens[-2:])
    if words in _TAKING_BACK_IN_TWO:
        return " ".join(words)
    return words[-1] if words and (words[-1] in _TAKING_BACK or words[-1].endswith("n't")) else ""
