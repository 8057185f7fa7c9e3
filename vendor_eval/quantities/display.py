"""Values as people read them, rounded for display only."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from vendor_eval.quantities.limits import Limit
from vendor_eval.quantities.money import MINUS
from vendor_eval.quantities.units import Unit

# Digits enough for every double, which has at most 309 in front of the point.
_ANY_DOUBLE = Context(prec=400)
# How many decimals people see, and what stands behind the number.
_SHOWN: dict[Unit, tuple[int, str]] = {
    Unit.RATIO: (2, " %"),
    Unit.HOURS: (1, " h"),
    Unit.DAYS: (1, " days"),
    Unit.BUSINESS_DAYS: (1, " business days"),
    Unit.USD: (2, ""),
    Unit.COUNT: (0, ""),
}


def shown(value: float, unit: Unit, *, beside: Iterable[Limit] = ()) -> str:
    """A value as people write it, rounded for display only: ``95.25 %``, ``41.3 days``.

    The value is finite; below zero it has the sign of print, which files do not carry.

    Args:
        beside: limits, in ``unit``, that the reader compares it with. As many decimals are
            shown as it takes for the rounded value to stand to each of them as the value does:
            what misses ``<= 12 %`` by a hair reads ``12.004 %``, never ``12.00 %``.
    """
    scale = 100 if unit is Unit.RATIO else 1
    number = Decimal(repr(float(value))) * scale
    edges = [limit.quantity.value * scale for limit in beside]
    decimals, suffix = _SHOWN[unit]
    rounded = _to_decimals(number, decimals)
    while any(rounded.compare(edge) != number.compare(edge) for edge in edges):
        decimals += 1
        rounded = _to_decimals(number, decimals)
    if unit is Unit.USD:
        return f"{MINUS if rounded < 0 else ''}${abs(rounded):,}"
    return f"{rounded:,}{suffix}".replace("-", MINUS)


def _to_decimals(number: Decimal, decimals: int) -> Decimal:
    """``number`` half-up to that many decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_DOUBLE)
