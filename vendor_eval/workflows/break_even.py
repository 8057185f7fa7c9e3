"""Where the options of a scenario cost the same, and who is the cheapest on either side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.files.scenarios import read_scenario
from vendor_eval.pricing.comparison import Comparison, compared
from vendor_eval.pricing.draws import CERTAIN
from vendor_eval.pricing.scenario import options_of
from vendor_eval.pricing.simulation import Case
from vendor_eval.pricing.steady_cost import Crossing, SteadyCost, places_of, steady_costs
from vendor_eval.pricing.stress import Outcomes, outcomes, volume_shocks
from vendor_eval.pricing.territory import (
    Place,
    Territory,
    can_be_mapped,
    place_of,
    reach_of,
    territory,
)
from vendor_eval.pricing.thumb import Payback, Thumb, payback, thumbs


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Where the options of a scenario meet.

    Attributes:
        costs: of the options that a steady month can tell.
        by_fee: every crossing of their fees; ``all_in`` of the all-in costs that are known.
        place: where the scenario stands; None without claims in its first month.
        reach: up to how many claims a chart is drawn; nothing without a place.
        stress: what more and less volume does to all options.
    """

    comparison: Comparison
    costs: tuple[SteadyCost, ...]
    by_fee: tuple[Crossing, ...]
    all_in: tuple[Crossing, ...]
    rules: tuple[Thumb, ...]
    payback: Payback | None
    place: Place | None
    reach: Decimal
    stress: Outcomes


def meetings(person: Person, text: str) -> Meetings:
    """Where the options of the scenario meet; worked out once for each text.

    Args:
        text: TOML.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text has faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _meetings(text)


def cheapest(person: Person, text: str, *, all_in: bool) -> Territory | None:
    """The map of who is the cheapest, worked out once for each text; None where none can be drawn.

    Args:
        text: TOML.
        all_in: by all-in cost, else by fees.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text has faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _cheapest(text, all_in)


@lru_cache(maxsize=32)
def _meetings(text: str) -> Meetings:
    scenario = read_scenario(text, "scenario")
    comparison = compared(scenario)
    costs, place = steady_costs(scenario), place_of(scenario)
    by_fee = places_of({one.option: one.fee for one in costs})
    all_in = places_of({one.option: one.all_in for one in costs if one.all_in is not None})
    return Meetings(
        comparison=comparison,
        costs=costs,
        by_fee=by_fee,
        all_in=all_in,
        rules=thumbs(scenario),
        payback=payback(comparison),
        place=place,
        reach=Decimal(0) if place is None else reach_of(place, (*by_fee, *all_in)),
        stress=outcomes(Case(options_of(scenario), scenario.practice, CERTAIN), volume_shocks()),
    )


@lru_cache(maxsize=32)
def _cheapest(text: str, all_in: bool) -> Territory | None:  # noqa: FBT001 - a key of the cache
    found = _meetings(text)
    if not can_be_mapped(found.costs):
        return None
    return territory(found.comparison.scenario, found.reach, all_in=all_in)
