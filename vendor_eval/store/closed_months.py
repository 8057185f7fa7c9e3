"""Closed months of all vendors at once, without making a value of each record.

A practice that closes every month of every vendor has the most records of this kind, and almost all
of them say what they said on the day of closing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlmodel import Session, col, select

from vendor_eval.follow_up.closed_frame import LOCKED_COLUMNS, Beside, ClosedFrame
from vendor_eval.follow_up.month_close import EarnedBack, MonthClose
from vendor_eval.follow_up.snapshots import MonthOf
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.grid import NUMBERS
from vendor_eval.store.follow_up import KINDS
from vendor_eval.store.tables import FollowUp, FollowUpRevision, Vendor

# As a record of a closed month is written; inside a text the quotes would be escaped.
_CLOSED = '"stage":"closed"'
_NEWEST = (
    select(Vendor.name, FollowUp.key, FollowUpRevision.body)
    .join(FollowUp, col(FollowUp.vendor) == Vendor.id)
    .join(FollowUpRevision, col(FollowUpRevision.follow_up) == FollowUp.id)
    .where(
        FollowUp.kind == KINDS[MonthClose],
        FollowUpRevision.number == FollowUp.version,
        col(FollowUpRevision.body).contains(_CLOSED, autoescape=True),
    )
    .order_by(Vendor.key, col(FollowUp.key))
)
_RECORD: TypeAdapter[MonthClose] = TypeAdapter(MonthClose)


@dataclass(frozen=True, slots=True, eq=False)
class ClosedMonths:
    """Every closed month as it is kept.

    Attributes:
        bodies: JSON, by vendor and month.
    """

    bodies: Mapping[MonthOf, str]

    def only(self, wanted: Callable[[str], bool]) -> ClosedMonths:
        """Those of the vendors that are wanted."""
        return ClosedMonths({of: body for of, body in self.bodies.items() if wanted(of[0])})

    def frame(self) -> ClosedFrame:
        """What they said, as columns."""
        rows: list[tuple[object, ...]] = []
        beside = {}
        for month, body in self.bodies.items():
            said = from_json(body)
            rows += _rows(month, said["locked"])
            beside[month] = _beside(said)
        locked = pd.DataFrame(rows, columns=list(LOCKED_COLUMNS))
        for name in NUMBERS:
            numbers = [_number(one) for one in locked[name].tolist()]
            locked[name] = np.array(numbers, dtype=np.float64)
        return ClosedFrame(locked, beside)

    def records(self, months: Collection[MonthOf]) -> Iterator[tuple[str, MonthClose]]:
        """The vendors and records of some of them, in the order in which they are kept."""
        for of, body in self.bodies.items():
            if of in months:
                yield of[0], _RECORD.validate_json(body)


def load(session: Session) -> ClosedMonths:
    """Every closed month, by vendor and month."""
    found = session.exec(_NEWEST)
    return ClosedMonths({(vendor, Month.parse(key)): body for vendor, key, body in found})


def months(session: Session) -> dict[str, set[Month]]:
    """The closed months of each vendor."""
    found: dict[str, set[Month]] = {}
    newest = _NEWEST.with_only_columns(col(Vendor.name), col(FollowUp.key))
    for vendor, key in session.connection().execute(newest):
        found.setdefault(vendor, set()).add(Month.parse(key))
    return found


def _rows(of: MonthOf, locked: Sequence[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    vendor, month = of[0], of[1].index
    return [
        (
            *(vendor, month, one["metric"], one["value"], one["numerator"], one["denominator"]),
            *(one["status"], "\n".join(one["limits"]), one["credit"]["cents"]),
        )
        for one in locked
    ]


def _number(written: object) -> float:
    """A number as records write it; NaN for one that is missing."""
    return float("nan") if written is None else float(str(written))


def _beside(body: Mapping[str, Any]) -> Beside:
    back = body.get("earned_back")
    if back is not None:
        back = tuple(
            EarnedBack(one["metric"], Month(**one["month"]), Usd(**one["amount"])) for one in back
        )
    return Beside(tuple(body["rights"]), back)
