"""Answers and evidence that a round took over from an earlier one when it was opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, insert, select
from sqlmodel import Session, col

from vendor_eval.naming import name_key
from vendor_eval.store import candidates
from vendor_eval.store.answers import Entry, Stored, add_all
from vendor_eval.store.evidence import Piece
from vendor_eval.store.tables import CarriedAnswer, EvidencePiece, Round, Vendor


@dataclass(frozen=True, slots=True)
class Carried:
    """Where the first revision of an answer comes from.

    Attributes:
        from_round: the id of the round in which somebody gave it.
        from_name: that round's name.
        given_at: when, in UTC.
    """

    vendor: str
    item: str
    evaluator: str
    from_round: int
    from_name: str
    given_at: dt.datetime


def of_round(session: Session, round_id: int, vendor: str | None = None) -> tuple[Carried, ...]:
    """The answers that a round took over, by item and evaluator.

    Args:
        vendor: in any spelling; None for all candidates.
    """
    statement: Select[*tuple[Any, ...]] = (
        select(CarriedAnswer, col(Vendor.name).label("named"), col(Round.name).label("of"))
        .join(Vendor, col(CarriedAnswer.vendor) == Vendor.id)
        .join(Round, col(CarriedAnswer.from_round) == Round.id)
        .where(col(CarriedAnswer.round) == round_id)
    )
    if vendor is not None:
        statement = statement.where(col(Vendor.key) == name_key(vendor))
    found = (
        Carried(row.named, row.item, row.evaluator, row.from_round, row.of, row.given_at)
        for row in session.connection().execute(statement)
    )
    return tuple(sorted(found, key=lambda one: (name_key(one.vendor), one.item, one.evaluator)))


def add(session: Session, round_id: int, answers: Iterable[tuple[Stored, Carried]], by: str) -> int:
    """Make these answers the first ones of a new round, and say where they come from.

    Args:
        answers: each as it is stored in the earlier round, and its origin.

    Returns:
        How many there were.

    Raises:
        NotFound: a vendor is not a candidate of the round.
    """
    found = list(answers)
    entries = [
        Entry(round_id, one.vendor, one.item, one.evaluator, *one.says, version=0)
        for one, _ in found
    ]
    add_all(session, entries, by)
    names = {one.vendor for one in entries}
    vendors = {name: candidates.id_of(session, round_id, name) for name in names}
    rows = [
        {
            "round": round_id,
            "vendor": vendors[one.vendor],
            "item": one.item,
            "evaluator": one.evaluator,
            "from_round": origin.from_round,
            "given_at": origin.given_at,
        }
        for one, origin in found
    ]
    if rows:
        session.connection().execute(insert(CarriedAnswer), rows)
    return len(rows)


def add_pieces(session: Session, round_id: int, pieces: Sequence[Piece]) -> None:
    """Let a new round have this evidence of an earlier one, as it was judged there.

    Files are not stored anew. When and by whom a piece was handed in stays what it was.
    """
    kept = [column.name for column in EvidencePiece.__table__.columns if column.name != "id"]  # type: ignore[attr-defined]  # table classes have it
    for piece in pieces:
        found = select(EvidencePiece).where(col(EvidencePiece.id) == piece.id)
        row = session.connection().execute(found).one()
        values = {name: getattr(row, name) for name in kept}
        session.connection().execute(
            insert(EvidencePiece), values | {"round": round_id, "version": 1}
        )
