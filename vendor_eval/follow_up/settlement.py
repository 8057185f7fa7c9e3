"""A service credit on its way from due to paid, as people write it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import NOTHING_DUE, Month, Usd


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of a credit that arrived.

    Attributes:
        invoice: the number of the invoice that carries it.
    """

    on: dt.date
    amount: Usd
    invoice: str


@dataclass(frozen=True, slots=True)
class CreditWaiver:
    """A part of a credit that somebody lets go."""

    on: dt.date
    amount: Usd
    approved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settlement(Record):
    """What became of the credit for the breach of a metric in a month.

    What is due is worked out and never stands here.

    Attributes:
        claimed_on: when the vendor was asked for it; None before.
        claimed: how much it was asked for.
        agreed_on: when the vendor agreed; None before.
        agreed: to how much.
    """

    metric: str
    month: Month
    claimed_on: dt.date | None = None
    claimed: Usd = NOTHING_DUE
    agreed_on: dt.date | None = None
    agreed: Usd = NOTHING_DUE
    payments: tuple[Payment, ...] = ()
    waiver: CreditWaiver | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)

    def faults(self) -> Iterator[Fault]:
        """Amounts that are negative or have no day, payments without an invoice."""
        for where, on, amount in (
            ("Claimed", self.claimed_on, self.claimed),
            ("Agreed", self.agreed_on, self.agreed),
        ):
            if amount < NOTHING_DUE:
                yield Fault(where, "is below zero", "write the amount without a sign")
            if (on is None) != (amount == NOTHING_DUE):
                yield Fault(where, "has only one of day and amount", "write both, or neither")
        for number, one in enumerate(self.payments, start=1):
            if not one.invoice.strip():
                yield Fault(f"Payment {number}", "has no invoice", "write the invoice's number")
            if not one.amount > NOTHING_DUE:
                yield Fault(f"Payment {number}", "is not above zero", "write what arrived")
        if self.waiver is not None:
            yield from _waiver_faults(self.waiver)


def _waiver_faults(waiver: CreditWaiver) -> Iterator[Fault]:
    if not waiver.amount > NOTHING_DUE:
        yield Fault("Waived", "is not above zero", "write how much is let go")
    if not waiver.approved_by.strip():
        yield Fault("Waiver", "has no approver", "name who lets the credit go")
    if not waiver.reason.strip():
        yield Fault("Waiver", "has no reason", "write why the credit is let go")
