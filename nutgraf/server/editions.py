"""What is served: the files of the last good build, and what is wrong since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from nutgraf.model.artifact import AnyArtifact, Artifact, Artifacts
from nutgraf.problems import Problem, excerpt

NOT_FOUND = "404.html"
_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one build: the files of the site, or else its problems, or the `crash` of the program itself.

    `url` is where the site is to be published. `line` gives the text of a source line, for showing a problem.
    `summary` is what the site holds, in words. An `early` one has the page that was saved, and the rest as it was.
    """

    artifacts: Artifacts | None = None
    url: str = ""
    problems: tuple[Problem, ...] = ()
    line: Callable[[str, int], str | None] = field(default=lambda _path, _number: None, repr=False, compare=False)
    summary: str = ""
    crash: str = ""
    early: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell over the page, in plain text."""

    said: str
    place: str = ""
    source: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is served at one time. `number` counts the good builds; `changed_in` is, for each path, the number of the
    one in which its content came, changed or went. `notes` tell what is wrong with the sources as they are now."""

    number: int = 0
    artifacts: Artifacts = field(default_factory=dict)
    url: str = ""
    changed_in: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def at(self, address: str) -> AnyArtifact | None:
        """What is at the path of an address, which begins with `/` and is no longer percent-encoded."""
        path = address.removeprefix("/")
        return self.artifacts.get(f"{path}{_INDEX}" if not path or path.endswith("/") else path)

    def is_folder(self, address: str) -> bool:
        """Whether there is a page at the address with a `/` after it."""
        return not address.endswith("/") and f"{address.removeprefix('/')}/{_INDEX}" in self.artifacts

    def digest_at(self, address: str) -> str:
        """The digest of the page that is shown at an address; that of the page for lost readers where there is none."""
        found = self.at(address) or self.artifacts.get(NOT_FOUND)
        return found.digest if found is not None else ""

    def changed_since(self, number: int) -> tuple[str, ...]:
        """The files, pages excepted, whose content good builds after that one have changed; sorted."""
        since = (path for path, last in self.changed_in.items() if last > number and not path.endswith(".html"))
        return tuple(sorted(path for path in since if path in self.artifacts))


def following(edition: Edition, attempt: Attempt) -> tuple[Edition, tuple[str, ...]]:
    """The edition after an attempt, and the paths of the files that are new, other or gone in it."""
    if attempt.artifacts is None:
        return replace(edition, notes=notes_of(attempt)), ()
    old, new = edition.artifacts, attempt.artifacts
    changed = sorted(
        path for path in {**old, **new} if path not in old or path not in new or not _is_same(old[path], new[path])
    )
    number = edition.number + 1
    changed_in = {**edition.changed_in, **dict.fromkeys(changed, number)}
    return Edition(number, new, attempt.url, changed_in), tuple(changed)


def notes_of(attempt: Attempt) -> tuple[Note, ...]:
    if attempt.crash:
        return (Note(attempt.crash),)
    return tuple(
        Note(
            f"{problem.severity}[{problem.code}]: {problem.message}",
            str(problem.location),
            excerpt(problem.location, attempt.line),
            problem.hint,
        )
        for problem in attempt.problems
    )


def _is_same(old: AnyArtifact, new: AnyArtifact) -> bool:
    if isinstance(old, Artifact) and isinstance(new, Artifact):
        return old.content == new.content
    return old.digest == new.digest
