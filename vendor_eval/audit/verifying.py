"""Whether a log is what was sealed, entry by entry.

Where a log goes on under a new key, its first entry under it (`REKEY`) carries a digest of the
anchor and all entries before. They can be checked no longer against the old key, only against
that digest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vendor_eval.audit.anchor import Anchor
from vendor_eval.audit.chain import (
    NOTHING,
    OUTSIDE,
    Change,
    Checkpoint,
    Digest,
    Entry,
    Key,
    Seals,
    canonical,
    text_of,
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
        unchecked: what was asked and cannot be told, each a sentence.
        anchor: where the log begins; None where nothing was retired.
    """

    rows: int
    head: Checkpoint
    faults: tuple[str, ...]
    unchecked: tuple[str, ...] = ()
    anchor: Anchor | None = None


def rekeyed(old: Iterable[Entry], key: Key, anchor: Anchor | None = None) -> Change:
    """What a log has to be told first when it goes on under ``key``.

    Args:
        old: its entries.
        anchor: where it begins.
    """
    digest, last = _digest_after(anchor), None
    for entry in old:
        digest.take(entry, text_of(entry.sealed))
        last = entry
    was = None if last is None else canonical({"key_id": last.key_id})
    seq = 0 if last is None else last.seq
    now = canonical({"key_id": key.id, "entries": seq, "sha256": str(digest)})
    return Change(REKEY, "audit_log", canonical([key.id]), was, now)


def _digest_after(anchor: Anchor | None) -> Digest:
    return Digest() if anchor is None else Digest(anchor.text)


class Verifier:
    """Reads a log from its first entry to its last, and collects what is wrong with it.

    Attributes:
        rows: entries that have passed.
        faults: sentences.
    """

    def __init__(
        self, key: Key, checkpoint: Checkpoint | None = None, anchor: Anchor | None = None
    ) -> None:
        """Verify from ``anchor`` on, or from the first entry of all.

        Args:
            checkpoint: noted earlier; changes from outside the app up to there count as seen.
        """
        self.key, self.checkpoint, self.anchor = key, checkpoint, anchor
        self._last: Entry | Checkpoint = NOTHING if anchor is None else anchor.last
        self.rows = 0
        self.faults: list[str] = []
        self._seals, self._key_id = Seals(key), key.id
        self._digest = _digest_after(anchor)
        # The first entry of a run of entries under a key that is not ours, and that key's id.
        self._foreign: tuple[int, str] | None = None
        self._unmet = [] if checkpoint is None else [checkpoint]
        if anchor is not None:
            self._check_anchor(anchor)
            self._unmet = [one for one in self._unmet if one.seq > anchor.seq]

    @property
    def head(self) -> Checkpoint:
        """The last entry that has passed, or what the first has to continue."""
        return Checkpoint(self._last.seq, self._last.hash)

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, each checked as it passes."""
        for entry in entries:
            said = text_of(entry.sealed)
            self._check(entry, said)
            self._digest.take(entry, said)
            self._last = entry
            self.rows += 1
            yield entry

    def expect(self, noted: Checkpoint) -> None:
        """Let the log have to go this far, too."""
        self._unmet.append(noted)

    def verdict(self, *more: str, whatever_key: bool = False) -> Verdict:
        """What was found, now that all entries have passed.

        Args:
            more: faults that stand at the end.
            whatever_key: entries that another key has sealed are held by something else.
        """
        faults = [*self.faults]
        if self._foreign is not None and not whatever_key:
            first, key_id = self._foreign
            faults.append(
                f"Entries from {first} on were sealed with another key ({key_id}, and this one "
                f"is {self._key_id}); name the file of the key they were sealed with"
            )
        faults += [
            f"The log ends at entry {self.head.seq}, before the checkpoint at entry {one.seq}: "
            "its end was cut off"
            for one in self._unmet
        ]
        faults += more
        left = len(faults) - _MOST_FAULTS
        if left > 0:
            faults = [*faults[:_MOST_FAULTS], f"and {left} more"]
        return Verdict(self.rows, self.head, tuple(faults), anchor=self.anchor)

    def _check_anchor(self, anchor: Anchor) -> None:
        if anchor.key_id != self._key_id:
            self._foreign = (anchor.seq + 1, anchor.key_id)
        elif not anchor.is_sealed(self.key):
            self.faults.append(
                f"What stands for the retired entries up to {anchor.seq} is not as it was sealed"
            )
        noted = self.checkpoint
        if noted is not None and noted.seq == anchor.seq:
            self._check_hash(anchor.last, noted)

    def _check(self, entry: Entry, said: bytes) -> None:
        expected = self._last.seq + 1
        if entry.seq != expected:
            self.faults.append(f"Entry {expected} is missing: entry {entry.seq} follows")
        elif entry.prev != self._last.hash:
            self.faults.append(f"Entry {entry.seq} does not continue the entry before it")
        self._check_seal(entry, said)
        if self._unmet:
            self._meet(entry)
        if entry.by == OUTSIDE and not self._is_before_checkpoint(entry):
            self.faults.append(
                f"Entry {entry.seq}: {entry.entity} {entry.key} was changed outside the app "
                f"({entry.action}), found at {entry.at}"
            )

    def _check_seal(self, entry: Entry, said: bytes) -> None:
        if entry.key_id != self._key_id:
            self._foreign = self._foreign or (entry.seq, entry.key_id)
        elif entry.hash != self._seals.of(said, entry.prev):
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

    def _meet(self, entry: Entry) -> None:
        for noted in [one for one in self._unmet if one.seq == entry.seq]:
            self._unmet.remove(noted)
            self._check_hash(entry.checkpoint, noted)

    def _check_hash(self, found: Checkpoint, noted: Checkpoint) -> None:
        if not found.hash.startswith(noted.hash):
            self.faults.append(
                f"Entry {found.seq} is not the one of the checkpoint: the log was written anew"
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
