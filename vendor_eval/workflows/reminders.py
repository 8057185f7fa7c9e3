"""What is due for whom, and the reminders of a day: worked out, and sent once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from vendor_eval.access.roles import Permission, Person, may, require
from vendor_eval.follow_up.days import after
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.reminders import (
    REPORT_DUE,
    Due,
    Reminder,
    Topic,
    reminders,
    report_month,
)
from vendor_eval.follow_up.transition import Transition
from vendor_eval.notify.channels import Message
from vendor_eval.quantities import Month
from vendor_eval.reports import reminder_message
from vendor_eval.reports.wording import metric_name
from vendor_eval.sla.findings import Status
from vendor_eval.store import follow_up
from vendor_eval.store import reminders as stored
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows import again, evidence, practices, registers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review, review

__all__ = ["Due", "Message", "Reminder"]

# Disputes wait this long before somebody is asked to decide: an assumption, as no contract that
# was read names a time for the practice's own answer.
_DECIDE_WITHIN = dt.timedelta(days=14)
_A_WEEK, _A_MONTH = 7, 30

Send = Callable[[Message], Sequence[int]]
"""Sends a message; the numbers of the channels that did not take it, of all channels."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Where reminders go.

    Attributes:
        count: how many there are.
        address: of the app, for links; empty for none.
    """

    send: Send
    count: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run came to.

    Attributes:
        failed: the numbers, from 1, of channels that did not take the message.
    """

    reminders: tuple[Reminder, ...]
    failed: tuple[int, ...] = ()


def due(deps: Deps, person: Person, judged: Review | None = None) -> tuple[Due, ...]:
    """Every date that somebody has to keep, by date.

    What comes from evaluations is left out for whoever may not see those.

    Args:
        judged: where contracts stand, when the caller knows it already.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    standing = review(deps, person) if judged is None else judged
    found = [*_reports(standing, deps.today()), *_terms(standing), *_records(deps)]
    if may(person, Permission.SEE_EVALUATIONS):
        found += _evaluations(deps, person)
    return tuple(sorted(found, key=lambda one: (one.on, one.vendor, one.key)))


def pending(deps: Deps, person: Person) -> tuple[Reminder, ...]:
    """The reminders that today brings and that did not go out yet; nothing is sent.

    Raises:
        NotAllowed: the person may not send reminders.
    """
    require(person, Permission.SEND_REMINDERS)
    dates = due(deps, person)
    with deps.store.reading() as session:
        return reminders(dates, stored.sent(session), deps.today())


def remind(deps: Deps, person: Person, channels: Channels) -> Sent:
    """Send what `pending` tells, as one message, each reminder once.

    Where no channel takes the message, all of it is tried again by the next run. Where one does,
    the reminders count as sent: who already has them is not written to again.

    Raises:
        NotAllowed: the person may not send reminders.
        BadInput: an address may not be written to; nothing was sent.
    """
    require(person, Permission.SEND_REMINDERS)
    waiting = pending(deps, person)
    with deps.store.writing() as session:
        mine = stored.claim(session, [one.id for one in waiting], _now())
    found = tuple(one for one in waiting if one.id in mine)
    if not found:
        return Sent(())
    failed: Sequence[int] = range(1, channels.count + 1)
    try:
        failed = channels.send(_message(deps, found, channels.address))
    finally:
        with deps.store.writing() as session:
            if len(failed) < channels.count:
                stored.confirm(session, mine, _now())
            else:
                stored.release(session, mine)
    return Sent(found, tuple(failed))


def _message(deps: Deps, found: Sequence[Reminder], address: str) -> Message:
    named = practices.current(deps).name
    return Message(
        f"Vendors: {reminder_message.title(found)}",
        reminder_message.body(found, named, address),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _reports(standing: Review, today: dt.date) -> Iterator[Due]:
    """The report of the last whole month, for each vendor that has not sent it."""
    month = report_month(today)
    findings = standing.standings.findings
    of_month = findings[findings["month"] == month.index]
    on = after(_last_day(month), REPORT_DUE)
    for vendor, theirs in of_month.groupby("vendor", observed=True):
        if (theirs["status"] == Status.NOT_REPORTED.value).all():
            what = f"{vendor} has not sent its report for {month.shown}."
            yield Due(f"report {vendor} {month}", Topic.REPORT, str(vendor), what, on, "import", 1)


def _terms(standing: Review) -> Iterator[Due]:
    for one in standing.standings.contracts:
        what = "The contract ends on this day: renew it, or be ready to leave."
        path = _path("contract", vendor=one.vendor)
        yield Due(
            f"contract {one.vendor} {one.ends}", Topic.CONTRACT, one.vendor, what, one.ends, path
        )


def _records(deps: Deps) -> Iterator[Due]:
    """What people have written down themselves."""
    with deps.store.reading() as session:
        plans = follow_up.listed(session, Plan)
        disputes = follow_up.listed(session, Dispute)
        transitions = follow_up.listed(session, Transition)
    for plan in plans:
        yield from _of_plan(plan)
    for kept in disputes:
        if kept.record.outcome is Outcome.OPEN:
            yield _of_dispute(kept)
    for moving in transitions:
        for task in moving.record.tasks:
            if task.done is None:
                what = f"{task.what} ({task.owner})."
                yield Due(
                    f"transition {moving.vendor} {task.what}",
                    Topic.MILESTONE,
                    moving.vendor,
                    what,
                    task.due,
                    _path("vendor", vendor=moving.vendor),
                    _A_WEEK,
                )


def _of_plan(kept: Kept[Plan]) -> Iterator[Due]:
    plan, about = kept.record, f"{metric_name(kept.record.metric)}, {kept.record.month.shown}"
    path = _breach(kept.vendor, plan.metric, plan.month)
    for number, one in enumerate(plan.milestones, start=1):
        if one.done is None:
            yield Due(
                f"milestone {kept.vendor} {plan.key} {number}",
                Topic.MILESTONE,
                kept.vendor,
                f"{one.what} ({one.owner}; {about}).",
                one.due,
                path,
                _A_WEEK,
            )
    if plan.waiver is not None:
        what = f"The waiver by {plan.waiver.approved_by} ends ({about})."
        key = f"waiver {kept.vendor} {plan.key}"
        yield Due(key, Topic.WAIVER, kept.vendor, what, plan.waiver.expires, path)


def _of_dispute(kept: Kept[Dispute]) -> Due:
    said = kept.record
    about = f"{metric_name(said.metric)}, {said.month.shown}"
    return Due(
        f"dispute {kept.vendor} {said.key}",
        Topic.DISPUTE,
        kept.vendor,
        f"Decide the dispute that {said.filed_by} filed ({about}).",
        said.filed_on + _DECIDE_WITHIN,
        _breach(kept.vendor, said.metric, said.month),
        _A_WEEK,
    )


def _evaluations(deps: Deps, person: Person) -> Iterator[Due]:
    """Evidence that expires, credentials and documents, and decisions to be looked at again."""
    for piece in evidence.expiring(deps, person):
        if piece.piece.expires is not None:
            key = f"evidence {piece.piece.id}"
            what = f"{piece.piece.name} expires ({piece.round_name})."
            vendor = piece.piece.vendor
            yield Due(key, Topic.EVIDENCE, vendor, what, piece.piece.expires, "scoring", _A_MONTH)
    for owed in registers.due(deps, person):
        key = f"diligence {owed.vendor} {owed.what}"
        path = _path("due-diligence", vendor=owed.vendor)
        yield Due(key, Topic.DILIGENCE, owed.vendor, f"{owed.what}.", owed.last_day, path)
    for decided in again.due(deps, person):
        key = f"review {decided.round.id} {decided.vendor}"
        what = f"The decision of {decided.round.name} is to be looked at again."
        yield Due(key, Topic.REVIEW, decided.vendor, what, decided.on, "rounds")


def _breach(vendor: str, metric: str, month: Month) -> str:
    return _path("breach", vendor=vendor, month=month.shown, metric=metric)


def _path(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"


def _last_day(month: Month) -> dt.date:
    return month.plus(1).first_day - dt.timedelta(days=1)
