"""Eight structures that vendors ask for."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.pricing.fees import (
    Base,
    Fee,
    Graduated,
    GraduatedPercentage,
    Modifiers,
    Package,
    Percentage,
    PerUnit,
    RecurringFlat,
    Tier,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Usd

_CLAIMS, _MONEY = Base("claims"), Base("net_collections")


def _tiers(*steps: tuple[str | None, str]) -> tuple[Tier, ...]:
    return tuple(
        Tier(None if bound is None else Decimal(bound), Decimal(rate)) for bound, rate in steps
    )


_PRICES = _tiers(("1000", "6.50"), ("2000", "5.75"), (None, "5.00"))
_RATES = _tiers(("100000", "0.06"), ("200000", "0.05"), (None, "0.04"))
_FEES: dict[str, tuple[Fee, ...]] = {
    "percentage": (Percentage(Decimal("0.055"), _MONEY),),
    "per claim": (PerUnit(Decimal("6.25"), _CLAIMS),),
    "flat": (RecurringFlat(Usd(1_100_000)),),
    "graduated": (Graduated(_CLAIMS, _PRICES),),
    "graduated percentage": (GraduatedPercentage(_MONEY, _RATES),),
    "percentage within bounds": (
        Percentage(
            Decimal("0.05"),
            _MONEY,
            modifiers=Modifiers(minimum=Usd(250_000), maximum=Usd(2_000_000)),
        ),
    ),
    "packages": (Package(Decimal(100), Decimal(550), _CLAIMS),),
    "hybrid": (
        RecurringFlat(Usd(200_000)),
        PerUnit(Decimal("1.10"), _CLAIMS),
        Percentage(Decimal("0.02"), _MONEY, modifiers=Modifiers(maximum=Usd(400_000))),
    ),
}
EIGHT = {name: Offer(name, fees) for name, fees in _FEES.items()}
