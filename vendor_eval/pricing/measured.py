"""What a vendor reported having done, as the usage that fees are counted on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import pandas as pd

from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month

# The drivers of fees that measures tell, with the metric that does.
METRIC_OF: Mapping[str, str] = MappingProxyType(
    {"claims": "claims_submitted", "net_collections": "net_collections"}
)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class MeasuredUsage:
    """Months of usage as they were reported; nothing that is missing is filled up.

    Attributes:
        months: in order, without a gap.
        given: by driver one value a month, dollars or counts; drivers of all these months only.
        missing: by driver the months that nobody reported.
    """

    months: tuple[Month, ...]
    given: Mapping[str, tuple[Decimal, ...]]
    missing: Mapping[str, tuple[Month, ...]]


def measured_usage(frame: pd.DataFrame, first: Month, last: Month) -> MeasuredUsage:
    """What one vendor's measures say of the months from ``first`` to ``last``, both included.

    Args:
        frame: with `measurement.COLUMNS`, of one vendor; other months and metrics are passed over.
    """
    months = tuple(Month.at(index) for index in range(first.index, last.index + 1))
    whole = rolled_up(frame[frame["metric"].isin(METRIC_OF.values())], CATALOGUE)
    reported = whole[whole["value"].notna()]
    given, missing = {}, {}
    for driver, metric in METRIC_OF.items():
        rows = reported[reported["metric"] == metric]
        by_month = dict(zip(rows["month"].tolist(), rows["value"].tolist(), strict=True))
        lacking = tuple(month for month in months if month.index not in by_month)
        if lacking:
            missing[driver] = lacking
        else:
            given[driver] = tuple(_to_the_cent(by_month[month.index]) for month in months)
    return MeasuredUsage(months, given, missing)


def _to_the_cent(value: float) -> Decimal:
    """The number that was reported, without the traces of its sum in floats."""
    return Decimal(str(value)).quantize(_CENT, ROUND_HALF_UP)
