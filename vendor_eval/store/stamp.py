"""One text that changes with everything stored that a figure can depend on."""

from __future__ import annotations

import sqlalchemy as sa
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


_COUNTS = [select(func.count()).select_from(one).scalar_subquery() for one in _GROWING]
# One way to the database and back: a page asks for the stamp with each figure that it shows.
_STAMP = sa.select(*_COUNTS, select(func.max(Practice.version)).scalar_subquery())


def stamp(session: Session) -> str:
    """The stamp of the database as this session sees it."""
    *counts, practice = session.connection().execute(_STAMP).one()
    return "-".join(map(str, (*counts, practice or 0)))
