"""Sites that no author means: files over those of a good site, and the one problem that each must give."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """Files by path, links by path, and the codes and places (`path:line`) of the problems; none: the site is built.

    What stands in `never` may be in no file of the built site.
    """

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


PAGE = "content/markets/hostile.md"
SITE = 'title = "Test"\nurl = "https://example.org/"\n'


def page(body: str = "Words.", title: str = "Hostile", more: str = "") -> dict[str, str | bytes]:
    return {PAGE: f"---\ntitle: {title}\nsummary: Words.\ndate: 2026-01-15\n{more}---\n{body}\n"}


def bomb(indent: str = "") -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghij"
    for before, name in itertools.pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    return "".join(f"{indent}{line}\n" for line in lines)


def exhibit(body: str, kind: str = "float") -> dict[str, str | bytes]:
    head = "import os\nimport altair as alt\nimport pandas as pd\n\n\n"
    return {"charts/hostile.py": f'{head}def hostile(prices: pd.DataFrame) -> {kind}:\n    """Hostile."""\n{body}'}


CHART = "    return alt.Chart(prices, title={title!r}, description='x').mark_line().encode(x='day:T', y='price:Q')\n"

CASES: Mapping[str, Case] = {
    "aliases in front matter": Case(page(more=bomb()), problems=(f"yaml-too-large {PAGE}:10",)),
    "aliases in a descriptor": Case(
        {"data/prices/datapackage.yaml": bomb()}, problems=("yaml-too-large data/prices/datapackage.yaml:6",)
    ),
    "deep lists in front matter": Case(
        page(more="tags: " + "[" * 100_000 + "\n"), problems=(f"yaml-too-large {PAGE}:5",)
    ),
    "deep folders": Case(
        {f"content/{'d/' * 70}hostile.md": "---\ntitle: Deep\n---\n"},
        problems=(f"folder-not-read content{'/d' * 64}:1",),
    ),
    "deep specification": Case(
        {"charts/deep.vl.json": '{"a":' * 100_000}, problems=("json-syntax charts/deep.vl.json:1",)
    ),
    "deep lists in site.toml": Case(
        {"site.toml": f"{SITE}a = {'[' * 100_000}"},
        problems=("toml-syntax site.toml:1",),
    ),
    "a key of many parts": Case(
        {"site.toml": f"{SITE}[{'.'.join('a' * 50_000)}]\n"}, problems=("toml-syntax site.toml:1",)
    ),
    "a line of a megabyte": Case(page("word " * 200_000)),
    "a slug that leads out": Case(page(more="slug: ../../hostile\n"), problems=(f"bad-slug {PAGE}:5",)),
    "an absolute slug": Case(page(more="slug: /etc/hostile\n"), problems=(f"bad-slug {PAGE}:5",)),
    "a link that leads out": Case(page("[a](../../../../etc/passwd)"), problems=(f"dead-link {PAGE}:6",)),
    "an image that leads out": Case(page("![a](../../../secret.png)"), problems=(f"missing-image {PAGE}:6",)),
    "an absolute image": Case(page("![a](/etc/a.png)"), problems=(f"missing-image {PAGE}:6",)),
    "an encoded way out": Case(page("[a](..%2f..%2fsite.toml)"), problems=(f"dead-link {PAGE}:6",)),
    "a file": Case(page("[a](file:///etc/passwd)"), problems=(f"unknown-scheme {PAGE}:6",)),
    "a chart that leads out": Case(page("![a](chart:../../x)"), problems=(f"unknown-chart {PAGE}:6",)),
    "a link to a file elsewhere": Case(links={PAGE: "/etc/passwd"}, never=("root:",)),
    "an image elsewhere": Case(links={"content/markets/x.png": "/etc/passwd"}, never=("root:",)),
    "a folder elsewhere": Case(links={"content/etc": "/etc", "archive": "/etc"}, never=("root:",)),
    "links in a circle": Case(links={PAGE: "hostile.md", "content/markets/circle": "."}),
    "exhibits that differ by case": Case(
        {"charts/x.py": "import pandas as pd\n\n\ndef Last_price(prices: pd.DataFrame) -> float:\n    return 1.0\n"},
        problems=("duplicate-exhibit charts/x.py:4",),
    ),
    "images that differ by form": Case(
        {"content/markets/caf\u00e9.png": "x", "content/markets/cafe\u0301.png": "y"}
        | page("![a](caf\u00e9.png)\n\n![b](cafe\u0301.png)"),
        problems=("same-path content/markets/caf\u00e9.png:1",),
    ),
    "sections that differ by case": Case(
        {"content/Markets/x.md": page()[PAGE]}, problems=("bad-slug content/Markets/x.md:1",)
    ),
    "NUL in front matter": Case(page(title="a\0b"), problems=(f"yaml-syntax {PAGE}:2",)),
    "NUL escaped in front matter": Case(page(title='"a\\0b"'), problems=(f"control-character {PAGE}:2",)),
    "NUL in site.toml": Case(
        {"site.toml": f'{SITE}tagline = "\\u0000"\n'}, problems=("control-character site.toml:3",)
    ),
    "control characters in a text": Case(page("a\0b \a c \u202e d"), never=("\0",)),
    "a control character in a link": Case(page("[a](x\1y)"), problems=(f"malformed-reference {PAGE}:6",)),
    "markup in a tag": Case(page(more="tags: ['<img src=x onerror=alert(1)>']\n"), never=("<img src=x",)),
    "markup in site.toml": Case(
        {"site.toml": SITE + "tagline = '<script>alert(1)</script>'\n"}, never=("<script>alert",)
    ),
    "markup in the name of a file": Case(
        {"content/markets/<img src=x>.md": page()[PAGE]}, problems=("bad-slug content/markets/<img src=x>.md:1",)
    ),
    "a chart's title with markup": Case(
        exhibit(CHART.format(title="</title><script>alert(1)</script>"), "alt.Chart"), never=("<script>alert",)
    ),
    "a text without an end": Case(
        exhibit("    return 'a' * 100_000_000\n", "str"), problems=("exhibit-value charts/hostile.py:6",)
    ),
    "half a character": Case(
        exhibit("    return '\\ud800'\n", "str"),
        problems=("exhibit-value charts/hostile.py:6",),
    ),
    "an exit": Case(exhibit("    raise SystemExit(3)\n"), problems=("exhibit-error charts/hostile.py:8",)),
    "another process": Case(
        exhibit("    return float(os.fork())\n"),
        problems=("outside-access charts/hostile.py:8",),
    ),
    "much said": Case(exhibit("    print('x' * 100)\n    return 1.0\n")),
    "a giant frame": Case(
        exhibit("    return pd.DataFrame({'a': range(2_000_000)})\n", "pd.DataFrame"),
        problems=("table-size charts/hostile.py:6",),
    ),
    "deep Python": Case(
        {"charts/hostile.py": f"x = {'(' * 5000}{')' * 5000}\n"}, problems=("python-syntax charts/hostile.py:1",)
    ),
    "a control character in a chart's title": Case(
        exhibit(CHART.format(title="a\0b"), "alt.Chart"), problems=("control-character charts/hostile.py:6",)
    ),
    "half of a character in a chart's title": Case(
        exhibit(CHART.format(title="a\ud800b"), "alt.Chart"), problems=("control-character charts/hostile.py:6",)
    ),
    "half of a character in a docstring and for a unit": Case(
        {
            "charts/half.py": "from typing import Annotated\n\nimport pandas as pd\n\n\n"
            'def half(prices: pd.DataFrame) -> Annotated[float, "\\ud800"]:\n    """Half: \\ud800."""\n    return 2.4\n'
        }
        | page("[2.40](fact:half)"),
        problems=(f"fact-mismatch {PAGE}:6",),
    ),
    "half of a character in a description": Case(
        {"charts/half.vl.json": '{"description": "\\ud800", "data": {"values": [{"a": 1}]}, "mark": "point"}'},
        problems=("control-character charts/half.vl.json:1",),
    ),
    "a script for the address of a source": Case(
        {"data/prices/datapackage.yaml": "sources: [{title: A, path: 'java\tscript:alert(1)'}]\n"},
        problems=("unknown-scheme data/prices/datapackage.yaml:1",),
    ),
    "a script for an address of a work": Case(
        {"content/references.yaml": "- {id: grocer2026, type: report, title: A, URL: 'javascript:alert(1)'}\n"},
        problems=("unknown-scheme content/references.yaml:1",),
    ),
}
for name, address in {
    "a script": "javascript:alert(1)",
    "a script in mixed case": "JaVaScRiPt:alert(1)",
    "a script with entities": "java&#x73;cript&colon;alert(1)",
    "data for a page": "data:text/html,x",
    "another language": "vbscript:x",
}.items():
    CASES = {**CASES, f"{name} in a link": Case(page(f"[a]({address})"), problems=(f"unknown-scheme {PAGE}:6",))}
    setting = f"{SITE}[[social]]\ntitle = 'a'\nurl = '{address}'\n"
    CASES = {**CASES, f"{name} in site.toml": Case({"site.toml": setting}, problems=("bad-config-value site.toml:5",))}
