"""Reading a remittance file as the product does, apart from its peers, whose memory is not ours."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events


def ours(path: Path) -> int:
    """Every event, kept no longer than it takes to look at it; how many claims there are."""
    with path.open("rb") as stream:
        found = events(stream, path.name, dt.UTC, Counts())
        return sum(isinstance(event, RemittedClaim) for event in found)
