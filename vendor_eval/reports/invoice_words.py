"""How the lines of a checked invoice are shown: a mark, their figures, and the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from vendor_eval.pricing.invoice_check import Cause, CheckedLine, ComparedLine, Reason
from vendor_eval.pricing.numbers import per_cent, plain_number, price
from vendor_eval.quantities import NOTHING_DUE, Unit, Usd
from vendor_eval.reports.report import Cell, Mark, Tone
from vendor_eval.reports.wording import sentence

AGREES = Mark("✓", "Agrees", Tone.GOOD, "Billed as expected, or off by the rounding of a cent.")
TOO_MUCH = Mark("✗", "Too much", Tone.BAD, "More was billed than expected. It is in dispute.")
TOO_LITTLE = Mark("▲", "Too little", Tone.MILD, "Less was billed than expected. Not in dispute.")
LEGEND = (TOO_MUCH, TOO_LITTLE, AGREES)

_WORDS: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.AMOUNT: "the amount differs, and the invoice does not show enough to say why",
        Cause.UNEXPECTED: "nothing that was agreed bills this line",
        Cause.MISSING: "expected, and not billed",
        Cause.CREDIT_NOT_GIVEN: "the service credit that fell due was not given",
        Cause.ROUNDING: "rounding",
    }
)


def mark_of(line: CheckedLine) -> Mark:
    """Whether the line agrees, or which way it is off."""
    if line.disputed > NOTHING_DUE:
        return TOO_MUCH
    rounding = sum(one.amount.cents for one in line.reasons if one.cause is Cause.ROUNDING)
    return TOO_LITTLE if line.difference.cents < rounding else AGREES


def explained(line: CheckedLine, unit: Unit | None) -> str:
    """Why the line differs, in one text; empty where it does not.

    Args:
        unit: what it is counted in; None where nobody says.
    """
    return sentence("; ".join(_reason(one, line, unit) for one in line.reasons))


def _reason(reason: Reason, line: CheckedLine, unit: Unit | None) -> str:
    return f"{_cause(reason.cause, line, unit)} ({signed(reason.amount)})"


def _cause(cause: Cause, line: CheckedLine, unit: Unit | None) -> str:
    expected, billed = line.expected, line.billed
    if cause is Cause.CREDIT_NOT_GIVEN and expected is not None and billed is not None:
        given, due = Usd(-billed.amount.cents), Usd(-expected.amount.cents)
        return f"only {given.shown} of the service credit of {due.shown} was given"
    if expected is not None and billed is not None:
        match cause:
            case Cause.QUANTITY:
                pair = f"{_counted(billed, unit)} instead of {_counted(expected, unit)}"
                return f"the quantity is {pair}"
            case Cause.RATE:
                return f"the rate is {shown_rate(billed, unit)} instead of {_due(expected, unit)}"
            case Cause.ARITHMETIC:
                return "quantity times rate is not the amount billed"
    return _WORDS.get(cause, cause.value)


def _due(line: ComparedLine, unit: Unit | None) -> str:
    return shown_rate(line, unit) or "none"


def _counted(line: ComparedLine, unit: Unit | None) -> str:
    return "none" if line.quantity is None else _quantity(line.quantity, unit)


def _quantity(value: Decimal, unit: Unit | None) -> str:
    return Usd.of(value).shown if unit is Unit.USD else plain_number(value)


def signed(amount: Usd) -> str:
    """``+$287.50`` or ``−$575.00``."""
    return f"+{amount.shown}" if amount > NOTHING_DUE else amount.shown


def shown_rate(line: ComparedLine | None, unit: Unit | None) -> str | None:
    """The rate as people write it, a bare number where its unit is not known; None without one."""
    if line is None or line.rate is None:
        return None
    if unit is None:
        return plain_number(line.rate)
    return per_cent(line.rate) if unit is Unit.USD else price(line.rate)


def figures(line: ComparedLine | None, unit: Unit | None) -> Iterator[Cell]:
    """Quantity, rate and amount, as cells."""
    quantity = None if line is None or line.quantity is None else _cell(line.quantity, unit)
    yield quantity
    yield shown_rate(line, unit)
    yield None if line is None else line.amount


def counted_as(line: ComparedLine | None, unit: Unit | None) -> tuple[Cell, Cell]:
    """Quantity times rate as far as they are shown, ``2,600 × $5.75``, and the amount."""
    if line is None:
        return None, None
    quantity = None if line.quantity is None else _quantity(line.quantity, unit)
    return " × ".join(filter(None, (quantity, shown_rate(line, unit)))), line.amount


def _cell(quantity: Decimal, unit: Unit | None) -> Cell:
    if unit is Unit.USD:
        return Usd.of(quantity)
    return int(quantity) if quantity == quantity.to_integral_value() else plain_number(quantity)
