"""An offer: what a vendor asks, what own staff does, and what both are expected to bring about.

Nothing is checked here: `flaws` lists what is wrong with an offer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from vendor_eval.pricing.fees import Charge, Clause, Fee
from vendor_eval.pricing.own_staff import OwnStaff, staff_charges
from vendor_eval.quantities import NOTHING_DUE, Month, Usd


class RoundScope(StrEnum):
    """What is rounded, half-up, to the cent."""

    LINE = "line"
    TIER = "tier"  # every part of a table by itself
    INVOICE = "invoice"  # only the sum; the difference is a line of its own


@dataclass(frozen=True, slots=True)
class Transition:
    """What changing to the vendor costs beside its own set-up fee.

    Attributes:
        dip: fraction of what is allowed that is late while the change lasts.
        dip_lost: fraction of that which never comes.
    """

    integration: Usd = NOTHING_DUE
    parallel_run: Usd = NOTHING_DUE
    dip: Decimal = Decimal(0)
    dip_months: int = 0
    dip_lost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Exit:
    """How likely the vendor is left within the term, and what that costs.

    Attributes:
        chance: 0 to 1.
        transition: what changing to the next vendor costs.
    """

    chance: Decimal = Decimal(0)
    fee: Usd = NOTHING_DUE
    transition: Usd = NOTHING_DUE


@dataclass(frozen=True, slots=True)
class Performance:
    """What the vendor is expected to achieve.

    Attributes:
        net_collection_rate: fraction of what is allowed.
        denial_rate: fraction of claims.
        days_in_ar: days.
        oversight_hours: hours of the practice's own staff in a month.
        rework_in_fees: whether own staff works the denied claims, so that what this costs the
            practice is among its wages already.
    """

    net_collection_rate: Decimal
    denial_rate: Decimal
    days_in_ar: Decimal
    oversight_hours: Decimal
    transition: Transition = Transition()
    exit: Exit = Exit()
    rework_in_fees: bool = False


@dataclass(frozen=True, slots=True)
class PracticeFigures:
    """What the all-in cost of every option is reckoned with.

    Attributes:
        allowed_per_claim: dollars.
        net_collection_reference: fraction of what is allowed that could be collected.
        cost_of_capital: fraction a year.
        rework_cost: dollars for one denied claim.
        practice_touch_share: fraction of denied claims that the practice works itself.
        oversight_rate: dollars an hour.
        discount_rate: fraction a year; None for sums that are not discounted.
    """

    allowed_per_claim: Decimal
    net_collection_reference: Decimal
    cost_of_capital: Decimal
    rework_cost: Decimal
    practice_touch_share: Decimal
    oversight_rate: Decimal
    discount_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """How one vendor would be paid, or the practice's own staff, or both.

    Attributes:
        fees: charges and clauses, in the order of the offer; those of own staff are the last.
        starts: the month from which years and anniversaries count; None for the first month
            of whatever is billed.
        performance: None where nothing is known of it; there is no all-in cost then.
    """

    name: str
    fees: tuple[Fee, ...]
    starts: Month | None = None
    round_scope: RoundScope = RoundScope.LINE
    performance: Performance | None = None
    own_staff: OwnStaff | None = None

    @property
    def asked(self) -> tuple[Fee, ...]:
        """What a vendor asks: the fees without those that own staff comes to."""
        own = () if self.own_staff is None else staff_charges(self.own_staff)
        return self.fees[: len(self.fees) - len(own)]

    @property
    def charges(self) -> tuple[Charge, ...]:
        """What is counted month by month."""
        return tuple(fee for fee in self.fees if not isinstance(fee, Clause))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What acts on the invoice."""
        return tuple(fee for fee in self.fees if isinstance(fee, Clause))


def with_own_staff(offer: Offer, staff: OwnStaff) -> Offer:
    """The offer with what own staff does beside it, or by itself where the offer has no fees."""
    achieved = offer.performance
    if achieved is not None and staff.works_denials:
        achieved = replace(achieved, rework_in_fees=True)
    fees = (*offer.fees, *staff_charges(staff))
    return replace(offer, fees=fees, performance=achieved, own_staff=staff)
