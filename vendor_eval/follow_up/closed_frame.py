"""Which closed months may say something else now, found over all of them at once.

It spares reading every record that was kept: `restated` is asked about the months found here alone,
and would find nothing in the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from vendor_eval.follow_up.month_close import EarnedBack
from vendor_eval.follow_up.snapshots import (
    MonthOf,
    earned_back_by_month,
    limits_of,
    rights_by_month,
)
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import Standings
from vendor_eval.sla.grid import NUMBERS

LOCKED_COLUMNS = ("vendor", "month", "metric", *NUMBERS, "status", "limits", "cents")
"""One row a finding; ``month`` is a `Month.index`, and ``limits`` are the texts of all of them."""
_OF_FINDING = ["vendor", "month", "metric"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a month says beside its findings; ``earned_back`` is None where it was not kept."""

    rights: tuple[str, ...]
    earned_back: tuple[EarnedBack, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class ClosedFrame:
    """What all closed months said.

    Attributes:
        locked: with `LOCKED_COLUMNS`.
        beside: of every closed month.
    """

    locked: pd.DataFrame
    beside: Mapping[MonthOf, Beside]


def may_differ(closed: ClosedFrame, standings: Standings) -> set[MonthOf]:
    """The closed months of which a finding, a credit, a right or an earn-back may have changed."""
    was, now = closed.locked, _locked_now(closed, standings)
    both = pd.concat([was, now], ignore_index=True)
    # A row that stands there twice says the same on both sides; any other is told by its month.
    changed = both[~both.duplicated(keep=False)]
    pairs = set(zip(changed["vendor"], changed["month"], strict=True))
    found = {(str(vendor), Month.at(int(month))) for vendor, month in pairs}
    return found | _differ_beside(closed, standings)


def _locked_now(closed: ClosedFrame, standings: Standings) -> pd.DataFrame:
    """The findings of the closed months as they are now, with `LOCKED_COLUMNS`."""
    months = pd.MultiIndex.from_tuples(
        [(vendor, month.index) for vendor, month in closed.beside], names=_OF_FINDING[:2]
    )
    plain = standings.findings.astype(dict.fromkeys(("vendor", "metric", "status"), "object"))
    rows = plain[pd.MultiIndex.from_frame(plain[_OF_FINDING[:2]]).isin(months)]
    texts = {
        (at, number): "\n".join(limits_of(level))
        for at, contract in enumerate(standings.contracts)
        for number, level in enumerate(contract.service_levels)
    }
    limits = [texts[place] for place in zip(rows["contract"], rows["level"], strict=True)]
    due = standings.credits.astype({"vendor": "object", "metric": "object"})
    cents = due.set_index(_OF_FINDING)["cents"]
    owed = cents.reindex(pd.MultiIndex.from_frame(rows[_OF_FINDING]), fill_value=0)
    return rows.assign(limits=limits, cents=owed.to_numpy())[list(LOCKED_COLUMNS)]


def _differ_beside(closed: ClosedFrame, standings: Standings) -> set[MonthOf]:
    """The months whose rights or credits earned back are not the same."""
    rights, back = rights_by_month(standings), earned_back_by_month(standings)
    return {
        month
        for month, said in closed.beside.items()
        if said.rights != rights.get(month, ())
        or said.earned_back not in (None, back.get(month, ()))
    }
