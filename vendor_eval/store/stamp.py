"""One text that changes with everything stored that a figure can depend on."""

from __future__ import annotations

from sqlmodel import Session, func, select

from vendor_eval.store.tables import (
    AuditedValue,
    ClaimRun,
    ContractRevision,
    FollowUpRevision,
    ImportRecord,
    Practice,
    ReportedDefinition,
)

# Rows of these are only ever added, so their numbers tell states apart.
_GROWING = (
    ImportRecord,
    ContractRevision,
    ClaimRun,
    AuditedValue,
    ReportedDefinition,
    FollowUpRevision,
)


def stamp(session: Session) -> str:
    """The stamp of the database as this session sees it."""
    rows = [session.exec(select(func.count()).select_from(one)).one() for one in _GROWING]
    practice = session.exec(select(Practice.version)).first()
    return "-".join(map(str, (*rows, practice or 0)))
