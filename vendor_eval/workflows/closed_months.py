"""Closed months held against what they say now; what pages and reports tell of them."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from vendor_eval.follow_up.closed_frame import ClosedFrame, may_differ
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.restated import Restated, restated
from vendor_eval.follow_up.snapshots import Snapshot, Versions, snapshots
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import Standings
from vendor_eval.store import closed_months, contracts
from vendor_eval.workflows.claim_runs import definitions_version


def closed(session: Session, is_seen: Callable[[str], bool]) -> ClosedFrame:
    """What closed months said when they were closed; it takes long where there are many.

    Args:
        is_seen: whether a vendor is one of those to be told of.
    """
    return closed_months.load(session).only(is_seen).frame()


def changed_since_closing(
    session: Session,
    standings: Standings,
    is_seen: Callable[[str], bool],
    known: ClosedFrame | None = None,
) -> tuple[Restated, ...]:
    """What changed in closed months since they were closed, the newest month first.

    Args:
        is_seen: as in `closed`.
        known: what that gives, where somebody has it already.
    """
    differing = may_differ(known or closed(session, is_seen), standings)
    if not differing:
        return ()
    by_month: dict[Month, list[tuple[str, MonthClose]]] = {}
    for vendor, record in closed_months.load(session).only(is_seen).records(differing):
        by_month.setdefault(record.month, []).append((vendor, record))
    versions = versions_of(session)
    found: list[Restated] = []
    for month in sorted(by_month, key=lambda one: -one.index):
        now = snapshots(standings, month, versions)
        found += [
            restated(vendor, record, now.get(vendor, Snapshot((), 0, ())))
            for vendor, record in by_month[month]
        ]
    return tuple(one for one in found if one)


def versions_of(session: Session) -> Versions:
    """What months are judged by at present."""
    revisions = {one.vendor: one.version for one in contracts.listed(session)}
    return Versions(revisions, definitions_version())
