"""What bundles draw with: made by workers when a site has its first bundle, then from the cache."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from nutgraf.cache import Cache
from nutgraf.digest import digest_value
from nutgraf.model.figure import Exhibited
from nutgraf.model.recipe import DrawingParts
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.toolchain import toolchain_digest
from nutgraf.worker import Executor
from nutgraf.zipping import stored_zip, zip_files

ENTRIES = ("nutgraf.figures.from_data", "nutgraf.figures.from_spec", "nutgraf.worker.handle")
_SCRIPTS = ("environment", "measuring", "surveying", "drawing")
_MODULE = "module"


def make_drawing_parts(exhibited: Exhibited, executor: Executor, cache: Cache) -> Outcome[DrawingParts | None]:
    """The drawing module and the fonts that the figures want, compressed.

    Problem, with which there are none: `internal-error` if they cannot be made.
    """
    toolchain = toolchain_digest()
    faces = sorted({face for figure in exhibited.heads.values() for face in figure.faces})
    keys = {part: digest_value(["drawing parts", toolchain, part]) for part in (_MODULE, *faces)}
    made = {part: content for part, key in keys.items() if (content := cache.get(key)) is not None}
    missing = [part for part in keys if part not in made]
    for result in executor.run(_part, [(part, cache.folder) for part in missing]) if missing else ():
        if result.value is None:
            told = result.failure.detail.strip().splitlines()[-1:] if result.failure is not None else []
            message = f"what bundles draw with could not be made: {''.join(told) or 'a worker ended'}"
            return Outcome(None, (Problem("internal-error", message, Location("site.toml")),))
        part = missing[result.index]
        made[part] = result.value
        cache.put(keys[part], result.value)
    script = (files("nutgraf.figures") / "reproduce.py").read_text(encoding="utf-8")
    return Outcome(DrawingParts(zip_files(made[_MODULE]), {face: made[face] for face in faces}, script))


def _part(_workshop: Any, task: tuple[str, Path]) -> bytes:
    part, folder = task
    return stored_zip(_module_files()) if part == _MODULE else _face(part, folder)


def _module_files() -> dict[str, bytes]:
    from nutgraf.figures.closure import closure_files  # noqa: PLC0415 - for workers
    from nutgraf.figures.from_spec import VEGA  # noqa: PLC0415
    from nutgraf.vega.bundling import vega_bundle  # noqa: PLC0415
    from nutgraf.vega.composing_script import own_script  # noqa: PLC0415

    scripts = {f"nutgraf/vega/javascript/{name}.js": own_script(name).encode() for name in _SCRIPTS}
    return {
        "LICENCES.txt": _licences(),
        **closure_files(ENTRIES),
        **scripts,
        VEGA: _compressed(vega_bundle().encode()),
    }


def _licences() -> bytes:
    """Those of our own modules, of Vega and of the fonts."""
    own = (files("nutgraf.figures") / "licences.txt").read_bytes()
    return own + (files("font_source_sans_pro") / "files" / "LICENSE.txt").read_bytes()


def _face(face: str, folder: Path) -> bytes:
    from nutgraf.vega.exports.font_files import table_text  # noqa: PLC0415
    from nutgraf.vega.exports.lettering import FAMILIES, face_id  # noqa: PLC0415

    name = face.partition("/")[2]
    family = next(family for family in FAMILIES if face_id(family, name) == face)
    return _compressed(table_text(family, name, Cache(folder)))


def _compressed(content: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types

    compressed: bytes = brotli.compress(content, quality=11, lgwin=24)
    return compressed
