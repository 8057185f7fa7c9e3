"""How far the cost of a month may spread: quantiles over paths, month by month."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vendor_eval.pricing.all_in import Running, running_costs, terms_of
from vendor_eval.pricing.arithmetic import CENTS
from vendor_eval.pricing.draws import CHUNK, Floats, Paths, Plan, draw, streams
from vendor_eval.pricing.months import Met, Months
from vendor_eval.pricing.offer import PracticeFigures
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.simulation import Case, fee_of

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
# More paths are not looked at: every month of each of them has to be kept for its quantiles.
MOST_PATHS = 5 * CHUNK


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """The spread of one option's months, in the money of each month.

    Attributes:
        fees: (levels, months) cents, a row for each of `LEVELS`.
        all_in: likewise, the fee and the running costs beside it, without transition and exit;
            None where no performance is known.
    """

    option: str
    fees: Floats
    all_in: Floats | None


def fans(case: Case, plan: Plan, names: Container[str] | None = None) -> tuple[Fan, ...]:
    """The fans of options over the first paths of the plan, `MOST_PATHS` at most.

    Args:
        names: of the options wanted, which meet the months that all of them meet; None for all.
    """
    plan = replace(plan, paths=min(plan.paths, MOST_PATHS))
    case = case.in_floats()
    months = [Months.of(draw(plan, case.uncertainty, [one])) for one in streams(plan)]
    found = []
    for option in case.options:
        if names is not None and option.name not in names:
            continue
        met = [one.met_by(option, case.vendors.index(option.vendor)) for one in months]
        fees = [np.broadcast_to(fee_of(option, one.usage), one.worth.shape) for one in met]
        beside = [_beside(option, case.practice, one) for one in met]
        all_in = [fee + cost for fee, cost in zip(fees, beside, strict=True) if cost is not None]
        spread = _levels(all_in, plan.paths) if all_in else None
        found.append(Fan(option.name, _levels(fees, plan.paths), spread))
    return tuple(found)


def _beside(option: Option, practice: PracticeFigures | None, met: Met) -> Floats | None:
    """(months, paths) cents of running costs."""
    if practice is None or option.performance is None:
        return None
    terms = terms_of(option.performance, practice, lambda value: np.array(float(value)))
    worth, volume = met.worth.astype(np.float64), met.volume.astype(np.float64)
    rate = np.divide(met.collected, worth, out=np.zeros_like(worth), where=worth > 0)
    costs: Running[Floats] = running_costs(
        met.claims[:, None] * volume,
        float(practice.allowed_per_claim) * (worth / volume),
        replace(terms, net_collection_rate=rate),
    )
    return CENTS * (costs.leakage + costs.carrying + costs.rework + costs.oversight)


def _levels(chunks: Sequence[Paths], paths: int) -> Floats:
    months = np.concatenate(chunks, axis=1)[:, :paths]
    found: Floats = np.quantile(months, LEVELS, axis=1)
    return found
