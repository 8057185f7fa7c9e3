"""Whether a log is what was sealed, entry by entry.

Where a log goes on under a new key, its first entry under it (`REKEY`) carries a digest of all
entries before. They can be checked no longer against the old key, only against that digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vendor_eval.audit.chain import (
    NOTHING,
    OUTSIDE,
    Change,
    Checkpoint,
    Digest,
    Entry,
    Key,
    canonical,
    hash_of,
)

REKEY = "new key"

_MOST_FAULTS = 100
"""No more faults than these are worded: one cause can spoil every entry."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        rows: entries that were read.
        head: where the log stands.
        faults: each a sentence; none when everything is as it was sealed.
    """

    rows: int
    head: Checkpoint
    faults: tuple[str, ...]


def rekeyed(old: Iterable[Entry], key: Key) -> Change:
    """What a log has to be told first when it goes on under ``key``."""
    digest, last = Digest(), None
    for entry in old:
        digest.take(entry)
        last = entry
    was = None if last is None else canonical({"key_id": last.key_id})
    seq = 0 if last is None else last.seq
    now = canonical({"key_id": key.id, "entries": seq, "sha256": str(digest)})
    return Change(REKEY, "audit_log", canonical([key.id]), was, now)


@dataclass(slots=True)
class Verifier:
    """Reads a log from its first entry to its last, and collects what is wrong with it."""

    key: Key
    checkpoint: Checkpoint | None = None
    head: Checkpoint = NOTHING
    rows: int = 0
    faults: list[str] = field(default_factory=list)
    _digest: Digest = field(default_factory=Digest)
    # The first entry of a run of entries under a key that is not ours, and that key's id.
    _foreign: tuple[int, str] | None = None
    _has_met: bool = False

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, each checked as it passes."""
        for entry in entries:
            self._check(entry)
            self._digest.take(entry)
            self.head = entry.checkpoint
            self.rows += 1
            yield entry

    def verdict(self, *more: str) -> Verdict:
        """What was found, now that all entries have passed; ``more`` faults stand at the end."""
        faults = [*self.faults]
        if self._foreign is not None:
            first, key_id = self._foreign
            faults.append(
                f"Entries from {first} on were sealed with another key ({key_id}, and this one "
                f"is {self.key.id}); name the file of the key they were sealed with"
            )
        if self.checkpoint is not None and not self._has_met:
            faults.append(
                f"The log ends at entry {self.head.seq}, before the checkpoint at entry "
                f"{self.checkpoint.seq}: its end was cut off"
            )
        faults += more
        left = len(faults) - _MOST_FAULTS
        if left > 0:
            faults = [*faults[:_MOST_FAULTS], f"and {left} more"]
        return Verdict(self.rows, self.head, tuple(faults))

    def _check(self, entry: Entry) -> None:
        expected = self.head.seq + 1
        if entry.seq != expected:
            self.faults.append(f"Entry {expected} is missing: entry {entry.seq} follows")
        elif entry.prev != self.head.hash:
            self.faults.append(f"Entry {entry.seq} does not continue the entry before it")
        self._check_seal(entry)
        self._check_checkpoint(entry)
        if entry.by == OUTSIDE and not self._is_before_checkpoint(entry):
            self.faults.append(
                f"Entry {entry.seq}: {entry.entity} {entry.key} was changed outside the app "
                f"({entry.action}), found at {entry.at}"
            )

    def _check_seal(self, entry: Entry) -> None:
        if entry.key_id != self.key.id:
            self._foreign = self._foreign or (entry.seq, entry.key_id)
        elif entry.hash != hash_of(entry.sealed, entry.prev, self.key):
            self.faults.append(f"Entry {entry.seq} is not as it was sealed")
        elif entry.action == REKEY:
            self._take_over(entry)

    def _take_over(self, entry: Entry) -> None:
        """Accept what an earlier key had sealed, when it is still what it was at the change."""
        told = json.loads(entry.new or "{}")
        if (told.get("entries"), told.get("sha256")) != (entry.seq - 1, str(self._digest)):
            self.faults.append(
                f"Entries before {entry.seq} are not what they were when the log went on under "
                "a new key"
            )
        self._foreign = None

    def _check_checkpoint(self, entry: Entry) -> None:
        if self.checkpoint is None or entry.seq != self.checkpoint.seq:
            return
        self._has_met = True
        if not entry.hash.startswith(self.checkpoint.hash):
            self.faults.append(
                f"Entry {entry.seq} is not the one of the checkpoint: the log was written anew"
            )

    def _is_before_checkpoint(self, entry: Entry) -> bool:
        return self.checkpoint is not None and entry.seq <= self.checkpoint.seq


def verified(entries: Iterable[Entry], key: Key, checkpoint: Checkpoint | None = None) -> Verdict:
    """Read a log and say what is wrong with it.

    Args:
        checkpoint: noted earlier; changes from outside the app up to there count as seen.
    """
    verifier = Verifier(key, checkpoint)
    for _ in verifier.passing(entries):
        pass
    return verifier.verdict()
