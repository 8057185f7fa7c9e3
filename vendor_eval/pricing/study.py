"""Everything that a simulation tells about a choice: how options stand, and what to find out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from vendor_eval.pricing.draws import Floats, Plan
from vendor_eval.pricing.information import Information, information
from vendor_eval.pricing.risk import Risk, risks
from vendor_eval.pricing.sensitivity import POINTS_OFF
from vendor_eval.pricing.simulation import Case, Progress, Simulation, simulated
from vendor_eval.pricing.stress import AS_EXPECTED, Shock

# Growth of volume in a year that a practice should stand up to, and one that shrinks.
# Source: S003 on scalability for 20 to 40 percent; the other is an assumption.
GROWTHS = (Decimal("0.2"), Decimal("0.4"), Decimal("-0.15"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How options stand in one kind of cost.

    Attributes:
        risks: of the options that have such a cost, in the order of the case.
    """

    risks: tuple[Risk, ...]
    information: Information


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """What came of the paths of a plan.

    Attributes:
        fees: of all options.
        all_in: None where no option has an all-in cost.
    """

    plan: Plan
    fees: Standing
    all_in: Standing | None


def study(case: Case, plan: Plan, progress: Progress | None = None) -> Study:
    """The study of a case.

    Args:
        progress: called after each chunk of paths; what it raises ends the study.
    """
    found = simulated(case, plan, progress)
    known = ~np.isnan(found.all_in[:, 0])
    return Study(
        plan=plan,
        fees=_standing(found, found.fees, np.ones_like(known)),
        all_in=_standing(found, found.all_in, known) if known.any() else None,
    )


def regret_shocks(case: Case) -> tuple[Shock, ...]:
    """What to stand up to: more volume, growth, and each vendor collecting less than promised."""
    return (
        AS_EXPECTED,
        Shock("a fifth less volume", volume=Decimal("-0.2")),
        Shock("two fifths more volume", volume=Decimal("0.4")),
        *(_growing(rate) for rate in GROWTHS),
        *_slipping(case),
    )


def _growing(rate: Decimal) -> Shock:
    way = "growing" if rate > 0 else "shrinking"
    return Shock(f"{way} {abs(rate) * 100:.0f} % a year", growth=rate)


def _slipping(case: Case) -> Iterator[Shock]:
    """Each vendor that promised a net collection rate keeps less of it than it said."""
    promised = {
        option.vendor: option.performance.net_collection_rate
        for option in reversed(case.options)
        if option.performance is not None
    }
    points = POINTS_OFF * 100
    for vendor in case.vendors:
        if promised.get(vendor, Decimal(0)) > POINTS_OFF:
            rate = promised[vendor] - POINTS_OFF
            yield Shock(f"{vendor} collects {points:.0f} points less", rates=((vendor, rate),))


def _standing(found: Simulation, costs: Floats, known: np.ndarray) -> Standing:
    options = [name for name, told in zip(found.options, known, strict=True) if told]
    rows = costs[known]
    return Standing(risks(options, rows), information(options, rows, found.inputs()))
