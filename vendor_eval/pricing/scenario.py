"""A scenario: what is expected to be done month by month, and the options it is priced under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from vendor_eval.pricing.assumptions import ASSUMPTIONS, Assumption
from vendor_eval.pricing.cautions import PracticeFacts
from vendor_eval.pricing.offer import Offer, Performance, PracticeFigures
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.own_staff import STAFF_ASSUMPTIONS
from vendor_eval.pricing.projection import (
    LEVEL,
    Course,
    Horizon,
    Payer,
    projected,
    stressed,
    with_payer_mix,
)
from vendor_eval.pricing.usage import Floats, Usage
from vendor_eval.quantities import Month

COLLECTIONS, CLAIMS = "net_collections", "claims"
# One number for every month, or one a month.
Given = Decimal | tuple[Decimal, ...]
# What an option's performance says of metrics that fees may depend on.
ACHIEVED = ("net_collection_rate", "denial_rate", "days_in_ar")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected to be done.

    Attributes:
        given: by driver, dollars or counts.
        course: how single numbers grow; lists are taken as they stand.
        volume: a fraction on top of all that follows the volume, -0.2 for a fifth less.
        payers: the payer mix; it gives the collections where ``given`` does not.
    """

    given: Mapping[str, Given]
    course: Course = LEVEL
    volume: Decimal = Decimal(0)
    payers: tuple[Payer, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """Months, what is done in them, and the options.

    Attributes:
        practice: None where no all-in cost is asked for.
        assumed: the figures of ``practice`` that nobody gave: ids of `ASSUMPTIONS`.
        facts: what decides which cautions matter.
    """

    title: str
    start: Month
    months: int
    expected: Expected
    options: tuple[Offer, ...]
    practice: PracticeFigures | None = None
    assumed: frozenset[str] = frozenset()
    facts: PracticeFacts = field(default_factory=PracticeFacts)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything that stands in for a figure that nobody gave, each once."""
        staff = [one.own_staff.assumed for one in self.options if one.own_staff is not None]
        return (
            *(one for id, one in ASSUMPTIONS.items() if id in self.assumed),
            *(one for id, one in STAFF_ASSUMPTIONS.items() if any(id in ids for ids in staff)),
        )


def usage_of(scenario: Scenario, offer: Offer) -> Usage:
    """What an option is billed on: the scenario's months, and what the option achieves in them.

    Collections that nobody gave are those of the payer mix, else what the option collects of
    what is allowed.
    """
    expected = scenario.expected
    horizon = Horizon(scenario.start, scenario.months)
    usage = projected(horizon, expected.given, expected.course)
    payers = expected.payers or _all_payers(scenario, offer)
    if payers and COLLECTIONS not in expected.given and CLAIMS in expected.given:
        usage = with_payer_mix(usage, payers)
    usage = stressed(usage, expected.volume)
    return replace(usage, metrics=_metrics(offer.performance, scenario.months))


def options_of(scenario: Scenario) -> tuple[Option, ...]:
    """Every option with what it is billed on, as simulations take them."""
    return tuple(Option.of(offer, usage_of(scenario, offer)) for offer in scenario.options)


def _all_payers(scenario: Scenario, offer: Offer) -> tuple[Payer, ...]:
    """All payers as one that pays what the option is expected to collect."""
    practice, achieved = scenario.practice, offer.performance
    if practice is None or achieved is None:
        return ()
    whole = Decimal(1)
    return (Payer("", whole, practice.allowed_per_claim, achieved.net_collection_rate),)


def _metrics(performance: Performance | None, months: int) -> Mapping[str, Floats]:
    """What the option achieves, the same in every month."""
    if performance is None:
        return {}
    return {id: np.full(months, float(getattr(performance, id))) for id in ACHIEVED}
