"""`site.toml`: what the whole site shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from nutgraf.config.locale import LocaleSpec, locale_of
from nutgraf.decode import Located, decode_toml
from nutgraf.locales import Locale
from nutgraf.model.config import (
    CacheOptions,
    Export,
    FigureOptions,
    MarkdownOptions,
    NavigationEntry,
    NumberOptions,
    RawHtml,
    ReferenceOptions,
    SectionConfig,
    SiteConfig,
    SiteLicence,
    SocialLink,
)
from nutgraf.model.rules import RULES, Setting
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.sources import CONFIG_FILE, Sources

_STAND_IN = SiteConfig(title="Untitled", url="http://localhost/")
"""Lets the other stages go on when title or address are missing; a site with problems is never written."""

_SMALLEST = 'title = "The name of the site"\nurl = "https://example.org/"'
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SECTION = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _NavigationSpec:
    title: str
    to: Located[str]


@dataclass(frozen=True, slots=True)
class _SocialSpec:
    title: str
    url: Located[str]


@dataclass(frozen=True, slots=True)
class _LicenceSpec:
    title: str
    url: Located[str] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _FiguresSpec:
    exports: tuple[Export, ...] = FigureOptions().exports
    table_rows: Located[int] | None = None
    cards: bool = FigureOptions().cards
    bundle_limit: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class _NumbersSpec:
    required: Located[float] | None = None
    checked: Located[float] | None = None
    glossary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ReferencesSpec:
    style: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class _MarkdownSpec:
    raw_html: RawHtml = MarkdownOptions().raw_html


@dataclass(frozen=True, slots=True)
class _CacheSpec:
    limit: Located[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnySpec:
    """What the file may say."""

    title: Located[str] | None = None
    url: Located[str] | None = None
    language: Located[str] | None = None
    description: str = ""
    tagline: str = ""
    repository: Located[str] | None = None
    contact: Located[str] | None = None
    navigation: tuple[_NavigationSpec, ...] = ()
    sections: Mapping[Located[str], SectionConfig] = field(default_factory=dict)
    social: tuple[_SocialSpec, ...] = ()
    licence: _LicenceSpec | None = None
    figures: _FiguresSpec = _FiguresSpec()
    numbers: _NumbersSpec = _NumbersSpec()
    references: _ReferencesSpec = _ReferencesSpec()
    cache: _CacheSpec = _CacheSpec()
    markdown: _MarkdownSpec = _MarkdownSpec()
    checks: Mapping[Located[str], Setting] = field(default_factory=dict)
    locale: LocaleSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SiteSpec(_AnySpec):
    """What the file must say."""

    title: Located[str]
    url: Located[str]


def read_config(sources: Sources) -> Outcome[SiteConfig]:
    """The site's configuration. What is wrong takes its default, so that the value is always of use.

    Problems: `missing-config`, `toml-syntax`, `unknown-config-key`, `missing-key`, `wrong-type`, `duplicate-key`,
    `bad-config-value`, `unknown-locale` and `unknown-rule`.
    """
    if CONFIG_FILE not in sources:
        hint = f"write one next to content/, charts/ and data/:\n{_SMALLEST}"
        problem = Problem("missing-config", f"there is no {CONFIG_FILE}", Location(CONFIG_FILE), hint)
        return Outcome(_STAND_IN, (problem,))
    text = sources.read_text(CONFIG_FILE)
    if text.problems:
        return Outcome(_STAND_IN, text.problems)
    strict = decode_toml(text.value, CONFIG_FILE, _SiteSpec, unknown_key_code="unknown-config-key")
    # Without a title or an address, whatever else the file says still counts.
    spec = strict.value or decode_toml(text.value, CONFIG_FILE, _AnySpec).value
    if spec is None:
        return Outcome(_STAND_IN, strict.problems)
    checks = _Checks()
    config = _config(spec, checks)
    return Outcome(config, (*strict.problems, *checks.problems))


def _config(spec: _AnySpec, checks: _Checks) -> SiteConfig:
    licence, figures, numbers = spec.licence, spec.figures, spec.numbers
    return SiteConfig(
        title=checks.title(spec.title),
        url=checks.site_url(spec.url),
        language=checks.language(spec.language),
        locale=checks.locale(spec),
        description=spec.description,
        tagline=spec.tagline,
        repository=checks.address(spec.repository),
        contact=checks.address(spec.contact, mail=True),
        navigation=tuple(NavigationEntry(entry.title, entry.to.value, entry.to.location) for entry in spec.navigation),
        sections={name.value: section for name, section in spec.sections.items() if checks.section(name)},
        social=tuple(SocialLink(link.title, checks.address(link.url, mail=True)) for link in spec.social),
        licence=SiteLicence(licence.title, checks.address(licence.url), licence.note) if licence else None,
        figures=FigureOptions(
            exports=figures.exports,
            table_rows=checks.at_least(1, figures.table_rows, "table_rows", FigureOptions().table_rows),
            cards=figures.cards,
            bundle_limit=checks.at_least(0, figures.bundle_limit, "bundle_limit", FigureOptions().bundle_limit),
        ),
        numbers=NumberOptions(checks.share(numbers.required), checks.share(numbers.checked), numbers.glossary),
        references=_references(spec.references.style),
        cache=CacheOptions(checks.at_least(1, spec.cache.limit, "limit", CacheOptions().limit)),
        markdown=MarkdownOptions(spec.markdown.raw_html),
        checks={code.value: setting for code, setting in spec.checks.items() if checks.rule(code)},
    )


def _references(style: Located[str] | None) -> ReferenceOptions:
    return ReferenceOptions(style.value, style.location) if style is not None else ReferenceOptions()


class _Checks:
    """Returns each value if it is fit, else a stand-in, and collects what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def _refuse(self, message: str, location: Location, hint: str) -> None:
        self.problems.append(Problem("bad-config-value", message, location, hint))

    def title(self, title: Located[str] | None) -> str:
        if title is not None and not title.value.strip():
            self._refuse("title is empty", title.location, "give the site a name")
        return title.value.strip() or _STAND_IN.title if title else _STAND_IN.title

    def site_url(self, url: Located[str] | None) -> str:
        if url is None:
            return _STAND_IN.url
        reason = site_url_problem(url.value)
        if reason:
            self._refuse(reason, url.location, 'write it like "https://example.org/news/"')
            return _STAND_IN.url
        return url.value.rstrip("/") + "/"

    def address(self, url: Located[str] | None, *, mail: bool = False) -> str:
        if url is None or not url.value:
            return ""
        if _is_web_address(url.value) or (mail and re.fullmatch(r"mailto:\S+@\S+", url.value)):
            return url.value
        self._refuse(f"'{url.value}' is not an absolute address", url.location, "begin it with https://")
        return ""

    def language(self, language: Located[str] | None) -> str:
        if language is None:
            return _STAND_IN.language
        if not _LANGUAGE.fullmatch(language.value):
            message = f"'{language.value}' is not a language tag"
            self._refuse(message, language.location, "write it like en or en-GB")
            return _STAND_IN.language
        return language.value

    def locale(self, spec: _AnySpec) -> Locale:
        known = spec.language is not None and _LANGUAGE.fullmatch(spec.language.value)
        outcome = locale_of(spec.language if known else None, spec.locale or LocaleSpec())
        self.problems += outcome.problems
        return outcome.value

    def section(self, name: Located[str]) -> bool:
        if _SECTION.fullmatch(name.value):
            return True
        hint = "use the name of its folder below content/: small letters, digits, - and _"
        self._refuse(f"'{name.value}' cannot be the name of a section", name.location, hint)
        return False

    def rule(self, code: Located[str]) -> bool:
        if code.value in RULES:
            return True
        hint = did_you_mean(code.value, RULES, "rules")
        self.problems.append(Problem("unknown-rule", f"there is no rule {code.value}", code.location, hint))
        return False

    def at_least(self, least: int, given: Located[int] | None, key: str, default: int) -> int:
        if given is None or given.value >= least:
            return given.value if given else default
        message = f"{key} wants {least} or more, not {given.value}"
        self._refuse(message, given.location, f"leave it out for {default}")
        return default

    def share(self, share: Located[float] | None) -> float | None:
        if share is None or 0 <= share.value <= 1:
            return share.value if share else None
        self._refuse(f"a share lies between 0 and 1, {share.value} does not", share.location, "write 0.8 for 80 %")
        return None


def site_url_problem(url: str) -> str:
    """What is wrong with the address of a site, "" if nothing: it is absolute, of a web server, without query and
    fragment."""
    if not _is_web_address(url):
        return f"'{url}' is not an absolute address of a web server"
    if "?" in url or "#" in url:
        return f"'{url}' has a query or a fragment"
    return ""


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f\"<>]", url)
    except ValueError:
        return False
