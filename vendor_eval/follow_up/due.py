"""By when the contract wants something done about a breach.

Days count from the day on which the vendor was told of it, else from the last day of its month;
what the contract leaves out has no day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vendor_eval.follow_up import days
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.quantities import Month, Quantity
from vendor_eval.sla.contract import Deadlines


@dataclass(frozen=True, slots=True)
class DueDays:
    """The last days for what a vendor owes after a breach.

    Attributes:
        told_on: when the vendor was told; None before.
        counted_from: the day from which the others count.
        root_cause: None where the contract sets no such deadline, like the others.
    """

    told_on: dt.date | None
    counted_from: dt.date
    root_cause: dt.date | None
    plan: dt.date | None
    dispute: dt.date | None


def due_days(deadlines: Deadlines, month: Month, note: BreachNote | None = None) -> DueDays:
    """The days of a breach of ``month``, or of the case that it begins.

    Args:
        note: about that very breach: being told of a later one puts nothing off.
    """
    told = None if note is None else note.notified_on
    start = told or month.last_day
    return DueDays(
        told_on=told,
        counted_from=start,
        root_cause=_after(start, deadlines.root_cause),
        plan=_after(start, deadlines.plan),
        dispute=_after(start, deadlines.dispute),
    )


def _after(start: dt.date, span: Quantity | None) -> dt.date | None:
    return None if span is None else days.after(start, span)
