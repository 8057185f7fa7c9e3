"""What a log says every row must be now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vendor_eval.audit.anchor import Kept
from vendor_eval.audit.chain import Entry

INSERT, UPDATE, DELETE = "insert", "update", "delete"
BULK = "bulk"
"""Many rows at once, remembered by how many there are and a digest over them."""


@dataclass(slots=True)
class Replay:
    """Entries applied one after the other.

    Attributes:
        rows: by table and key, the row as JSON and the entry that says so.
        bulk: by table and the key of what the rows belong to, likewise.
    """

    rows: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)
    bulk: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)

    def begin(self, opening: Iterable[Kept]) -> None:
        """Start with rows as entries left them that are gone."""
        for action, entity, key, seq, row in opening:
            kept = self.bulk if action == BULK else self.rows
            kept.setdefault(entity, {})[key] = (row, seq)

    def kept(self) -> Iterator[Kept]:
        """Every row as the entries have left it."""
        for action, kept in ((INSERT, self.rows), (BULK, self.bulk)):
            for entity, rows in kept.items():
                for key, (row, seq) in rows.items():
                    yield action, entity, key, seq, row

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, each applied as it passes."""
        for entry in entries:
            self._take(entry)
            yield entry

    def _take(self, entry: Entry) -> None:
        if entry.action not in (INSERT, UPDATE, DELETE, BULK):
            return
        kept = self.bulk if entry.action == BULK else self.rows
        of_table = kept.setdefault(entry.entity, {})
        if entry.new is None:
            of_table.pop(entry.key, None)
        else:
            of_table[entry.key] = (entry.new, entry.seq)

    def differences(self, entity: str, stored: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Sentences on how the stored rows of a table differ from what the log says.

        Args:
            stored: key and row, both JSON, in any order.
        """
        left = self.rows.pop(entity, {})
        for key, row in stored:
            said, seq = left.pop(key, (None, 0))
            if said is None:
                yield f"{entity} {key} is stored, and the log does not know it"
            elif said != row and json.loads(said) != json.loads(row):
                yield f"{entity} {key} is not as it was recorded last, in entry {seq}"
        for key, (_, seq) in left.items():
            yield f"{entity} {key} is gone, and entry {seq} recorded it"

    def bulk_differences(self, found: Iterable[tuple[str, str, str]]) -> Iterator[str]:
        """Sentences on how rows stored in bulk differ from what the log says.

        Args:
            found: table, key of what the rows belong to, and count and digest as JSON.
        """
        for entity, key, now in found:
            said, seq = self.bulk.get(entity, {}).pop(key, (None, 0))
            if said is None:
                yield f"Rows of {entity} for {key} are stored, and the log does not know them"
            elif said != now:
                yield f"The rows of {entity} for {key} are not those recorded in entry {seq}"
        for entity, left in self.bulk.items():
            for key, (_, seq) in left.items():
                yield f"The rows of {entity} for {key} are gone, and entry {seq} recorded them"
