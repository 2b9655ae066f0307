"""Edits by chance, as an author makes them in a folder: of one file, or of several that belong together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random

from tests.incremental.desk import Files
from tests.incremental.sites import (
    FRONT,
    HEAD,
    IMAGE,
    SECTIONS,
    article,
    articles,
    block,
    chart,
    front_line,
    mended,
    sentence,
)

Edit = Callable[[Random, dict[str, str]], str]
"""Changes the files; returns what was done."""


def edited(chance: Random, files: Files, earlier: list[dict[str, str]]) -> tuple[dict[str, str], str]:
    """The files after one more edit, and what it was. Most of what it breaks elsewhere is mended at once; some of what
    stays broken is taken back later. `earlier` are the states before, the last one that had no errors first."""
    if earlier and chance.random() < 0.15:
        return dict(chance.choice(earlier)), "all as it was"
    after = dict(files)
    if earlier and chance.random() < 0.1:
        path = chance.choice(sorted(earlier[-1]))
        after[path] = earlier[-1][path]
        return after, f"{path} as it was"
    edit = chance.choices(list(EDITS), list(EDITS.values()))[0]
    what = edit(chance, after)
    return (mended(after) if chance.random() < 0.9 else after), f"{edit.__name__}: {what}"


def _some_article(chance: Random, files: Files) -> str:
    return chance.choice(list(articles(files)) or [""])


def _some(chance: Random, files: Files, pattern: str) -> str | None:
    found = [path for path in sorted(files) if re.fullmatch(pattern, path)]
    return chance.choice(found) if found else None


def front_matter(chance: Random, files: dict[str, str]) -> str:
    path, key = _some_article(chance, files), chance.choice(list(FRONT))
    if not path:
        return "nothing"
    front, mark, body = files[path].removeprefix("---\n").partition("\n---\n")
    lines = [line for line in front.split("\n") if not line.startswith(f"{key}:")]
    if key in ("title", "summary", "date") or len(lines) == len(front.split("\n")) or chance.random() < 0.5:
        lines.insert(0, front_line(chance, files, key))
    files[path] = "---\n" + "\n".join(line for line in lines if line) + mark + body
    return f"{key} of {path}"


def blocks_of_an_article(chance: Random, files: dict[str, str]) -> str:
    path = _some_article(chance, files)
    if not path:
        return "nothing"
    front, mark, body = files[path].partition("\n---\n")
    blocks = body.strip("\n").split("\n\n")
    place = chance.randrange(len(blocks))
    what = chance.choice(("add", "replace", "remove", "move"))
    if what in ("replace", "remove", "move"):
        taken = blocks.pop(place)
    if what in ("add", "replace"):
        blocks.insert(place, block(chance, files, path))
    elif what == "move":
        blocks.append(taken)
    files[path] = front + mark + "\n\n".join(blocks) + "\n"
    return f"{what} {place} in {path}"


def new_article(chance: Random, files: dict[str, str]) -> str:
    path = f"content/{chance.choice(SECTIONS)}/new{chance.randint(0, 20)}.md"
    files[path] = article(chance, files, path)
    return path


def renamed_file(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"content/.*\.md|charts/[a-z].*|data/.*\.csv|templates/.*\.html")
    if path is None:
        return "nothing"
    name = {
        "content": f"content/{chance.choice(SECTIONS)}/moved{chance.randint(0, 9)}.md",
        "charts": f"charts/moved{chance.randint(0, 9)}.{'py' if path.endswith('.py') else 'vl.json'}",
        "data": f"{path.rpartition('/')[0]}/2026-03-{chance.randint(1, 28):02}.csv",
        "templates": f"templates/moved{chance.randint(0, 9)}.html",
    }[path.partition("/")[0]]
    files[name] = files.pop(path)
    if path.startswith("data/"):
        descriptor = f"{path.rpartition('/')[0]}/datapackage.yaml"
        old, new = path.rpartition("/")[2], name.rpartition("/")[2]
        files[descriptor] = files.get(descriptor, "").replace(old, new)
    if path.startswith("content/") and chance.random() < 0.8:
        old, new = path.removeprefix("content/"), name.removeprefix("content/")
        for other in list(files):
            files[other] = files[other].replace(old, new) if other.endswith((".md", ".toml")) else files[other]
    return f"{path} to {name}"


def deleted_file(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"content/.*|charts/.*|data/.*|templates/.*")
    if path is not None:
        del files[path]
    return str(path)


def chart_function(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"charts/[a-z]\w*\.py")
    if path is None:
        return "nothing"
    text = files[path]
    mark, colour = chance.choice(("line", "point")), chance.choice(("HOT", '"red"'))
    changes = {
        r"How it is": sentence(chance),
        r"Much of": sentence(chance),
        r"The newest price": sentence(chance),
        r"mark_\w+\(color=\S+\)": f"mark_{mark}(color={colour})",
        r"subtitle=\"[^\"]*\"": f'subtitle="{sentence(chance)}"',
        r"title=\"Crowns\"": f'title="{chance.choice(("Crowns", "Pence", "Shillings"))}"',
        r", width: int\)": ")",
        r"wages\[\[\"town\", \"wage\"\]\]": 'wages.sort_values("wage")[["wage", "town"]]',
        r"def (bread_prices_drawn|last|towns|table)_(\d+)": rf"def \1_{chance.randint(1, 9)}\2",
        r"\A": f"# {sentence(chance)}.\n",
    }
    pattern = chance.choice([each for each in changes if re.search(each, text)])
    files[path] = re.sub(pattern, changes[pattern], text, count=1)
    return f"{pattern} in {path}"


def more_or_fewer_functions(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"charts/[a-z]\w*\.py") or "charts/fresh.py"
    functions = re.split(r"\n\n\n(?=def )", files.get(path, HEAD).rstrip("\n"))
    if len(functions) > 1 and chance.random() < 0.5:
        del functions[chance.randrange(1, len(functions))]
    else:
        functions.append(chart(chance, chance.randint(5, 9)).strip("\n"))
    files[path] = "\n\n\n".join(functions) + "\n"
    return path


def broken_chart(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"charts/[a-z]\w*\.py")
    if path is not None:
        files[path] += chance.choice(("\ndef (\n", '\n\ndef fails(wages) -> int:\n    return wages["none"]\n'))
    return str(path)


def shared_module(chance: Random, files: dict[str, str]) -> str:
    colours = ('"var(--hot)"', '"var(--muted)"', '"#123456"')
    files["charts/_palette.py"] = f"HOT = {chance.choice(colours)}\nMUTED = {chance.choice(colours)}\n"
    return files["charts/_palette.py"]


def vega_lite(chance: Random, files: dict[str, str]) -> str:
    if "charts/points.vl.json" in files:
        spec = json.loads(files["charts/points.vl.json"])
        spec["title"]["subtitle"] = sentence(chance)
        spec["mark"]["type"] = chance.choice(("point", "line", "tick"))
        files["charts/points.vl.json"] = json.dumps(spec, indent=chance.choice((1, 2)))
    return "charts/points.vl.json"


def data_values(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"data/(bread_prices|wages|prices)/.*\.csv")
    if path is None:
        return "nothing"
    lines = files[path].rstrip("\n").split("\n")
    place = chance.randrange(1, len(lines))
    row = lines[place].rpartition(",")
    lines[place] = f"{row[0]},{chance.randint(1, 9)}"
    if chance.random() < 0.2:
        del lines[place]
    if chance.random() < 0.05:
        lines[0] = lines[0].upper()
    files[path] = "\n".join(lines) + "\n"
    return f"row {place} of {path}"


def new_version(chance: Random, files: dict[str, str]) -> str:
    name = f"2026-0{chance.randint(3, 6)}-{chance.randint(10, 28)}"
    descriptor = files.get("data/bread_prices/datapackage.yaml", "")
    if name not in descriptor:
        files[f"data/bread_prices/{name}.csv"] = f"day,price\n2026-01-01,2.10\n{name},{chance.randint(3, 9)}.50\n"
        files["data/bread_prices/datapackage.yaml"] = f"{descriptor}  - {{path: {name}.csv, changes: More}}\n"
    return name


def descriptor(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"data/\w+/datapackage\.yaml")
    if path is None:
        return "nothing"
    changes = {
        r"(?m)^title: .*$": f"title: {sentence(chance)}",
        r"(?m)^description: .*$": f"description: {sentence(chance)}",
        r"The (Grocer|Guild)\w*": f"The {chance.choice(('Grocers', 'Guilds', 'Mill'))}",
        r"unit: crowns": "unit: pence",
        r"title: Day": "title: The day",
        r"CC BY 4.0": "CC BY-SA 4.0",
        r"redistribution: derived-only": "redistribution: open",
        r"changes: .*": "changes: Something else",
        r"\A": f"# {sentence(chance)}\n",
        r"\Z": chance.choice(("", "colour: red\n")),
    }
    pattern = chance.choice([each for each in changes if re.search(each, files[path])])
    files[path] = re.sub(pattern, changes[pattern], files[path], count=1)
    return f"{pattern} in {path}"


def derivation(chance: Random, files: dict[str, str]) -> str:
    path = "data/rises/derive.py"
    if path in files:
        files[path] = files[path].replace(*chance.choice((("round(1)", "round(2)"), ('"""Rises."""', '"""More."""'))))
    return path


def template(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"templates/.*\.html") or "templates/404.html"
    text = files.get(path, '{% extends "base.html" %}\n{% block main %}<p>Gone</p>{% endblock %}\n')
    word = sentence(chance)
    changes = (
        (r"</p>", f"<i>{word}</i></p>"),
        (r"<p>", '<p class="x">'),
        (r"\Z", "{# end #}\n"),
        (r"<p>", "<p>{{ nothing }}"),
    )
    pattern, new = chance.choices(changes, (5, 5, 5, 1))[0]
    files[path] = re.sub(pattern, new, text, count=1)
    return f"{pattern} in {path}"


def look(chance: Random, files: dict[str, str]) -> str:
    path = _some(chance, files, r"templates/(theme\.toml|assets/.*\.css)") or "templates/assets/css/9-own.css"
    colour = f"#{chance.randint(0, 0x3F3F3F):06x}"
    if path.endswith(".css"):
        files[path] = files.get(path, "") + f"b {{ color: {colour}; }}\n"
    else:
        changes = ((r"#cc0000|#[0-3]\w{5}(?=\", dark = \"#ff6666)", colour), (r"wide = \d+", "wide = 420"))
        files[path] = re.sub(*chance.choice(changes), files[path])
    return path


def configuration(chance: Random, files: dict[str, str]) -> str:
    text = files["site.toml"]
    exports = chance.choice(("[]", '["svg"]', '["svg", "zip"]', '["png"]'))
    numbers = chance.choice(("required = 0.1", 'glossary = ["900 times"]'))
    changes = {
        r'(?m)^title = "Town.*"$': f'title = "Town {sentence(chance)}"',
        r"(?m)^url = .*$": f'url = "https://example.org/{chance.choice(("paper", "a/b"))}/"',
        r"(?m)^language = .*$": f'language = "{chance.choice(("en", "en-GB", "de"))}"',
        r"(?m)^description = .*$": f'description = "{sentence(chance)}"',
        r'summary = ".*"': f'summary = "{sentence(chance)}"',
        r'title = "Figures"': f'title = "{sentence(chance)}"',
        r"(?m)^exports = .*$": f"exports = {exports}\ntable_rows = {chance.randint(1, 3)}",
        r"(?m)^cards = .*$": f"cards = {chance.choice(('true', 'false'))}",
        r"\ntable_rows = \d": "",
        r"\[checks\]": f"[numbers]\n{numbers}\n\n[checks]",
        r"\[numbers\]\n.*\n": "",
        r"\Z": chance.choice(('figure-not-mentioned = "off"\n', 'colour = "x"\n')),
    }
    pattern = chance.choice([each for each in changes if re.search(each, text)])
    files["site.toml"] = re.sub(pattern, changes[pattern].replace("\\", ""), text, count=1)
    return f"{pattern} in site.toml"


def references(chance: Random, files: dict[str, str]) -> str:
    path = "content/references.yaml"
    files[path] = re.sub(r"title: [^,]*", f"title: {sentence(chance)}", files.get(path, ""), count=chance.randint(1, 3))
    return path


def image(chance: Random, files: dict[str, str]) -> str:
    files["content/town/loaf.svg"] = IMAGE.format(size=chance.randint(1, 99))
    return "content/town/loaf.svg"


EDITS: dict[Edit, int] = {
    front_matter: 8,
    blocks_of_an_article: 8,
    new_article: 3,
    renamed_file: 3,
    deleted_file: 3,
    chart_function: 5,
    more_or_fewer_functions: 2,
    broken_chart: 1,
    shared_module: 1,
    vega_lite: 1,
    data_values: 4,
    new_version: 2,
    descriptor: 4,
    derivation: 1,
    template: 4,
    look: 2,
    configuration: 4,
    references: 1,
    image: 1,
}
"""How often each is made, in proportion."""
