"""Which credits the invoice of a month should bear, and what it should give back.

A credit belongs on the invoice of its own month, less what was waived. Where people wrote down that
a part of it came on the invoice of another month, it is expected there and nowhere else.
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
    """What the invoice should charge again, of credits that were earned back in its month.

    Where a payment is written down, no more than arrived; else the whole credit, as if every
    invoice had borne what it should.
    """
    found = []
    for line in lines:
        if line.earned_back_in == invoice.month:
            paid = line.settlement.payments
            amount = min(total_paid(paid), line.due) if paid else line.due
            found.append(Credit(line.month, line.metric, amount, line.earned_back_in))
    return tuple(found)


def _borne(line: Line, invoice: Invoiced) -> Usd:
    moved = [(invoice.month_of(one, line), one) for one in line.settlement.payments]
    if line.month == invoice.month:
        elsewhere = total_paid(one for month, one in moved if month != invoice.month)
        return line.due - line.waived - elsewhere
    return total_paid(one for month, one in moved if month == invoice.month)
