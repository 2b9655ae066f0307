"""Articles whose text is not what was published, though their date of change says that it is."""

from __future__ import annotations

from nutgraf.model.artifact import Artifacts
from nutgraf.permalinks import output_path
from nutgraf.problems import Location, Problem
from nutgraf.published import Manifest, Published, text_blocks

_HINT = (
    "write the day of the change after updated: in the front matter; if something was false,\n"
    "add a correction, whose date counts as well"
)


def check_dating(theirs: Manifest, ours: Manifest, published: Published, made: Artifacts) -> tuple[Problem, ...]:
    """A warning, `text-moved`, at each page whose own source changed what readers read, while the day of its last
    change is the one that was published. `made` are the files of a fresh build.

    What moves around the text when other pages change is not looked at.
    """
    problems = []
    for path, permalink in theirs.pages.items():
        same_day = path in ours.changed and ours.changed[path] == theirs.changed.get(path)
        if not same_day or theirs.sources.get(path) == ours.sources.get(path):
            continue
        file = output_path(permalink)
        now = made[file].content if file in made else b""
        if text_blocks(_text(published.read(file) or b"")) != text_blocks(_text(now)):
            message = f"the text is not what was published, but is still dated {ours.changed[path]}"
            problems.append(Problem("text-moved", message, Location(path), _HINT, "warning"))
    return tuple(problems)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")
