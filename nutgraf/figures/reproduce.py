"""Makes what is in this folder again, from its data, and says whether it comes out the same: python reproduce.py

It needs the packages named above and neither Nutgraf nor the network; drawing.zip holds the parts of Nutgraf that it
calls. What it makes is written to redrawn/. It ends with status 0 where all is the same, 1 where something is not.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
DRAWING = FOLDER / "drawing.zip"
KINDS = {"csv": "data", "json": "table", "vl.json": "specification", "svg": "picture"}


def main() -> int:
    """Checks the files, then makes every figure and every fact."""
    sys.path.insert(0, str(DRAWING))
    if not _prepared():
        return subprocess.call([sys.executable, str(Path(__file__).resolve())], env=_environment())
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    broken = [path for path, digest in expected["files"].items() if _digest_of(FOLDER / path) != digest]
    for path in broken:
        _say(False, f"{path} is not as it was packed")
    if broken:
        print("Nothing was made: unpack the archive again.")
        return 1
    _say(True, f"{len(expected['files'])} files are as they were packed")
    results = [*_figures(expected["figures"]), *_facts(expected["facts"])]
    wrong, limits = results.count(False), list(_limits(expected))
    for line in limits:
        print(line)
    everything = "What could be made again" if limits else "Everything"
    print(f"{wrong} of {len(results)} results differ." if wrong else f"{everything} came out the same.")
    return 1 if wrong else 0


def _limits(expected: Mapping[str, Any]) -> Iterator[str]:
    """What was not made from data, by the reason for it."""
    reasons: dict[str, list[str]] = {}
    for name, each in {**expected["figures"], **expected["facts"]}.items():
        if each["withheld"]:
            reasons.setdefault(each["withheld"], []).append(name)
    for reason, names in reasons.items():
        yield f"Not made from its data: {', '.join(names)}; {reason}."


def _prepared() -> bool:
    """Whether this process has the environment that figures are made in: time zone, language, order of sets."""
    wanted = _environment()
    return all(os.environ.get(name) == value for name, value in wanted.items())


def _environment() -> dict[str, str]:
    from nutgraf.worker.handle import FIXED_VARIABLES

    return {**os.environ, **FIXED_VARIABLES, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def _figures(expected: Mapping[str, Any]) -> Iterator[bool]:
    """Makes every figure: its specification from the data, and from that its picture."""
    if not expected:
        return
    recipe = _recipe()
    (FOLDER / "redrawn").mkdir(exist_ok=True)
    for name, figure in expected.items():
        is_table = "json" in figure["files"]
        if is_table and figure["withheld"]:
            continue
        files = _table(recipe, name) if is_table else _chart(recipe, name, figure)
        if files is None:
            yield False
            continue
        for extension, content in files.items():
            (FOLDER / "redrawn" / f"{name}.{extension}").write_bytes(content)
        yield from _compared(name, figure, files)


def _chart(recipe: Any, name: str, figure: Mapping[str, Any]) -> Mapping[str, bytes] | None:
    """The files of a chart, drawn from its specification; that is made from the data, where they are here."""
    from nutgraf.figures.from_spec import redrawn

    if figure["withheld"]:
        spec = json.loads((FOLDER / "figures" / f"{name}.vl.json").read_text(encoding="utf-8"))
    else:
        spec = _spec(recipe, name)
    return redrawn(_press(), recipe, name, spec) if spec is not None else None


def _table(recipe: Any, name: str) -> Mapping[str, bytes] | None:
    from nutgraf.figures.from_data import made_table

    made = made_table(_guard(), FOLDER, recipe, name)
    _show(made.problems)
    if made.value is None:
        _say(False, f"{name}: no table came of the data")
    return made.value


def _compared(name: str, figure: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[bool]:
    """Holds the files of a figure against their digests, and all of them against that of the figure."""
    lines = []
    for extension, digest in figure["files"].items():
        content = files.get(extension)
        same = content is not None and hashlib.sha256(content).hexdigest() == digest
        step = "read from the archive" if figure["withheld"] and extension == "vl.json" else "made again"
        _say(same, f"{name}: {KINDS[extension]} {step}, sha256 {digest}")
        if content is not None:
            lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}.{extension}\n")
            if not same:
                print(f"       {_first_difference(FOLDER / 'figures' / f'{name}.{extension}', content)}")
        yield same
    total = hashlib.sha256("".join(sorted(lines, key=lambda line: line.split()[1])).encode()).hexdigest()
    same = total == figure["digest"]
    _say(same, f"{name}: the figure's digest is {figure['digest']}" + ("" if same else f", here it is {total}"))
    yield same


def _facts(expected: Mapping[str, Any]) -> Iterator[bool]:
    """Works out every fact."""
    for name, fact in expected.items():
        if fact["withheld"]:
            continue
        from nutgraf.figures.from_data import made_fact

        made = made_fact(_guard(), FOLDER, _recipe(), name)
        _show(made.problems)
        value = made.value.isoformat() if isinstance(made.value, dt.date) else made.value
        same = not made.problems and value == fact["value"]
        _say(same, f"{name}: {fact['value']} {fact['unit']}".rstrip() + ("" if same else f", here it is {value}"))
        yield same


def _spec(recipe: Any, name: str) -> Any:
    from nutgraf.figures.from_data import made_spec

    made = made_spec(_guard(), FOLDER, recipe, name)
    _show(made.problems)
    if made.value is None:
        _say(False, f"{name}: no specification came of the data")
    return made.value


@functools.cache  # Python keeps an audit hook for ever, so there is one
def _guard() -> Any:
    from nutgraf.exhibits.guard import Guard

    return Guard()


@functools.cache
def _press() -> Any:
    from nutgraf.figures.from_spec import open_press

    return open_press(DRAWING)


def _recipe() -> Any:
    import msgspec

    from nutgraf.model.recipe import Recipe

    return msgspec.json.decode((FOLDER / "recipe.json").read_bytes(), type=Recipe)


def _show(problems: Any) -> None:
    for problem in problems:
        print(f"       {problem.location}: {problem.message}")


def _first_difference(path: Path, content: bytes) -> str:
    """Where what was made departs from the file that was packed."""
    packed = path.read_bytes()
    both = zip(packed, content, strict=False)
    at = next((place for place, (one, other) in enumerate(both) if one != other), min(len(packed), len(content)))
    line = packed.count(b"\n", 0, at) + 1
    here, there = (_excerpt(text, at) for text in (content, packed))
    return f"the first difference is in line {line}: {here} is {there} in figures/{path.name}"


def _excerpt(content: bytes, at: int) -> str:
    return repr(content[max(0, at - 20) : at + 20].decode("utf-8", "replace"))


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _say(fine: bool, what: str) -> None:
    print(f"{'same  ' if fine else 'DIFFER'} {what}")


if __name__ == "__main__":
    sys.exit(main())
