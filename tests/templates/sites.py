"""Made-up sites and views for the tests of templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from nutgraf.decode import decode_toml
from nutgraf.model.archive import FrozenData, FrozenReceipt
from nutgraf.model.correction_views import CorrectedFigure, CorrectionView, EarlierCopy
from nutgraf.model.data_views import (
    ChangedCell,
    DatasetView,
    DifferenceView,
    FactView,
    FieldView,
    FigureUse,
    PageUse,
    PatchView,
    SentencePart,
    SentenceUse,
    VersionView,
)
from nutgraf.model.receipt import (
    Citation,
    FrozenView,
    HistoryEntry,
    InputVersion,
    InputView,
    Rail,
    Receipt,
    Station,
)
from nutgraf.model.theme import Theme
from nutgraf.model.views import (
    ArticleView,
    Backlink,
    Card,
    CheckedNumber,
    ColumnView,
    ContentsEntry,
    Download,
    FigureCard,
    FigurePage,
    FigureView,
    HeldVersion,
    Link,
    Meta,
    NumberCheck,
    OtherVersion,
    ReferenceEntry,
    SiteView,
    SourceLine,
    TableView,
)
from nutgraf.sources import Sources, read_sources
from nutgraf.templates import Templates, load_templates, read_theme

DAY = dt.date(2026, 3, 31)
SVG = Markup('<svg viewBox="0 0 10 10"><path d="M0 0h10"/></svg>')


class MemoryCache(dict[str, bytes]):
    """A cache that forgets nothing while a test runs."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def site_with(root: Path, files: Mapping[str, str | bytes]) -> Sources:
    """A site of these files by path, on disk."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_sources(root)


def default_theme() -> Theme:
    return read_theme(Sources(Path("no-such-folder")), decode_toml).value


def templates_of(site: Sources) -> Templates:
    return load_templates(site, default_theme(), {}).value


def link(permalink: str) -> str:
    return permalink if "://" in permalink or permalink.startswith("#") else f"..{permalink}"


def views(text: str = "Words") -> dict[str, dict[str, object]]:
    """What every page's template needs, by template; `text` stands wherever plain text does."""
    site = SiteView(
        title=text,
        tagline=text,
        description=text,
        language="en",
        navigation=(Link(text, "/markets/", True), Link(text, "/figures/")),
        sections=(Link(text, "/markets/"),),
        social=(Link(text, "https://example.org/"),),
        repository="https://example.org/code",
        licence=Link(text, "https://example.org/licence"),
        licence_note=text,
        feed="/feed.xml",
        style="/assets/style-0.css",
        preload=("/assets/serif-0.woff2",),
        contact="mailto:desk@example.org",
    )
    meta = Meta(
        text,
        text,
        "/markets/bubble/",
        "https://example.org/base/markets/bubble/",
        "article",
        "https://example.org/i.png",
        text,
        1200,
        630,
        DAY,
        DAY,
        False,
    )
    section, page = Link(text, "/markets/"), Link(text, "/markets/bubble/")
    notice = correction(text)
    card = Card(text, text, "/markets/bubble/", DAY, section, (text, text), 7, (page,), SVG, text, notice)
    table = TableView((ColumnView(text, text, False), ColumnView(text, "", True)), ((text, "1"), (text, "2")), 9)
    source = SourceLine(page, DAY, True, (page, Link(text, "")), (Link(text, ""),), True)
    held = HeldVersion(Link(text, "/data/a/"), DAY, DAY)
    figure = FigureView(
        anchor="figure-a",
        number=1,
        kind="chart",
        title=text,
        subtitle=text,
        caption=Markup("<em>x</em>"),
        alt=text,
        notes=text,
        credit=text,
        wide=SVG,
        narrow=SVG,
        sources=(source, replace(source, earlier=(DAY, DAY))),
        table=table,
        downloads=(Download(text, "/figures/a/a.csv", 1200),),
        url="/figures/a/",
        classes=("wide",),
        held_back=(held, held),
        newest="/figures/a/",
        correction=notice,
    )
    checked = CheckedNumber(
        "value--a",
        "one",
        "text",
        text,
        text,
        text,
        Link(text, "/numbers/#a"),
        text,
        (source, replace(source, earlier=(DAY,))),
    )
    article = ArticleView(
        title=text,
        title_html=Markup.escape(text),
        summary=text,
        summary_html=Markup.escape(text),
        url="/markets/bubble/",
        date=DAY,
        updated=DAY + dt.timedelta(1),
        authors=(text, text, text),
        section=section,
        tags=(page,),
        minutes=1,
        contents=(ContentsEntry(2, "one", Markup("One")), ContentsEntry(3, "two", Markup("Two"))),
        body=Markup('<h2 id="one">One</h2><h3 id="two">Two</h3><p id="cite-1">Text</p>'),
        references=(ReferenceEntry("ref-1", Markup("<i>Work</i>"), (Backlink("cite-1", "", "p. 3"),), text),),
        numbers=NumberCheck(3, (checked, replace(checked, anchor="value--b", part="title", back="")), 9, 4, 3, 2),
        figures=(page,),
        related=(card,),
        previous=page,
        next=page,
        draft=True,
        held_back=(held, replace(held, version=DAY - dt.timedelta(1))),
        corrections=(notice, replace(notice, kind="retraction", anchor="correction--2")),
    )
    difference = DifferenceView(
        since=DAY,
        rows_added=1,
        rows_removed=2,
        rows_changed=3,
        cells_changed=4,
        cells=(ChangedCell(text, text, text, "", False), ChangedCell(text, text, "", "1", True)),
        key=(text,),
        columns_added=(text,),
        columns_removed=(text,),
        types_changed=((text, text, text),),
        same=False,
        withheld=False,
    )
    version = VersionView(
        DAY, True, 2, text, "ab" * 32, Download(text, "/data/a/2026-03-31.csv", 20), difference=difference
    )
    dataset = DatasetView(
        name=text,
        title=text,
        description=text,
        url="/data/a/",
        sources=(page,),
        licences=(Link(text, "https://example.org/licence"),),
        derived_only=True,
        fields=(FieldView(text, text, text, text, text),),
        versions=(version, replace(version, difference=replace(difference, key=(), cells=(), withheld=True))),
        preview=table,
        figures=(FigureUse(text, "/figures/a/", (DAY, DAY), (page, page)),),
        facts=(Link(text, "/numbers/#a"),),
        descriptor="/data/a/datapackage.json",
        patches=(PatchView(((text, text),), text, text, "", text, (DAY,)),),
        derived_from=(page,),
        code=Markup("<pre>x</pre>"),
        sentences=(PageUse(page, (SentenceUse((SentencePart(text), SentencePart(text, "/numbers/#a")), "/a/#one"),)),),
        sentences_total=2,
    )
    fact = FactView(
        text, text, text, text, Markup("<pre>x</pre>"), "a", (page,), (source, source), (held,), "/numbers/#a", text
    )
    own: dict[str, dict[str, object]] = {
        "home.html": {
            "lead": card,
            "articles": (card,),
            "figures": (FigureCard(text, text, "/figures/a/", SVG),),
            "sections": (Link(text, "/a/"),),
        },
        "section.html": {"section": section, "summary": text, "articles": (card,)},
        "tag.html": {"tag": page, "articles": (card,)},
        "tags.html": {"tags": ((page, 2),)},
        "article.html": {"article": article},
        "figure.html": {
            "page": FigurePage(
                figure,
                text,
                text,
                text,
                Markup("<pre>x</pre>"),
                "/figures/a/a.vl.json",
                (page, page),
                (OtherVersion(text, "/figures/a/b/", False, (page,)),),
            ),
            "receipt": receipt(text),
        },
        "embed.html": {"figure": figure},
        "frozen.html": {
            "table": None,
            "receipt": FrozenReceipt(
                exhibit="cape",
                digest="0" * 64,
                digested=("cape.svg",),
                title=text,
                subtitle=text,
                description=text,
                notes=text,
                credit=text,
                article="/markets/a/",
                data=(FrozenData(text, text, "2026-05-31", "data/a/2026-05-31.csv", "1" * 64, (text, text), (text,)),),
                modules={},
                tools={},
                files={},
            ),
            "names": ["cape.svg"],
            "canonical": "https://example.org/embed/cape/@0000000000000000/",
        },
        "figures.html": {"figures": (FigureCard(text, text, "/figures/a/", SVG),), "others": (Link(text, "/a/"),)},
        "dataset.html": {"dataset": dataset},
        "datasets.html": {"datasets": (dataset,)},
        "facts.html": {"facts": (fact,)},
        "corrections.html": {"corrections": (notice,)},
        "404.html": {},
        "partials/figure.html": {"figure": figure},
    }
    return {name: {"site": site, "meta": meta, "link": link, **view} for name, view in own.items()}


def correction(text: str) -> CorrectionView:
    copies = (EarlierCopy("/embed/x/@1/", text, DAY), EarlierCopy("/embed/x/@2/", text, None))
    return CorrectionView(
        kind="correction",
        name=text,
        done=text,
        date=DAY,
        text=text,
        html=Markup("<em>x</em>"),
        anchor="correction--1",
        url="/markets/bubble/#correction--1",
        page=text,
        page_url="/markets/bubble/",
        withdraws=True,
        figures=(CorrectedFigure(text, "/markets/bubble/#figure-a", copies), CorrectedFigure(text, "")),
    )


def receipt(text: str) -> Receipt:
    data = Link(text, "/data/a/")
    file = Download(text, "/data/a/2026-03-31.csv", 20)
    rail = Rail(1, "M5 5h0", "M5 5V10", "M5 0V10")
    version = InputVersion(DAY, True, "ab" * 32, 2, text, file, 1)
    stations = (
        Station("source", text, "https://example.org/", rail),
        Station("derived", text, "/data/a/", rail, (text,), DAY, "ab" * 32, 2),
        Station("code", text, "#code", rail, (text,), detail=text),
        Station("figure", text, "", rail, (text,), detail="ab" * 32),
        Station("page", text, "/markets/bubble/", rail, (text,)),
    )
    return Receipt(
        digest="ab" * 32,
        digested=(text, text),
        rows=2,
        inputs=(InputView(data, (data, Link(text, "")), (Link(text, ""),), True, (version,)),),
        lineage=stations,
        tools=((text, text),),
        history=(
            HistoryEntry(DAY, data, text, "used"),
            HistoryEntry(DAY, data, text, "newer"),
            HistoryEntry(DAY, Link(text, "/markets/bubble/#correction--1"), text, "corrected", correction(text)),
        ),
        citation=Citation(text, text),
        embed="/embed/a/",
        snippet=text,
        frozen=(
            FrozenView("/embed/x/@0/", text, DAY, True),
            FrozenView("/embed/x/@1/", text, DAY, False, correction(text)),
        ),
        bundle="/figures/a/a.zip",
    )


def sparse(context: dict[str, object]) -> dict[str, object]:
    """The same view with everything empty that may be."""
    small = dict(context)
    if isinstance(site := small["site"], SiteView):
        bare = replace(
            site, tagline="", description="", navigation=(), sections=(), social=(), repository="", contact=""
        )
        small["site"] = replace(bare, licence=None, licence_note="", preload=())
    if isinstance(meta := small["meta"], Meta):
        small["meta"] = Meta(meta.title, "", meta.url, meta.canonical)
    if isinstance(card := small.get("lead"), Card):
        small |= {"lead": replace(card, summary="", section=None, authors=(), tags=(), figure_svg=Markup())}
        small |= {"articles": (), "figures": ()}
    if isinstance(article := small.get("article"), ArticleView):
        words = replace(article, summary="", updated=None, authors=(), held_back=(), corrections=())
        bare_article = replace(words, section=None, tags=(), contents=())
        small["article"] = replace(
            bare_article,
            references=(),
            numbers=NumberCheck(0),
            figures=(),
            related=(),
            previous=None,
            next=None,
            held_back=(),
        )
    if isinstance(page := small.get("page"), FigurePage):
        figure = _bare_figure(page.figure)
        small["page"] = replace(page, figure=figure, docstring="", spec_url="", used_in=(), other_versions=())
    if isinstance(made := small.get("receipt"), Receipt):
        code = Station("code", made.lineage[2].title, "", Rail(1, "M5 5h0", "", ""))
        small["receipt"] = replace(made, inputs=(), lineage=(code,), history=(), rows=0, bundle="")
    if isinstance(shown := small.get("figure"), FigureView):
        small["figure"] = _bare_figure(shown)
    if isinstance(dataset := small.get("dataset"), DatasetView):
        bare_dataset = replace(dataset, description="", sources=(), licences=(), derived_only=False, fields=())
        versions = (replace(dataset.versions[0], file=None, changes="", draft=False, difference=None),)
        empty = TableView((), (), 0)
        small["dataset"] = replace(bare_dataset, versions=versions, preview=empty, figures=(), facts=(), descriptor="")
        small["dataset"] = replace(small["dataset"], sentences=(), sentences_total=0)
    for name in ("articles", "figures", "datasets", "facts", "tags", "corrections"):
        if name in small:
            small[name] = ()
    return small


def _bare_figure(figure: FigureView) -> FigureView:
    words = replace(figure, number=0, subtitle="", caption=Markup(), notes="", credit="", narrow=Markup())
    return replace(
        words,
        sources=(),
        table=TableView((), (), 0),
        downloads=(),
        classes=(),
        held_back=(),
        newest="",
        correction=None,
    )
