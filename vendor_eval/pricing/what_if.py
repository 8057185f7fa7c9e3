"""A scenario with something else assumed: more volume, other growth, claims worth more or less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from vendor_eval.pricing.comparison import Priced, priced
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import COLLECTIONS, Expected, Scenario

_NOTHING, _WHOLE = Decimal(0), Decimal(1)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is assumed otherwise than in the scenario; all of it fractions of one.

    Attributes:
        volume: on top of the scenario's: -0.2 for a fifth less.
        growth: added to what single numbers grow by in a month.
        allowed: on top of what is allowed for a claim.
        collected: added to the net collection rate of every option, and of every payer.
    """

    volume: Decimal = _NOTHING
    growth: Decimal = _NOTHING
    allowed: Decimal = _NOTHING
    collected: Decimal = _NOTHING


AS_IT_IS = WhatIf()


def changed(scenario: Scenario, change: WhatIf) -> Scenario:
    """The scenario under other assumptions.

    Collections that the usage gives move with what is allowed for a claim, and stay as they are
    whatever an option collects. What is allowed is to the cent; rates stay between 0 and 1.
    """
    if change == AS_IT_IS:
        return scenario
    practice = scenario.practice
    if practice is not None:
        practice = replace(practice, allowed_per_claim=_worth(practice.allowed_per_claim, change))
    return replace(
        scenario,
        expected=_expected(scenario.expected, change),
        options=tuple(_option(one, change) for one in scenario.options),
        practice=practice,
    )


def costs(scenario: Scenario) -> Mapping[str, Priced]:
    """What each option costs, by its name, without all else that a comparison tells."""
    return {offer.name: priced(scenario, offer) for offer in scenario.options}


def _expected(expected: Expected, change: WhatIf) -> Expected:
    payers = tuple(
        replace(
            one,
            allowed=_worth(one.allowed, change),
            collected=_between(one.collected + change.collected),
        )
        for one in expected.payers
    )
    given = dict(expected.given)
    held = given.get(COLLECTIONS)
    if isinstance(held, tuple):
        given[COLLECTIONS] = tuple(_worth(one, change) for one in held)
    elif held is not None:
        given[COLLECTIONS] = _worth(held, change)
    return replace(
        expected,
        given=given,
        course=replace(expected.course, growth=expected.course.growth + change.growth),
        volume=(_WHOLE + expected.volume) * (_WHOLE + change.volume) - _WHOLE,
        payers=payers,
    )


def _option(offer: Offer, change: WhatIf) -> Offer:
    achieved = offer.performance
    if achieved is None:
        return offer
    rate = _between(achieved.net_collection_rate + change.collected)
    return replace(offer, performance=replace(achieved, net_collection_rate=rate))


def _worth(dollars: Decimal, change: WhatIf) -> Decimal:
    return (
        (dollars * (_WHOLE + change.allowed)).quantize(_CENT, ROUND_HALF_UP)
        if change.allowed
        else dollars
    )


def _between(rate: Decimal) -> Decimal:
    return min(max(rate, _NOTHING), _WHOLE)
