"""Which files of a theme a page is made with, found without compiling them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nutgraf.digest import digest_value
from nutgraf.installation import default_theme_folder
from nutgraf.templates.assets import CSS_FOLDER, JS_FOLDER
from nutgraf.templates.lookup import SiteFiles, ThemeFiles
from nutgraf.templates.theme import FILE

_TAG = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_IMPORTED = re.compile(r"\s+(?:import|as)\s.*", re.DOTALL)
_MANNER = re.compile(r"\s+(?:ignore\s+missing|with(?:out)?\s+context)\b")
_NAMES = re.compile(r"""[\[(]?\s*(?:(?:"[^"\\]*"|'[^'\\]*')\s*,?\s*)+[\])]?""")
_NAME = re.compile(r""""([^"]*)"|'([^']*)'""")


@dataclass(frozen=True, slots=True)
class ThemeFileNames:
    """The files of a theme by what they are for, as paths that problems name too. `templates` gives for each template,
    by name, the files that it and everything in it may come from, sorted."""

    templates: Mapping[str, tuple[str, ...]]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    theme: str


def theme_files(site: SiteFiles) -> ThemeFileNames:
    """The files of the site's theme, the default one's in place of those that it does not have."""
    files = ThemeFiles(site, default_theme_folder())
    names = files.names("", ".html")
    named = {name: _named_in(files, name, names) for name in names}
    closures = {name: _closure(name, named) for name in names}
    return ThemeFileNames(
        {name: tuple(files.path(each) for each in closure) for name, closure in closures.items()},
        tuple(files.path(name) for name in files.names(CSS_FOLDER, ".css")),
        tuple(files.path(name) for name in files.names(JS_FOLDER, ".js")),
        files.path(FILE),
    )


def template_digests(site: SiteFiles) -> Mapping[str, str]:
    """For each template, by name, a digest that changes with it and everything in it."""
    files = ThemeFiles(site, default_theme_folder())
    names = files.names("", ".html")
    texts = {name: text.value for name in names if (text := files.read(name)) is not None}
    named = {name: tuple(named_templates(text, names)) for name, text in texts.items()}
    return {name: digest_value([[each, texts[each]] for each in _closure(name, named)]) for name in texts}


def _closure(name: str, named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The template and all that it names, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in named and each not in found:
            found.add(each)
            waiting += named[each]
    return tuple(sorted(found))


def _named_in(files: ThemeFiles, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    text = files.read(name)
    return tuple(named_templates(text.value, known)) if text is not None else ()


def named_templates(text: str, known: tuple[str, ...]) -> Iterator[str]:
    """The templates that a template extends, includes or imports; where it works their names out, any of `known`."""
    for tag in _TAG.finditer(text):
        asked = _MANNER.sub("", _IMPORTED.sub("", tag[2])).strip()
        if _NAMES.fullmatch(asked):
            yield from (first or second for first, second in _NAME.findall(asked))
        else:
            yield from known
