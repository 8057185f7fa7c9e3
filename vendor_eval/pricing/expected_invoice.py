"""The invoice of one month as an agreed offer bills it, and what has to be known for that.

The month is billed among all months from the start of the offer to the end of its contract year,
so that set-up fees, anniversaries and annual amounts fall where they belong. Earlier months that
no fee of the month depends on may be unknown: they stand as nothing and change nothing. Service
credits are those that fell due, never those that an offer assumes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from vendor_eval.pricing.bill import Invoice, bill
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    NONE,
    AllowanceOverage,
    Base,
    Cap,
    Charge,
    Fee,
    Graduated,
    GraduatedPercentage,
    Minimum,
    OneTime,
    Percentage,
    Period,
    Rebate,
    ServiceCredit,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.span import MONTHS_A_YEAR, in_force
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month

CREDITS_DUE = "service_credits"
"""The driver under which the credits of each month are known."""

PAYMENTS = "payments"
_JUDGED = ServiceCredit(on=Base(CREDITS_DUE))

ByMonth = Mapping[Month, Decimal]


@dataclass(frozen=True, slots=True)
class Known:
    """What was done, as far as somebody told.

    Attributes:
        drivers: by id and month, dollars or counts; a month without credits may be left out.
        metrics: by id and month, as measured.
    """

    drivers: Mapping[str, ByMonth]
    metrics: Mapping[str, Mapping[Month, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the invoice is counted on and nobody told.

    Attributes:
        driver: its id, or `PAYMENTS` for the single payments that a fee is counted on.
        months: in order.
    """

    driver: str
    months: tuple[Month, ...]

    @property
    def label(self) -> str:
        """As people read it: "claims submitted"."""
        known = DRIVERS.get(self.driver)
        return known.label if known is not None else "single payments"


def missing_usage(offer: Offer, month: Month, known: Known) -> tuple[Missing, ...]:
    """What has to be told before the invoice of ``month`` can be expected.

    Args:
        offer: one without a start begins in ``month``.
    """
    offer = _begun(offer, month)
    first = _first_needed(offer, month)
    months = [first.plus(at) for at in range(month.index - first.index + 1)]
    lacking: dict[str, tuple[Month, ...]] = {}
    for driver in _drivers(offer, months):
        told = known.drivers.get(driver, {})
        without = tuple(one for one in months if one not in told)
        if without and driver != CREDITS_DUE:
            lacking[driver] = without
    return tuple(Missing(driver, without) for driver, without in lacking.items())


def expected_invoice(offer: Offer, month: Month, known: Known) -> Invoice:
    """The invoice of ``month``, of which no usage is missing.

    Args:
        offer: one without a start begins in ``month``.
    """
    billed = _begun(with_credits_due(offer), month)
    starts = billed.starts or month
    into_year = (month.index - starts.index) % MONTHS_A_YEAR
    # Months to come are not billed; without them an annual amount would fall due early.
    months = month.index - starts.index + MONTHS_A_YEAR - into_year
    every = [starts.plus(at) for at in range(months)]
    drivers = {base for fee in billed.fees for base in _bases(fee)} | {CREDITS_DUE}
    metrics = {name for fee in billed.fees if (name := getattr(fee, "metric", None))}
    usage = Usage.exact(
        starts,
        {id: _row(known.drivers.get(id, {}), every) for id in sorted(drivers)},
        {id: [known.metrics.get(id, {}).get(one) for one in every] for id in sorted(metrics)},
    )
    return tuple(bill(billed, usage).invoices())[month.index - starts.index]


def with_credits_due(offer: Offer) -> Offer:
    """The offer, crediting what fell due and nothing that is only assumed.

    Caps on credits hold as agreed; an offer that says nothing of credits gives all of them.
    """
    clauses = [fee for fee in offer.fees if isinstance(fee, ServiceCredit)]
    due = [replace(clause, share=NONE) for clause in clauses if clause.on is not None]
    if not due:
        due = [replace(clause, share=NONE, on=_JUDGED.on) for clause in clauses[:1]] or [_JUDGED]
    others = [fee for fee in offer.fees if not isinstance(fee, ServiceCredit)]
    return replace(offer, fees=(*others, *due))


def _begun(offer: Offer, month: Month) -> Offer:
    """The offer with a start that is not after ``month``."""
    return replace(offer, starts=min(offer.starts or month, month))


def _row(told: ByMonth, months: list[Month]) -> list[Decimal]:
    return [told.get(month, NONE) for month in months]


def _first_needed(offer: Offer, month: Month) -> Month:
    """The earliest month whose usage moves the invoice of ``month``."""
    starts = offer.starts or month
    first = month
    if any(_is_yearly(fee) for fee in offer.fees):
        first = month.plus(-((month.index - starts.index) % MONTHS_A_YEAR))
    if any(isinstance(fee, AllowanceOverage) and fee.carry_over for fee in offer.fees):
        first = starts
    bases = [on for fee in offer.fees if (on := getattr(fee, "on", None)) is not None]
    return max(starts, first.plus(-max((base.lag for base in bases), default=0)))


def _is_yearly(fee: Fee) -> bool:
    """Whether the fee counts something through a contract year."""
    match fee:
        case Rebate() | Minimum(each=Period.YEAR) | Cap(each=Period.YEAR):
            return True
        case Graduated(period=Period.YEAR) | GraduatedPercentage(period=Period.YEAR):
            return True
    if not isinstance(fee, Charge):
        return False
    ends = (
        (fee.modifiers.minimum, fee.modifiers.minimum_each),
        (
            fee.modifiers.maximum,
            fee.modifiers.maximum_each,
        ),
    )
    return any(amount is not None and each is Period.YEAR for amount, each in ends)


def _drivers(offer: Offer, months: list[Month]) -> dict[str, None]:
    """What the fees that stand in one of ``months`` are counted on, each once, in order."""
    standing = [fee for fee in offer.fees if any(_stands(fee, one, offer) for one in months)]
    found = [driver for fee in standing for driver in _bases(fee)]
    if any(isinstance(fee, Percentage) and fee.each is not None for fee in standing):
        found.append(PAYMENTS)
    return dict.fromkeys(found)


def _stands(fee: Fee, month: Month, offer: Offer) -> bool:
    if isinstance(fee, OneTime) and fee.month != month.index - (offer.starts or month).index + 1:
        return False
    return not isinstance(fee, Charge) or bool(in_force(fee.modifiers.window, month))


def _bases(fee: Fee) -> Iterator[str]:
    base = getattr(fee, "on", None)
    yield from () if base is None else base.drivers
