"""Judging a million measures, beside NumPy, a loop over rows and a spreadsheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks import workload
from benchmarks.calc import Calc, Line, soffice, write_workbook
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Timing, in_turns, timed
from benchmarks.workload import PROMISES
from vendor_eval.sla.findings import Status
from vendor_eval.sla.judging import judge

_AT_MOST = 4
_FASTER = 100
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Values and limits side by side, (n,) each, turned so that more is better."""

    value: Floats
    target: Floats
    warning: Floats
    minimum: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Aligned:
        """Every measurement beside the limits of its metric; a limit is the worst that keeps it."""
        at = pd.Index([one.metric for one in PROMISES]).get_indexer(pd.Index(frame["metric"]))
        side = np.array([1.0 if workload.rises(one) else -1.0 for one in PROMISES])
        limits = (np.array([_worst_kept(one, place) for one in PROMISES])[at] for place in range(3))
        return cls(frame["value"].to_numpy() * side[at], *limits)


def _worst_kept(promise: workload.Promise, place: int) -> float:
    limit = promise.limit(place)
    edge = float(limit.quantity.value) * (1 if workload.rises(promise) else -1)
    return edge if limit.comparison.inclusive else math.nextafter(edge, math.inf)


def compared(aligned: Aligned) -> npt.NDArray[np.int8]:
    """How many limits each value misses: the least that judging can take."""
    missed = (aligned.value < aligned.target).astype(np.int8)
    missed += aligned.value < aligned.warning
    missed += aligned.value < aligned.minimum
    return missed


def grouped(frame: pd.DataFrame, aligned: Aligned) -> pd.DataFrame:
    """Statuses by NumPy and streaks by pandas, as somebody at home in both would write it."""
    missed = compared(aligned)
    breach = pd.Series(missed == 3, index=frame.index)
    series = frame.groupby(["vendor", "metric"], sort=False).ngroup()
    kept_so_far = (~breach).groupby(series).cumsum()
    streak = breach.groupby([series, kept_so_far]).cumsum()
    return pd.DataFrame({"missed": missed, "streak": streak})


def looped(frame: pd.DataFrame) -> int:
    """The same, row by row; the sum of all streaks."""
    sides = {one.metric: 1 if workload.rises(one) else -1 for one in PROMISES}
    limits = {one.metric: tuple(_worst_kept(one, place) for place in range(3)) for one in PROMISES}
    before: tuple[str, str] | None = None
    streak = total = 0
    row: Any
    for row in frame.itertuples():
        target, warning, minimum = limits[row.metric]
        better = row.value * sides[row.metric]
        missed = (better < target) + (better < warning) + (better < minimum)
        if before != (row.vendor, row.metric):
            streak = 0
        before = (row.vendor, row.metric)
        streak = streak + 1 if missed == 3 else 0
        total += streak
    return total


def measured(sizes: Sizes, folder: Path) -> Subject:
    """Us, the peers and the floor over the same measures."""
    frame = workload.measures(sizes.vendors, sizes.months, sizes.not_reported)
    agreed = workload.contracts(sizes.vendors, sizes.months)
    aligned = Aligned.of(frame)
    part = frame.head(sizes.looped)
    _check_agreement(judge(agreed, frame), frame, aligned)
    times = in_turns(
        {
            "ours": lambda: timed(lambda: judge(agreed, frame)),
            "grouped": lambda: timed(lambda: grouped(frame, aligned)),
            "bare": lambda: timed(lambda: compared(aligned)),
            "looped": lambda: timed(lambda: looped(part)),
        },
        sizes.runs,
    )
    ours = times["ours"]
    name = "NumPy with pandas grouping"
    loop = times["looped"].scaled(len(frame) / len(part))
    loop_note = f"{loop.median / ours.median:,.0f} x ours. Scaled from {len(part):,} rows"
    spread = f"{sizes.vendors:,} vendors, {len(PROMISES)} metrics, {sizes.months} months"
    title = f"Judging {len(frame):,} measures: {spread}"
    rows = (
        Row("vendor-eval: judge", ours, Goal.at_most(_AT_MOST, ours, times["grouped"], name)),
        Row(name, times["grouped"], note="limits already beside the values"),
        Row("NumPy, the comparisons alone", times["bare"], note="the limit: no streaks, no frame"),
        Row("pandas, a loop over itertuples", loop, note=loop_note),
        *_in_a_spreadsheet(frame.head(sizes.calculated), len(frame), ours, folder),
    )
    return Subject(title, rows)


def _check_agreement(findings: pd.DataFrame, frame: pd.DataFrame, aligned: Aligned) -> None:
    """Refuse to compare what does not do the same."""
    theirs = grouped(frame, aligned)
    judged = findings[findings["status"] != Status.NOT_REPORTED.value]
    breaches = int((judged["status"] == Status.BREACH.value).sum())
    if breaches != int((theirs["missed"] == 3).sum()):
        raise AssertionError("the peers find other breaches")
    in_breach = judged["status"] == Status.BREACH.value
    if int(judged.loc[in_breach, "streak"].sum()) != int(theirs["streak"].sum()):
        raise AssertionError("the peers find other streaks")


def _in_a_spreadsheet(part: pd.DataFrame, rows: int, ours: Timing, folder: Path) -> list[Row]:
    """LibreOffice over the first measures, scaled to all of them."""
    what = "LibreOffice Calc, recalculating"
    program = soffice()
    if program is None:
        return [Row(what, None, note="not measured: LibreOffice is not on this machine")]
    calc = Calc(program, folder / "calc")
    calc.prepare()
    empty, full = calc.folder / "empty.xlsx", calc.folder / "full.xlsx"
    write_workbook(empty, [])
    aligned = Aligned.of(part)
    write_workbook(full, _lines(part, aligned))
    runs = len(ours.seconds)
    times = in_turns(
        {"empty": lambda: calc.seconds(empty), "full": lambda: calc.seconds(full)}, runs
    )
    if calc.breaches(full) != int((compared(aligned) == 3).sum()):
        raise AssertionError("LibreOffice finds other breaches")
    theirs = times["full"].less(times["empty"].median).scaled(rows / len(part))
    note = f"scaled from {len(part):,} rows, start-up taken off; opens, computes, writes CSV"
    return [Row(what, theirs, Goal.faster(_FASTER, ours, theirs), note)]


def _lines(part: pd.DataFrame, aligned: Aligned) -> list[Line]:
    names = (part[name].tolist() for name in ("vendor", "metric", "month"))
    numbers = (aligned.value, aligned.target, aligned.warning, aligned.minimum)
    return list(zip(*names, *(one.tolist() for one in numbers), strict=True))
