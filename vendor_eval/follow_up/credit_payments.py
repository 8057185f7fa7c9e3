"""Payments of credits seen from the invoices that carry them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.follow_up.settlement import Payment, total_paid
from vendor_eval.naming import name_key
from vendor_eval.quantities import Usd


@dataclass(frozen=True, slots=True)
class OnInvoice:
    """What an invoice carries of credits.

    Attributes:
        invoice: its number, as it was first written.
        payments: each with the line that it is for, by day.
        returned: what went back to the vendor on it, likewise.
    """

    invoice: str
    payments: tuple[tuple[Line, Payment], ...]
    returned: tuple[tuple[Line, Payment], ...]

    @property
    def total(self) -> Usd:
        """What arrived on it less what went back on it; below zero where more went back."""
        arrived = total_paid(one for _, one in self.payments)
        return arrived - total_paid(one for _, one in self.returned)


def by_invoice(lines: Iterable[Line]) -> tuple[OnInvoice, ...]:
    """Every invoice on which something arrived or went back, in the order of their first day."""
    moved = [
        (line, one, back)
        for line in lines
        for back, found in ((False, line.settlement.payments), (True, line.settlement.returned))
        for one in found
    ]
    moved.sort(key=lambda entry: entry[1].on)
    numbers: dict[str, str] = {}
    for _, one, _ in moved:
        numbers.setdefault(name_key(one.invoice), one.invoice)
    return tuple(
        OnInvoice(number, *(_of(moved, key, returned=back) for back in (False, True)))
        for key, number in numbers.items()
    )


def _of(
    moved: Iterable[tuple[Line, Payment, bool]], key: str, *, returned: bool
) -> tuple[tuple[Line, Payment], ...]:
    return tuple(
        (line, one)
        for line, one, back in moved
        if back is returned and name_key(one.invoice) == key
    )
