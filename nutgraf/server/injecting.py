"""The script in served pages, which is no part of the site."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

OWN = "/~nutgraf/"
"""Below this address is what the server brings along; no slug begins with a tilde."""

_STARTS = tuple(
    re.compile(rb"<" + start + rb"(?:\s[^>]*)?>", re.IGNORECASE) for start in (rb"head", rb"html", rb"!doctype")
)


def with_script(page: bytes, run: str, number: int, digest: str) -> bytes:
    """The page with the script at the start of its head, so that it sees the page before any other script.

    `number` and `digest` tell the script which page it is in.
    """
    start = next((found.end() for pattern in _STARTS if (found := pattern.search(page))), 0)
    return page[:start] + script_tag(run, number, digest).encode() + page[start:]


def script_tag(run: str, number: int, digest: str) -> str:
    told = {"run": run, "number": number, "digest": digest}
    attributes = "".join(f' data-{name}="{html.escape(str(value))}"' for name, value in told.items())
    return f'<script type="module" src="{OWN}live.js"{attributes}></script>'


def without_address(page: bytes, url: str) -> bytes:
    """A page that is made for any depth, and so for a site at the path of `url`, as one for a site at `/`."""
    path = urlsplit(url).path
    return page.replace(f'="{html.escape(path)}'.encode(), b'="/') if path.endswith("/") else page


def waiting_page(run: str, number: int) -> str:
    """What is shown until there is an edition after `number`."""
    return f"""<!doctype html>
<html lang="en">
<head>
{script_tag(run, number, "")}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Building the site …</title>
<link rel="stylesheet" href="{OWN}live.css">
</head>
<body class="nutgraf-waiting">
<main>
<p>Building the site …</p>
<p>This page turns into the one that you asked for.</p>
</main>
</body>
</html>
"""
