"""What a vendor reported having done, as the usage that fees are counted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import pandas as pd

from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.quantities import Month, Unit

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

    @property
    def average(self) -> Mapping[str, Decimal]:
        """By driver an average month, half-up: money to the cent, counts whole."""
        return {id: _average(id, values) for id, values in self.given.items()}


def measured_usage(frame: pd.DataFrame, first: Month, last: Month) -> MeasuredUsage:
    """What one vendor's measures say of the months from ``first`` to ``last``, both included.

    Args:
        frame: with `measurement.COLUMNS`, of one vendor; other months and metrics are passed over.
    """
    months = tuple(Month.at(index) for index in range(first.index, last.index + 1))
    given, missing = {}, {}
    for driver, by_month in reported_usage(frame).items():
        lacking = tuple(month for month in months if month not in by_month)
        if lacking:
            missing[driver] = lacking
        else:
            given[driver] = tuple(by_month[month] for month in months)
    return MeasuredUsage(months, given, missing)


def reported_usage(frame: pd.DataFrame) -> dict[str, dict[Month, Decimal]]:
    """By driver of `METRIC_OF` and month what was reported, dollars or counts, to the cent.

    Args:
        frame: with `measurement.COLUMNS`, of one vendor; other metrics are passed over.
    """
    whole = rolled_up(frame[frame["metric"].isin(METRIC_OF.values())], CATALOGUE)
    reported = whole[whole["value"].notna()]
    found = {}
    for driver, metric in METRIC_OF.items():
        rows = reported[reported["metric"] == metric]
        by_month = zip(rows["month"].tolist(), rows["value"].tolist(), strict=True)
        found[driver] = {Month.at(month): _to_the_cent(value) for month, value in by_month}
    return found


def _average(driver: str, values: Sequence[Decimal]) -> Decimal:
    exact = sum(values, Decimal(0)) / len(values)
    step = _CENT if DRIVERS[driver].unit is Unit.USD else Decimal(1)
    return exact.quantize(step, ROUND_HALF_UP)


def _to_the_cent(value: float) -> Decimal:
    """The number that was reported, without the traces of its sum in floats."""
    return Decimal(str(value)).quantize(_CENT, ROUND_HALF_UP)
