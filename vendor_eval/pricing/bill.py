"""From an offer and what was done to the lines of every month, and the fee that they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vendor_eval.pricing.arithmetic import CENTS, Array, half_up_once
from vendor_eval.pricing.invoice import STEPS, charges, discounts, sum_of_lines
from vendor_eval.pricing.lines import Line, LineKind
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.setting import Setting
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Unit, Usd


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line of one month.

    Attributes:
        quantity: None where no one number says it.
        unit: what the quantity is counted in; None for times and packages.
        rate: dollars for one, or of money a fraction of one; None where several hold, or where
            a maximum cuts what it comes to.
    """

    label: str
    kind: LineKind
    quantity: Decimal | None
    unit: Unit | None
    rate: Decimal | None
    amount: Usd


@dataclass(frozen=True, slots=True)
class Invoice:
    """What one month comes to; the lines add up to the fee."""

    month: Month
    fee: Usd
    lines: tuple[InvoiceLine, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Bill:
    """What an offer comes to; the amounts of all lines add up to the fee.

    Attributes:
        fee: (months, ...) cents.
    """

    usage: Usage
    lines: tuple[Line, ...]
    fee: Array

    def invoices(self) -> Iterator[Invoice]:
        """The bill month by month, as people read it; of exact bills without further axes.

        A line stands in a month in which its charge is in force; a line of a clause only where
        it comes to something.
        """
        for at in range(self.usage.months):
            lines = [_shown(line, at, self.usage) for line in self.lines if _stands(line, at)]
            month = self.usage.start.plus(at)
            yield Invoice(month, Usd(int(self.fee[at])), tuple(lines))

    def total(self) -> Usd:
        """The sum of all months of an exact bill without further axes."""
        return Usd(int(self.fee.sum()))


def bill(offer: Offer, usage: Usage) -> Bill:
    """The bill of every month of ``usage``, in its arithmetic.

    The offer is without `flaws`, and the usage has every driver and metric that it names.
    """
    setting = Setting(offer, usage)
    lines = [*charges(setting), *discounts(setting)]
    for step in STEPS:
        lines += list(step(setting, tuple(lines)))
    return Bill(usage, tuple(lines), sum_of_lines(lines, setting))


def _stands(line: Line, at: int) -> bool:
    if line.kind is LineKind.CHARGE:
        return bool(line.factors.at(at))
    return bool(line.amount[at])


def _shown(line: Line, at: int, usage: Usage) -> InvoiceLine:
    amount = Usd(int(line.amount[at]))
    if line.quantity is None:
        return InvoiceLine(line.label, line.kind, None, line.unit, None, amount)
    steps = 1 if line.unit is None else usage.arithmetic.steps(line.unit)
    quantity = Fraction(int(line.quantity[at]), steps)
    rate = None if line.rate is None else line.rate * line.factors.at(at)
    if rate is not None and half_up_once(quantity * rate * CENTS) != amount.cents:
        rate = None
    shown_rate = None if rate is None else as_decimal(rate)
    return InvoiceLine(line.label, line.kind, as_decimal(quantity), line.unit, shown_rate, amount)


def as_decimal(value: Fraction) -> Decimal:
    """The fraction as a decimal: exact where that ends, else to 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)
