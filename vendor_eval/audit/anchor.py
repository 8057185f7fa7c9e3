"""Where a log begins whose older entries were retired into an archive.

An anchor stands for all that was retired: the next entry continues its hash, and the rows as the
retired entries left them are held by their digest. It is sealed like an entry, and says itself
which entry of the log tells of it, so that the log cannot end before that one unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from vendor_eval.audit.chain import Change, Checkpoint, Key, Seals, canonical

RETIRE = "retire"
"""The action of the entry that says that older ones were retired."""

# In front of what is sealed, where an entry has the hash before it: no entry is an anchor.
_KIND = "anchor"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stands for retired entries.

    Attributes:
        seq: of the last one; its hash beside it.
        at: when they were retired, as `Entry.at`; and by whom.
        archive: the SHA-256 of the file that they were moved to.
        opening: the SHA-256 of the rows as they left them (`opening_digest`).
        noted_seq: of the entry that says so; its hash beside it.
        key_id: `Key.id` of the key it is sealed with.
    """

    seq: int
    hash: str
    at: str
    by: str
    archive: str
    opening: str
    noted_seq: int
    noted_hash: str
    key_id: str
    seal: str = ""

    @property
    def last(self) -> Checkpoint:
        """The last entry that was retired."""
        return Checkpoint(self.seq, self.hash)

    @property
    def noted(self) -> Checkpoint:
        """The entry that says so."""
        return Checkpoint(self.noted_seq, self.noted_hash)

    @property
    def text(self) -> bytes:
        """All of it as JSON, for a digest that begins with it."""
        return canonical(asdict(self)).encode()

    def sealed(self, key: Key) -> Self:
        """The same, sealed."""
        return replace(self, key_id=key.id, seal=self._seal(key))

    def is_sealed(self, key: Key) -> bool:
        """Whether it is as it was sealed with ``key``."""
        return self.seal == self._seal(key)

    def _seal(self, key: Key) -> str:
        said = asdict(self) | {"key_id": key.id}
        del said["seal"]
        return Seals(key).of(canonical(said).encode(), _KIND)

    @classmethod
    def read(cls, document: Any) -> Self:
        """The anchor that `asdict` wrote.

        Raises:
            ValueError: it is none.
        """
        numbers = ("seq", "noted_seq")
        if not isinstance(document, dict) or set(document) != set(cls.__slots__):
            raise ValueError
        if not all(
            isinstance(value, int if name in numbers else str) for name, value in document.items()
        ):
            raise ValueError
        return cls(**document)


Kept = tuple[str, str, str, int, str]
"""Of a row as entries left it: action, table, key, the entry that says so, and the row as JSON."""


def opening_digest(rows: Iterable[Kept]) -> str:
    """The SHA-256 of rows, whatever order a database gives them in."""
    running = hashlib.sha256()
    for row in sorted(rows):
        running.update(f"{canonical(row)}\n".encode())
    return running.hexdigest()


def retired(entries: int, last: Checkpoint, archive: str, opening: str) -> Change:
    """What the log is told of entries that leave it; the digests are those of an `Anchor`."""
    said = {"entries": entries, "hash": last.hash, "archive": archive, "opening": opening}
    return Change(RETIRE, "audit_log", canonical([last.seq]), None, canonical(said))
