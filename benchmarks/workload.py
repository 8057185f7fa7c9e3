"""Invented measures and the contracts they are held against, the same in every run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.measurement import COLUMNS, DIMENSIONS, typed
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Direction, Limit, Month, Unit, Usd
from vendor_eval.sla.contract import Allocation, Consecutive, Contract, MinimumFrom, ServiceLevel

LAST = Month(2026, 10)
_SEED = 20_261_121
_ITEMS = (200, 4000)
_DECIMALS = {Unit.RATIO: 4}


@dataclass(frozen=True, slots=True)
class Promise:
    """One service level of every contract, and how its values are spread.

    Attributes:
        limits: target, warning and minimum.
        typical: in the metric's unit; ``spread`` is the standard deviation.
    """

    metric: str
    limits: tuple[str, str, str]
    typical: float
    spread: float

    def limit(self, place: int) -> Limit:
        """Target, warning or minimum, in the metric's unit."""
        unit = CATALOGUE[self.metric].unit
        return Limit.parse(self.limits[place], unit).within(unit)


PROMISES = (
    Promise("first_pass_acceptance_rate", ("> 95 %", ">= 92 %", ">= 90 %"), 0.955, 0.03),
    Promise("denial_rate", ("< 8 %", "<= 10 %", "<= 12 %"), 0.08, 0.025),
    Promise("days_in_ar", ("< 40 days", "<= 50 days", "<= 55 days"), 41.0, 8.0),
    Promise("net_collection_rate", ("> 95 %", ">= 92 %", ">= 90 %"), 0.95, 0.03),
    Promise("coding_turnaround", ("<= 48 h", "<= 60 h", "<= 72 h"), 46.0, 14.0),
    Promise("claim_submission_lag", ("<= 48 h", "<= 60 h", "<= 72 h"), 47.0, 13.0),
    Promise("resubmission_turnaround", ("<= 48 h", "<= 96 h", "<= 120 h"), 60.0, 30.0),
    Promise("coding_accuracy", (">= 95 %", ">= 93 %", ">= 90 %"), 0.95, 0.025),
    Promise("ar_over_90_rate", ("< 10 %", "<= 13 %", "<= 15 %"), 0.11, 0.03),
    Promise("report_timeliness", (">= 98 %", ">= 95 %", ">= 90 %"), 0.96, 0.03),
    Promise("coding_on_time_rate", (">= 95 %", ">= 92 %", ">= 90 %"), 0.945, 0.03),
    Promise("resubmission_on_time_rate", (">= 95 %", ">= 90 %", ">= 85 %"), 0.93, 0.04),
)


def first_month(months: int) -> Month:
    """The first of so many months that end with `LAST`."""
    return LAST.plus(1 - months)


def contracts(vendors: int, months: int) -> list[Contract]:
    """One contract a vendor, in force in all the months."""
    levels = tuple(_level(one) for one in PROMISES)
    return [
        Contract(
            vendor=name,
            starts=first_month(months).first_day,
            ends=LAST.first_day,
            service_levels=levels,
            low_volume=30,
            monthly_fee=Usd(4_000_000),
            fee_at_risk=Decimal("0.10"),
            termination=(Consecutive(3),),
        )
        for name in _names(vendors)
    ]


def _level(promise: Promise) -> ServiceLevel:
    target, warning, minimum = (promise.limit(place) for place in range(3))
    return ServiceLevel(
        promise.metric,
        target,
        warning,
        minimum,
        MinimumFrom.CONTRACT,
        credit=Allocation(Decimal("0.05")),
    )


def measures(vendors: int, months: int, not_reported: int = 0) -> pd.DataFrame:
    """Measurements with `measurement.COLUMNS`, by vendor, metric and month.

    Args:
        not_reported: how many are missing, at random.
    """
    rng = np.random.default_rng(_SEED)
    shape = (vendors, len(PROMISES), months)
    values = np.stack([_values(one, (vendors, months), rng) for one in PROMISES], axis=1)
    counted = np.array([CATALOGUE[one.metric].parts is Parts.COUNTS for one in PROMISES])
    items = rng.integers(*_ITEMS, shape).astype(float)
    items[:, ~counted, :] = np.nan
    vendor, metric, month = (axis.ravel() for axis in np.indices(shape))
    frame = pd.DataFrame(
        {
            "vendor": np.array(_names(vendors))[vendor],
            "metric": np.array([one.metric for one in PROMISES])[metric],
            "month": month + first_month(months).index,
            "value": values.ravel(),
            "numerator": np.rint(values * items).ravel(),
            "denominator": items.ravel(),
            **dict.fromkeys(DIMENSIONS, np.nan),
        }
    )
    missing = rng.choice(len(frame), not_reported, replace=False)
    return typed(frame.drop(index=missing.tolist()).reset_index(drop=True))[list(COLUMNS)]


def _values(
    promise: Promise, shape: tuple[int, int], rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """(vendors, months) values as reports write them; a vendor keeps its own level."""
    unit = CATALOGUE[promise.metric].unit
    own = rng.normal(0.0, 0.7, (shape[0], 1))
    values = promise.typical + promise.spread * (own + rng.normal(0.0, 0.7, shape))
    highest = 1.0 if unit is Unit.RATIO else math.inf
    written: npt.NDArray[np.float64] = np.clip(values, 0.0, highest)
    return np.round(written, _DECIMALS.get(unit, 1))


def rises(promise: Promise) -> bool:
    """Whether more is better."""
    return CATALOGUE[promise.metric].direction is Direction.HIGHER


def _names(vendors: int) -> Sequence[str]:
    return [f"Vendor {number:04d}" for number in range(vendors)]
