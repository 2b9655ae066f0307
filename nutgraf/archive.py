"""The archive: frozen figures, each in a folder that is named after it and its digest."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from nutgraf.model.archive import ARCHIVE_FOLDER, RECEIPT, FrozenReceipt
from nutgraf.model.figure import digest_of
from nutgraf.model.page import Correction, CorrectionKind, Page
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


def published_before(
    correction: Correction, exhibit: str, page: Page, frozen: Iterable[FrozenReceipt], current: str = ""
) -> tuple[FrozenReceipt, ...]:
    """The frozen copies of an exhibit that show it as it was before a correction in `page`: those of the page's last
    edition before it. Without a copy that was frozen for this page, those for other pages count.

    `current` is the digest of what the page shows now. A copy of that is not what its newest correction replaced.
    """
    copies = [receipt for receipt in frozen if receipt.exhibit == exhibit]
    own = [receipt for receipt in copies if receipt.article == page.permalink]
    if correction is newest_about(exhibit, page) and correction.kind is CorrectionKind.CORRECTION:
        own, copies = ([each for each in some if each.digest != current] for some in (own, copies))
    if not own:
        return tuple(copies)
    day = correction.date.isoformat()
    # What was published and corrected on one day has one edition for both.
    earlier = [receipt for receipt in own if receipt.edition < day] or [each for each in own if each.edition == day]
    last = max((receipt.edition for receipt in earlier), default="")
    return tuple(receipt for receipt in earlier if receipt.edition == last)


def newest_about(exhibit: str, page: Page) -> Correction | None:
    """The newest correction of a page that says of an exhibit that it was false."""
    about = (each for each in page.corrections if any(named.name == exhibit for named in each.exhibits))
    return next((each for each in about if each.withdraws), None)


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
