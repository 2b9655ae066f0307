"""Which word of rising or falling governs a number: the nearest verb or noun in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nutgraf.numbers.directions import (
    BETWEEN_NEGATION,
    CHANGE_WORDS,
    CLAUSE_WORDS,
    COPULAS,
    DIRECTIONS,
    EQUATING_WORDS,
    LEVEL_NOUNS,
    LEVEL_WORDS,
    NEGATIONS,
    PHRASES,
    SEASON_BEFORE,
    SENTENCE_STARTS,
    Direction,
    DirectionWord,
    Form,
)
from nutgraf.numbers.tables import word_set
from nutgraf.numbers.tokens import Token, TokenKind
from nutgraf.numbers.words import NUMBER_WORDS

_REACH_BEFORE = 16
_REACH_AFTER = 7
_STOPS_AFTER = word_set("to from who where and so on amid into")
_AMOUNTS = word_set("much many little few high low")
"""Beside "as" they say how much ("as much as"), and begin no clause."""

_SENTENCE_ENDS = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a number, how far it stands from it in words, and where it stands."""

    word: str
    direction: Direction
    form: Form
    distance: int


def find_governor(before: Sequence[Token], after: Sequence[Token]) -> Governor | None:
    """The word that governs the number between the tokens `before` (without its hedge) and `after`.

    A word directly before the number wins; else the nearer one, and of two as near the one that follows.
    """
    ahead, behind = _search_before(before), _search_after(after)
    if ahead is None or behind is None:
        return ahead or behind
    return (
        ahead if ahead.distance == 1 or behind.form is Form.COMPARATIVE or ahead.distance < behind.distance else behind
    )


def _search_before(tokens: Sequence[Token]) -> Governor | None:
    """The nearest verb, adverb or noun before the number. Past a verb that makes the number a level ("hit", "fell
    to") only that verb's subject can give it a direction ("losses widened to")."""
    verb_at: int | None = None
    state: Governor | None = None
    for at, distance in _within_clause(tokens):
        found = _direction_at(tokens, at)
        if found is None or found.form is Form.COMPARATIVE or _is_other_sense(tokens, at):
            continue
        if found.form is Form.STATE and any(token.word == "by" for token in tokens[at + 1 :]):
            state = state or Governor(tokens[at].text, found.direction, found.form, distance)
            continue  # "cut profits by": a verb before it governs
        negated = _is_negated(tokens, at)
        if negated and found.direction is not Direction.FALLING:
            continue
        verb = found.form in (Form.VERB, Form.ADVERB)
        past_verb = verb_at is not None
        if negated or (past_verb and verb) or _is_cut_off(found, tokens[at + 1 : verb_at], past_verb):
            return None
        level = _names_level(tokens[at + 1 :], found.form)
        if found.direction is Direction.NEITHER or (verb and level):
            verb_at = at
            continue
        governs = past_verb or not level or found.form is Form.STATE
        return Governor(tokens[at].text, found.direction, found.form, distance) if governs else None
    return state


def _within_clause(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of the words before a number, nearest first, with their distance, as far as its clause goes."""
    start = _sentence_start(tokens)
    distance = 0
    for at in range(len(tokens) - 1, start - 1, -1):
        if tokens[at].kind is TokenKind.MARK:
            continue
        distance += 1
        if distance > _REACH_BEFORE or _begins_clause(tokens, at):
            return
        yield at, distance


def _is_cut_off(found: DirectionWord, between: Sequence[Token], past_verb: bool) -> bool:
    """Whether what stands between a word and its number, or its verb, keeps it from governing: a copula after a
    verb, a comma after a subject."""
    copula = found.form is Form.VERB and any(token.word in COPULAS for token in between)
    return copula or (past_verb and any(token.text == "," for token in between))


def _begins_clause(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].word != "as":
        return tokens[at].word in CLAUSE_WORDS
    beside = {tokens[place].word for place in (at - 1, at + 1) if 0 <= place < len(tokens)}
    return not beside & _AMOUNTS


def _names_level(between: Sequence[Token], form: Form) -> bool:
    """Whether the words make the number after them a level ("to"), not a change ("by"). A number in between has
    taken the preposition for itself."""
    for at, token in reversed(tuple(enumerate(between))):
        numeral = token.kind in (TokenKind.DIGITS, TokenKind.NAME) or token.word in NUMBER_WORDS
        of_a_level = token.word == "of" and at > 0 and between[at - 1].word in LEVEL_NOUNS
        equates = form is Form.NOUN and token.word == "to" and at > 0 and between[at - 1].word in EQUATING_WORDS
        if numeral or equates or (token.word in CHANGE_WORDS and not of_a_level):
            return False
        if token.word in LEVEL_WORDS:
            return True
    return False


def _search_after(tokens: Sequence[Token]) -> Governor | None:
    shares = False
    for at, token in enumerate(tokens[:_REACH_AFTER]):
        word = token.word
        if token.kind is TokenKind.MARK and token.text != "-":
            return None
        found = _direction_at(tokens, at)
        if found is None or _is_other_sense(tokens, at, sentence_began=True):
            if word in CLAUSE_WORDS or word in _STOPS_AFTER or token.kind is TokenKind.DIGITS:
                return None
            shares = shares or word == "of"
            continue
        if shares and found.form is not Form.VERB:
            return None
        if found.direction is Direction.NEITHER or _is_negated(tokens, at):
            return None
        return Governor(token.text, found.direction, found.form, at + 1)
    return None


def _direction_at(tokens: Sequence[Token], at: int) -> DirectionWord | None:
    before = at - 2 if at > 1 and tokens[at - 1].text == "-" else at - 1
    after = at + 2 if at + 2 < len(tokens) and tokens[at + 1].text == "-" else at + 1
    word = tokens[at].word
    if before >= 0 and (tokens[before].word, word) in PHRASES:
        return PHRASES[tokens[before].word, word]
    if after < len(tokens) and (word, tokens[after].word) in PHRASES:
        return PHRASES[word, tokens[after].word]
    return DIRECTIONS.get(word)


def _is_negated(tokens: Sequence[Token], at: int) -> bool:
    for back in range(at - 1, -1, -1):
        word = tokens[back].word
        if word in NEGATIONS or word.endswith("n't"):
            return word != "not" or tokens[back + 1].word not in ("only", "just", "merely", "simply")
        if word not in BETWEEN_NEGATION and not word.endswith("ly"):
            return False
    return False


def _is_other_sense(tokens: Sequence[Token], at: int, sentence_began: bool = False) -> bool:
    return _is_name(tokens, at, sentence_began) or (tokens[at].word == "fall" and _is_season(tokens, at))


def _is_name(tokens: Sequence[Token], at: int, sentence_began: bool) -> bool:
    """Whether the word is (part of) a name: a capital inside a sentence that is not all in capitals, or a capital
    before a capital at its start ("Fall River")."""
    if not tokens[at].text[:1].isupper():
        return False
    words = [token.text for token in tokens if token.kind is TokenKind.WORD and len(token.text) > 3]
    if not any(word[0].islower() for word in words) and len(words) > 1:
        return False
    starts = not sentence_began and (at == 0 or tokens[at - 1].text in SENTENCE_STARTS)
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return not starts or following[:1].isupper()


def _is_season(tokens: Sequence[Token], at: int) -> bool:
    """ "last fall", "in the fall of 2022", "fall 2024"."""
    before = tokens[at - 1].word if at else ""
    earlier = tokens[at - 2].word if at > 1 else ""
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if _is_year(following) or (following == "of" and at + 2 < len(tokens) and _is_year(tokens[at + 2].word)):
        return True
    if following in ("of", "in", "was", "is", "to"):
        return False
    return (before in SEASON_BEFORE and earlier != "the") or (before == "the" and earlier in ("in", "by", "since"))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _sentence_start(tokens: Sequence[Token]) -> int:
    """Where the last sentence of the tokens begins."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.text not in _SENTENCE_ENDS:
            continue
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        shortened = token.text == "." and at and (len(tokens[at - 1].text) < 3 or following[:1].islower())
        if token.text == ";" or not shortened:
            return at + 1
    return 0
