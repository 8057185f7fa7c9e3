"""What an option costs on each path beside its fee, reckoned once a path and not once a month.

Every running cost is a sum of products in which claims, what they are worth and what of it is
collected stand at most once. So the weighed months of a path may be added up first, and the
functions that reckon single months take the sums for one long month.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import numpy as np

from vendor_eval.pricing.all_in import (
    discount_factors,
    exit_cost,
    running_costs,
    terms_of,
    transition_cost,
)
from vendor_eval.pricing.arithmetic import CENTS
from vendor_eval.pricing.draws import Floats, Paths
from vendor_eval.pricing.months import Met
from vendor_eval.pricing.offer import Performance, PracticeFigures, Transition


def beside_the_fee(performance: Performance, practice: PracticeFigures, met: Met) -> Floats:
    """(paths,) cents over all months, discounted where the practice does so."""
    weights = weights_of(practice, met.usage.months)
    expected = weights * met.claims * float(practice.allowed_per_claim)
    claims = weighed(weights * met.claims, met.volume)
    allowed = weighed(expected, met.worth)
    terms = replace(
        terms_of(performance, practice, _number),
        net_collection_rate=_over(weighed(expected, met.collected), allowed),
        oversight_hours=_number(performance.oversight_hours) * weights.sum(),
    )
    costs = running_costs(claims, _over(allowed, claims), terms)
    running = costs.leakage + costs.carrying + costs.rework + costs.oversight
    exact = discount_factors(practice.discount_rate, met.usage.months)
    leaving = float(exit_cost(performance.exit, exact))
    return CENTS * (running + _transition(performance.transition, expected, met) + leaving)


def weights_of(practice: PracticeFigures | None, months: int) -> Floats:
    """(months,) what a dollar of each month counts; all alike without a practice."""
    return _weights(None if practice is None else practice.discount_rate, months)


@lru_cache(maxsize=64)
def _weights(rate: Decimal | None, months: int) -> Floats:
    weights = np.array(discount_factors(rate, months), dtype=np.float64)
    weights.flags.writeable = False
    return weights


def weighed(weights: Floats, months: Paths) -> Floats:
    """(paths,) the sum of (months, paths), each month times its weight.

    The same to the last bit whatever is computed beside it, which a product of matrices in
    several threads does not promise.
    """
    total: Floats = np.einsum("m,mp->p", weights, months)
    return total


def _transition(change: Transition, expected: Floats, met: Met) -> Floats:
    """(paths,) dollars."""
    at_once = float(transition_cost(change, (), ()))
    dip = slice(change.dip_months)
    late = weighed(expected[dip], met.worth[dip])
    return at_once + float(change.dip * change.dip_lost) * late


def _number(value: Decimal) -> Floats:
    return np.array(float(value))


def _over(above: Floats, below: Floats) -> Floats:
    """The quotient; nothing where there is nothing below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)
