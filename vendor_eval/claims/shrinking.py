"""Where files know clearly less of a month than was known of it before.

Files of one month name claims of others too, such as one that was sent late. Kept, such a glimpse
would stand for the whole of that other month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.claims.kpis import Kpi, Number
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month, Usd

MOST_LOST = Fraction(1, 10)
"""What answers and corrections may take off what was known, as a share of it."""


@dataclass(frozen=True, slots=True)
class Less:
    """A month of a vendor of which less is known now.

    Attributes:
        metric: the one whose denominator lost the largest share.
        knows: that denominator now, a count or US dollars.
        known: the same before.
    """

    vendor: str
    month: Month
    metric: str
    knows: Number
    known: Number

    @property
    def shown(self) -> str:
        """Such as ``1 of the 10 claims that were known``."""
        if CATALOGUE[self.metric].parts is Parts.DOLLARS:
            knows, known = (
                Usd(round(Fraction(one) * 100)).shown for one in (self.knows, self.known)
            )
            return f"{knows} of the {known} that were known"
        things = "codes" if self.metric == "coding_accuracy" else "claims"
        return f"{self.knows:,} of the {self.known:,} {things} that were known"


def less_known(found: Iterable[Kpi], counting: Iterable[Kpi]) -> tuple[Less, ...]:
    """By vendor and month where ``found`` knows less than ``counting``, by the worst metric.

    Only denominators of claims or dollars are compared, and only those that both have.
    """
    known = {_of(one): one.denominator for one in counting}
    worst: dict[tuple[str, Month], Less] = {}
    for one in found:
        before = known.get(_of(one))
        if CATALOGUE[one.metric].parts is Parts.NONE or one.denominator is None or not before:
            continue
        less = Less(one.vendor, one.month, one.metric, one.denominator, before)
        month = (name_key(one.vendor), one.month)
        if _left(less) < _left(worst.get(month)):
            worst[month] = less
    return tuple(worst[month] for month in sorted(worst))


def _of(one: Kpi) -> tuple[str, Month, str]:
    return name_key(one.vendor), one.month, one.metric


def _left(less: Less | None) -> Fraction:
    """The share that is still known; without a loss that counts the least share that is none."""
    if less is None:
        return 1 - MOST_LOST
    return Fraction(less.knows) / Fraction(less.known)
