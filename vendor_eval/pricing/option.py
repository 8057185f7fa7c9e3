"""What can be chosen: one vendor, several together, own staff, or a mix of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.fees import Fee
from vendor_eval.pricing.offer import Offer, Performance
from vendor_eval.pricing.usage import Usage


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One way to have the work done.

    Attributes:
        parts: what has to be paid; each is billed by itself, so that the minimum of one never
            swallows the fee of another. Never none.
        usage: what is expected to be billed; exact, and of as many months as that of every
            other option it is compared with.
        vendor: whose work it is. Options of one vendor are good for the same on every path.
        performance: what all of it together achieves; None where nothing is known of it.
        strain: how far the net collection rate falls, a fraction of one, when volume is twice
            what it was; half of that at half as much again. Shrinking strains nobody.
    """

    name: str
    parts: tuple[Offer, ...]
    usage: Usage
    vendor: str
    performance: Performance | None = None
    strain: Decimal = Decimal(0)

    @classmethod
    def of(cls, offer: Offer, usage: Usage, vendor: str = "") -> Option:
        """The option to take this offer and nothing beside it.

        Args:
            vendor: the offer's name by default.
        """
        return cls(offer.name, (offer,), usage, vendor or offer.name, offer.performance)

    @property
    def drivers(self) -> frozenset[str]:
        """Everything that some fee of it is counted on."""
        bases = (getattr(fee, "on", None) for fee in self._fees())
        return frozenset(driver for base in bases if base is not None for driver in base.drivers)

    @property
    def metrics(self) -> frozenset[str]:
        """Every metric that some fee of it follows."""
        found = (getattr(fee, "metric", None) for fee in self._fees())
        return frozenset(metric for metric in found if metric is not None)

    def _fees(self) -> Iterator[Fee]:
        return (fee for part in self.parts for fee in part.fees)
