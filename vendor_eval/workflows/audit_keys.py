"""Which key the audit log is sealed with: the one that was set, or the one in its file.

A file is made only for a log that has no entry yet. Where a log has entries and the key is gone,
nothing goes on by itself: with a new key nobody could tell any more whether what was sealed with
the old one was changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.audit.chain import Key
from vendor_eval.errors import StoreFailure
from vendor_eval.files import audit_key
from vendor_eval.store.audit import keys
from vendor_eval.store.audit.sealing import require_key

_LOST = (
    "The key of the audit log is missing: {file} does not exist, and the log has entries. Put "
    "back the copy of that file, or name it in VENDOR_EVAL_AUDIT_KEY_FILE. Where the key is "
    "lost: vendor-eval audit rekey"
)


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key is.

    Attributes:
        written: 64 hexadecimal digits; None where a file holds them.
    """

    file: Path
    written: str | None = field(default=None, repr=False)


def known(place: KeyPlace) -> Key | None:
    """The key, where there is one already; nothing is made.

    Raises:
        BadInput: the file cannot be read, or holds no key.
    """
    return audit_key.read(place.file) if place.written is None else Key.read(place.written)


def key_for(url: str, place: KeyPlace) -> Key:
    """The key that the log of the database at ``url`` goes on with, made for a new log.

    Raises:
        BadInput: the file cannot be read or written, or holds no key.
        StoreFailure: the key is missing or another one, or the database cannot be read.
    """
    key, last = known(place), keys.key_of(url)
    if key is None and last is not None:
        raise StoreFailure(_LOST.format(file=place.file))
    key = key or audit_key.made(place.file)
    require_key(last, key)
    return key


def made(place: KeyPlace) -> Key:
    """The key, made where there is none.

    Raises:
        BadInput: as `key_for`.
    """
    return known(place) or audit_key.made(place.file)
