"""Where a rule or a number comes from.

A source is a document; a citation is a place in it. Whatever this product states that somebody
else defined carries at least one citation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A document.

    Attributes:
        id: short and stable, as citations name it.
        url: None for documents that are not public.
        standing: how far the source carries: "primary", "secondary" or "source document".
        accessed: the day on which it was read, where it can change.
    """

    id: str
    title: str
    publisher: str
    standing: str
    url: str | None = None
    accessed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source, for example section or key ``at`` of ``source``."""

    source: Source
    at: str

    def __str__(self) -> str:
        return f"{self.source.title}, {self.at}" if self.at else self.source.title
