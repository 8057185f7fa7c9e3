"""The agreement as values: service levels with their limits, and what a breach gives.

Everything is in the metric's own unit already, and nothing here knows how it was written down.
Whoever builds a contract has checked its limits (`limits`): the reader of files lists every
fault and builds nothing from a file that has one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from vendor_eval.measurement import Truth
from vendor_eval.quantities import Limit, Month, Quantity, Usd, first_whole_month


class Clock(StrEnum):
    """Which hours a turnaround counts; on a business clock a business day has 24 of them."""

    CALENDAR = "calendar"
    BUSINESS = "business"


class Sample(StrEnum):
    """What of an audited sample can break a promise."""

    INTERVAL = "interval"
    POINT = "point estimate"


class MinimumFrom(StrEnum):
    """Who set the minimum that a month is held against."""

    CONTRACT = "contract"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Allocation:
    """A breach costs ``share`` (a fraction of one) of the month's amount at risk."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """A breach costs ``amount``."""

    amount: Usd


@dataclass(frozen=True, slots=True)
class PercentOfFee:
    """A breach costs ``share`` (a fraction of one) of the month's fee."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class LinearGap:
    """A breach costs a share of the amount at risk that grows with the gap.

    Nothing at the minimum, ``share`` of it at ``full_at`` (in the metric's unit) and beyond.
    """

    share: Decimal
    full_at: Decimal


@dataclass(frozen=True, slots=True)
class SeverityPoints:
    """A breach collects one point for each started ``step`` between value and target.

    Attributes:
        step: in the metric's unit; 0.01 for a percentage point.
        share_a_point: fraction of the month's fee that a point costs, or None.
        amount_a_point: money that a point costs, or None; exactly one of both is set.
    """

    step: Decimal
    share_a_point: Decimal | None = None
    amount_a_point: Usd | None = None


CreditMethod = Allocation | FixedAmount | PercentOfFee | LinearGap | SeverityPoints


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """One promise about one metric, from one date on.

    Attributes:
        target: what the vendor aims for.
        warning: the line whose crossing is an alert and no breach; None where there is none.
        minimum: the values that keep the promise; only crossing it is a breach. None where
            neither the contract nor the catalogue sets one: such a level cannot be breached.
        minimum_from: who set the minimum; None where there is none.
        effective: the date the entry takes over from an earlier one; None for the start.
        repeat_multiplier: times the credit when the last judged month was a breach too.
        clause: where the contract says so, for example "Exhibit B, 2.1"; empty when unknown.
        judged_on: whose value is held against the limits.
        sample: of an audited rate: whether a breach takes a sample that can tell the rate from
            the minimum, or the rate alone.
    """

    metric: str
    target: Limit
    warning: Limit | None = None
    minimum: Limit | None = None
    minimum_from: MinimumFrom | None = None
    effective: dt.date | None = None
    credit: CreditMethod | None = None
    repeat_multiplier: Decimal = Decimal(1)
    clause: str = ""
    clock: Clock = Clock.CALENDAR
    judged_on: Truth = Truth.REPORTED
    sample: Sample = Sample.INTERVAL


@dataclass(frozen=True, slots=True)
class Consecutive:
    """So many judged months in a row in breach, of one metric."""

    months: int


@dataclass(frozen=True, slots=True)
class NOfM:
    """``n`` breaches of one metric within any ``m`` consecutive calendar months."""

    n: int
    m: int


@dataclass(frozen=True, slots=True)
class SumOfCredits:
    """Credits of ``amount`` or more, before earn-back, within ``months`` calendar months."""

    amount: Usd
    months: int


@dataclass(frozen=True, slots=True)
class ShareFailing:
    """More than ``share`` of all judged measurements of ``months`` calendar months in breach."""

    share: Decimal
    months: int


@dataclass(frozen=True, slots=True)
class RollingAverage:
    """The metric's average over ``months`` calendar months does not keep ``limit``."""

    metric: str
    limit: Limit
    months: int


TerminationRule = Consecutive | NOfM | SumOfCredits | ShareFailing | RollingAverage


@dataclass(frozen=True, slots=True)
class Items:
    """Items that are left out of a month: how many, and how many of them in the numerator.

    Counts, or US dollars for a metric of dollars.
    """

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Relief:
    """An approved exclusion of this metric's month.

    Attributes:
        items: that are left out before the month is judged; None where the whole month is shown
            and not judged.
    """

    metric: str
    month: Month
    reason: str
    approved_by: str
    items: Items | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """An event behind the breach of this metric in this month.

    Attributes:
        name: breaches of one month that share it cost once, the largest credit.
    """

    metric: str
    month: Month
    name: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Within what time the agreement wants something done, in days or business days.

    Each is None where the agreement says nothing: then nothing is late.

    Attributes:
        root_cause: for the vendor to name the root cause of a breach.
        plan: for the vendor to hand in its remediation plan.
        dispute: for the vendor to dispute a finding.
        notice: for the practice to use a right to terminate, before it lapses.
        delivery: that a notice takes to arrive.
    """

    root_cause: Quantity | None = None
    plan: Quantity | None = None
    dispute: Quantity | None = None
    notice: Quantity | None = None
    delivery: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """One agreement with one vendor.

    Attributes:
        ends: the last day of the term, inclusive.
        ramp_months: whole months from the start that are measured without consequence.
        low_volume: a ratio over fewer items is not judged; 0 judges every month.
        monthly_fee: the fee of every month that ``fees`` does not name; None when unknown.
        fee_at_risk: fraction of a month's fee that all its credits together cannot exceed;
            None where the contract sets no such cap.
        service_levels: in the contract's order; several of one metric are amendments.
        earn_back_months: judged months on target that give a credit back; None where none do.
    """

    vendor: str
    starts: dt.date
    ends: dt.date
    service_levels: tuple[ServiceLevel, ...]
    ramp_months: int = 0
    low_volume: int = 0
    monthly_fee: Usd | None = None
    fees: Mapping[Month, Usd] = field(default_factory=dict)
    fee_at_risk: Decimal | None = None
    termination: tuple[TerminationRule, ...] = ()
    earn_back_months: int | None = None
    relief: tuple[Relief, ...] = ()
    incidents: tuple[Incident, ...] = ()
    deadlines: Deadlines = Deadlines()

    @property
    def first_month(self) -> Month:
        """The first month in force: the first that begins on or after the start."""
        return first_whole_month(self.starts)

    @property
    def last_month(self) -> Month:
        """The month of the last day of the term."""
        return Month.of(self.ends)

    def fee(self, month: Month) -> Usd | None:
        """The fee of ``month``, or None where the contract names none."""
        return self.fees.get(month, self.monthly_fee)
