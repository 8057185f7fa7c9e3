"""What an archive says of itself."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from vendor_eval.audit.chain import Checkpoint
from vendor_eval.store.backup.digests import Digest

FORMAT = 2
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SCHEMA = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One archive.

    Attributes:
        program: the version that wrote it.
        schema: the number of the last migration.
        taken_at: in UTC.
        taken_from: ``sqlite`` or ``postgresql``.
        size: of all other members unpacked, in bytes; their SHA-256 beside it, hexadecimal.
        tables: by name.
        checkpoint: of the audit log; None where the schema has none.
    """

    program: str
    schema: str
    taken_at: dt.datetime
    taken_by: str
    taken_from: str
    size: int
    sha256: str
    tables: Mapping[str, Digest]
    checkpoint: Checkpoint | None = None

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(one.rows for one in self.tables.values())

    @property
    def document(self) -> dict[str, Any]:
        """As JSON values."""
        return {"format": FORMAT, **asdict(self), "taken_at": self.taken_at.isoformat()}

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """The manifest that ``content`` is.

        Raises:
            ValueError: it is none, or of a format that this version does not know.
        """
        try:
            document = json.loads(content)
            if document.pop("format") != FORMAT:
                raise ValueError("it is of a format that this version does not know")
            tables = {str(name): _digest(one) for name, one in document.pop("tables").items()}
            kept = document.pop("checkpoint")
            checkpoint = None if kept is None else Checkpoint(int(kept["seq"]), str(kept["hash"]))
            taken_at = dt.datetime.fromisoformat(document.pop("taken_at")).astimezone(dt.UTC)
            size = int(document.pop("size"))
            words = {name: str(word) for name, word in document.items()}
            found = cls(
                **words,
                taken_at=taken_at,
                size=size,
                tables=tables,
                checkpoint=checkpoint,
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("its manifest is damaged") from error
        if size < 0 or not _SHA256.fullmatch(found.sha256) or not _SCHEMA.fullmatch(found.schema):
            raise ValueError("its manifest is damaged")
        return found


def _digest(document: Mapping[str, Any]) -> Digest:
    return Digest(int(document["rows"]), str(document["sha256"]))
