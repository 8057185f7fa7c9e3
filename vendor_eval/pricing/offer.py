"""An offer: what a vendor asks, and what it is expected to bring about.

Nothing is checked here: `flaws` lists what is wrong with an offer.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.pricing.fees import Charge, Clause, Fee
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
    """

    net_collection_rate: Decimal
    denial_rate: Decimal
    days_in_ar: Decimal
    oversight_hours: Decimal
    transition: Transition = Transition()
    exit: Exit = Exit()


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
    """How one vendor would be paid.

    Attributes:
        fees: charges and clauses, in the order of the offer.
        starts: the month from which years and anniversaries count; None for the first month
            of whatever is billed.
        performance: None where nothing is known of it; there is no all-in cost then.
    """

    name: str
    fees: tuple[Fee, ...]
    starts: Month | None = None
    round_scope: RoundScope = RoundScope.LINE
    performance: Performance | None = None

    @property
    def charges(self) -> tuple[Charge, ...]:
        """What is counted month by month."""
        return tuple(fee for fee in self.fees if not isinstance(fee, Clause))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """What acts on the invoice."""
        return tuple(fee for fee in self.fees if isinstance(fee, Clause))
