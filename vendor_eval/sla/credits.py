"""Service credits: what a breach costs, capped at the month's amount at risk, and earned back.

Arithmetic is exact until the last step. The amount at risk is rounded half-up to the cent; so is
each credit while all of a month's credits fit into it. Where they do not, the amount at risk is
shared out in proportion, largest remainder first. Of the breaches of one incident only the one that
costs most, before the cap, has a credit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from vendor_eval.errors import Fault
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.contract import (
    Allocation,
    Contract,
    FixedAmount,
    LinearGap,
    PercentOfFee,
    ServiceLevel,
    SeverityPoints,
)
from vendor_eval.sla.figures import exact
from vendor_eval.sla.findings import Status
from vendor_eval.sla.grid import Ints
from vendor_eval.sla.incidents import incident_of
from vendor_eval.sla.judging import is_judged, series_of

# One row a credit of at least a cent, by contract, then month, then the contract's order of
# metrics. ``earned_back`` is the `Month.index` in which the vendor earned it back, missing where
# it has not.
CREDIT_COLUMNS = ("contract", "vendor", "metric", "month", "cents", "earned_back")


class Breach(NamedTuple):
    """What a credit is computed from.

    Attributes:
        value: in the metric's unit, as measured; NaN parts are not known.
        repeated: whether the last judged month of the metric was a breach too.
        incident: which event of the month was behind it; empty for one of its own.
    """

    level: ServiceLevel
    value: float
    numerator: float = math.nan
    denominator: float = math.nan
    repeated: bool = False
    incident: str = ""

    @property
    def exact(self) -> Fraction:
        """The measured value, exactly."""
        return exact(self.value, self.numerator, self.denominator)


class Stakes(NamedTuple):
    """What a month is worth.

    Attributes:
        at_risk: what all credits of the month together cannot exceed; None where there is no cap.
    """

    fee: Usd
    at_risk: Usd | None


@dataclass(frozen=True, slots=True)
class MissingFee(Fault):
    """A month whose credits need a fee that the contract does not name."""

    vendor: str
    month: Month


def credits_due(
    contracts: Sequence[Contract], findings: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[MissingFee, ...]]:
    """The credits that ``findings`` (all that `judge` found) give, with `CREDIT_COLUMNS`.

    Returns:
        The credits, and a fault for each month whose credits need a fee that the contract does
        not name; such a month has no credits in the frame.
    """
    rows: list[int] = []
    cents: list[int] = []
    faults: list[MissingFee] = []
    for (contract, month), places, breaches in _costly_months(contracts, findings):
        stakes = stakes_of(contract, month)
        if stakes is None and _need_stakes(contract, breaches):
            faults.append(_missing_fee(contract, month))
            continue
        rows += places
        cents += [one.cents for one in credits_of_month(breaches, stakes or Stakes(Usd(0), None))]
    due = findings.loc[rows, ["contract", "vendor", "metric", "month"]].assign(
        cents=np.array(cents, dtype=np.int64),
        earned_back=_earned_back(contracts, findings, np.array(rows, dtype=np.int64)),
    )
    return due[due["cents"] > 0].reset_index(drop=True), tuple(faults)


def stakes_of(contract: Contract, month: Month) -> Stakes | None:
    """The month's fee and amount at risk (half-up to the cent), or None without a fee."""
    fee = contract.fee(month)
    if fee is None:
        return None
    share = contract.fee_at_risk
    return Stakes(fee, None if share is None else Usd.of(fee.dollars * share))


def _need_stakes(contract: Contract, breaches: Sequence[Breach]) -> bool:
    """Whether the month's fee matters: fixed amounts without a cap do not depend on it."""
    if contract.fee_at_risk is not None:
        return True
    return any(_depends_on_fee(breach.level) for breach in breaches)


def _depends_on_fee(level: ServiceLevel) -> bool:
    match level.credit:
        case FixedAmount() | SeverityPoints(share_a_point=None):
            return False
        case _:
            return True


def _missing_fee(contract: Contract, month: Month) -> MissingFee:
    return MissingFee(
        f"{contract.vendor}: fees",
        f"a service credit falls due in {month.shown} and the fee of that month is missing",
        f'write monthly_fee, or under [fees] a line such as "{month}" = "40000.00 USD"',
        contract.vendor,
        month,
    )


def _costly_months(
    contracts: Sequence[Contract], findings: pd.DataFrame
) -> Iterator[tuple[tuple[Contract, Month], list[int], list[Breach]]]:
    """Each contract's months with breaches that cost something, in order, and those breaches."""
    breaches = findings[(findings["status"] == Status.BREACH.value).to_numpy()]
    # A stable order: within a month the contract's order of metrics stays.
    ordered = breaches.sort_values(["contract", "month"], kind="stable")
    columns = ("contract", "month", "level", "value", "numerator", "denominator", "streak")
    entries = zip(ordered.index, *(ordered[name].tolist() for name in columns), strict=True)
    for (at, index), group in groupby(entries, key=lambda entry: entry[1:3]):
        places: list[int] = []
        found: list[Breach] = []
        for place, _, _, level_at, value, numerator, denominator, streak in group:
            level = contracts[at].service_levels[level_at]
            if level.credit is not None:
                places.append(place)
                incident = incident_of(contracts[at], level.metric, Month.at(index))
                found.append(Breach(level, value, numerator, denominator, streak > 1, incident))
        if found:
            yield (contracts[at], Month.at(index)), places, found


def credits_of_month(breaches: Sequence[Breach], stakes: Stakes) -> list[Usd]:
    """What each breach of one month costs; together never more than the amount at risk."""
    owed = _once(breaches, [_owed(breach, stakes) for breach in breaches])
    rounded = [_half_up(cents) for cents in owed]
    # Rounding alone can pass the cap by a cent; the cap holds then too.
    if stakes.at_risk is not None and sum(rounded) > stakes.at_risk.cents:
        rounded = shared_out(stakes.at_risk.cents, owed)
    return [Usd(cents) for cents in rounded]


def _once(breaches: Sequence[Breach], owed: Sequence[Fraction]) -> list[Fraction]:
    """``owed``, of each incident only for the dearest breach, the first of equals."""
    dearest: dict[str, int] = {}
    for at, (breach, cents) in enumerate(zip(breaches, owed, strict=True)):
        if breach.incident and cents > owed[dearest.setdefault(breach.incident, at)]:
            dearest[breach.incident] = at
    return [
        cents if dearest.get(breach.incident, at) == at else Fraction(0)
        for at, (breach, cents) in enumerate(zip(breaches, owed, strict=True))
    ]


def _half_up(cents: Fraction) -> int:
    """Whole cents of an amount that is not negative."""
    return (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)


def shared_out(total: int, claims: Sequence[Fraction]) -> list[int]:
    """``total`` in whole parts proportional to ``claims``; they add up to it exactly.

    Parts are rounded down; what is left goes one by one to the largest remainders, of equal
    ones to the first.
    """
    shares = [total * claim / sum(claims) for claim in claims]
    parts = [math.floor(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: parts[at] - shares[at])
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def _owed(breach: Breach, stakes: Stakes) -> Fraction:
    """The breach's credit in cents before cap and rounding.

    The repeat multiplier applies once, however long the streak is.
    """
    once = _base(breach, stakes)
    return once * Fraction(breach.level.repeat_multiplier) if breach.repeated else once


def _base(breach: Breach, stakes: Stakes) -> Fraction:
    """The credit in cents of a breach that is no repeat."""
    at_risk = (stakes.at_risk or Usd(0)).cents
    match breach.level.credit:
        case Allocation(share):
            return at_risk * Fraction(share)
        case FixedAmount(amount):
            return Fraction(amount.cents)
        case PercentOfFee(share):
            return stakes.fee.cents * Fraction(share)
        case LinearGap(share, full_at):
            return at_risk * Fraction(share) * _part_of_way(breach, Fraction(full_at))
        case SeverityPoints(step, share_a_point, amount_a_point):
            point = Fraction(share_a_point or 0) * stakes.fee.cents
            each = point if amount_a_point is None else Fraction(amount_a_point.cents)
            return points(breach.level, breach.exact, Fraction(step)) * each
        case None:
            return Fraction(0)


def _part_of_way(breach: Breach, full_at: Fraction) -> Fraction:
    """How far the value is from the minimum (0) to ``full_at`` and beyond (1)."""
    assert breach.level.minimum is not None, "a breach has crossed a minimum"
    minimum = Fraction(breach.level.minimum.quantity.value)
    return min(Fraction(1), (breach.exact - minimum) / (full_at - minimum))


def points(level: ServiceLevel, value: Fraction, step: Fraction) -> int:
    """One point for each started ``step`` between ``value`` and the target, at least one.

    A value equal to a target that excludes it has started the first step.
    """
    gap = abs(Fraction(level.target.quantity.value) - value)
    return max(1, math.ceil(gap / step))


def _earned_back(
    contracts: Sequence[Contract], findings: pd.DataFrame, rows: Ints
) -> pd.arrays.IntegerArray:
    """The month in which the credit of each finding in ``rows`` was earned back, if it was.

    All of the metric's next so many judged months must be on target; months that were not
    judged are passed over, and one judged month short of the target ends the chance.
    """
    judged = np.flatnonzero(is_judged(findings))
    on_target = (findings["status"] == Status.ON_TARGET.value).to_numpy()[judged]
    so_far = np.concatenate([[0], np.cumsum(on_target)])
    months = np.array([one.earn_back_months or 0 for one in contracts], dtype=np.int64)
    needed = months[findings["contract"].to_numpy()[rows]]
    here = np.searchsorted(judged, rows)
    last = here + needed
    reached = (needed > 0) & (last < len(judged))
    last = np.where(reached, last, here)
    series = series_of(findings)
    reached &= series[judged[last]] == series[rows]
    reached &= so_far[last + 1] - so_far[here + 1] == needed
    month = findings["month"].to_numpy()[judged[last]]
    return pd.arrays.IntegerArray(month, ~reached)
