from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from nutgraf.model.artifact import Artifact
from nutgraf.problems import Location, Problem
from nutgraf.server.editions import Attempt
from nutgraf.server.rounds import Builder, Opened, Saves, rounds


def opened(build: Callable[[], Attempt]) -> Opened:
    @contextmanager
    def open_it() -> Iterator[Builder]:
        yield lambda saved: [build()]

    return open_it


def page(text: str) -> Attempt:
    return Attempt({"index.html": Artifact("index.html", text.encode())})


def test_many_saves_are_one_build_and_one_during_a_build_leads_to_another() -> None:
    saves = Saves()
    begun: list[str] = []

    def build() -> Attempt:
        begun.append("build")
        if len(begun) == 2:
            saves.add(["late"])
            saves.add(["later"])
        return page(str(len(begun)))

    done = rounds(saves, opened(build))
    assert next(done).saved == ()
    for name in ("b", "a", "b"):
        saves.add([name])
    assert next(done).saved == ("a", "b")
    assert next(done).saved == ("late", "later")
    assert len(begun) == 3
    assert not saves.waiting


def test_a_build_waits_for_a_save() -> None:
    saves = Saves()
    saves.take()
    taken: list[tuple[str, ...]] = []
    waiting = threading.Thread(target=lambda: taken.append(saves.take()), daemon=True)
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    saves.add(["a"])
    waiting.join(5)
    assert taken == [("a",)]


def test_problems_leave_the_last_good_edition() -> None:
    saves = Saves()
    problem = Problem("x", "wrong", Location("content/a.md"))
    attempts = iter([page("one"), Attempt(problems=(problem,)), Attempt(crash="it failed"), page("one"), page("two")])
    done = rounds(saves, opened(lambda: next(attempts)))

    def following() -> tuple[int, list[str], tuple[str, ...]]:
        saves.add()
        each = next(done)
        assert "index.html" in each.edition.artifacts
        return each.edition.number, [note.said for note in each.edition.notes], each.changed

    assert following() == (1, [], ("index.html",))
    assert following() == (1, ["error[x]: wrong"], ())
    assert following() == (1, ["it failed"], ())
    assert following() == (2, [], ())
    assert following() == (3, [], ("index.html",))


def test_an_early_attempt_is_followed_by_the_whole_whose_round_has_both_changes() -> None:
    def attempts(saved: Sequence[str]) -> Iterator[Attempt]:
        first = {"index.html": Artifact("index.html", saved[0].encode()) if saved else Artifact("index.html", b"")}
        if saved:
            yield Attempt(first, early=True)
        yield Attempt({**first, "feed.xml": Artifact("feed.xml", b"feed")})

    @contextmanager
    def open_it() -> Iterator[Builder]:
        yield attempts

    saves = Saves()
    done = rounds(saves, open_it)
    assert next(done).changed == ("feed.xml", "index.html")
    saves.add(["a"])
    early, whole = next(done), next(done)
    assert (early.attempt.early, early.changed, early.edition.number) == (True, ("feed.xml", "index.html"), 2)
    assert (whole.attempt.early, whole.changed, whole.edition.number) == (False, ("feed.xml", "index.html"), 3)
    assert whole.saved == early.saved == ("a",)


def test_a_crash_before_the_next_save_is_built_is_not_told() -> None:
    saves = Saves()
    tried: list[str] = []

    def build() -> Attempt:
        tried.append("build")
        if len(tried) == 1:
            saves.add(["b"])
            return Attempt(crash="a file went while it was read")
        return page("whole")

    saves.add(["a"])
    only = next(rounds(saves, opened(build)))
    assert (only.saved, only.attempt.crash, len(tried)) == (("a", "b"), "", 2)
