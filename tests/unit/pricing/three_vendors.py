"""Three vendors whose order by fee is the reverse of their order by all-in cost.

2,000 claims a month at 125.00 allowed over 36 months, at a discount of 8 % a year. A asks 3.25 a
claim, B 5.5 % of collections, C 11,000 a month; prices rise 3 % a year. Growth strains A five
points of its net collection rate when volume doubles, B one, C two.
"""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.pricing.fees import (
    Base,
    Charge,
    Modifiers,
    OneTime,
    Percentage,
    PerUnit,
    RecurringFlat,
)
from vendor_eval.pricing.offer import Offer, Performance, PracticeFigures, Transition
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

MONTHS = 36
PRACTICE = PracticeFigures(
    allowed_per_claim=Decimal(125),
    net_collection_reference=Decimal("0.97"),
    cost_of_capital=Decimal("0.08"),
    rework_cost=Decimal(25),
    practice_touch_share=Decimal("0.3"),
    oversight_rate=Decimal(45),
    discount_rate=Decimal("0.08"),
)
_RISING = Modifiers(escalator=Decimal("0.03"))


def vendor_a(rate: str = "0.915") -> Option:
    fee = PerUnit(Decimal("3.25"), Base("claims"), _RISING)
    return _option("A", (fee,), (rate, "0.13", "56", "20", "0.06", 3, "0.05"))


def vendor_b(rate: str = "0.965") -> Option:
    fees = (Percentage(Decimal("0.055"), Base("net_collections")), OneTime(Usd(500_000)))
    return _option("B", fees, (rate, "0.065", "36", "8", "0.03", 2, "0.01"))


def vendor_c() -> Option:
    fees = (RecurringFlat(Usd(1_100_000), modifiers=_RISING), OneTime(Usd(300_000)))
    return _option("C", fees, ("0.945", "0.09", "44", "12", "0.05", 3, "0.02"))


def three_vendors() -> tuple[Option, ...]:
    return vendor_a(), vendor_b(), vendor_c()


def _option(name: str, fees: tuple[Charge, ...], achieved: tuple[str | int, ...]) -> Option:
    rate, denials, days, hours, dip, dip_months, strain = map(str, achieved)
    change = Transition(dip=Decimal(dip), dip_months=int(dip_months), dip_lost=Decimal("0.3"))
    performance = Performance(
        Decimal(rate), Decimal(denials), Decimal(days), Decimal(hours), transition=change
    )
    collections = 250_000 * Decimal(rate)
    usage = Usage.exact(
        Month(2026, 1), {"claims": [2_000] * MONTHS, "net_collections": [collections] * MONTHS}
    )
    offer = Offer(name, fees, performance=performance)
    return Option(name, (offer,), usage, name, performance, Decimal(strain))
