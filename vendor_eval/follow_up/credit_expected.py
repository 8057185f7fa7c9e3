"""Which credits the invoice of a month should bear, and what it should give back.

A credit belongs on the invoice of its own month, less what was waived; that invoice is written
after the month and paid by the end of the next one. Where people wrote down that a part came, or
went back, on the invoice of another month, it is expected there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.follow_up.settlement import Payment, total_paid
from vendor_eval.naming import name_key
from vendor_eval.quantities import NOTHING_DUE, Month, Usd
from vendor_eval.sla.findings import Credit


@dataclass(frozen=True, slots=True)
class Invoiced:
    """Which invoice is asked about.

    Attributes:
        month: that it is for.
        months: of every invoice that is kept, by `naming.name_key` of its number.
    """

    month: Month
    months: Mapping[str, Month]

    def month_of(self, payment: Payment, line: Line) -> Month:
        """The month of the invoice that carries a payment; the line's where nobody knows."""
        return self.months.get(name_key(payment.invoice), line.month)


def borne(lines: Iterable[Line], invoice: Invoiced) -> tuple[Credit, ...]:
    """The credits that the invoice should bear, in the order of ``lines``."""
    found = ((line, _borne(line, invoice)) for line in lines)
    return tuple(
        Credit(line.month, line.metric, amount, line.earned_back_in)
        for line, amount in found
        if amount > NOTHING_DUE
    )


def given_back(lines: Iterable[Line], invoice: Invoiced) -> tuple[Credit, ...]:
    """What the invoice should charge again, in the order of ``lines``.

    Two things count: what people wrote down as given back on it, for whatever reason, and what was
    earned back in its month and went back nowhere yet.
    """
    found = ((line, _returned_on(line, invoice) + _earned_back_on(line, invoice)) for line in lines)
    return tuple(
        Credit(line.month, line.metric, amount, line.earned_back_in)
        for line, amount in found
        if amount > NOTHING_DUE
    )


def _returned_on(line: Line, invoice: Invoiced) -> Usd:
    """What is written down as given back on an invoice that is kept for the month."""
    return total_paid(
        one
        for one in line.settlement.returned
        if invoice.months.get(name_key(one.invoice)) == invoice.month
    )


def _earned_back_on(line: Line, invoice: Invoiced) -> Usd:
    """What arrived of a credit and is still to go back; without payments, all that should have."""
    if line.earned_back_in != invoice.month:
        return NOTHING_DUE
    said = line.settlement
    if said.payments:
        return max(min(said.paid, line.due), NOTHING_DUE)
    waived = said.waiver.amount if said.waiver else NOTHING_DUE
    return max(line.due - waived, NOTHING_DUE)


def _borne(line: Line, invoice: Invoiced) -> Usd:
    said = line.settlement
    moved = [(invoice.month_of(one, line), one) for one in said.payments]
    here = total_paid(one for month, one in moved if month == invoice.month)
    if line.month != invoice.month:
        return here
    left = line.due - line.waived - (total_paid(said.payments) - here)
    # What arrived before a restatement, and went back after it, stays expected where it arrived.
    return max(left, min(here, left + total_paid(said.returned)))
