"""How far a payer may allow less than its contract before a line counts as underpaid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.quantities import Usd

_ROUNDING = Usd(100)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A shortfall counts when it is beyond both; otherwise it is taken for rounding.

    Attributes:
        share: of what the contract allows, a fraction of one.
    """

    share: Decimal = Decimal("0.01")
    amount: Usd = _ROUNDING
