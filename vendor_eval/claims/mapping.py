"""How somebody's own extracts are headed and worded, in the terms of the schema.

A heading is known by its `heading_key`: letters of any case, and whatever stands between words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def heading_key(heading: str) -> str:
    """Equal for headings that are the same to people; empty where no letter or digit is in it."""
    return re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_")


@dataclass(frozen=True, slots=True)
class ExtractMapping:
    """Which headings and words stand for those of the schema.

    Attributes:
        headings: by table and column the `heading_key` that the column has in the files.
        words: by column what is written in the files, of any case, and the word that it means.
    """

    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def names(self, table: str, keys: Sequence[str]) -> list[str]:
        """What each heading of a file would mean in ``table``: a column, or itself.

        A heading that is the schema's own name means nothing where another one is mapped to it.
        """
        meant = {key: column for column, key in self.headings.get(table, {}).items()}
        taken = {meant[key] for key in keys if key in meant}
        return [meant.get(key, "" if key in taken else key) for key in keys]


AS_NAMED = ExtractMapping()
"""Files are headed and worded as the schema names it."""
