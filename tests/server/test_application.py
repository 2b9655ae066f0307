from __future__ import annotations

import asyncio

import pytest
from starlette.types import ASGIApp

from nutgraf.cache import LostEntryError
from nutgraf.model.artifact import Artifact, StoredArtifact
from nutgraf.problems import Location, Problem
from nutgraf.server.addresses import PortError, allowed_hosts, open_doors
from nutgraf.server.application import Board, make_application
from nutgraf.server.editions import Attempt, Edition, following
from nutgraf.server.injecting import with_script, without_address
from tests.server.asking import ask, told

PAGE = b"<!doctype html><html><head><title>A</title></head><body></body></html>"
SITE = {
    "index.html": PAGE,
    "404.html": b'<html><head></head><a href="/site/">Front page</a></html>',
    "markets/dear/index.html": PAGE.replace(b"A<", b"Dear<"),
    "markets/dear/loaf.png": b"\x89PNG",
    "assets/style-1.css": b"p {}",
    "data/caf\u00e9.csv": b"a\n",
}


def site(**changed: bytes) -> Attempt:
    return Attempt(
        {path: Artifact(path, content) for path, content in {**SITE, **changed}.items()}, "https://x.org/site/"
    )


def application(edition: Edition, rebuilt: list[str] | None = None) -> ASGIApp:
    async def make() -> ASGIApp:
        board = Board()
        board.publish(edition)
        asked = rebuilt if rebuilt is not None else []
        return make_application(board, allowed_hosts(8000), "run", lambda: asked.append("again"))

    return asyncio.run(make())


@pytest.fixture(scope="module")
def served() -> ASGIApp:
    return application(following(Edition(), site())[0])


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_machine_is_answered(served: ASGIApp, host: str) -> None:
    assert ask(served, "/", host).status == 200


@pytest.mark.parametrize("host", ["example.org:8000", "127.0.0.1", "localhost:8001", "127.0.0.1:8000.example.org", ""])
@pytest.mark.parametrize("address", ["/", "/~nutgraf/events", "/~nutgraf/live.js"])
def test_other_names_of_this_machine_are_not(served: ASGIApp, host: str, address: str) -> None:
    answer = ask(served, address, host)
    assert (answer.status, PAGE in answer.body) == (403, False)


def test_pages_carry_the_script_and_files_are_as_they_are(served: ASGIApp) -> None:
    page = ask(served, "/markets/dear/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-length"] == str(len(page.body))
    script, rest = page.body.removeprefix(b"<!doctype html><html><head>").split(b"</script>", 1)
    assert script.startswith(
        b'<script type="module" src="/~nutgraf/live.js" data-run="run" data-number="1" data-digest="'
    )
    assert rest == b"<title>Dear</title></head><body></body></html>"
    assert ask(served, "/markets/dear/loaf.png").body == b"\x89PNG"
    assert ask(served, "/data/caf%C3%A9.csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert ask(served, "/markets/dear?x=1").headers["location"] == "/markets/dear/"
    assert ask(served, "/", method="POST").status == 405


@pytest.mark.parametrize(
    "address",
    [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/markets/../index.html",
        "//index.html",
        "/etc/passwd",
        "/index.html/",
        "/nutgraf",
    ],
)
def test_what_is_not_of_the_site_is_not_there(served: ASGIApp, address: str) -> None:
    answer = ask(served, address)
    assert answer.status == 404
    assert b'<a href="/">Front page</a>' in answer.body


def test_until_there_is_a_site_a_page_waits_for_it() -> None:
    waiting = application(Edition())
    page = ask(waiting, "/markets/dear/")
    assert page.status == 503
    assert b'src="/~nutgraf/live.js" data-run="run" data-number="0" data-digest=""' in page.body
    assert ask(waiting, "/~nutgraf/live.css").body.startswith(b"/*")
    assert (told(ask(waiting, "/~nutgraf/events?page=/"))["number"]) == 0


def test_messages_tell_the_page_what_changed_for_it_and_what_is_wrong() -> None:
    first, _ = following(Edition(), site())
    second, changed = following(first, site(**{"index.html": PAGE + b"!", "markets/dear/loaf.png": b"other"}))
    assert changed == ("index.html", "markets/dear/loaf.png")
    line = "Costs [2.70](fact:x) <b>"
    problem = Problem("fact-mismatch", "not <so>", Location("content/a.md", 3, 7, 21), "write 2.40")
    failed, none = following(second, Attempt(problems=(problem,), line=lambda *_: line))
    assert none == ()
    message = told(ask(application(failed), "/~nutgraf/events?page=/markets/dear/&number=1"))
    assert message == {
        "run": "run",
        "number": 2,
        "digest": first.artifacts["markets/dear/index.html"].digest,
        "changed": ["markets/dear/loaf.png"],
        "notes": [
            {
                "place": "content/a.md:3:7",
                "said": "error[fact-mismatch]: not <so>",
                "source": ["3 | Costs [2.70](fact:x) <b>", "  |       ^^^^^^^^^^^^^^"],
                "hint": "write 2.40",
            }
        ],
    }
    mended, _ = following(failed, site())
    message = told(ask(application(mended), "/~nutgraf/events?page=/gone/&number=3"))
    assert message["digest"] == mended.artifacts["404.html"].digest
    assert (message["changed"], message["notes"]) == ([], [])


def test_a_file_that_the_cache_has_lost_is_built_again() -> None:
    def lost() -> bytes:
        raise LostEntryError("0")

    stored = StoredArtifact("index.html", "0" * 64, 1, lost)
    asked: list[str] = []
    answer = ask(application(Edition(3, {"index.html": stored}), asked), "/")
    assert (answer.status, asked) == (503, ["again"])
    assert b'data-number="3" data-digest=""' in answer.body


def test_the_script_stands_before_all_others() -> None:
    assert with_script(b"<!doctype html><title>A</title>", "r", 1, "d").startswith(b"<!doctype html><script type=")
    assert with_script(b'<HTML lang="en"><header>', "r", 1, "d").startswith(b'<HTML lang="en"><script type=')
    assert with_script(b"text", "r", 1, '"').endswith(b'data-digest="&quot;"></script>text')


def test_links_of_a_page_for_any_depth_lead_to_this_server() -> None:
    page = b'<a href="/sub/markets/"><a href="/subway/"><a href="/">'
    assert without_address(page, "https://x.org/sub/") == b'<a href="/markets/"><a href="/subway/"><a href="/">'
    assert without_address(page, "https://x.org/") == page


def test_only_this_machine_is_listened_to_and_a_taken_port_is_told() -> None:
    doors = open_doors(0)
    try:
        assert {each.getsockname()[0] for each in doors.sockets} <= {"127.0.0.1", "::1"}
        with pytest.raises(PortError) as taken:
            open_doors(doors.port)
        assert taken.value.port == doors.port
    finally:
        for each in doors.sockets:
            each.close()
