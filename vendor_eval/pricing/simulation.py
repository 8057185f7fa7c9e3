"""What options cost when months turn out otherwise than expected: thousands of paths of them.

Every option meets the same months, is billed by the functions that bill a real invoice, and has
its all-in cost reckoned by those of a single option. Paths are independent of each other, so that
any number may be computed at once, and only sums of a path are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from vendor_eval.pricing.arithmetic import FLOAT, sum_of
from vendor_eval.pricing.beside import beside_the_fee, weighed, weights_of
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.draws import (
    CHUNK,
    PATHS,
    SEED,
    Draws,
    Floats,
    Paths,
    Plan,
    Uncertainty,
    draw,
    streams,
)
from vendor_eval.pricing.information import Input
from vendor_eval.pricing.months import Months
from vendor_eval.pricing.offer import Performance, PracticeFigures
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.usage import Usage

# Chunks computed side by side: enough for what is done once a time not to count.
AT_ONCE = 4

Progress = Callable[[int, int], None]
"""Told how many paths are done, and of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What is simulated.

    Attributes:
        options: at least one; their usages have the same months.
        practice: None where only fees are asked for.
    """

    options: tuple[Option, ...]
    practice: PracticeFigures | None
    uncertainty: Uncertainty

    @property
    def vendors(self) -> tuple[str, ...]:
        """Whose odds are drawn, each once."""
        return tuple(dict.fromkeys(option.vendor for option in self.options))

    def plan(self, paths: int = PATHS, seed: int = SEED) -> Plan:
        """So many paths of this case."""
        return Plan(self.options[0].usage.months, len(self.vendors), paths, seed)

    def in_floats(self) -> Case:
        """The same case, its usages in floats."""
        options = (replace(one, usage=one.usage.reckoned(FLOAT)) for one in self.options)
        return replace(self, options=tuple(options))


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """What came of the paths; sums over all months, discounted where the practice does so.

    Attributes:
        options: their names, in the order of the rows.
        vendors: whose work each option is.
        fees: (options, paths) cents, without what is not billed.
        all_in: (options, paths) cents; NaN for an option without performance.
        rates: (options, paths) the net collection rate that each option is good for, whatever
            payers' moods and growth make of it; NaN without performance.
        volume: (paths,) mean volume around its trend; 1 where as expected.
        allowed: (paths,) mean allowed amount per claim; 1 where as expected.
        growth: (paths,) of volume in a year.
    """

    options: tuple[str, ...]
    vendors: tuple[str, ...]
    fees: Floats
    all_in: Floats
    rates: Floats
    volume: Floats
    allowed: Floats
    growth: Floats
    plan: Plan

    def inputs(self) -> tuple[Input, ...]:
        """What was uncertain, each by itself, for asking what it is worth to know."""
        rates: dict[str, Input] = {}
        for vendor, rate in zip(self.vendors, self.rates, strict=True):
            if not np.isnan(rate[0]):
                rates.setdefault(vendor, Input(f"the net collection rate of {vendor}", rate))
        return (
            *rates.values(),
            Input("the growth of volume", self.growth),
            Input("the volume of a month", self.volume),
            Input("the allowed amount per claim", self.allowed),
        )


def simulated(
    case: Case, plan: Plan, progress: Progress | None = None, at_once: int = AT_ONCE
) -> Simulation:
    """The paths of the plan.

    Args:
        progress: called whenever so many chunks are done.
        at_once: chunks computed side by side; changes nothing but time and memory.
    """
    case = case.in_floats()
    found, generators = _blank(case, plan), streams(plan)
    _keep_freed_memory()

    for first in range(0, plan.chunks, at_once):
        draws = draw(plan, case.uncertainty, generators[first : first + at_once])
        done = _fill(found, case, draws, first * CHUNK)
        if progress is not None:
            progress(done, plan.paths)
    return found


def _keep_freed_memory() -> None:
    """Have the C library keep what chunks free for the next one.

    It does so up to twice the size of the largest array that was ever freed; handing memory back
    and fetching it anew takes as long as all the arithmetic.
    """
    np.empty(3_000_000)


def _blank(case: Case, plan: Plan) -> Simulation:
    rows, paths = len(case.options), plan.paths
    return Simulation(
        options=tuple(option.name for option in case.options),
        vendors=tuple(option.vendor for option in case.options),
        fees=np.empty((rows, paths)),
        all_in=np.full((rows, paths), np.nan),
        rates=np.full((rows, paths), np.nan),
        volume=np.empty(paths),
        allowed=np.empty(paths),
        growth=np.empty(paths),
        plan=plan,
    )


def _fill(found: Simulation, case: Case, draws: Draws, first: int) -> int:
    """Compute some paths into their own columns; how many are done with them."""
    here = slice(first, min(first + len(draws.growth), found.plan.paths))
    wanted = here.stop - here.start
    costs = costs_on(case, draws)
    found.fees[:, here] = costs.fees[:, :wanted]
    found.all_in[:, here] = costs.all_in[:, :wanted]
    found.rates[:, here] = costs.rates[:, :wanted]
    found.volume[here] = (_mean(draws.volume) / _mean(draws.trend))[:wanted]
    found.allowed[here] = _mean(draws.allowed)[:wanted]
    found.growth[here] = draws.growth[:wanted]
    return here.stop


def _mean(months: Paths) -> Floats:
    """(paths,) of all months."""
    mean: Floats = months.mean(axis=0, dtype=np.float64)
    return mean


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What the options cost on the paths of some draws; as in `Simulation`."""

    fees: Floats
    all_in: Floats
    rates: Floats


def costs_on(case: Case, draws: Draws) -> Costs:
    """What every option costs on every path of ``draws``; usages are in floats."""
    months, vendors = Months.of(draws), case.vendors
    weights = weights_of(case.practice, len(draws.trend))
    shape = len(case.options), len(draws.growth)
    found = Costs(np.empty(shape), np.full(shape, np.nan), np.full(shape, np.nan))
    for at, option in enumerate(case.options):
        place = vendors.index(option.vendor)
        met = months.met_by(option, place)
        found.fees[at] = weighed(weights, fee_of(option, met.usage))
        if option.performance is None:
            continue
        found.rates[at] = good_for(option.performance, draws.vendor_odds[place])
        if case.practice is not None:
            beside = months.once(
                ("beside", option.performance, id(met.collected), met.claims.tobytes()),
                partial(beside_the_fee, option.performance, case.practice, met),
            )
            found.all_in[at] = found.fees[at] + beside
    return found


def good_for(performance: Performance, odds: Paths) -> Paths:
    """(paths,) the net collection rate of a vendor whose odds of not collecting are so drawn."""
    promised = float(performance.net_collection_rate)
    return promised / (promised + (1 - promised) * odds)


def fee_of(option: Option, usage: Usage) -> Paths:
    """(months, paths) cents, of all parts; (months, 1) where no path changes them."""
    fees = (bill(part, usage).fee for part in option.parts)
    # What is counted on nothing has months and no paths.
    return sum_of(fee.reshape(usage.months, -1) for fee in fees)
