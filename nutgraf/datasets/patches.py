"""The patches of a descriptor, checked as far as that goes without the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nutgraf.datasets.cells import WANTED, parse_cell
from nutgraf.datasets.descriptor import PackageSpec, PatchSpec
from nutgraf.decode import Located
from nutgraf.digest import digest_value
from nutgraf.model.dataset import Patch, Version
from nutgraf.problems import Location, Outcome, Problem, did_you_mean

_CODE = "patch-mismatch"


def read_patches(package: PackageSpec, versions: tuple[Version, ...]) -> Outcome[tuple[Patch, ...]]:
    """The patches in the order of the descriptor.

    Problem: `patch-mismatch`, for a patch without a row or a reason, for a version, a column or a type that does not
    fit, and for one that changes nothing.
    """
    problems: list[Problem] = []
    for spec in package.patches:
        first = next(_problems(spec, versions), None) if versions else None
        problems += (first,) if first is not None else ()
    return Outcome(tuple(_patch(spec) for spec in package.patches), tuple(problems))


def with_patches(versions: tuple[Version, ...], patches: tuple[Patch, ...]) -> tuple[Version, ...]:
    """The versions with the patches that are meant for each."""
    return tuple(
        replace(
            version,
            patches=tuple(patch for patch in patches if not patch.versions or version.date in patch.versions),
        )
        for version in versions
    )


def patches_digest(patches: Sequence[Patch]) -> str:
    """The SHA-256 of what the patches change, "" where there are none; their reasons have no part in it."""
    changes = sorted([sorted(patch.row), patch.column, patch.old, patch.new] for patch in patches)
    return digest_value(changes) if changes else ""


def _patch(spec: Located[PatchSpec]) -> Patch:
    said = spec.value
    return Patch(
        row=tuple((name.value, text) for name, text in said.row.items()),
        column=said.column.value,
        old=said.old,
        new=said.new.value,
        reason=said.reason.value,
        versions=tuple(version.value for version in said.versions),
        location=spec.location,
    )


def _problems(spec: Located[PatchSpec], versions: tuple[Version, ...]) -> Iterator[Problem]:
    patch = spec.value
    if not patch.row:
        hint = "name columns and their cells that single out one row: row: {date: 2026-05-31}"
        yield Problem(_CODE, "the patch does not say which row it is for", spec.location, hint)
    if not patch.reason.value.strip():
        hint = "say what is wrong and how you know: readers see it"
        yield Problem(_CODE, "the patch gives no reason", patch.reason.location, hint)
    if patch.new.value == patch.old:
        yield Problem(_CODE, "the patch changes nothing: old and new are the same", patch.new.location)
    dates = {version.date for version in versions}
    for wanted in patch.versions:
        if wanted.value not in dates:
            hint = did_you_mean(wanted.value.isoformat(), [date.isoformat() for date in dates], "versions")
            yield Problem(_CODE, f"there is no version {wanted.value}", wanted.location, hint)
    meant = [version.value for version in patch.versions]
    for version in versions:
        if not meant or version.date in meant:
            yield from _misfits(spec, version)


def _misfits(spec: Located[PatchSpec], version: Version) -> Iterator[Problem]:
    patch, date = spec.value, version.date.isoformat()
    if not version.is_table:
        yield Problem(_CODE, f"{version.path} is no table, so no cell of it can be patched", spec.location)
        return
    fields = {field.name: field for field in version.fields}
    columns: list[tuple[str, Location]] = [(name.value, name.location) for name in patch.row]
    for name, place in (*columns, (patch.column.value, patch.column.location)):
        if name not in fields:
            hint = did_you_mean(name, fields, "columns")
            yield Problem(_CODE, f"the version {date} has no column {name}", place, hint)
            return
    field = fields[patch.column.value]
    if patch.new.value not in version.missing_values and parse_cell(field.type, patch.new.value) is None:
        message = f"{field.name} wants {WANTED[field.type]}, not '{patch.new.value}'"
        yield Problem(_CODE, message, patch.new.location)
