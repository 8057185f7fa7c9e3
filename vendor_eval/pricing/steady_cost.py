"""What options cost over the claims of a steady month, by fee and all in, and where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from vendor_eval.pricing.all_in import Running, running_costs, terms_of
from vendor_eval.pricing.arithmetic import CENTS
from vendor_eval.pricing.break_even import crossings
from vendor_eval.pricing.comparison import steady_month
from vendor_eval.pricing.offer import Performance, PracticeFigures
from vendor_eval.pricing.scenario import Scenario, usage_of
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.steady import steady_fee


@dataclass(frozen=True, slots=True)
class SteadyCost:
    """What one option costs in a steady month, in cents over its claims.

    Attributes:
        all_in: without transition and exit, which no month bears; None where no practice or no
            performance is known.
    """

    option: str
    fee: Schedule
    all_in: Schedule | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """A place at which two options cost the same, or beyond which a jump turns their order round.

    Attributes:
        claims: in a month.
        below: name of the option that is cheaper just below the place; None where both cost the
            same there. ``above`` likewise.
        cents: what ``one`` costs at the place.
        jump: whether the two do not cost the same there, and turn round beyond it.
    """

    one: str
    two: str
    claims: Fraction
    below: str | None
    above: str | None
    cents: Fraction
    jump: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The option that is the cheapest at a place.

    Attributes:
        low: claims below which another is cheaper; nothing where none is.
        high: claims above which another is cheaper; None where none is.
    """

    option: str
    low: Fraction
    high: Fraction | None


def steady_costs(scenario: Scenario) -> tuple[SteadyCost, ...]:
    """Every option that a steady month can tell, in the order of the scenario."""
    found = []
    for offer in scenario.options:
        month = steady_month(scenario, offer, usage_of(scenario, offer))
        fee = None if month is None else steady_fee(offer, month)
        if fee is None:
            continue
        whole = None
        if offer.performance is not None and scenario.practice is not None:
            whole = steady_all_in(fee, offer.performance, scenario.practice)
        found.append(SteadyCost(offer.name, fee, whole))
    return tuple(found)


def steady_all_in(fee: Schedule, performance: Performance, practice: PracticeFigures) -> Schedule:
    """The fee with what the claims of a steady month cost beside it, in cents over claims."""
    terms, allowed = terms_of(performance, practice, Fraction), Fraction(practice.allowed_per_claim)
    idle = _beside(running_costs(Fraction(0), allowed, terms))
    each = _beside(running_costs(Fraction(1), allowed, terms)) - idle
    return fee.plus(Schedule.line(fee.top, idle, each))


def places_of(costs: Mapping[str, Schedule]) -> tuple[Crossing, ...]:
    """Every place at which two of the options meet, by claims.

    Args:
        costs: by option; all of one `top`.
    """
    found = (
        crossing
        for one, two in combinations(costs, 2)
        for crossing in _between((one, two), (costs[one], costs[two]))
    )
    return tuple(sorted(found, key=lambda crossing: crossing.claims))


def lead_of(costs: Mapping[str, Schedule], crossings: Sequence[Crossing], claims: Fraction) -> Lead:
    """The cheapest with so many claims, the first of equals, and how far it stays so.

    Args:
        costs: by option; at least one.
        crossings: all of `places_of` these costs.
    """
    first = min(costs, key=lambda option: costs[option].at(claims))
    begins = [one.claims for one in crossings if one.above == first != one.below]
    ends = [one.claims for one in crossings if one.below == first != one.above]
    return Lead(
        option=first,
        low=max((at for at in begins if at <= claims), default=Fraction(0)),
        high=min((at for at in ends if at >= claims), default=None),
    )


def _between(names: tuple[str, str], costs: tuple[Schedule, Schedule]) -> Iterator[Crossing]:
    """The places of one pair; between two neighbours the order never changes."""
    one, two = costs
    at = crossings(one, two)
    ends = (Fraction(0), *at, one.top)
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    cheaper = [_cheaper(names, (one.at(middle), two.at(middle))) for middle in between]
    for number, claims in enumerate(at):
        sides, cents = (cheaper[number], cheaper[number + 1]), one.at(claims)
        yield Crossing(*names, claims, *sides, cents, jump=cents != two.at(claims))


def _cheaper(names: tuple[str, str], cents: tuple[Fraction, Fraction]) -> str | None:
    if cents[0] == cents[1]:
        return None
    return names[0] if cents[0] < cents[1] else names[1]


def _beside(costs: Running[Fraction]) -> Fraction:
    """Cents."""
    return CENTS * (costs.leakage + costs.carrying + costs.rework + costs.oversight)
