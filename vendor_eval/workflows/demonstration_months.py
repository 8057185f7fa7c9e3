"""Months of the demonstration that were closed before corrections came, and rights decided on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlmodel import Session

from vendor_eval.follow_up.month_close import MonthClose, Passed, Stage
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.snapshots import Versions, snapshots
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import Standings, assess_all, right_values
from vendor_eval.sla.findings import Status
from vendor_eval.store import contracts, follow_up, measures
from vendor_eval.workflows.claim_runs import definitions_version
from vendor_eval.workflows.contract_terms import terms_of

_CLOSED_MONTHS = 6
_SILENT_WHY = "Asked for on the 5th and the 12th; nothing was received"
# Vendors that have come further than a draft in the last month.
_LAST_MONTH = {
    "Northgate Revenue Partners": (Stage.SUBMITTED, Stage.VERIFIED),
    "Blue Mesa Billing": (Stage.SUBMITTED,),
}
_LET_GO = {
    "Cedar Ridge RCM": "Another vendor could not be found in time",
    "Blue Mesa Billing": "Its remediation plan was waited for",
}
_BY = {Stage.SUBMITTED: "B. Lang", Stage.VERIFIED: "F. Ito", Stage.CLOSED: "M. Sandoval"}


def fill(session: Session, last: Month, today: dt.date, by: str) -> None:
    """Close the months that are reported, and let two rights go.

    Args:
        last: the last month of the demonstration.
        today: the day on which it is filled; nothing is dated later.
    """
    saved = contracts.listed(session)
    standings = assess_all([terms_of(one) for one in saved], measures.load(session), last)
    versions = Versions({one.vendor: one.version for one in saved}, definitions_version())
    for back in range(_CLOSED_MONTHS, -1, -1):
        for vendor, record in _closes(standings, last.plus(-back), versions, today):
            follow_up.save(session, follow_up.Kept(vendor, record), by)
    for vendor, notice in _notices(standings, last, today):
        follow_up.save(session, follow_up.Kept(vendor, notice), by)


def _closes(
    standings: Standings, month: Month, versions: Versions, today: dt.date
) -> Iterator[tuple[str, MonthClose]]:
    """The month of each vendor; what nobody reported is closed once, and then left open."""
    for vendor, now in snapshots(standings, month, versions).items():
        silent = any(one.status == Status.NOT_REPORTED for one in now.locked)
        stages = _LAST_MONTH.get(vendor, ()) if month == Month.of(today).plus(-1) else tuple(_BY)
        if not stages or (silent and vendor in _closed_without(standings, month)):
            continue
        yield (
            vendor,
            MonthClose(
                month=month,
                passed=tuple(
                    Passed(stage, _BY[stage], min(today, month.last_day + _days(8 + place)))
                    for place, stage in enumerate(stages)
                ),
                locked=now.locked,
                contract=now.contract,
                rights=now.rights,
                unreported=_SILENT_WHY if silent else "",
            ),
        )


def _days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def _closed_without(standings: Standings, month: Month) -> set[str]:
    """Vendors that had reported nothing in the month before already."""
    before = standings.findings[standings.findings["month"] == month.index - 1]
    silent = before[(before["status"] == Status.NOT_REPORTED.value).to_numpy()]
    return set(silent["vendor"])


def _notices(standings: Standings, last: Month, today: dt.date) -> Iterator[tuple[str, Notice]]:
    """The newest right of two vendors that is older than the last month, let go."""
    places = {one.vendor: at for at, one in enumerate(standings.contracts)}
    for vendor, why in _LET_GO.items():
        rights = standings.termination
        known = right_values(rights[rights["contract"] == places[vendor]])
        past = [one for one in known if one.month < last]
        if past:
            newest = max(past, key=lambda one: one.month)
            on = min(newest.month.last_day + _days(20), today)
            yield (
                vendor,
                Notice(
                    newest.rule,
                    newest.metric or "",
                    newest.month,
                    Use.LET_GO,
                    on,
                    "M. Sandoval",
                    why,
                ),
            )
