"""French, Spanish, Italian and Portuguese."""

from __future__ import annotations

from dataclasses import replace

from nutgraf.locales.conventions import COMMA, DOLLAR_AFTER, NBSP, POINT, SPACE, THIN, day_first, names
from nutgraf.locales.definition import NumberFormat

_FRENCH = replace(
    day_first(
        "fr",
        NumberFormat(",", THIN, currency=DOLLAR_AFTER, percent=f"{THIN}%"),
        names(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
            "dimanche lundi mardi mercredi jeudi vendredi samedi",
            "dim. lun. mar. mer. jeu. ven. sam.",
            "%d/%m/%Y",
        ),
    ),
    first_day="1er",
    hour="%-H h",
)

_SPANISH = replace(
    day_first(
        "es",
        COMMA,
        names(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "ene feb mar abr may jun jul ago sept oct nov dic",
            "domingo lunes martes miércoles jueves viernes sábado",
            "dom lun mar mié jue vie sáb",
            "%d/%m/%Y",
        ),
    ),
    long_date="%-d de %B de %Y",
)

_ITALIAN = day_first(
    "it",
    replace(COMMA, percent="%"),
    names(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "domenica lunedì martedì mercoledì giovedì venerdì sabato",
        "dom lun mar mer gio ven sab",
        "%d/%m/%Y",
    ),
)

_PORTUGUESE = replace(
    day_first(
        "pt",
        replace(SPACE, percent="%"),
        names(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
            "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
            "dom. seg. ter. qua. qui. sex. sáb.",
            "%d/%m/%Y",
        ),
    ),
    long_date="%-d de %B de %Y",
)

_BRAZILIAN = replace(
    _PORTUGUESE,
    like="pt-BR",
    number=NumberFormat(",", ".", currency=(f"US${NBSP}", "")),
    first_day="1º",
)

ROMANCE = (
    _FRENCH,
    replace(_FRENCH, like="fr-CA", number=replace(_FRENCH.number, thousands=NBSP, percent=f"{NBSP}%")),
    _SPANISH,
    replace(_SPANISH, like="es-MX", number=POINT),
    _ITALIAN,
    _PORTUGUESE,
    _BRAZILIAN,
)
