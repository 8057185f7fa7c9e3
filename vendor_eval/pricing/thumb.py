"""Break-even by a rule of thumb: one price of each of two options, and nothing else of them.

Rules of thumb know of no minimums, tiers or second fees. They are for checking in one's head what
the exact break-even says, and are given only where an option asks for one running fee.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from vendor_eval.pricing.all_in import AllIn
from vendor_eval.pricing.break_even import rule_of_thumb
from vendor_eval.pricing.comparison import Comparison
from vendor_eval.pricing.fees import Base, OneTime, Percentage, PerUnit, RecurringFlat
from vendor_eval.pricing.numbers import per_cent, price
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import CLAIMS, COLLECTIONS, Scenario
from vendor_eval.quantities import Unit, Usd

_MONTH = "month"


@dataclass(frozen=True, slots=True)
class Thumb:
    """Where two options cost about the same.

    Attributes:
        at: dollars or a count.
        of: what is meant, as "allowed for a claim".
        working: how it is found, for people.
    """

    one: str
    two: str
    at: Fraction
    unit: Unit
    of: str
    working: str


@dataclass(frozen=True, slots=True)
class Payback:
    """What the option that is cheapest all in must collect more to be worth its dearer fee.

    Attributes:
        gap: between the two fees, over all months.
        points: of net collection rate that pay for the gap, a fraction of one.
        promised: by how much the net collection rate is higher than that of the cheapest fee.
    """

    cheapest: str
    dearer: str
    gap: Usd
    points: Fraction
    promised: Fraction


def thumbs(scenario: Scenario) -> tuple[Thumb, ...]:
    """A rule for each pair of options that has one, in the order of the scenario."""
    simple = [one for offer in scenario.options if (one := _simple(offer)) is not None]
    rules = (_rule(one, two) for one, two in combinations(simple, 2))
    return tuple(rule for rule in rules if rule is not None)


def payback(comparison: Comparison) -> Payback | None:
    """None where one option is the cheapest both by fees and all in, or is not known all in.

    Source: fee gap over allowed, the rule of thumb of the worked example of three offers.
    """
    named = {one.offer.name: one for one in comparison.options}
    first, other = named[comparison.cheapest], named.get(comparison.cheapest_all_in or "")
    practice = comparison.scenario.practice
    if practice is None or other is None or other is first:
        return None
    cheap, dear = first.offer.performance, other.offer.performance
    if first.all_in is None or other.all_in is None or cheap is None or dear is None:
        return None
    allowed = first.all_in.claims * Fraction(practice.allowed_per_claim)
    gap = _net(other.all_in) - _net(first.all_in)
    if not allowed:
        return None
    return Payback(
        cheapest=first.offer.name,
        dearer=other.offer.name,
        gap=gap,
        points=Fraction(gap.dollars) / allowed,
        promised=Fraction(dear.net_collection_rate) - Fraction(cheap.net_collection_rate),
    )


def _net(cost: AllIn) -> Usd:
    return cost.fee - cost.credits


@dataclass(frozen=True, slots=True)
class _Simple:
    """An offer of one running price.

    Attributes:
        on: what it is asked for: a month, a claim, or a dollar collected.
    """

    offer: Offer
    on: str
    price: Decimal

    @property
    def shown(self) -> str:
        """``$3.25`` or ``5.5 %``."""
        return per_cent(self.price) if self.on == COLLECTIONS else price(self.price)


def _simple(offer: Offer) -> _Simple | None:
    """None of an offer with clauses, with several running fees, or with another kind of fee."""
    running = [fee for fee in offer.charges if not isinstance(fee, OneTime)]
    if len(running) != 1 or offer.clauses:
        return None
    found = None
    match running[0]:
        case RecurringFlat(every=1, amount=amount):
            found = _Simple(offer, _MONTH, amount.dollars)
        case PerUnit(on=on, price=asked) if on == Base(CLAIMS):
            found = _Simple(offer, CLAIMS, asked)
        case Percentage(on=on, rate=asked) if on == Base(COLLECTIONS):
            found = _Simple(offer, COLLECTIONS, asked)
    return found if found and found.price > 0 else None


def _rule(one: _Simple, two: _Simple) -> Thumb | None:
    """The rule of a pair, whichever of both stands first; None where both ask for the same."""
    names, by = (one.offer.name, two.offer.name), {one.on: one, two.on: two}
    if len(by) == 1:
        return None
    if _MONTH not in by:
        return _per_claim(names, by[CLAIMS], by[COLLECTIONS])
    month = by.pop(_MONTH)
    ((on, other),) = by.items()
    at = Fraction(month.price) / Fraction(other.price)
    working = f"{month.shown} / {other.shown}"
    if on == CLAIMS:
        return Thumb(*names, at, Unit.COUNT, "claims a month", working)
    return Thumb(*names, at, Unit.USD, "collected a month", working)


def _per_claim(names: tuple[str, str], claim: _Simple, share: _Simple) -> Thumb:
    """What a claim brings where a price for it is what a share of it is."""
    achieved = share.offer.performance
    rate = Decimal(1) if achieved is None else achieved.net_collection_rate
    at = rule_of_thumb(Fraction(claim.price), Fraction(share.price), Fraction(rate))
    if achieved is None:
        working = f"{claim.shown} / {share.shown}"
        return Thumb(*names, at, Unit.USD, "collected for a claim", working)
    working = f"{claim.shown} / ({share.shown} × {per_cent(rate)})"
    return Thumb(*names, at, Unit.USD, "allowed for a claim", working)
