"""Archives of retired entries: JSON lines that prove themselves to whoever has the key.

The first line says what the file is and how it is sealed, the last how many entries there are and
a digest of all lines before it. Between them is an entry a line, with its hash. An archive also
proves itself without its key: the anchor that it left behind has the digest of the whole file, and
the first line has the anchor of the archive before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from vendor_eval.audit.anchor import Anchor
from vendor_eval.audit.chain import Entry, Key, Seals, canonical

FORMAT = 1
_WHAT = "vendor-eval audit archive"
_HOW = (
    "Each entry's hash is HMAC-SHA256, under the key that key_id names, over prev, a newline and "
    "the JSON list [seq,at,by,action,entity,key,old,new,key_id] without blanks. The last line has "
    "the SHA-256 of all lines before it, and a seal over it."
)
# In front of what is sealed, where an entry has the hash before it: no entry is an archive.
_KIND = "archive"
_TEXTS = ("at", "by", "action", "entity", "key", "key_id", "prev", "hash")
_DAMAGED = "it is damaged, cut off or was altered after it was written"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive to be read.

    Attributes:
        name: of the file, as faults call it.
        sha256: of the whole file.
        opens: the anchor at which it begins; None where it begins with the first entry of all.
        entries: reads them, as often as it is called; raises ValueError at what is none.
    """

    name: str
    sha256: str
    opens: Anchor | None
    entries: Callable[[], Iterator[Entry]]


def written(entries: Iterable[Entry], opens: Anchor | None, key: Key) -> Generator[str, None, None]:
    """The lines of an archive, each with its end.

    Args:
        opens: the anchor that the first entry continues.
    """
    running, count = hashlib.sha256(), 0
    begins = None if opens is None else asdict(opens)
    head = {"what": _WHAT, "format": FORMAT, "sealed": _HOW, "begins": begins}
    line = f"{canonical(head)}\n"
    running.update(line.encode())
    yield line
    for entry in entries:
        line = f"{canonical(asdict(entry))}\n"
        running.update(line.encode())
        count += 1
        yield line
    yield f"{canonical(_end(running.hexdigest(), count, key))}\n"


def opened_by(line: str) -> Anchor | None:
    """The anchor that the first line of an archive names.

    Raises:
        ValueError: it is no such line, or one of another format.
    """
    head = _object(line)
    if head.get("what") != _WHAT:
        raise ValueError("it is no archive of an audit log")
    if head.get("format") != FORMAT:
        raise ValueError("it is of a format that this version does not know")
    begins = head.get("begins")
    return None if begins is None else Anchor.read(begins)


def read(lines: Iterable[str], key: Key) -> Iterator[Entry]:
    """The entries of an archive whose lines these are.

    Raises:
        ValueError: it is none, or not as it was written; when, the entries before have passed.
    """
    running, count, end = hashlib.sha256(), 0, None
    for number, line in enumerate(lines):
        if end is not None:
            raise ValueError(_DAMAGED)
        said = _object(line) if number else None
        if said is not None and "seq" not in said:
            end = said
            continue
        running.update(line.encode())
        if said is None:
            opened_by(line)
        else:
            count += 1
            yield _entry(said)
    expected = _end(running.hexdigest(), count, key)
    if end is not None and end.get("key_id") != key.id:
        # Another key: the digest is all there is to hold it against here.
        expected |= {name: end.get(name) for name in ("key_id", "seal")}
    if end != expected:
        raise ValueError(_DAMAGED)


def _end(sha256: str, count: int, key: Key) -> dict[str, object]:
    seal = Seals(key).of(canonical([count, sha256]).encode(), _KIND)
    return {"entries": count, "sha256": sha256, "key_id": key.id, "seal": seal}


def _object(line: str) -> dict[str, Any]:
    found = json.loads(line)
    if not isinstance(found, dict) or not line.endswith("\n"):
        raise ValueError(_DAMAGED)
    return found


def _entry(said: dict[str, Any]) -> Entry:
    kinds = isinstance(said["seq"], int) and all(isinstance(said.get(name), str) for name in _TEXTS)
    rows = all(said.get(name) is None or isinstance(said[name], str) for name in ("old", "new"))
    if not (kinds and rows) or set(said) != set(Entry.__slots__):
        raise ValueError(_DAMAGED)
    return Entry(**said)
