"""One text that changes with everything stored that a figure can depend on."""

from __future__ import annotations

from sqlmodel import Session, func, select

from vendor_eval.store.tables import ContractRevision, ImportRecord, Practice


def stamp(session: Session) -> str:
    """The stamp of the database as this session sees it.

    Imports and contract revisions are only ever added, so their numbers tell states apart.
    """
    imports = session.exec(select(func.count()).select_from(ImportRecord)).one()
    revisions = session.exec(select(func.count()).select_from(ContractRevision)).one()
    practice = session.exec(select(Practice.version)).first()
    return f"{imports}-{revisions}-{practice or 0}"
