"""What people would have written down by now about so many vendors: plans, credits, closed months.

It is written straight into the tables, as a practice has gathered it over years and nobody wants to
wait for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import TypeAdapter
from sqlalchemy import insert
from sqlmodel import Session, select

from benchmarks.workload import LAST
from vendor_eval.access.roles import Person, Role
from vendor_eval.follow_up.month_close import MonthClose, Passed, Stage
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Milestone, Plan
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.follow_up.snapshots import Versions, snapshots
from vendor_eval.sla.assessment import credit_values, right_values
from vendor_eval.store.follow_up import KINDS
from vendor_eval.store.tables import FollowUp, FollowUpRevision, Vendor
from vendor_eval.workflows import reviews
from vendor_eval.workflows.closed_months import versions_of
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

ADA = Person("Ada", Role.ADMINISTRATOR)
CLOSED = 18
"""Months that are closed; the ones after them are open still."""
_OPEN = 2

Said = tuple[str, Record]


def follow(deps: Deps) -> int:
    """Write records about every vendor and say how many."""
    review = reviews.review(deps, ADA)
    with deps.store.reading() as session:
        versions = versions_of(session)
    said = [*_plans(review), *_settlements(review), *_notices(review)]
    said += _closed(review, versions)
    with deps.store.writing(ADA.name) as session:
        _keep(session, said)
    return len(said)


def _plans(review: Review) -> Iterator[Said]:
    """A plan for half of the breaches of the last month that is over."""
    findings = review.standings.findings
    rows = findings[(findings["status"] == "breach") & (findings["month"] == LAST.index)]
    for vendor, metric in zip(rows["vendor"][::2], rows["metric"][::2], strict=True):
        on = LAST.last_day
        yield (
            vendor,
            Plan(
                metric,
                LAST,
                root_cause="A payer changed its edits.",
                root_cause_on=on,
                action="The edits are loaded every week.",
                handed_in_on=on,
                owner="S. Roe",
                works_from=LAST.plus(1),
                milestones=(Milestone("Load the edits", "S. Roe", on + dt.timedelta(days=20)),),
            ),
        )


def _settlements(review: Review) -> Iterator[Said]:
    """A third of the credits is claimed."""
    owed = review.standings.credits
    pairs = zip(owed["vendor"], credit_values(owed), strict=True)
    for number, (vendor, one) in enumerate(pairs):
        if number % 3 == 0:
            on = one.month.plus(1).first_day
            yield vendor, Settlement(one.metric, one.month, claimed_on=on, claimed=one.amount)


def _notices(review: Review) -> Iterator[Said]:
    """Every right but those of the last months was let go."""
    arisen = review.standings.termination
    for vendor, one in zip(arisen["vendor"], right_values(arisen), strict=True):
        if one.month < LAST.plus(-_OPEN):
            on, why = one.month.plus(1).first_day, "A plan is agreed."
            yield vendor, Notice(one.rule, one.metric or "", one.month, Use.LET_GO, on, "Ada", why)


def _closed(review: Review, versions: Versions) -> Iterator[Said]:
    for back in range(_OPEN, _OPEN + CLOSED):
        month = LAST.plus(-back)
        passed = tuple(
            Passed(stage, ADA.name, month.plus(1).first_day)
            for stage in (Stage.SUBMITTED, Stage.VERIFIED, Stage.CLOSED)
        )
        for vendor, now in snapshots(review.standings, month, versions).items():
            yield (
                vendor,
                MonthClose(
                    month, passed, now.locked, now.contract, now.rights, earned_back=now.earned_back
                ),
            )


def _keep(session: Session, said: list[Said]) -> None:
    vendors = {name: id for id, name in session.exec(select(Vendor.id, Vendor.name))}
    adapters = {kind: TypeAdapter(kind) for kind in KINDS}
    now = {"recorded_at": dt.datetime.now(dt.UTC), "recorded_by": ADA.name}
    heads, revisions = [], []
    for id, (vendor, record) in enumerate(said, start=1):
        kind = type(record)
        place = {"vendor": vendors[vendor], "kind": KINDS[kind], "key": record.key}
        heads.append({"id": id, "version": 1, **place, **now})
        body = adapters[kind].dump_json(record).decode()
        revisions.append({"follow_up": id, "number": 1, "body": body, **now})
    connection = session.connection()
    connection.execute(insert(FollowUp), heads)
    connection.execute(insert(FollowUpRevision), revisions)
