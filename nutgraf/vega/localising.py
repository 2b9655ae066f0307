"""Localising: a spec gets its site's way of writing numbers and dates, wherever its author did not say one.

Vega takes the marks of numbers and the names of months from `config.locale`; the order of day and month in dates is in
no locale of Vega's, but in formats, some of which only an encoding can carry. Those are written into the encodings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.locales import LANGUAGES, Locale, NumberFormat, TimeFormat
from nutgraf.vega.layout.fitting import merged

Spec = dict[str, Any]

_BUILT_IN = LANGUAGES["en-US"]
"""What Vega does by itself."""

_BUILT_IN_LABELS = {"week": "%b %d", "hours": "%I %p", "minutes": "%I:%M"}
_AXES = ("x", "y")
_TEXTS = ("text", "tooltip")
_LEGENDS = ("color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "shape", "size", "strokeWidth")
_GUIDES = {
    **dict.fromkeys(_AXES, "axis"),
    **dict.fromkeys(("row", "column", "facet"), "header"),
    **dict.fromkeys((*_LEGENDS, "strokeDash"), "legend"),
}
_PARTS_WITHOUT_VIEWS = frozenset({"data", "datasets", "config", "usermeta", "params"})


def localised(spec: Mapping[str, Any], locale: Locale) -> Spec:
    """`spec` written as `locale` wants: its own config and its own formats stay. The argument is not changed."""
    config = merged(_config(locale, spec), spec.get("config", {}) if isinstance(spec.get("config"), Mapping) else {})
    formats = _Formats(locale)
    own = frozenset(_channels_with_format(spec))
    if _says_axis_format(config):
        own |= {*_AXES}
    return {**_with_formats(dict(spec), formats, own), "config": config}


def _config(locale: Locale, spec: Mapping[str, Any]) -> Spec:
    number, time = locale.number, locale.time
    own: Spec = {}
    if number != _BUILT_IN.number:
        own["number"] = _number(number)
    if time != _BUILT_IN.time and (_names(time) != _names(_BUILT_IN.time) or _says_whole_date(spec)):
        own["time"] = {
            "dateTime": time.date_time,
            "date": time.date,
            "time": time.time,
            "periods": list(time.periods),
            "days": list(time.days),
            "shortDays": list(time.short_days),
            "months": list(time.months),
            "shortMonths": list(time.short_months),
        }
    return {**({"locale": own} if own else {}), "timeFormat": locale.short_date}


def _names(time: TimeFormat) -> tuple[tuple[str, ...], ...]:
    return time.periods, time.days, time.short_days, time.months, time.short_months


def _says_whole_date(value: Any) -> bool:
    """Whether a format in a spec leaves the order of a date to the locale."""
    if isinstance(value, str):
        return any(directive in value for directive in ("%c", "%x", "%X"))
    if isinstance(value, Mapping):
        return any(_says_whole_date(part) for key, part in value.items() if key not in {"data", "datasets"})
    return isinstance(value, list) and any(_says_whole_date(part) for part in value)


def _number(number: NumberFormat) -> Spec:
    style: Spec = {
        "decimal": number.decimal,
        "thousands": number.thousands,
        "grouping": list(number.grouping),
        "currency": list(number.currency),
        "percent": number.percent,
        "minus": number.minus,
        "nan": number.nan,
    }
    return {**style, "numerals": list(number.numerals)} if number.numerals else style


class _Formats:
    """The formats of times that a locale gives to encodings."""

    def __init__(self, locale: Locale) -> None:
        labels = {"week": locale.day_month, "hours": locale.hour, "minutes": locale.clock}
        self._labels = {step: form for step, form in labels.items() if form != _BUILT_IN_LABELS[step]}
        self._units = {
            "yearmonthdate": locale.short_date,
            "monthdate": locale.day_month,
            "yearmonth": locale.month_year,
            "hoursminutes": locale.clock,
        }

    def of(self, definition: Mapping[str, Any], *, axis: bool) -> str | Spec | None:
        """What the times of a definition are to be written as; None where Vega's own way will do.

        An axis of plain times has a format for each step of time, for its labels stand at steps of any size.
        """
        unit = definition.get("timeUnit")
        if isinstance(unit, Mapping):
            unit = unit.get("unit")
        if isinstance(unit, str):
            return self._units.get(unit.removeprefix("utc").removeprefix("binned").removeprefix("utc"))
        if axis and definition.get("type") == "temporal" and "timeUnit" not in definition:
            return self._labels or None
        return None


def _with_formats(value: Any, formats: _Formats, own: frozenset[str]) -> Any:
    """The value with formats in every encoding below it, but for the channels `own`."""
    if isinstance(value, list):
        return [_with_formats(part, formats, own) for part in value]
    if not isinstance(value, Mapping):
        return value
    result = {
        key: part if key in _PARTS_WITHOUT_VIEWS else _with_formats(part, formats, own) for key, part in value.items()
    }
    encoding = result.get("encoding")
    if isinstance(encoding, Mapping):
        result["encoding"] = {
            channel: definition if channel in own else _formatted(channel, definition, formats)
            for channel, definition in encoding.items()
        }
    return result


def _formatted(channel: str, definition: Any, formats: _Formats) -> Any:
    if isinstance(definition, list):
        return [_formatted(channel, part, formats) for part in definition]
    if not isinstance(definition, Mapping):
        return definition
    form = formats.of(definition, axis=channel in _AXES)
    if form is None:
        return definition
    if channel in _TEXTS:
        return {**definition, "format": form}
    guide = _GUIDES.get(channel)
    inner = definition.get(guide, {}) if guide else None
    return {**definition, guide: {**inner, "format": form}} if isinstance(inner, Mapping) else definition


def _channels_with_format(value: Any) -> Iterator[str]:
    """The channels whose labels an author words anywhere in a spec: layers share their axes and legends."""
    if isinstance(value, list):
        for part in value:
            yield from _channels_with_format(part)
    if not isinstance(value, Mapping):
        return
    encoding = value.get("encoding")
    if isinstance(encoding, Mapping):
        for channel, definition in encoding.items():
            definitions = definition if isinstance(definition, list) else [definition]
            if any(_says_format(part) for part in definitions):
                yield channel
    for key, part in value.items():
        if key not in _PARTS_WITHOUT_VIEWS:
            yield from _channels_with_format(part)


def _says_format(definition: Any) -> bool:
    if not isinstance(definition, Mapping):
        return False
    guides = (definition, *(definition.get(guide) for guide in ("axis", "header", "legend")))
    return any(isinstance(guide, Mapping) and guide.keys() & {"format", "formatType", "labelExpr"} for guide in guides)


def _says_axis_format(config: Mapping[str, Any]) -> bool:
    return any(key.startswith("axis") and _says_format(part) for key, part in config.items())
