"""The map of who is the cheapest, around the place at which a scenario stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vendor_eval.pricing.bill import as_decimal
from vendor_eval.pricing.cheapest_map import cheapest_all_in_map, cheapest_map
from vendor_eval.pricing.comparison import REACH, steady_month
from vendor_eval.pricing.scenario import COLLECTIONS, Scenario, usage_of
from vendor_eval.pricing.steady_cost import Crossing, SteadyCost

# Fields of a map across and down, and up to how many times the scenario's own values they reach.
_ACROSS, _DOWN = 40, 30
_TIMES = 3
# A map works every fee out for each of its rows: with more straight pieces that takes too long.
_MOST_PIECES = 400
# A chart reaches crossings up to so many times the scenario's claims; tables tell the others.
_FAR = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scenario stands in its first month.

    Attributes:
        claims: a month.
        allowed: dollars for a claim; None without a practice.
        collected: dollars for a claim, of the first option of which it is known; None of none.
    """

    claims: Decimal
    allowed: Decimal | None
    collected: Decimal | None


@dataclass(frozen=True, slots=True)
class Territory:
    """The cheapest option in each field of a map.

    Attributes:
        all_in: whether values are what is allowed for a claim and costs are all in; else they
            are what is collected for a claim, the same for every option, and costs are fees.
        claims: a month, the middle of each column.
        values: dollars for a claim, the middle of each row.
        cheapest: a row for each value, a column for each number of claims.
        here: claims and value of the scenario.
        cheapest_here: name of the cheapest option there.
    """

    all_in: bool
    claims: tuple[Decimal, ...]
    values: tuple[Decimal, ...]
    cheapest: tuple[tuple[str | None, ...], ...]
    here: tuple[Decimal, Decimal]
    cheapest_here: str | None


def place_of(scenario: Scenario) -> Place | None:
    """Where the scenario stands; None without claims in its first month."""
    months = [
        month
        for offer in scenario.options
        if (month := steady_month(scenario, offer, usage_of(scenario, offer))) is not None
    ]
    if not months:
        return None
    known = (month.rates.per_claim.get(COLLECTIONS) for month in months)
    collected = next((value for value in known if value), None)
    allowed = scenario.practice.allowed_per_claim if scenario.practice else None
    return Place(
        claims=as_decimal(months[0].top / REACH),
        allowed=allowed or None,
        collected=None if collected is None else as_decimal(collected),
    )


def reach_of(place: Place, crossings: Sequence[Crossing]) -> Decimal:
    """Up to how many claims a chart of costs reaches: beyond the place and what lies near it."""
    near = [one.claims for one in crossings if one.claims <= Fraction(place.claims) * _FAR]
    most = max((Fraction(place.claims) * 2, *(claims * Fraction(5, 4) for claims in near)))
    return _rounded_up(as_decimal(most))


def territory(scenario: Scenario, reach: Decimal, *, all_in: bool) -> Territory | None:
    """The map up to ``reach`` claims; None where the scenario does not tell where it stands."""
    place = place_of(scenario)
    value = None if place is None else (place.allowed if all_in else place.collected)
    if place is None or value is None:
        return None
    claims = _middles(reach, _ACROSS)
    values = _middles(_rounded_up(value * _TIMES), _DOWN)
    mapped = cheapest_all_in_map if all_in else cheapest_map
    ((here,),) = mapped(scenario, [value], [place.claims])
    cheapest = mapped(scenario, values, claims)
    return Territory(all_in, claims, values, cheapest, (place.claims, value), here)


def can_be_mapped(costs: Sequence[SteadyCost]) -> bool:
    """Whether the fees have few enough steps for a map to be drawn in a moment."""
    return all(len(one.fee.pieces) <= _MOST_PIECES for one in costs)


def _middles(most: Decimal, fields: int) -> tuple[Decimal, ...]:
    """The middles of so many equal fields from 0 to ``most``."""
    return tuple(most * (2 * at + 1) / (2 * fields) for at in range(fields))


def _rounded_up(value: Decimal) -> Decimal:
    """To two digits, so that axes end at a number that people read at a glance."""
    step = Decimal(1).scaleb(value.adjusted() - 1)
    whole = (value / step).to_integral_value(rounding="ROUND_CEILING")
    return whole * step
