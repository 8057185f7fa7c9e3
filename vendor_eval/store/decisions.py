"""Decisions as they were signed; one that was taken back stays, and holds no more."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlmodel import Session, col

from vendor_eval.store import candidates
from vendor_eval.store.tables import RoundDecision, Vendor


@dataclass(frozen=True, slots=True)
class Decision:
    """Which candidate a round chose, and why.

    Attributes:
        rejected: the reason against each other candidate, by its name.
        decided_by: who signed it.
        decided_at: in UTC; None before it is stored.
    """

    vendor: str
    reason: str
    rejected: Mapping[str, str]
    decided_by: str
    decided_at: dt.datetime | None = None


def newest(session: Session, only: int | None = None) -> dict[int, Decision]:
    """The newest decision of the round ``only``, or of every round that has one."""
    statement = (
        select(RoundDecision, col(Vendor.name))
        .join(Vendor, col(RoundDecision.vendor) == Vendor.id)
        .order_by(col(RoundDecision.round_version))
    )
    if only is not None:
        statement = statement.where(col(RoundDecision.round) == only)
    return {
        row.round: Decision(
            vendor=row.name,
            reason=row.reason,
            rejected=json.loads(row.rejected),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
        )
        for row in session.connection().execute(statement)
    }


def add(session: Session, decision: Decision, round_id: int, round_version: int) -> None:
    """Keep ``decision``, which made the round what it is in ``round_version``.

    Raises:
        NotFound: the vendor is not a candidate.
    """
    values = {
        "round": round_id,
        "round_version": round_version,
        "vendor": candidates.id_of(session, round_id, decision.vendor),
        "reason": decision.reason,
        "rejected": json.dumps(dict(decision.rejected), ensure_ascii=False),
        "decided_by": decision.decided_by,
        "decided_at": dt.datetime.now(dt.UTC),
    }
    session.connection().execute(insert(RoundDecision), values)
