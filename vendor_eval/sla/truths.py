"""What each month is judged on: the reported value, unless the contract names another.

A service level may be judged on what was recomputed from claims or found by an audit. Where that
value is missing the month is not reported; no other value steps in. Nor does a value on another
clock: claims are recomputed in calendar hours, so that a promise on a business clock, where a
business day has 24 hours and weekends and holidays none, has no recomputed value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Unit
from vendor_eval.sla.contract import Clock, Contract, ServiceLevel
from vendor_eval.sla.grid import Bools
from vendor_eval.sla.terms import Stretch, stretches

ON_A_CLOCK = frozenset(id for id, one in CATALOGUE.items() if one.unit is Unit.HOURS) | {
    "coding_on_time_rate",
    "resubmission_on_time_rate",
}
"""The metrics whose values depend on the clock: turnarounds, and what is on time by them."""


def judged_values(
    contracts: Sequence[Contract],
    reported: pd.DataFrame,
    others: Mapping[Truth, pd.DataFrame],
) -> pd.DataFrame:
    """The values that ``contracts`` are judged on, with `measurement.COLUMNS`.

    Args:
        reported: what vendors report, with `measurement.COLUMNS`.
        others: the recomputed and audited values, likewise; one that is not there has none.
    """
    elsewhere = [
        (contract.vendor, stretch, contract.service_levels[stretch.level])
        for contract in contracts
        for stretch in stretches(contract)
        if contract.service_levels[stretch.level].judged_on is not Truth.REPORTED
    ]
    if not elsewhere:
        return reported
    replaced = np.zeros(len(reported), dtype=np.bool_)
    found = []
    for vendor, stretch, level in elsewhere:
        replaced |= _of(reported, vendor, stretch)
        other = others.get(level.judged_on)
        if other is not None and not lacks_a_clock(level):
            found.append(other[_of(other, vendor, stretch)])
    # A column without any value would lose its type.
    filled = [one for one in (reported[~replaced], *found) if len(one)]
    return pd.concat(filled, ignore_index=True) if filled else reported[:0]


def lacks_a_clock(level: ServiceLevel) -> bool:
    """Whether no value of the kind it is judged on runs on the clock that the contract names."""
    return (
        level.judged_on is Truth.RECOMPUTED
        and level.clock is Clock.BUSINESS
        and level.metric in ON_A_CLOCK
    )


def judges_elsewhere(contracts: Sequence[Contract]) -> bool:
    """Whether any service level is judged on something else than what vendors report."""
    levels = (level for contract in contracts for level in contract.service_levels)
    return any(level.judged_on is not Truth.REPORTED for level in levels)


def _of(frame: pd.DataFrame, vendor: str, stretch: Stretch) -> Bools:
    """(n,) whether each row is of the vendor, the metric and a month of the stretch."""
    rows = (frame["vendor"] == vendor) & (frame["metric"] == stretch.metric)
    of_stretch: Bools = (rows & frame["month"].between(stretch.first, stretch.last)).to_numpy(
        np.bool_
    )
    return of_stretch
