"""Texts that change with what is stored: everything, or what a kind of figure depends on.

What takes long to work out is kept as long as its own text stays the same: a plan that somebody
saves moves no finding, and no month is judged anew for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.relief import Relief
from vendor_eval.store.follow_up import KINDS
from vendor_eval.store.tables import (
    AuditedValue,
    ClaimRun,
    ContractRevision,
    FollowUp,
    FollowUpRevision,
    ImportRecord,
    Practice,
    ReportedDefinition,
)

JUDGING: frozenset[type[Record]] = frozenset({Relief, Dispute, BreachNote})
"""What people write down that moves findings: relief, disputes, and breaches of one incident."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Three texts; what is equal in one of them was made from the same.

    Attributes:
        everything: changes with all that a figure can depend on.
        judged: changes with what months are judged by and with what is known of their values.
        closed: changes with what was kept of months on closing them.
    """

    everything: str
    judged: str
    closed: str


def _revisions(*kinds: str) -> sa.ScalarSelect[int]:
    """How many revisions of records of these kinds there are."""
    counted = select(func.coalesce(func.sum(FollowUp.version), 0))
    return counted.where(col(FollowUp.kind).in_(kinds)).scalar_subquery()


# Rows of these are only ever added, so their numbers tell states apart.
_GROWING = (ImportRecord, ContractRevision, ClaimRun, AuditedValue, ReportedDefinition)
_COUNTS = [
    select(func.count()).select_from(one).scalar_subquery() for one in (*_GROWING, FollowUpRevision)
]
# One way to the database and back: a page asks for the stamp with each figure that it shows.
_STAMP = sa.select(
    *_COUNTS,
    _revisions(*sorted(KINDS[one] for one in JUDGING)),
    _revisions(KINDS[MonthClose]),
    select(func.max(Practice.version)).scalar_subquery(),
)


def stamp(session: Session) -> Stamp:
    """The stamp of the database as this session sees it."""
    *counts, written, judging, closed, practice = session.connection().execute(_STAMP).one()
    measured = "-".join(map(str, (*counts, practice or 0)))
    return Stamp(f"{measured}-{written}", f"{measured}-{judging}", str(closed))
