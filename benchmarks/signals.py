"""All four signals of many series, and the outlook beside a forecasting library's loop."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import workload
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Timing, in_turns, timed
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Limit, Month
from vendor_eval.signals.measured import SeriesName, is_counted, limits_of, measured
from vendor_eval.signals.outlook import outlook
from vendor_eval.signals.review import review_counts, review_values
from vendor_eval.signals.series import Counts, Floats, Limits
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.judging import judge

_UNDER = 1
_FASTER = 100
_MINIMUM = 2
_PROMISES = tuple(one for one in workload.PROMISES if is_counted(CATALOGUE[one.metric]))


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """Series of counted items, which have all of the signals.

    Attributes:
        limits: the minimum of each vendor and metric.
    """

    frame: pd.DataFrame
    contracts: list[Contract]
    limits: dict[SeriesName, Limit]
    first: Month

    @classmethod
    def of(cls, series: int, months: int) -> Work:
        """At least so many series."""
        vendors = -(-series // len(_PROMISES))
        names = {one.metric for one in _PROMISES}
        frame = workload.measures(vendors, months)
        agreed = [
            replace(
                one,
                service_levels=tuple(two for two in one.service_levels if two.metric in names),
            )
            for one in workload.contracts(vendors, months)
        ]
        limits = {
            SeriesName(one.vendor, promise.metric): promise.limit(_MINIMUM)
            for one in agreed
            for promise in _PROMISES
        }
        counted = frame[frame["metric"].isin(names)].reset_index(drop=True)
        return cls(counted, agreed, limits, workload.first_month(months))


def four_signals(work: Work) -> None:
    """Status, confidence, change and outlook from the measurements on."""
    judge(work.contracts, work.frame)
    found = measured(work.frame, work.first, workload.LAST)
    review_counts(found.counts, limits_of(found.counted, work.limits))
    review_values(found.values, limits_of(found.valued, work.limits))


def forecast_one_by_one(counts: Counts, limits: Limits) -> Floats:
    """The chance of a breach by statsmodels' ETS, one fit a series; normal errors."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    from threadpoolctl import threadpool_limits

    edges = limits.bad_share(counts.rising)[:, 0]
    shares = counts.bad / counts.denominator
    chances = np.empty(len(shares))
    # Its threads get in each other's way on so few numbers, and a flat series warns of its bound.
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row, (share, edge) in enumerate(zip(shares, edges.tolist(), strict=True)):
            fitted = ETSModel(share, error="add").fit(disp=False)
            ahead = float(fitted.forecast(1)[0])
            spread = float(np.sqrt(fitted.mse))
            chances[row] = 0.5 * math.erfc((edge - ahead) / (spread * math.sqrt(2)))
    return chances


def subject(sizes: Sizes, folder: Path) -> Subject:  # noqa: ARG001 - works in memory
    """Us from measurements to signals, and both outlooks from the same arrays."""
    work = Work.of(sizes.series, sizes.series_months)
    found = measured(work.frame, work.first, workload.LAST)
    counts, limits = found.counts, limits_of(found.counted, work.limits)
    few = slice(sizes.forecast)
    part = Counts(counts.numerator[few], counts.denominator[few], counts.rising[few])
    part_limits = Limits(limits.edge[few], limits.inclusive[few])
    jobs = {
        "all": lambda: timed(lambda: four_signals(work)),
        "status": lambda: timed(lambda: judge(work.contracts, work.frame)),
        "outlook": lambda: timed(lambda: outlook(counts, limits)),
    }
    has_peer = find_spec("statsmodels") is not None
    if has_peer:
        _check_likeness(part, part_limits)
        jobs["looped"] = lambda: timed(lambda: forecast_one_by_one(part, part_limits))
    times = in_turns(jobs, sizes.runs)
    series = len(found.counted)
    loop = times["looped"].scaled(series / sizes.forecast) if has_peer else None
    title = f"Four signals of {series:,} series of {sizes.series_months} months"
    return Subject(title, tuple(_rows(times, loop, sizes.forecast)))


def _check_likeness(counts: Counts, limits: Limits) -> None:
    """Refuse to compare what does not answer the same question.

    The methods differ; what one calls all but sure the other must not call all but impossible.
    """
    ours, theirs = outlook(counts, limits).chance, forecast_one_by_one(counts, limits)
    if np.abs(ours - theirs).mean() > 0.25:
        raise AssertionError("the peer's outlook is another one")


def _rows(times: dict[str, Timing], loop: Timing | None, forecast: int) -> list[Row]:
    what = "statsmodels: ETS, a loop over the series"
    peer = Row(what, None, note="not measured: statsmodels is not installed")
    if loop is not None:
        note = f"scaled from {forecast} series; normal errors, counts unknown to it"
        peer = Row(what, loop, Goal.faster(_FASTER, times["outlook"], loop), note)
    return [
        Row(
            "vendor-eval: status, confidence, change, outlook",
            times["all"],
            Goal.under(_UNDER, times["all"]),
            "on one core, from the frame of measurements on; every month's confidence and charts",
        ),
        Row("vendor-eval: of it the contract status", times["status"]),
        Row("vendor-eval: of it the outlook", times["outlook"]),
        peer,
    ]
