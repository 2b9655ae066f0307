"""English, German, Dutch and the languages of Scandinavia."""

from __future__ import annotations

from dataclasses import replace

from nutgraf.locales.conventions import COMMA, NBSP, POINT, SPACE, day_first, names
from nutgraf.locales.definition import NumberFormat

_ENGLISH_NAMES = names(
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
    "Sun Mon Tue Wed Thu Fri Sat",
    "%d/%m/%Y",
)

ENGLISH = replace(day_first("en", POINT, _ENGLISH_NAMES), clock="%I:%M", hour="%I %p")
"""What a site that names no language has: English as it is written in most of the world, days before months."""

_AMERICAN = replace(
    ENGLISH,
    like="en-US",
    time=replace(_ENGLISH_NAMES, date_time="%x, %X", date="%-m/%-d/%Y", time="%-I:%M:%S %p"),
    long_date="%B %-d, %Y",
    short_date="%b %-d, %Y",
    day_month="%b %-d",
)

_GERMAN = day_first(
    "de",
    COMMA,
    names(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
        "So Mo Di Mi Do Fr Sa",
    ),
    dot=".",
)

_AUSTRIAN_MONTHS = ("Jänner", *_GERMAN.time.months[1:])

_DUTCH = day_first(
    "nl",
    replace(COMMA, currency=(f"${NBSP}", ""), percent="%"),
    names(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
        "zo ma di wo do vr za",
        "%d-%m-%Y",
    ),
)

_SWEDISH = day_first(
    "sv",
    SPACE,
    names(
        "januari februari mars april maj juni juli augusti september oktober november december",
        "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
        "söndag måndag tisdag onsdag torsdag fredag lördag",
        "sön mån tis ons tors fre lör",
        "%Y-%m-%d",
    ),
)

_DANISH = replace(
    day_first(
        "da",
        COMMA,
        names(
            "januar februar marts april maj juni juli august september oktober november december",
            "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.",
            "søndag mandag tirsdag onsdag torsdag fredag lørdag",
            "søn. man. tir. ons. tor. fre. lør.",
        ),
        dot=".",
    ),
    clock="%H.%M",
    hour="%H.%M",
)

_NORWEGIAN = day_first(
    "nb",
    SPACE,
    names(
        "januar februar mars april mai juni juli august september oktober november desember",
        "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.",
        "søndag mandag tirsdag onsdag torsdag fredag lørdag",
        "søn. man. tir. ons. tor. fre. lør.",
    ),
    dot=".",
)

GERMANIC = (
    ENGLISH,
    _AMERICAN,
    replace(ENGLISH, like="en-GB"),
    replace(ENGLISH, like="en-IN", number=replace(POINT, grouping=(3, 2, 2, 2, 2, 2, 2, 2, 2))),
    _GERMAN,
    replace(_GERMAN, like="de-AT", time=replace(_GERMAN.time, months=_AUSTRIAN_MONTHS)),
    replace(_GERMAN, like="de-CH", number=NumberFormat(".", "’", currency=(f"${NBSP}", ""))),
    _DUTCH,
    _SWEDISH,
    _DANISH,
    _NORWEGIAN,
)
