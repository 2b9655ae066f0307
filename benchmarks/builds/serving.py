"""How long after a save a reader's page shows it: `serve` beside `hugo server`, both open in one Chromium."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.builds.installing import Peers
from benchmarks.builds.programs import OURS, draft_of, nutgraf
from benchmarks.builds.records import Corpus, Sample
from benchmarks.builds.running import RunError, environment
from benchmarks.builds.steps import Site, edit_chart, edit_draft, edit_sentence
from benchmarks.corpus import Article
from tests.browser.chromium import chromium

SERVED = (OURS, "hugo")
PATIENCE = 90.0
_REST, _BEAT = 4000, 500
"""Milliseconds between two saves, at least, so that the build after an early page is done; Hugo gathers changes over so
many, so saves are spread evenly over that."""

_EVEN = 0.618
_VALUES = tuple(digit * 10**zeros for zeros in range(3, 8) for digit in (1, 2, 5))
"""What a value of the data becomes, turn after turn: far above all others, so that the axis ends with it."""

# Tells each edited word, and each number from a thousand on at the axes of charts, with the time at which it came into
# the page, also into one that takes the place of another. The browser's clock is that of this program.
_OBSERVER = r"""
let before = new Set();
new MutationObserver(() => {
  const text = document.documentElement ? document.documentElement.textContent : "";
  const labels = Array.from(document.querySelectorAll("svg text"), (label) => label.textContent);
  const numbers = labels.filter((label) => /^\d{1,3}(,\d{3})+$/.test(label));
  const now = new Set([...(text.match(/reworded[a-j]+/g) || []), ...numbers]);
  for (const word of now) {
    if (!before.has(word)) window.tellBenchmark(word, Date.now());
  }
  before = now;
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A served site, with the page of one article open; `seen` are words and the times (s since 1970) they came."""

    site: Site
    article: Article
    page: Page
    seen: list[tuple[str, float]]


def latencies(peers: Peers, sites: dict[str, Site], corpus: Corpus, turns: int, logs: Path) -> Iterator[Sample]:
    """Saves a sentence in each, then a chart and a CSV in ours, and so on; the first turn, to warm up, counts not."""
    with ExitStack() as open_things:
        browser = open_things.enter_context(chromium())
        served = {
            name: open_things.enter_context(_served(browser, _command(name, peers, site.folder), site, logs / name))
            for name, site in sites.items()
        }
        for turn in range(-1, turns):
            for name, step, save in _saves(served, turn):
                took = _latency(served[name], save, turn)
                if turn >= 0:
                    yield Sample(corpus, name, step, turn, took)


def _saves(served: dict[str, Served], turn: int) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """Program, step, and the save itself, which says what the page must show."""
    for name, each in served.items():
        yield name, "serve sentence", lambda each=each: edit_sentence(each.site, each.article)  # type: ignore[misc]
    if OURS in served:
        site, article = served[OURS].site, served[OURS].article
        yield OURS, "serve chart", lambda: edit_chart(site, article)
        value = str(_VALUES[(turn + 1) % len(_VALUES)])
        yield OURS, "serve draft", lambda: edit_draft(site, article, value).split(",")[1]


def _latency(served: Served, save: Callable[[], str], turn: int) -> float:
    served.page.bring_to_front()
    served.page.wait_for_timeout(_REST + _BEAT * (turn * _EVEN % 1))
    begun = time.time()
    wanted = save()
    while time.time() < begun + PATIENCE:
        for word, at in served.seen:
            if at >= begun - 0.001 and shows(word, wanted):
                return at - begun
        served.page.wait_for_timeout(10)
    raise RunError(f"{served.site.program.title} did not show {wanted} in {PATIENCE:.0f} s at {served.page.url}")


def shows(word: str, wanted: str) -> bool:
    """Whether a word of the page is the wanted one, or the wanted number as axes write it."""
    return word.replace(",", "") == wanted


def _command(name: str, peers: Peers, folder: Path) -> Callable[[int], list[str]]:
    if name == OURS:
        return lambda port: nutgraf("serve", folder, "--port", str(port))
    bound = [peers.hugo, "server", "--bind", "127.0.0.1"]
    return lambda port: [*bound, "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]


@contextmanager
def _served(browser: Browser, command: Callable[[int], Sequence[str]], site: Site, log: Path) -> Iterator[Served]:
    article = draft_of(site.articles)
    if article is None:
        raise RunError("no article has a chart")
    port = _free_port()
    address = f"http://127.0.0.1:{port}/{article.section}/{article.slug}/"
    with log.with_suffix(".serve.log").open("wb") as said:
        process = subprocess.Popen(
            command(port),
            cwd=site.folder,
            env=environment(site.folder),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            _wait_for(address, process)
            yield _opened(browser, address, site, article)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def watch(page: Page) -> list[tuple[str, float]]:
    """A list that grows by each word that comes into the page, whatever it shows from now on, with its time."""
    seen: list[tuple[str, float]] = []
    page.expose_function("tellBenchmark", lambda word, at: seen.append((word, at / 1000)))
    page.add_init_script(_OBSERVER)
    return seen


def _opened(browser: Browser, address: str, site: Site, article: Article) -> Served:
    page = browser.new_page()
    seen = watch(page)
    page.goto(address)
    return Served(site, article, page, seen)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE:
        if process.poll() is not None:
            raise RunError(f"the server of {address} ended with status {process.returncode}")
        with suppress(OSError), urllib.request.urlopen(address, timeout=PATIENCE):
            return
        time.sleep(0.05)
    raise RunError(f"there was nothing at {address} after {PATIENCE:.0f} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
