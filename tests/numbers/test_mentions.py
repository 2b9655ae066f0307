"""Every number of a text is found, as a claim or as none.

In the tables {…} stands around a claim and <…> around a number that makes none.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.numbers.exceptions import Reason
from nutgraf.numbers.mentions import find_mentions
from nutgraf.numbers.tables import word_list

CLAIMS = [
    "Shares in the company fell by {17%}.",
    "It closed at {$118.42}, down from {$142.62}.",
    "The loss was {$593 billion}, more than {twice} the record.",
    "Prices rose {5.5 times}, then {doubled} and {tripled}.",
    "They spent {tens of millions} of dollars.",
    "It costs {two dollars} an hour.",
    "{A third} of the index, {two-fifths} of the weight and {half} of the gain.",
    "Between {20 and 30 per cent} of staff will go.",
    "The range is {$20–30 billion}.",
    "Yields rose by {25 basis points} to {4.5%}.",
    "The rate is {a quarter of a percentage point} higher.",
    "Nvidia has {€3.2bn} in cash and {£40m} of debt.",
    "The firm employs {12,000} people in {14} countries.",
    "{Twenty-two} months later it had {thirty-five per cent} more.",
    "It is {a dozen} times a year, {dozens} of times in all.",
    "{One in four} companies lost money; {nine out of ten} grew.",
    "Output {halved}; {doubling} took {ten} years.",
    "Margins are in {single digits}.",
    "Sales fell {10-fold}, a {tenfold} fall.",
    "The P/E ratio is {28.2}.",
    "Inflation ran at {−0.5%} and then {+2%}.",
    "It won {3–1}.",
    "It beat by {3c} and built {12GW}; {three dozen} shops went.",
    "A ratio in the {mid-20s}.",
    "Net income of {$23.6bn} (up {5%} y/y) is {a fifth} of sales.",
    "He owns {5m} shares at {12.50p} each, {one-third} of all.",
    "The fund manages {$1.2tn} for {8.5mn} clients, a {60-40} portfolio.",
    "{Seven} of the banks failed.",
    "The deal values it at {CHF 5 billion}.",
    "{Two hundred} workers left, {a hundred} came.",
    "Revenue was {1.2 trillion yen}.",
    "About {40,000} chips were sold, up to {2.788 million} hours used.",
    "It fell by {a tenth} without notice.",
    "It grew {one per cent} and lost {one billion dollars}.",
    "The tax takes {20p} in the pound.",
    "Debt is {1.5x} earnings.",
    "The bank has {1955} branches and {2000} people.",
    "It rose to {more} than {2000}.".replace("{more}", "more"),
    "It made {zero per cent}.",
    "Its {three} factories closed.",
    "It bought back {2½ million} shares.",
    "Growth was {1/3} of what it was.",
    "A {30-year} low came in spring.".replace("{30-year}", "{30}-year"),
    "The sub-{5%} growth continued.".replace("sub-{5%}", "{sub-5}%"),
    "It takes {4 to 6} weeks.",
    "It has {5 million} users, {hundreds of thousands} of them new.",
    "Meta had {252}; Apple {232 billion dollars}.",
    "The vote was {52} to {48}.".replace("{52} to {48}", "{52 to 48}"),
    "Costs {quadrupled} from {$3} to {$12}.".replace("from {$3} to {$12}", "from {$3 to $12}"),
]
NO_CLAIMS = [
    "On <27 January 2025> it opened.",
    "On <Monday, January 27, 2025>, it opened.",
    "In <2024> and <2025>, not in <2026>.",
    "The <1990s> were good, the <'80s> better.",
    "From <2020–24> nothing moved; in <2024/25> it did.",
    "In the <first quarter of 2026> and in <Q3 2025> it fell.",
    "On <3 and 4 April 2025> it fell, and on <27–28 March> too.",
    "The <2024> results came on <31 March>.",
    "It opened at <9:30> and closed at <4pm>, at <16.00 GMT>.",
    "The <S&P 500> and the <Wilshire 5000> fell; so did the <FTSE 100> and the <CAC 40>.",
    "DeepSeek's <R1> beat <GPT-4o> on <H800> chips.",
    "<5G> and <4o> are names, and so is <4Q>.",
    "The Magnificent <Seven> met the <Group of Seven>; the <Seven> rose.",
    "The <21st> century began; it was the <100th> time.",
    "It was the third time, and a <third> try.".replace("a <third>", "<a third>"),
    "See <Figure 3>, <page 12> and <pp. 3–5>, as <§ 4> says.",
    "<Tables 2 and 3> show it; <No. 10> does not.",
    "The licence is <CC BY 4.0>, for <Python 3.11> and <version 2.0>.",
    "The <30-year> bond and the <ten-year> Treasury fell.",
    "<One> of them left, no <one> came, and <one> argument stays.",
    "Which <one> is it? That <one>.",
    "Of <the two>, <these three> and <all four>, none.".replace("<the two>", "the <two>")
    .replace("<these three>", "these <three>")
    .replace("<all four>", "all <four>"),
    "Capital expenditure, USD bn a quarter.",
    "It paused for a quarter and went on a quarter later.",
    "In the <second half> it fell half-heartedly.",
    "It costs per <1,000> tokens.",
    "It costs them $, £ and € <per> <100,000>.".replace("<per>", "per"),
    "Read https://example.org/2025/17 today.".replace("https", "<https").replace("17 today", "17> today"),
    "After <9/11> it was open <24/7>.",
    "It rose at the end of <2024>, in early <2025> and in <mid-2025>.",
    "The <top 10> are listed.",
    "A dollar record and a point of the index are words.",
    "<SHA-256> is a digest.",
    "<COVID-19> ended the run.",
]
MIXED = [
    "The <S&P 500>, which covers {500} companies, lost {1.5%} on <27 January 2025>.",
    "In <2023> it made {$37 million}, {5.5 times} as much as <R1>.",
    "<Grok 4>, of <2025>, is put at {$388 million}.",
    "It had {three} quarters of loss, <one> after the other.".replace("{three} quarters", "{three quarters}"),
    "By <June 2026> the <Seven> had lost {34%}.".replace("the <Seven>", "the <Seven>"),
    "Mr. J. Smith paid {$5} in the U.S. on <4 July>. {Two} left.",
    "The CAPE was {37.1} in <January 2025>, the mean {17.7} since <1881>.",
    "Between <2007> and <March 2009> profits fell by {92%}.",
    "It cost {$60} <a million> tokens, and {$2} per <1,000>; {a million} came.",
    "It cost {$2.19} per million tokens, {$60} at <o1>.",
    "The <ten-year> average is {16.0}, on {four} yardsticks.",
]
OTHER = [
    ("de", "Der Umsatz stieg um {1,5 %} auf {593 Milliarden Euro} am <27. Januar 2025>."),
    ("de", "Das sind {1.234,5} Punkte; drei Firmen im Jahr <2024>."),
    ("de", "Der <DAX 40> fiel am <27.01.2025> um {3 Prozent}."),
    ("fr", "Le chiffre d’affaires a atteint {1 234,5 millions d’euros} le <27 janvier 2025>."),
    ("fr", "Le <CAC 40> a perdu {3 %} en <2024>."),
    ("es", "Las ventas subieron {1,5 %}, hasta {593 mil millones de euros}, el <27 de enero de 2025>."),
    ("it", "Il titolo è sceso di {17%} nel <2024>."),
]


def marked(text: str, language: str = "en", glossary: tuple[str, ...] = ()) -> str:
    """The text with its numbers marked as in the tables."""
    for mention in reversed(find_mentions(text, language, glossary)):
        opening, closing = "{}" if mention.exception is None else "<>"
        text = f"{text[: mention.start]}{opening}{mention.text}{closing}{text[mention.end :]}"
    return text


@pytest.mark.parametrize("expected", [*CLAIMS, *NO_CLAIMS, *MIXED])
def test_sentences_of_business_journalism(expected: str) -> None:
    assert marked(re.sub("[{}<>]", "", expected)) == expected


@pytest.mark.parametrize(("language", "expected"), OTHER)
def test_other_languages_are_read_for_digits(language: str, expected: str) -> None:
    assert marked(re.sub("[{}<>]", "", expected), language) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("S&P 500", Reason.NAME),
        ("in 2024", Reason.DATE),
        ("at 9:30", Reason.TIME),
        ("the 21st", Reason.ORDINAL),
        ("page 12", Reason.REFERENCE),
        ("Python 3.11", Reason.VERSION),
        ("a 30-year bond", Reason.DURATION),
        ("per 1,000", Reason.DENOMINATOR),
        ("no one", Reason.PRONOUN),
        ("the two", Reason.BACK_REFERENCE),
        ("www.example.org/5", Reason.ADDRESS),
        ("the Rule of 40", Reason.GLOSSARY),
    ],
)
def test_every_exception_has_its_reason(text: str, reason: Reason) -> None:
    (mention,) = find_mentions(text, glossary=("Rule of 40",))
    assert mention.exception is reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Rule of 40 holds.", "The <Rule of 40> holds."),
        ("The Rule of 401 holds.", "The Rule of {401} holds."),
        ("The Rule of 40% holds.", "The Rule of {40%} holds."),
        ("The Rule of 40.", "The <Rule of 40>."),
        ("A rule of 40.", "A rule of {40}."),
    ],
)
def test_the_glossary_counts_whole_words_as_written(text: str, expected: str) -> None:
    assert marked(text, glossary=("Rule of 40",)) == expected


PIECES = st.sampled_from(
    [
        *"0123456789.,%$€-–/'’ \n()\"½ab£&:;",
        *word_list("one two three twenty third half quarter hundred million tens of from to between and in the"),
        *word_list("S&P 500 January 2025 page per bn GPT-4 R1 1,000 12:30 21st doubled"),
        " ",
        " ",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["en", "de", "fr", "xx"]))
def test_every_digit_lies_in_exactly_one_mention(text: str, language: str) -> None:
    mentions = find_mentions(text, language, ("S&P 5", "00"))
    held = [at for mention in mentions for at in range(mention.start, mention.end)]
    assert len(held) == len(set(held))
    assert {at for at, character in enumerate(text) if character in "0123456789"} <= set(held)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


@given(st.text(), st.sampled_from(["en", "de", "", "xx-YY"]), st.lists(st.text(max_size=4), max_size=3))
def test_hostile_texts_are_read_too(text: str, language: str, glossary: list[str]) -> None:
    find_mentions(text, language, glossary)


@pytest.mark.parametrize("piece", ["1", "1 ", ". ", ".", "in 2024 ", "from 1 ", "a", "page 1, ", "-5", "(", "1 and "])
def test_long_texts_are_read_in_pieces(piece: str) -> None:
    """So that time grows with the text alone; a text of repeated pieces has as many mentions as its halves together,
    give or take what a cut divides."""
    small, large = (len(find_mentions(piece * count)) for count in (2000, 4000))
    assert abs(large - 2 * small) <= 2 + 2 * len(piece) * 4000 // 1000
