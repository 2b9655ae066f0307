"""The archive: frozen figures, each in a folder that is named after it and its digest."""

from __future__ import annotations

import msgspec

from nutgraf.model.archive import ARCHIVE_FOLDER, RECEIPT, FrozenReceipt
from nutgraf.model.figure import digest_of
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources

_RESTORE = "frozen figures never change: restore it (git checkout -- {}), or freeze the article again"


def read_archive(sources: Sources) -> Outcome[tuple[FrozenReceipt, ...]]:
    """The receipts of all frozen figures, in the order of their folders.

    Problem: `frozen-damaged` at each file that is not what its receipt says, is missing, or is listed nowhere; and at
    receipts that cannot be read or lie in another figure's folder.
    """
    receipts: list[FrozenReceipt] = []
    problems: list[Problem] = []
    listed: set[str] = set()
    for path in sources.below(ARCHIVE_FOLDER, f"/{RECEIPT}"):
        receipt = _read_receipt(path, sources.read_bytes(path))
        if receipt is None or path != f"{receipt.folder}/{RECEIPT}":
            problems.append(_damaged(path, f"{path} is no receipt of a figure that was frozen there"))
            continue
        receipts.append(receipt)
        listed |= {path, *(f"{receipt.folder}/{name}" for name in receipt.files)}
        problems += _damages(receipt, sources)
    problems += [
        _damaged(path, f"{path} belongs to no frozen figure")
        for path in sources.below(ARCHIVE_FOLDER)
        if path not in listed
    ]
    return Outcome(tuple(receipts), tuple(problems))


def write_receipt(receipt: FrozenReceipt) -> bytes:
    """The receipt as JSON: keys in the order of the type, indented, for a person may want to read it."""
    return msgspec.json.format(msgspec.json.encode(receipt, order="deterministic"), indent=2) + b"\n"


def _read_receipt(path: str, content: bytes) -> FrozenReceipt | None:
    try:
        return msgspec.json.decode(content, type=FrozenReceipt)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _damages(receipt: FrozenReceipt, sources: Sources) -> list[Problem]:
    problems: list[Problem] = []
    for name, digest in receipt.files.items():
        path = f"{receipt.folder}/{name}"
        if path not in sources:
            problems.append(_damaged(path, f"{path} is missing"))
        elif sources.digest(path) != digest:
            problems.append(_damaged(path, f"{path} is not what was frozen"))
    if not problems:
        files = {
            name: sources.read_bytes(f"{receipt.folder}/{name}") for name in receipt.digested if name in receipt.files
        }
        if digest_of(files) != receipt.digest:
            path = f"{receipt.folder}/{RECEIPT}"
            problems.append(_damaged(path, f"{path} names a digest that is not its figure’s"))
    return problems


def _damaged(path: str, message: str) -> Problem:
    return Problem("frozen-damaged", message, Location(path), _RESTORE.format(path))
