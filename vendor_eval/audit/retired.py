"""Retired entries held against the anchors that they left behind, archive by archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vendor_eval.audit.anchor import Anchor, opening_digest
from vendor_eval.audit.archive import Archive
from vendor_eval.audit.chain import Checkpoint, Entry, Key
from vendor_eval.audit.replay import Replay
from vendor_eval.audit.verifying import Verifier


@dataclass(slots=True)
class Retired:
    """What was found in archives.

    Attributes:
        rows: entries that were read.
        faults: each a sentence.
        unchecked: what was asked and cannot be told, each a sentence.
    """

    rows: int = 0
    faults: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)


def held(
    archives: Iterable[Archive], anchor: Anchor | None, key: Key, checkpoint: Checkpoint | None
) -> Retired:
    """Hold archives against the anchor of the log, and a checkpoint against them.

    Each anchor has the digest of its archive, and each archive the anchor before, so that they
    prove each other whatever keys they were sealed with.

    Args:
        archives: in any order; none of them need be there.
        checkpoint: noted earlier.
    """
    found = Retired()
    left = {one.sha256: one for one in archives}
    asked = bool(left)
    chain: list[tuple[Archive, Anchor]] = []
    while anchor is not None and anchor.archive in left:
        archive = left.pop(anchor.archive)
        chain.append((archive, anchor))
        anchor = archive.opens
    found.faults += [
        f"{one.name} is none of the archives of this log, or was altered after it was written"
        for one in left.values()
    ]
    if anchor is not None and (asked or _is_among(checkpoint, anchor)):
        found.unchecked.append(_not_named(checkpoint, anchor))
    # Rows can be followed from the first entry of all, and from nowhere else.
    replay = Replay() if anchor is None else None
    for archive, closing in reversed(chain):
        _hold(archive, closing, _Against(key, checkpoint, replay), found)
    return found


@dataclass(frozen=True, slots=True)
class _Against:
    key: Key
    checkpoint: Checkpoint | None
    replay: Replay | None


def _hold(archive: Archive, closing: Anchor, against: _Against, found: Retired) -> None:
    # Whoever retired them had seen what other programs changed, as with a checkpoint.
    verifier = Verifier(against.key, closing.last, archive.opens)
    passing = _noticing(verifier.passing(archive.entries()), against.checkpoint, found)
    if against.replay is not None:
        passing = against.replay.passing(passing)
    try:
        for _ in passing:
            pass
    except (ValueError, KeyError, TypeError):
        found.faults.append(f"{archive.name} cannot be read to its end")
        return
    found.rows += verifier.rows
    # What was sealed with a key that is lost is held by the digest of the file.
    found.faults += verifier.verdict(whatever_key=True).faults
    replay = against.replay
    if replay is not None and opening_digest(replay.kept()) != closing.opening:
        found.faults.append(
            f"Rows as they were carried over from the entries up to {closing.seq} are not as "
            f"{archive.name} left them"
        )


def _noticing(
    entries: Iterator[Entry], checkpoint: Checkpoint | None, found: Retired
) -> Iterator[Entry]:
    """The same entries; one at the checkpoint has to be that of the checkpoint."""
    seq, begins = (0, "") if checkpoint is None else (checkpoint.seq, checkpoint.hash)
    for entry in entries:
        if entry.seq == seq and not entry.hash.startswith(begins):
            found.faults.append(
                f"Entry {entry.seq} is not the one of the checkpoint: the log was written anew"
            )
        yield entry


def _is_among(checkpoint: Checkpoint | None, anchor: Anchor) -> bool:
    return checkpoint is not None and checkpoint.seq < anchor.seq


def _not_named(checkpoint: Checkpoint | None, anchor: Anchor) -> str:
    what = "they were not checked"
    if checkpoint is not None and checkpoint.seq < anchor.seq:
        what = f"the checkpoint at entry {checkpoint.seq} is among them and was not checked"
    return (
        f"Entries up to {anchor.seq} were retired at {anchor.at}, and no archive of them was "
        f"named: {what}. Name it with --archive"
    )
