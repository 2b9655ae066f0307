"""What is done to a site between two looks at the clock: each step changes it, builds it, and looks the change up."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.builds.installing import Peers
from benchmarks.builds.programs import Program, chart_source, draft_of, draft_outputs, draft_source
from benchmarks.builds.running import Run, RunError, run
from benchmarks.corpus import Article

_LETTERS = "abcdefghij"


class Site:
    """A site of one program, written anew; `edits` counts what was changed in it since."""

    def __init__(self, program: Program, peers: Peers, folder: Path, articles: Sequence[Article]) -> None:
        self.program = program
        self.folder = folder
        self.articles = articles
        self.edits = 0
        self.built = False
        self._peers = peers
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        program.write(peers, folder, articles)

    @property
    def output(self) -> Path:
        return self.folder / self.program.output

    def build(self) -> Run:
        """A RunError where it fails, or where a page is missing afterwards."""
        took = run(self.program.command(self._peers, self.folder), self.folder, self.folder.with_suffix(".log"))
        for article in self.articles:
            if not (self.folder / self.program.page(article)).is_file():
                raise RunError(f"{self.program.title} made no page of {article.slug} in {self.output}")
        self.built = True
        return took

    def set_aside(self, path: Path) -> None:
        """Takes away what builds made. It is removed later: a file system is slow to give places out again that have
        just become free, and a machine that begins with nothing has none of them."""
        aside = self.folder.parent / "aside"
        if path.exists():
            aside.mkdir(exist_ok=True)
            path.rename(aside / f"{self.folder.name}-{sum(1 for _ in aside.iterdir())}")

    def make_ready(self) -> None:
        """A step that starts from a built site needs one."""
        if not self.built:
            self.build()


def cold(site: Site) -> Run:
    """Nothing is left of the builds before."""
    for made in (site.program.output, *site.program.made):
        site.set_aside(site.folder / made)
    return site.build()


def unchanged(site: Site) -> Run:
    site.make_ready()
    return site.build()


def restored(site: Site) -> Run:
    """Of the builds before only the cache is there, as on a machine of a CI. Ours alone: peers keep no such folder."""
    site.make_ready()
    _leave_the_cache(site)
    return site.build()


def pushed(site: Site) -> Run:
    """The same after a sentence was edited, as when a CI runs for a push."""
    site.make_ready()
    _leave_the_cache(site)
    return sentence(site)


def _leave_the_cache(site: Site) -> None:
    site.set_aside(site.output)
    for entry in (site.folder / ".nutgraf").iterdir():
        if entry.name != "cache":
            site.set_aside(entry)


def sentence(site: Site) -> Run:
    """Another sentence in the middle of another article gets a word that is nowhere else."""
    site.make_ready()
    article = site.articles[(len(site.articles) // 2 + 7 * site.edits) % len(site.articles)]
    word = edit_sentence(site, article)
    page = site.folder / site.program.page(article)
    if page.is_file() and word in page.read_text(encoding="utf-8"):
        raise RunError(f"{word} is in {page} already")
    took = site.build()
    if word not in page.read_text(encoding="utf-8"):
        raise RunError(f"{site.program.title} did not bring the edited sentence of {article.slug} into {page}")
    return took


def draft(site: Site) -> Run:
    """A value changes in data without a recorded hash: what is published of them and their drawing must follow."""
    site.make_ready()
    article = draft_of(site.articles)
    if article is None:
        raise RunError(f"the second half of the {len(site.articles)} articles has no chart")
    data, drawing = (site.folder / path for path in draft_outputs(article))
    row = edit_draft(site, article)
    before = drawing.read_bytes()
    took = site.build()
    if row not in data.read_text(encoding="utf-8"):
        raise RunError(f"the edited row {row!r} is not in {data}")
    if drawing.read_bytes() == before:
        raise RunError(f"{drawing} was not drawn again")
    return took


STEPS: Mapping[str, Callable[[Site], Run]] = {
    "cold": cold,
    "restored": restored,
    "pushed": pushed,
    "unchanged": unchanged,
    "sentence": sentence,
    "draft": draft,
}


def edit_sentence(site: Site, article: Article) -> str:
    """Saves the edit; the word that the article's page must show."""
    site.edits += 1
    path = site.folder / site.program.source(article)
    word = new_word(site.edits)
    path.write_text(with_word(path.read_text(encoding="utf-8"), article, site.edits, word), encoding="utf-8")
    return word


def edit_chart(site: Site, article: Article) -> str:
    """Gives the title of the article's chart another word, in our own form, and saves; the word."""
    site.edits += 1
    path = site.folder / chart_source(article)
    word = new_word(site.edits)
    path.write_text(
        path.read_text(encoding="utf-8").replace('properties(title="', f'properties(title="{word} ', 1),
        encoding="utf-8",
    )
    return word


def edit_draft(site: Site, article: Article, value: str | None = None) -> str:
    """Saves the edit; the row as it is now. The `value` goes into the first row; else another row changes a little."""
    site.edits += 1
    path = site.folder / draft_source(article)
    rows = path.read_text(encoding="utf-8").splitlines()
    place = 1 if value else 2 + site.edits % (len(rows) - 2)
    day, old, line = rows[place].split(",")
    rows[place] = f"{day},{value or f'{float(old) + 0.01 * site.edits + 0.003:.3f}'},{line}"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return rows[place]


def new_word(number: int) -> str:
    """Letters only: a number would be one more to check."""
    return "reworded" + "".join(_LETTERS[int(digit)] for digit in str(number))


def with_word(source: str, article: Article, number: int, word: str) -> str:
    """The article's source with the word at the end of a sentence in its middle paragraph, another one each time."""
    prose = [block for block in article.blocks if isinstance(block, str) and re.match(r"[A-Z]\w* .*\. ", block)]
    sentences = re.split(r"(?<=\.) ", prose[len(prose) // 2])
    old = sentences[number % len(sentences)].removesuffix(".")
    if old not in source:
        raise RunError(f"{article.slug} has no sentence {old!r}")
    return source.replace(old, f"{old} {word}", 1)
