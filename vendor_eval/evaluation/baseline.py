"""How the practice stands before it chooses: its figures of the three months before a round.

Source: S003, next steps: first-pass rate, denial rate and days in A/R of three months; the net
collection rate is added here, because a change of vendor is paid by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from vendor_eval.measurement import known_value, rate, rolled_up
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.metrics.definition import Attribution
from vendor_eval.quantities import Month

MONTHS = 3
"""Whole months before the one in which the round was opened."""
ASKED = ("first_pass_acceptance_rate", "denial_rate", "days_in_ar", "net_collection_rate")
"""The metrics that a baseline has to have."""
# Other definitions of the first pass: shown where a vendor reports them, never in place of it.
_VARIANTS = ("clearinghouse_acceptance_rate", "first_pass_resolution_rate", "clean_claim_rate")


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric of one vendor over the months of a baseline.

    Attributes:
        values: one a month, in the metric's unit; None where nothing was reported.
        together: over all months, as sums over sums; None where a month or its counts are
            missing, and for a balance at month's end.
    """

    vendor: str
    metric: str
    values: tuple[float | None, ...]
    together: float | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was reported for the months before a round.

    Attributes:
        months: oldest first.
        figures: by vendor; none where nobody reported any of the metrics.
    """

    months: tuple[Month, ...]
    figures: tuple[Figure, ...]

    def missing(self) -> Iterator[tuple[Figure, tuple[Month, ...]]]:
        """The figures that are asked for and lack months, with these months."""
        for figure in self.figures:
            lacking = [value is None for value in figure.values]
            if figure.metric in ASKED and any(lacking):
                months = zip(self.months, lacking, strict=True)
                yield figure, tuple(month for month, lacks in months if lacks)


def baseline(frame: pd.DataFrame, opened: Month) -> Baseline:
    """The baseline of a round that was opened in ``opened``.

    Args:
        frame: with `measurement.COLUMNS`; other months and metrics are passed over.
    """
    months = tuple(opened.plus(at - MONTHS) for at in range(MONTHS))
    chosen = frame["month"].between(months[0].index, months[-1].index)
    chosen &= frame["metric"].isin([*ASKED, *_VARIANTS])
    whole = rolled_up(frame[chosen], CATALOGUE)
    whole = whole[whole["value"].notna()]
    found = dict(iter(whole.groupby(["vendor", "metric"])))
    figures = [
        _figure((vendor, metric), found.get((vendor, metric)), months)
        for vendor in sorted(whole["vendor"].unique(), key=str.casefold)
        for metric in (*ASKED, *_VARIANTS)
        if metric in ASKED or (vendor, metric) in found
    ]
    return Baseline(months, tuple(figures))


def _figure(name: tuple[str, str], rows: pd.DataFrame | None, months: tuple[Month, ...]) -> Figure:
    if rows is None:
        return Figure(*name, values=(None,) * len(months), together=None)
    by_month = rows.set_index("month").reindex([month.index for month in months])
    values = tuple(known_value(float(value)) for value in by_month["value"])
    return Figure(*name, values, _together(name[1], by_month))


def _together(metric: str, by_month: pd.DataFrame) -> float | None:
    """The quotient of the sums; a missing part makes it missing."""
    known = CATALOGUE[metric]
    if known.parts is Parts.NONE or known.definition.attribution is Attribution.SNAPSHOT:
        return None
    sums = by_month[["numerator", "denominator"]].sum(skipna=False)
    return known_value(float(rate(sums[["numerator"]], sums[["denominator"]]).iloc[0]))
