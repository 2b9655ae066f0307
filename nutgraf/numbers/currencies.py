"""Currencies: codes, symbols and words, by language."""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.numbers.tables import Phrase, phrases, word_set

CODES = word_set(
    """AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HUF IDR ILS INR ISK JOD JPY KES
    KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH
    UGX USD UYU VND ZAR"""
)

SYMBOLS: Mapping[str, str] = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NT$": "TWD",
    "NZ$": "NZD",
    "R$": "BRL",
    "S$": "SGD",
    "SG$": "SGD",
    "MX$": "MXN",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "JP¥": "JPY",
    "CN¥": "CNY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "₸": "KZT",
}

PREFIXES: Mapping[str, str] = {
    "Rs": "INR",
    "SFr": "CHF",
    "RMB": "CNY",
    "Rmb": "CNY",
    "SKr": "SEK",
    "NKr": "NOK",
    "DKr": "DKK",
    "RM": "MYR",
    "Rp": "IDR",
}
"""Abbreviations that stand before a number as a symbol does."""

SHOWN_SYMBOLS: Mapping[str, str] = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}

_ENGLISH = {
    "USD": "dollar; dollars; us dollar; us dollars; u.s dollars; american dollars",
    "EUR": "euro; euros",
    "GBP": "pound; pounds; pound sterling; pounds sterling; sterling; british pounds",
    "JPY": "yen; japanese yen",
    "CNY": "yuan; renminbi; rmb; chinese yuan",
    "CHF": "swiss franc; swiss francs",
    "AUD": "australian dollar; australian dollars",
    "CAD": "canadian dollar; canadian dollars",
    "HKD": "hong kong dollar; hong kong dollars",
    "NZD": "new zealand dollar; new zealand dollars",
    "SGD": "singapore dollar; singapore dollars",
    "TWD": "new taiwan dollar; new taiwan dollars; taiwan dollars",
    "INR": "rupee; rupees; indian rupee; indian rupees",
    "KRW": "won; korean won; south korean won",
    "BRL": "brazilian real; brazilian reais; reais",
    "MXN": "mexican peso; mexican pesos",
    "RUB": "rouble; roubles; ruble; rubles",
    "SEK": "swedish krona; swedish kronor",
    "NOK": "norwegian krone; norwegian kroner",
    "DKK": "danish krone; danish kroner",
    "PLN": "zloty; zlotys",
    "TRY": "turkish lira; lira",
    "ZAR": "rand",
    "ILS": "shekel; shekels",
    "SAR": "saudi riyal; saudi riyals",
}
_GERMAN = {
    "USD": "dollar; us dollar",
    "EUR": "euro",
    "GBP": "pfund; pfund sterling; britische pfund",
    "JPY": "yen",
    "CNY": "yuan; renminbi",
    "CHF": "franken; schweizer franken",
    "INR": "rupien",
    "KRW": "won",
}
_FRENCH = {
    "USD": "dollar; dollars; dollar américain; dollars américains",
    "EUR": "euro; euros",
    "GBP": "livre; livres; livre sterling; livres sterling",
    "JPY": "yen; yens",
    "CNY": "yuan; yuans; renminbi",
    "CHF": "franc suisse; francs suisses",
    "INR": "roupie; roupies",
    "KRW": "won; wons",
}
_SPANISH = {
    "USD": "dólar; dólares; dólares estadounidenses",
    "EUR": "euro; euros",
    "GBP": "libra; libras; libra esterlina; libras esterlinas",
    "JPY": "yen; yenes",
    "CNY": "yuan; yuanes; renminbi",
    "CHF": "franco suizo; francos suizos",
    "INR": "rupia; rupias",
    "KRW": "won; wones",
}


def _by_phrase(words: Mapping[str, str]) -> Mapping[Phrase, str]:
    return {phrase: code for code, text in words.items() for phrase in phrases(text)}


WORDS: Mapping[str, Mapping[Phrase, str]] = {
    "en": _by_phrase(_ENGLISH),
    "de": _by_phrase(_GERMAN),
    "fr": _by_phrase(_FRENCH),
    "es": _by_phrase(_SPANISH),
}
"""Language to the words for a currency (case-folded, one a token) to its code."""


def currency_of(symbol: str) -> str | None:
    """The code that a symbol, abbreviation or code stands for."""
    if symbol in CODES:
        return symbol
    return SYMBOLS.get(symbol) or PREFIXES.get(symbol)
