"""A remitted claim, or one of its lines, while it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vendor_eval.claims.remittances import Adjustment, RemittedLine


class Loop:
    """A claim or a line while its segments come in.

    Attributes:
        adjusted: the sum of its adjustments so far, in cents.
        starts: the first day of service; ``ends`` the last, where it is told apart.
        received: of a claim alone; ``control`` and ``allowed`` of a line.
    """

    __slots__ = (
        "adjusted",
        "adjustments",
        "allowed",
        "control",
        "ends",
        "received",
        "remarks",
        "starts",
    )

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.adjusted = 0
        self.adjustments: tuple[Adjustment, ...] = ()
        self.starts: dt.date | None = None
        self.ends: dt.date | None = None
        self.received: dt.date | None = None
        self.remarks: tuple[str, ...] = ()
        self.control = ""
        self.allowed: int | None = None

    def days(self, lines: Sequence[RemittedLine]) -> tuple[dt.date | None, dt.date | None]:
        """A claim's own, or else from the first day of its lines to their last; both inclusive."""
        if self.starts is not None:
            return self.starts, self.ends or self.starts
        if len(lines) == 1:
            return lines[0].served_from, lines[0].served_to
        starts = [line.served_from for line in lines if line.served_from is not None]
        ends = [line.served_to for line in lines if line.served_to is not None]
        return min(starts, default=None), max(ends, default=None)
