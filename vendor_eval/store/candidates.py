"""The vendors that a round judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.naming import name_key
from vendor_eval.store import names
from vendor_eval.store.tables import AnswerRow, EvidencePiece, RoundCandidate, RoundDecision, Vendor


def id_of(session: Session, round_id: int, vendor: str) -> int:
    """The row of ``vendor``, in any spelling, as a candidate of a round.

    Raises:
        NotFound: there is no such round, or the vendor is not one of its candidates.
    """
    statement = (
        select(Vendor.id)
        .join(RoundCandidate, col(RoundCandidate.vendor) == Vendor.id)
        .where(RoundCandidate.round == round_id, Vendor.key == name_key(vendor))
    )
    found = session.exec(statement).first()
    if found is None:
        raise NotFound(f"{vendor} is not a candidate of this round.")
    return found


def by_round(session: Session, only: int | None = None) -> defaultdict[int, list[str]]:
    """The candidates of the round ``only``, or of every round, by name as first spelled."""
    statement = select(RoundCandidate.round, Vendor.name, Vendor.key).join(
        Vendor, col(RoundCandidate.vendor) == Vendor.id
    )
    if only is not None:
        statement = statement.where(RoundCandidate.round == only)
    found: defaultdict[int, list[str]] = defaultdict(list)
    # Sorted here: databases do not agree on the order of names.
    for round_id, name, _ in sorted(session.exec(statement), key=lambda row: row[2]):
        found[round_id].append(name)
    return found


def replace(session: Session, round_id: int, vendors: Collection[str], by: str) -> None:
    """Make ``vendors`` the candidates of a round; one that is not known yet is added.

    Raises:
        BadInput: answers, evidence or a decision are stored for a vendor that would leave.
    """
    wanted = {names.vendor_id(session, vendor, by) for vendor in vendors}
    current = select(RoundCandidate.vendor).where(RoundCandidate.round == round_id)
    stored = set(session.exec(current))
    leaving = stored - wanted
    if _has_history(session, round_id, leaving):
        mend = "keep it among the candidates, or open another round"
        raise BadInput([Fault("vendors", "one that was judged already would leave", mend)])
    connection = session.connection()
    if leaving:
        of_round = delete(RoundCandidate).where(col(RoundCandidate.round) == round_id)
        connection.execute(of_round.where(col(RoundCandidate.vendor).in_(leaving)))
    coming = [{"round": round_id, "vendor": vendor} for vendor in sorted(wanted - stored)]
    if coming:
        connection.execute(insert(RoundCandidate), coming)


def _has_history(session: Session, round_id: int, vendors: Collection[int]) -> bool:
    for table in (AnswerRow, EvidencePiece, RoundDecision):
        kept = select(table.vendor).where(table.round == round_id, col(table.vendor).in_(vendors))
        if session.exec(kept.limit(1)).first() is not None:
            return True
    return False
