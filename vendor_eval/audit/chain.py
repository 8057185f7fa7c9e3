"""Entries of the audit log, and how each is sealed over the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Self

from vendor_eval.errors import BadInput, Fault

Sealed = tuple[int, str, str, str, str, str, str | None, str | None, str]
"""What an entry says, in the order of its fields from ``seq`` to ``key_id``."""

OUTSIDE = "outside the app"
"""Who made a change that another program made; nobody knows which person that was."""

SHOWN_DIGITS = 16
"""How many digits of a hash are printed; as many as nobody could match by trying."""

KEY_BYTES = 32
"""How long a key is."""

_ID_DIGITS = 12
_WRITTEN = re.compile(r"(\d+):([0-9a-f]{16,64})")


@dataclass(frozen=True, slots=True)
class Key:
    """What entries are sealed with; it is kept outside the database."""

    secret: bytes = field(repr=False)

    @classmethod
    def read(cls, written: str) -> Self:
        """The key that these 64 hexadecimal digits write.

        Raises:
            ValueError: they are something else.
        """
        secret = bytes.fromhex(written.strip())
        if len(secret) != KEY_BYTES:
            raise ValueError
        return cls(secret)

    @property
    def id(self) -> str:
        """What tells this key from others without giving it away."""
        return hmac.digest(self.secret, b"which key", "sha256").hex()[:_ID_DIGITS]


EVERYBODYS = Key(bytes(KEY_BYTES))
"""A key that is no secret: for databases that nobody has to trust, such as those of tests."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one row, or what else is to be remembered.

    Attributes:
        action: insert, update or delete; or another word for what is no change of a row.
        entity: the table.
        key: the row's key, a JSON list.
        old: the row before, as JSON; None where there was none.
        new: the row after, as JSON; None where there is none any more.
    """

    action: str
    entity: str
    key: str
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as it was sealed.

    Attributes:
        seq: counts from 1 without gaps.
        at: UTC, ISO 8601.
        by: the person who acted.
        key_id: `Key.id` of the key it was sealed with.
        prev: the hash of the entry before, `START` for the first.
    """

    seq: int
    at: str
    by: str
    action: str
    entity: str
    key: str
    old: str | None
    new: str | None
    key_id: str
    prev: str
    hash: str

    @property
    def sealed(self) -> Sealed:
        """All that is sealed beside `prev`."""
        happened = (self.action, self.entity, self.key, self.old, self.new)
        return (self.seq, self.at, self.by, *happened, self.key_id)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where the log stood with this entry."""
        return Checkpoint(self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a log went, and what it then said; ``hash`` may be the beginning of one."""

    seq: int
    hash: str

    @classmethod
    def read(cls, written: str) -> Self:
        """The checkpoint that was written as ``12:0123456789abcdef``.

        Raises:
            BadInput: it is something else.
        """
        found = _WRITTEN.fullmatch(written.strip().lower())
        if found is None:
            what = f"is no checkpoint; write it as 12:0123456789abcdef, not {written!r}"
            raise BadInput([Fault("checkpoint", what, "copy it from where it was noted")])
        return cls(int(found[1]), found[2])

    @property
    def stated(self) -> str:
        """As reports state it."""
        return f"Audit log up to entry {self.seq}, hash {self.hash[:SHOWN_DIGITS]}."

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


START = "0" * 64
NOTHING = Checkpoint(0, START)
"""The head of an empty log."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# The same as the encoder writes a text, without what it does around it.
_quoted = encode_basestring


def canonical(value: object) -> str:
    """``value`` as the one JSON text that stands for it."""
    return _ENCODER.encode(value)


def sealed(
    changes: Iterable[Change], key: Key, head: Checkpoint, written: tuple[str, str]
) -> Iterator[Entry]:
    """The entries that continue a log.

    Args:
        head: of the log as it stands.
        written: by whom, and when as `Entry.at`.
    """
    by, at = written
    key_id, seals = key.id, Seals(key)
    for one in changes:
        happened = (one.action, one.entity, one.key, one.old, one.new)
        said: Sealed = (head.seq + 1, at, by, *happened, key_id)
        prev, head = head.hash, Checkpoint(said[0], seals.of(text_of(said), head.hash))
        yield Entry(*said, prev, head.hash)


class Seals:
    """Works out what entries are sealed with under one key; made once for many of them."""

    def __init__(self, key: Key) -> None:
        self._begun = hmac.new(key.secret, digestmod="sha256")

    def of(self, said: bytes, prev: str) -> str:
        """The hash of what is said after an entry with the hash ``prev``; 64 digits."""
        running = self._begun.copy()
        running.update(f"{prev}\n".encode())
        running.update(said)
        return running.hexdigest()


def text_of(said: Sealed) -> bytes:
    """What an entry says as it is sealed: as `canonical` writes it, in half the time."""
    seq, at, by, action, entity, key, old, new, key_id = said
    before = "null" if old is None else _quoted(old)
    after = "null" if new is None else _quoted(new)
    happened = f"{_quoted(action)},{_quoted(entity)},{_quoted(key)},{before},{after}"
    return f"[{seq},{_quoted(at)},{_quoted(by)},{happened},{_quoted(key_id)}]".encode()


class Digest:
    """A plain digest over entries, by which a new key takes over what an old one had sealed."""

    def __init__(self, begins: bytes = b"") -> None:
        """Begin with what the entries continue: nothing, or an anchor."""
        self._running = hashlib.sha256(begins)

    def take(self, entry: Entry, said: bytes) -> None:
        """Count in the next entry, which says ``said``."""
        self._running.update(said[:-1])
        self._running.update(f",{_quoted(entry.prev)},{_quoted(entry.hash)}]\n".encode())

    def __str__(self) -> str:
        return self._running.hexdigest()
