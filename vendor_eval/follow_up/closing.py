"""What a month still needs before it goes a stage further, and what to be warned of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.month_close import MonthClose, Stage
from vendor_eval.follow_up.restated import Restated, restated
from vendor_eval.follow_up.snapshots import Snapshot
from vendor_eval.quantities import Month
from vendor_eval.sla.findings import Status

NEXT = {
    Stage.DRAFT: Stage.SUBMITTED,
    Stage.SUBMITTED: Stage.VERIFIED,
    Stage.VERIFIED: Stage.CLOSED,
}
"""The stage that follows; a closed month has none."""


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """One vendor's month: how far it has come, and what it says now.

    Attributes:
        close: as it is kept; one without stages before anything is.
        now: what the month says now; None where nothing was judged.
        unpriced: whether credits could not be worked out, since a fee is missing.
        open_before: the first earlier month that was judged and is not closed; None without one.
    """

    vendor: str
    close: MonthClose
    now: Snapshot | None
    unpriced: bool = False
    open_before: Month | None = None

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.close.stage

    @property
    def silent(self) -> tuple[str, ...]:
        """Metrics that were not reported."""
        found = self.now.locked if self.now else ()
        return tuple(one.metric for one in found if one.status == Status.NOT_REPORTED)

    @property
    def since(self) -> Restated | None:
        """What is different from the newest stage; None before there is one."""
        if self.now is None or self.stage is Stage.DRAFT:
            return None
        return restated(self.vendor, self.close, self.now)

    @property
    def is_restated(self) -> bool:
        """Whether it was closed and says something else now."""
        return self.stage is Stage.CLOSED and bool(self.since)


def lacking(standing: MonthStanding, to: Stage, today: dt.date) -> Iterator[Fault]:
    """What keeps the month from reaching a stage, each with what mends it."""
    where, month = standing.vendor, standing.close.month
    if standing.stage is Stage.CLOSED:
        mend = "correct the figures; what that changes is told in the diary"
        yield Fault(where, f"{month.shown} is closed and stays so", mend)
        return
    if to is not Stage.SUBMITTED and NEXT[standing.stage] is not to:
        yield Fault(where, f"{month.shown} is {standing.stage.value}", "go stage by stage")
    if today <= month.last_day:
        over = month.plus(1).first_day
        yield Fault(where, f"{month.shown} is not over", f"wait until {over}")
    if standing.now is None:
        yield Fault(where, f"nothing was judged for {month.shown}", "read its report")
    if standing.silent and not standing.close.unreported.strip():
        silent = len(standing.silent)
        levels = "service level was" if silent == 1 else "service levels were"
        what = f"{silent} {levels} not reported"
        yield Fault(where, what, "read them, or say why the month is closed without")
    if standing.unpriced:
        what = f"credits of {month.shown} cannot be worked out"
        yield Fault(where, what, "write the fee of the month into the contract")
    if to is not Stage.SUBMITTED and standing.since:
        what = f"{month.shown} changed since it was {standing.stage.value}"
        yield Fault(where, what, "look at it again, and submit it anew")
