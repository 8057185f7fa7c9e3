"""Rows that the database refuses to change, changed behind its back, as only a test may."""

from __future__ import annotations

from sqlmodel import Session

from vendor_eval.store.audit import triggers


def rewrite(session: Session, statement: str) -> None:
    """Run ``statement`` with no trigger in the way; the audit log does not learn of it."""
    connection = session.connection()
    triggers.drop(connection)
    connection.exec_driver_sql(statement)
    triggers.create(connection)
