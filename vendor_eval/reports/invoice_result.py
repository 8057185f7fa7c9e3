"""What came of checking a vendor's invoice, as the page and the dispute list take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.expected_invoice import Missing
from vendor_eval.pricing.invoice_check import Cause, CheckedLine, ComparedLine, InvoiceCheck
from vendor_eval.quantities import Month, Unit
from vendor_eval.sla.findings import Credit


@dataclass(frozen=True, slots=True)
class Counted:
    """What was done in the month, as the fee counts it.

    Attributes:
        driver: its id.
        quantity: dollars or a count.
        source: who says so, in a few words.
    """

    driver: str
    quantity: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What the invoice of one month should say, and what that rests on.

    Attributes:
        basis: a sentence on what was agreed.
        fees: a sentence on each fee of it.
        lines: none while something is missing.
        units: what the lines are counted in, by label; lines without a unit are left out.
        missing: what nobody told, and has to be told first.
        credits: that fell due in the month.
        earned_back: earlier credits that the vendor earned back in the month.
        remarks: sentences on what is not known.
    """

    vendor: str
    month: Month
    basis: str
    fees: tuple[str, ...]
    lines: tuple[ComparedLine, ...]
    units: Mapping[str, Unit]
    missing: tuple[Missing, ...]
    counted: tuple[Counted, ...]
    credits: tuple[Credit, ...]
    earned_back: tuple[Credit, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvoiceResult:
    """An invoice, checked.

    Attributes:
        number: the vendor's own.
        status: what the practice makes of it.
        note: of the practice, on what is disputed.
        others: numbers of further invoices that are kept for the same month.
    """

    number: str
    status: str
    note: str
    expected: Expected
    check: InvoiceCheck
    others: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a line is off by more than rounding, whichever way."""
        reasons = (one for line in self.check.lines for one in line.reasons)
        return any(one.cause is not Cause.ROUNDING for one in reasons)

    def unit_of(self, line: CheckedLine) -> Unit | None:
        """Dollars or a count, as the expected line has it; None where none was expected."""
        if line.expected is None:
            return None
        return self.expected.units.get(line.label, Unit.COUNT)
