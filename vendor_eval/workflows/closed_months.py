"""Closed months held against what they say now; what pages and reports tell of them."""

from __future__ import annotations

from sqlmodel import Session

from vendor_eval.follow_up.month_close import MonthClose, Stage
from vendor_eval.follow_up.restated import Restated, Snapshot, Versions, restated, snapshots
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import Standings
from vendor_eval.store import contracts
from vendor_eval.store import follow_up as stored
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.claim_runs import definitions_version


def changed_since_closing(session: Session, standings: Standings) -> tuple[Restated, ...]:
    """What changed in closed months since they were closed, the newest month first."""
    by_month: dict[Month, list[Kept[MonthClose]]] = {}
    for one in stored.listed(session, MonthClose):
        if one.record.stage is Stage.CLOSED:
            by_month.setdefault(one.record.month, []).append(one)
    versions = versions_of(session)
    found: list[Restated] = []
    for month in sorted(by_month, key=lambda one: -one.index):
        now = snapshots(standings, month, versions)
        found += [
            restated(one.vendor, one.record, now.get(one.vendor, Snapshot((), 0, ())))
            for one in by_month[month]
        ]
    return tuple(one for one in found if one)


def versions_of(session: Session) -> Versions:
    """What months are judged by at present."""
    revisions = {one.vendor: one.version for one in contracts.listed(session)}
    return Versions(revisions, definitions_version())
