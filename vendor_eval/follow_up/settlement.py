"""A service credit on its way from due to paid, as people write it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
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
        returned: what went back to the vendor, after a restatement or an earn-back.
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
    returned: tuple[Payment, ...] = ()

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)

    @property
    def paid(self) -> Usd:
        """What arrived and did not go back."""
        return total_paid(self.payments) - total_paid(self.returned)

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
        yield from _payment_faults("Payment", self.payments)
        yield from _payment_faults("Return", self.returned)
        if self.paid < NOTHING_DUE:
            yield Fault("Returned", "is more than arrived", "correct what went back")
        if self.waiver is not None:
            yield from _waiver_faults(self.waiver)


def total_paid(payments: Iterable[Payment]) -> Usd:
    """The sum of ``payments``."""
    return Usd.total(one.amount for one in payments)


def _payment_faults(what: str, payments: Iterable[Payment]) -> Iterator[Fault]:
    for number, one in enumerate(payments, start=1):
        if not one.invoice.strip():
            yield Fault(f"{what} {number}", "has no invoice", "write the invoice's number")
        if not one.amount > NOTHING_DUE:
            yield Fault(f"{what} {number}", "is not above zero", "write the amount")


def _waiver_faults(waiver: CreditWaiver) -> Iterator[Fault]:
    if not waiver.amount > NOTHING_DUE:
        yield Fault("Waived", "is not above zero", "write how much is let go")
    if not waiver.approved_by.strip():
        yield Fault("Waiver", "has no approver", "name who lets the credit go")
    if not waiver.reason.strip():
        yield Fault("Waiver", "has no reason", "write why the credit is let go")
