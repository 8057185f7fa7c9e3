"""What each month is judged on: the reported value, unless the contract names another.

A service level may be judged on what was recomputed from claims or found by an audit. Where that
value is missing the month is not reported; no other value steps in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from vendor_eval.measurement import Truth
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.grid import Bools
from vendor_eval.sla.terms import Stretch, stretches


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
        (contract.vendor, stretch, contract.service_levels[stretch.level].judged_on)
        for contract in contracts
        for stretch in stretches(contract)
        if contract.service_levels[stretch.level].judged_on is not Truth.REPORTED
    ]
    if not elsewhere:
        return reported
    replaced = np.zeros(len(reported), dtype=np.bool_)
    found = []
    for vendor, stretch, truth in elsewhere:
        replaced |= _of(reported, vendor, stretch)
        if truth in others:
            found.append(others[truth][_of(others[truth], vendor, stretch)])
    # A column without any value would lose its type.
    filled = [one for one in (reported[~replaced], *found) if len(one)]
    return pd.concat(filled, ignore_index=True) if filled else reported[:0]


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
