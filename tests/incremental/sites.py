"""Small sites by chance: everything that pages, figures and data can have, most of it in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from tests.building import TESTS
from tests.incremental.desk import Files

WORKS = ("guild", "grocer", "mill")
SECTIONS = ("town", "prices", "notes")
TAGS = ("Bread", "Wages", "Old things", "Weather")
WORDS = ("Bread", "is", "dear", "in", "the", "north", "where", "mills", "stand", "still", "and", "guilds", "argue")
DATA = {
    path: (TESTS / folder / "data" / path).read_text(encoding="utf-8")
    for folder, paths in {
        "golden/figures/site": (
            "wages/2026-01-01.csv",
            "wages/datapackage.yaml",
            "bread_prices/2026-01-31.csv",
            "bread_prices/2026-02-28.csv",
            "bread_prices/datapackage.yaml",
        ),
        "problems/base": ("prices/2026-01-31.csv", "prices/datapackage.yaml"),
        "problems/stale-derivation": ("rises/2026-01-31.csv", "rises/datapackage.yaml", "rises/derive.py"),
    }.items()
    for path in paths
}
PALETTE = 'HOT = "var(--hot)"\nMUTED = "var(--muted)"\n\n\ndef shade(number):\n    return HOT if number else MUTED\n'
HEAD = """from collections.abc import Mapping
from typing import Annotated

import altair as alt
import pandas as pd

from charts._palette import HOT
"""
CHART = '''

def {name}({data}: pd.DataFrame{width}) -> alt.Chart:
    """How it is."""
    return (
        alt.Chart({data}, title=alt.TitleParams("Much of {data}", subtitle="Crowns"), description="Marks by {x}")
        .mark_{mark}(color={colour})
        .encode(x=alt.X("{x}", title=None), y=alt.Y("{y}", title="Crowns"))
    )
'''
VERSIONS = '''

def versions_{number}(bread_prices: Mapping[str, pd.DataFrame]) -> alt.Chart:
    """All that was known, and when."""
    frames = [frame.assign(known=day) for day, frame in bread_prices.items()]
    return alt.Chart(pd.concat(frames), title="Known then").mark_point(color=HOT).encode(x="day:T", y="price:Q")
'''
TABLE = '''

def table_{number}(wages: pd.DataFrame) -> pd.DataFrame:
    """Towns and what is earned there."""
    return wages[["town", "wage"]]
'''
FACTS = '''

def last_{number}(bread_prices: pd.DataFrame) -> Annotated[float, ""]:
    """The newest price."""
    return float(bread_prices["price"].iloc[-1])


def towns_{number}(wages: pd.DataFrame) -> int:
    """So many towns."""
    return len(wages)
'''
SHOWN = {"bread_prices": ("day:T", "price:Q"), "prices": ("day:T", "price:Q"), "rises": ("day:T", "rise:Q")}
POINTS = (TESTS / "golden/figures/site/charts/price_points.vl.json").read_text(encoding="utf-8")
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="9"><rect width="{size}" height="9"/></svg>\n'
_FACT = re.compile(r"\[[^\]\[]*\]\(fact:(\w+)\)")


def make_site(chance: Random) -> dict[str, str]:
    """A site without errors."""
    files: dict[str, str] = {"site.toml": _config(chance)}
    if chance.random() < 0.8:
        theme = TESTS / "theme"
        paths = (path for path in theme.rglob("*") if path.is_file())
        files |= {path.relative_to(theme).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    files |= {f"data/{path}": text for path, text in DATA.items()}
    files["charts/_palette.py"] = PALETTE
    files["charts/points.vl.json"] = POINTS
    for number in range(2):
        files[f"charts/module{number}.py"] = (
            HEAD
            + "".join(chart(chance, number) for _ in range(1))
            + FACTS.format(number=number)
            + chance.choice((TABLE, VERSIONS)).format(number=number)
        )
    works = "\n".join(
        f"- {{id: {key}, type: book, title: Book of the {key}, author: [{{family: Writer}}]}}" for key in WORKS
    )
    files["content/references.yaml"] = f"{works}\n"
    files["content/town/loaf.svg"] = IMAGE.format(size=10)
    paths = [f"content/{chance.choice(SECTIONS)}/story{number}.md" for number in range(chance.randint(3, 5))]
    files |= dict.fromkeys([*paths, "content/about.md"], "---\ntitle: x\n---\n")
    for path in [*paths, "content/about.md"]:
        files[path] = article(chance, files, path)
    return mended(files)


def _config(chance: Random) -> str:
    navigation = "".join(f'\n[[navigation]]\ntitle = "{to.title()}"\nto = "{to}"\n' for to in ("figures", "about.md"))
    return (
        f'title = "Town paper"\nurl = "https://example.org/paper/"\nlanguage = "{chance.choice(("en", "en-GB"))}"\n'
        f'description = "What is dear"\n{navigation}\n[sections.town]\ntitle = "The town"\nsummary = "Near."\n\n'
        f'[figures]\nexports = ["svg"]\ncards = false\n\n[checks]\nunused-reference = "off"\n'
    )


def chart(chance: Random, number: int) -> str:
    """A function that draws one of the datasets."""
    data = chance.choice(tuple(SHOWN))
    x, y = SHOWN[data]
    name = f"{data}_drawn_{number}_{chance.randint(0, 99)}"
    width = chance.choice(("", ", width: int"))
    colour, mark = chance.choice(("HOT", '"var(--muted)"')), chance.choice(("line", "point"))
    return CHART.format(name=name, data=data, x=x, y=y, width=width, colour=colour, mark=mark)


def article(chance: Random, files: Files, path: str) -> str:
    """A new article, or a page without a section."""
    required = [f"title: {sentence(chance)}", f"summary: {sentence(chance)}", f"date: {day(chance)}"]
    optional = [front_line(chance, files, key) for key in FRONT if key not in REQUIRED and chance.random() < 0.4]
    front = [*required, *(line for line in optional if line)]
    body = [block(chance, files, path) for _ in range(chance.randint(2, 5))]
    return "---\n{}\n---\n{}\n".format("\n".join(front), "\n\n".join(body))


def day(chance: Random) -> str:
    return f"2026-{chance.randint(3, 5):02}-{chance.randint(1, 28):02}"


def sentence(chance: Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 6))).capitalize()


def front_line(chance: Random, files: Files, key: str) -> str:
    """A line of front matter; empty where there is nothing to say."""
    return FRONT[key](chance, files)


def _corrections(chance: Random, files: Files) -> str:
    kind = chance.choice(("note", "clarification", "update"))
    return f"corrections: [{{date: 2026-06-0{chance.randint(1, 9)}, kind: {kind}, text: {sentence(chance)}}}]"


def _lead(chance: Random, files: Files) -> str:
    return f"figure: {chance.choice(exhibits(files, 'chart'))}"


def _pins(chance: Random, files: Files) -> str:
    versions = re.findall(r"^data/bread_prices/(.*)\.csv$", "\n".join(sorted(files)), re.MULTILINE)
    return f"data: {{bread_prices: {chance.choice(versions)}}}" if versions else ""


REQUIRED = ("title", "summary", "date")
FRONT: dict[str, Callable[[Random, Files], str]] = {
    "title": lambda chance, files: f"title: {sentence(chance)} [1](fact:{chance.choice(exhibits(files, 'fact'))})",
    "summary": lambda chance, files: f"summary: {sentence(chance)}",
    "date": lambda chance, files: f"date: {day(chance)}",
    "updated": lambda chance, files: f"updated: 2026-06-{chance.randint(10, 28)}",
    "authors": lambda chance, files: f"authors: [{chance.choice(('Data desk', 'Second author'))}]",
    "tags": lambda chance, files: f"tags: [{', '.join(chance.sample(TAGS, chance.randint(1, 3)))}]",
    "figure": _lead,
    "data": _pins,
    "slug": lambda chance, files: f"slug: renamed-{chance.randint(0, 99)}",
    "draft": lambda chance, files: f"draft: {chance.choice(('true', 'false'))}",
    "corrections": _corrections,
}


def block(chance: Random, files: Files, path: str) -> str:
    """A paragraph, a heading, or a figure."""
    facts, charts, tables = (exhibits(files, kind) for kind in ("fact", "chart", "table"))
    pages = [other for other in files if other.endswith(".md")]
    up = "../" * (path.count("/") - 1)
    target = chance.choice(pages).removeprefix("content/")
    kinds = [
        f"{sentence(chance)}.",
        f"{sentence(chance)} costs [1](fact:{chance.choice(facts)}) crowns.",
        f"## {sentence(chance)}",
        f"{sentence(chance)} [there]({up}{target}).",
        f"{sentence(chance)} [@{chance.choice(WORKS)}, p. {chance.randint(1, 99)}].",
        f"{sentence(chance)} {chance.randint(2, 900)} times.",
        f'![Alt: {sentence(chance)}](chart:{(name := chance.choice(charts))} "{sentence(chance)}")',
        f"[Figure](#chart:{name}) says it.\n\n![Alt: {sentence(chance)}](chart:{name})",
    ]
    if tables != ["absent"]:
        kinds.append(f"![Rows: {sentence(chance)}](table:{chance.choice(tables)})")
    if path.startswith("content/town/"):
        kinds.append("![A loaf](loaf.svg)")
    return chance.choice(kinds)


def exhibits(files: Files, kind: str) -> list[str]:
    """The names of the exhibits of a kind."""
    returned = {"chart": r"alt\.\w+", "table": r"pd\.DataFrame", "fact": r"(?:Annotated.*|int)"}[kind]
    texts = "\n".join(files[path] for path in sorted(files) if re.match(r"charts/[a-z]\w*\.py$", path))
    found = re.findall(rf"^def ([a-z]\w*)\(.*\) -> {returned}:$", texts, re.MULTILINE)
    return found + (["points"] if kind == "chart" and "charts/points.vl.json" in files else []) or ["absent"]


def mended(files: Files) -> dict[str, str]:
    """The site without what refers to nothing, and with the numbers that the data give."""
    known = {kind: set(exhibits(files, kind)) for kind in ("chart", "table", "fact")}
    return {path: _mended(text, path, files, known) if path.endswith(".md") else text for path, text in files.items()}


def _mended(text: str, path: str, files: Files, known: dict[str, set[str]]) -> str:
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines = [line for line in front.split("\n") if not _is_dead_line(line, files, known)]
    pinned = re.search(r"^data: \{bread_prices: (.*)\}$", front, re.MULTILINE)
    blocks = [each for each in body.strip("\n").split("\n\n") if not _is_dead(each, path, files, known)]
    whole = "---\n{}\n---\n{}\n".format("\n".join(lines), "\n\n".join(blocks))

    def value(match: re.Match[str]) -> str:
        return f"[{fact_value(files, match[1], pinned[1] if pinned else '')}](fact:{match[1]})"

    return _FACT.sub(value, whole)


def _is_dead_line(line: str, files: Files, known: dict[str, set[str]]) -> bool:
    key, _, value = line.partition(": ")
    if key == "figure":
        return value not in known["chart"]
    if key == "data":
        return f"data/bread_prices/{value[len('{bread_prices: ') : -1]}.csv" not in files
    return any(name not in known["fact"] for name in _FACT.findall(line))


def _is_dead(text: str, path: str, files: Files, known: dict[str, set[str]]) -> bool:
    section = path.rpartition("/")[0]
    for target in re.findall(r"\]\(([^\s)]+)", text):
        scheme, colon, name = target.lstrip("#").partition(":")
        if colon and name not in known.get(scheme, ()):
            return True
        if target.endswith((".md", ".svg")):
            place = f"content/{target[3:]}" if target.startswith("../") else f"{section}/{target}"
            if place not in files or "draft: true" in files[place]:
                return True
    cited = re.findall(r"\[@(\w+)", text)
    return any(f"id: {key}," not in files.get("content/references.yaml", "") for key in cited)


def fact_value(files: Files, name: str, pinned: str) -> str:
    """The value of a fact, as prose has it."""
    folder = "data/wages/" if name.startswith("towns") else "data/bread_prices/"
    versions = sorted(path for path in files if path.startswith(folder) and path.endswith(".csv"))
    wanted = f"{folder}{pinned}.csv"
    lines = files[wanted if wanted in versions else versions[-1]].strip().split("\n") if versions else ["x", "0"]
    return str(len(lines) - 1) if name.startswith("towns") else f"{float(lines[-1].rpartition(',')[2]):.2f}"


def articles(files: Files) -> Iterator[str]:
    return (path for path in sorted(files) if path.endswith(".md"))
