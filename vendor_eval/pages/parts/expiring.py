"""Evidence of any round that stops standing soon, wherever a page points at it."""

from __future__ import annotations

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import evidence

_COLUMNS = (
    Column("Left", 10),
    Column("Vendor", 24),
    Column("Evidence", 40),
    Column("Last day", 18),
    Column("Round", 28),
)


def draw() -> None:
    """What expires within 30 days, soonest first.

    Nothing is drawn where nothing does, or for whoever may not see evaluations.
    """
    if not may(session.person(), Permission.SEE_EVALUATIONS):
        return
    found = evidence.expiring(session.deps(), session.person())
    if not found:
        return
    rows = tuple(
        (
            counted(one.days_left, "day") if one.days_left else "today",
            one.piece.vendor,
            one.piece.name,
            one.piece.expires,
            one.round_name,
        )
        for one in found
    )
    note = "Once it has expired, the answers it supports count as unproved and are open again."
    tables.draw(Table("Evidence that expires soon", _COLUMNS, rows, note=note), "expiring")
