"""A metric's value for one vendor and month: the noun that all subjects share.

One measurement is a `Measurement`; many are a data frame with `COLUMNS`. Where numerator and
denominator are known the value is derived from them, and measurements of sites, payers or
specialties add up as sums over sums, never as averages of averages. What cannot be added up
stays missing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.metrics import Metric, Parts
from vendor_eval.quantities import Month, Unit

DIMENSIONS = ("site", "payer", "specialty")
COLUMNS = ("vendor", "month", "metric", "value", "numerator", "denominator", *DIMENSIONS)

# Numerators and denominators with at most this many decimals are scaled to whole numbers, whose
# quotient is the correctly rounded one: 11.97 / 12.60 is exactly the double 0.95.
PART_DECIMALS = 4
_SCALE = 10**PART_DECIMALS
REMEMBERED = 3
"""Months for which a part of the practice is expected to be reported again."""
_ROUNDING = 1e-12
# The 97.5th percentile of the normal distribution: 95 % lie between it and its negative.
_Z = 1.959963984540054

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Truth(StrEnum):
    """Whose value of a metric it is."""

    REPORTED = "reported"
    RECOMPUTED = "recomputed"
    AUDITED = "audited"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value as reported.

    Attributes:
        value: in the metric's unit, a ratio as a fraction of one; None where nothing was measured.
        numerator: a count, or US dollars for a metric of dollars; None where not reported.
        denominator: as numerator; for a median the number of items behind it.
        site: None for the whole practice; likewise payer and specialty.
    """

    vendor: str
    month: Month
    metric: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    site: str | None = None
    payer: str | None = None
    specialty: str | None = None


def frame_of(measurements: Iterable[Measurement]) -> pd.DataFrame:
    """The measurements as a frame with `COLUMNS`, one row each; month as `Month.index`."""
    rows = [
        (
            one.vendor,
            one.month.index,
            one.metric,
            one.value,
            one.numerator,
            one.denominator,
            one.site,
            one.payer,
            one.specialty,
        )
        for one in measurements
    ]
    return typed(pd.DataFrame(rows, columns=list(COLUMNS)))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with the column types that every function of the subjects relies on.

    ``month`` is int64 (`Month.index`), numbers are float64 with NaN where missing, names are
    strings with NaN where a dimension does not apply.
    """
    kinds = dict.fromkeys(("vendor", "metric", *DIMENSIONS), "str")
    kinds |= dict.fromkeys(("value", "numerator", "denominator"), "float64")
    return frame.astype({**kinds, "month": "int64"})


def known_value(number: float) -> float | None:
    """The one missing value of frames, NaN, as the one of values, None."""
    return None if math.isnan(number) else number


def rate(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """Numerator over denominator, NaN where one is missing or the denominator is 0.

    Where both have at most `PART_DECIMALS` decimals the quotient is the double nearest to the
    exact one, so that it equals a limit exactly when it should.
    """
    top, bottom = _scaled(numerator), _scaled(denominator)
    quotient = np.full(len(top), np.nan)
    np.divide(top, bottom, out=quotient, where=~np.isnan(bottom) & (bottom != 0))
    return pd.Series(quotient, index=numerator.index)


def _scaled(part: pd.Series) -> Floats:
    """``part`` times 10,000, whole where it has at most `PART_DECIMALS` decimals."""
    scaled: Floats = part.to_numpy(np.float64) * _SCALE
    # Counts are whole at once; only the rest is worth a closer look.
    rest = np.flatnonzero(scaled != np.rint(scaled))
    broken = scaled[rest]
    whole = np.rint(broken)
    # What adding cents loses is far less than this; a fifth decimal of what practices bill is more.
    near = np.abs(broken - whole) <= _ROUNDING * np.maximum(np.abs(broken), 1)
    scaled[rest[near]] = whole[near]
    return scaled


def rolled_up(frame: pd.DataFrame, metrics: Mapping[str, Metric]) -> pd.DataFrame:
    """One row a vendor, month and metric for the whole practice, with `COLUMNS` and ``parts``.

    A row without site, payer and specialty is the total and wins (``parts`` 0). Without one, the
    rows of one breakdown are added up and ``parts`` counts them: counts and dollars as sums,
    rates as sums over sums. When any part lacks what is needed, or the metric is a median, the
    value is NaN: missing, not guessed. Of several breakdowns the first of `DIMENSIONS` is used.
    """
    sliced = frame[list(DIMENSIONS)].notna()
    is_total = ~sliced.any(axis=1)
    if is_total.all():
        return frame.assign(parts=0)
    totals = frame.loc[is_total].assign(parts=0)
    pieces = frame.loc[counting(frame) & ~is_total.to_numpy()]
    if pieces.empty:
        return totals
    return pd.concat([totals, _summed(pieces, metrics)], ignore_index=True)


def counting(frame: pd.DataFrame) -> Bools:
    """(n,) whether each row is part of what `rolled_up` gives for its vendor, month and metric.

    Args:
        frame: has the columns vendor, month, metric and `DIMENSIONS`; one that does not apply is
            missing.
    """
    sliced = frame[list(DIMENSIONS)].notna()
    # Which dimensions a row fills, the whole of it as one number: site 4, payer 2, specialty 1.
    breakdown = pd.Series(sliced.to_numpy() @ np.array([4, 2, 1]), index=frame.index)
    # The total is all there is to count; then a breakdown by one dimension is preferred to one by
    # two: 4, then 2, then 1, then the rest.
    preference = breakdown.map({0: 0, 4: 1, 2: 2, 1: 3, 6: 4, 5: 5, 3: 6, 7: 7})
    best = preference.groupby([frame[key] for key in ("vendor", "month", "metric")]).transform(
        "min"
    )
    return (preference == best).to_numpy(np.bool_)


def _summed(pieces: pd.DataFrame, metrics: Mapping[str, Metric]) -> pd.DataFrame:
    """The pieces added up, one row a vendor, month and metric."""
    grouped = pieces.groupby(["vendor", "month", "metric"], sort=False)
    sums = grouped[["value", "numerator", "denominator"]].sum(min_count=1)
    # A sum over some of the parts would flatter or blame; it must be all of them.
    complete = grouped[["value", "numerator", "denominator"]].count().eq(grouped.size(), axis=0)
    sums = sums.where(complete)
    sums["parts"] = grouped.size()
    sums = sums.reset_index()
    known = metrics.values()
    of_parts = sums["metric"].isin([one.id for one in known if one.parts is not Parts.NONE])
    adds = sums["metric"].isin([one.id for one in known if one.unit in (Unit.COUNT, Unit.USD)])
    derived = rate(sums["numerator"], sums["denominator"])
    sums["value"] = derived.where(of_parts, sums["value"].where(adds))
    return typed(sums.assign(**dict.fromkeys(DIMENSIONS, np.nan)))[[*COLUMNS, "parts"]]


def silent_parts(frame: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Parts of the practice that a total of ``month`` lacks, one row a vendor, metric and part.

    A part is lacking when it was reported in one of the `REMEMBERED` months before and not in this
    one, although other parts were and no total was. The sum over the others is then no total.

    Returns:
        The columns vendor, metric and `DIMENSIONS`.
    """
    key = ["vendor", "metric", *DIMENSIONS]
    is_part = frame[list(DIMENSIONS)].notna().any(axis=1)
    in_month = frame["month"] == month.index
    before = frame["month"].between(month.plus(-REMEMBERED).index, month.plus(-1).index)
    now = frame.loc[is_part & in_month, key]
    missing = (
        frame.loc[is_part & before, key].drop_duplicates().merge(now, how="left", indicator=True)
    )
    lacking = missing.loc[missing["_merge"] == "left_only", key]
    named = pd.MultiIndex.from_frame(lacking[["vendor", "metric"]])
    totals = pd.MultiIndex.from_frame(frame.loc[~is_part & in_month, ["vendor", "metric"]])
    summed = pd.MultiIndex.from_frame(now[["vendor", "metric"]])
    return lacking[named.isin(summed) & ~named.isin(totals)].reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class Interval:
    """The shares that a sample is compatible with, both ends included; fractions of one."""

    low: float
    high: float


def wilson(good: int, of: int) -> Interval:
    """The score interval of a share with 95 % confidence.

    Things that tend to be right or wrong together, such as the codes of one encounter, make it
    narrower than the truth.

    Args:
        good: 0 to ``of``.
        of: the size of the sample, at least 1.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
        Journal of the American Statistical Association 22 (1927), 209-212.
    """
    low, high = wilson_ends(np.array(good, np.float64), np.array(of, np.float64))
    return Interval(float(low), float(high))


def wilson_ends(good: Floats, of: Floats) -> tuple[Floats, Floats]:
    """Both ends of `wilson`'s interval for many samples at once; NaN where one is not known."""
    share, z2 = good / of, _Z * _Z
    middle = share + z2 / (2 * of)
    half = _Z * np.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    scale = 1 + z2 / of
    # At either end rounding would leave a trace of what is nothing.
    low = np.where(good == 0, 0.0, (middle - half) / scale)
    return low, np.where(good == of, 1.0, (middle + half) / scale)
