"""What runs out soon or is overdue, of any round and vendor, wherever a page points at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import again, evidence, registers

_COLUMNS = (
    Column("Left", 12),
    Column("Vendor", 20),
    Column("What", 46),
    Column("Last day", 17),
    Column("Where", 27),
)
_NOTE = (
    "Answers whose evidence has expired count as unproved and are open again; credentials that "
    "have expired certify nobody; whoever hands a document over late hesitates."
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list; ``days_left`` is negative once the last day is over."""

    days_left: int
    vendor: str
    what: str
    last_day: dt.date
    where: str


def draw() -> None:
    """What runs out within 30 days or is overdue, most urgent first.

    Nothing is drawn where nothing does, or for whoever may not see evaluations.
    """
    if not may(session.person(), Permission.SEE_EVALUATIONS):
        return
    found = sorted([*_evidence(), *_diligence(), *_decisions()], key=lambda row: row.days_left)
    if not found:
        return
    rows = tuple(
        (_left(one.days_left), one.vendor, one.what, one.last_day, one.where) for one in found
    )
    tables.draw(Table("Runs out soon or is overdue", _COLUMNS, rows, note=_NOTE), "expiring")


def _evidence() -> Iterator[_Row]:
    for one in evidence.expiring(session.deps(), session.person()):
        piece = one.piece
        if piece.expires is not None:
            yield _Row(one.days_left, piece.vendor, piece.name, piece.expires, one.round_name)


def _diligence() -> Iterator[_Row]:
    for one in registers.due(session.deps(), session.person()):
        yield _Row(one.days_left, one.vendor, one.what, one.last_day, "Due diligence")


def _decisions() -> Iterator[_Row]:
    for one in again.due(session.deps(), session.person()):
        what = "The decision for it, to be evaluated again"
        yield _Row(one.days_left, one.vendor, what, one.on, one.round.name)


def _left(days: int) -> str:
    if days < 0:
        return f"{counted(-days, 'day')} over"
    return counted(days, "day") if days else "today"
