"""Every date that somebody has to keep, gathered from wherever it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, may, require, sees
from vendor_eval.follow_up.credit_ledger import Line, open_in
from vendor_eval.follow_up.days import after
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.notice import Notice, right_key
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.remediation import Standing, State
from vendor_eval.follow_up.reminders import REPORT_DUE, Due, Topic, report_month
from vendor_eval.follow_up.termination_clock import by_right, last_days
from vendor_eval.follow_up.transition import Transition
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_words import next_step
from vendor_eval.reports.rule_words import right_in_words
from vendor_eval.reports.wording import counted, metric_name
from vendor_eval.sla.assessment import right_values
from vendor_eval.store import follow_up
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows import again, credits, evidence, registers, remediation
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.remediation import Open
from vendor_eval.workflows.reviews import Review

__all__ = ["Due"]

# Disputes wait this long before somebody is asked to decide: an assumption, as no contract that
# was read names a time for the practice's own answer.
_DECIDE_WITHIN = dt.timedelta(days=14)
_A_WEEK = 7
_TOPICS = {
    State.ROOT_CAUSE_DUE: Topic.ROOT_CAUSE,
    State.ROOT_CAUSE_OVERDUE: Topic.ROOT_CAUSE,
    State.PLAN_DUE: Topic.PLAN,
    State.PLAN_OVERDUE: Topic.PLAN,
}
"""What is told of a case besides the milestones and the waiver of its plan."""


def due(deps: Deps, person: Person, standing: Review) -> tuple[Due, ...]:
    """Every date, the earliest first.

    What comes from evaluations is left out for whoever may not see those.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    found = [*followed(deps, person, standing)]
    if may(person, Permission.SEE_EVALUATIONS):
        found += evaluated(deps, person)
    return in_order(found)


def in_order(dates: Sequence[Due]) -> tuple[Due, ...]:
    """The earliest first."""
    return tuple(sorted(dates, key=lambda one: (one.on, one.vendor, one.key)))


@dataclass(frozen=True, slots=True)
class Known:
    """What dates follow from, where a page has it already.

    Attributes:
        cases: as `remediation.board` gives them.
        credits: as `credits.of_all` gives them.
    """

    cases: tuple[Open, ...]
    credits: tuple[Line, ...]


def followed(
    deps: Deps, person: Person, standing: Review, known: Known | None = None
) -> tuple[Due, ...]:
    """The dates that follow from contracts, reports, breaches and what was written down.

    They depend on what `reviews.state` tells and on nothing else.

    Args:
        known: None to work it out.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        written = [*_written(session), *_rights(session, standing, deps.today())]
    written = [one for one in written if sees(person, one.vendor)]
    if known is None:
        board = remediation.board(deps, person, standing)
        known = Known(board, credits.of_all(deps, person, standing))
    found = [
        *_reports(standing, deps.today()),
        *_terms(standing),
        *_cases(known.cases),
        *_credits(known.credits),
        *written,
    ]
    return in_order(found)


def evaluated(deps: Deps, person: Person) -> tuple[Due, ...]:
    """Evidence that expires, credentials and documents, and decisions to be looked at again.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    return in_order([*_evaluated(deps, person)])


def _evaluated(deps: Deps, person: Person) -> Iterator[Due]:
    for piece in evidence.expiring(deps, person):
        if piece.piece.expires is not None:
            key, vendor = f"evidence {piece.piece.id}", piece.piece.vendor
            what = f"{piece.piece.name} expires ({piece.round_name})."
            yield Due(key, Topic.EVIDENCE, vendor, what, piece.piece.expires, "scoring")
    for owed in registers.due(deps, person):
        key = f"diligence {owed.vendor} {owed.what}"
        path = _path("due-diligence", vendor=owed.vendor)
        yield Due(key, Topic.DILIGENCE, owed.vendor, f"{owed.what}.", owed.last_day, path)
    for decided in again.due(deps, person):
        key = f"review {decided.round.id} {decided.vendor}"
        what = f"The decision of {decided.round.name} is to be looked at again."
        yield Due(key, Topic.REVIEW, decided.vendor, what, decided.on, "rounds")


def _reports(standing: Review, today: dt.date) -> Iterator[Due]:
    """The report of the last whole month, for each vendor that has not sent it."""
    month = report_month(today)
    findings = standing.standings.findings
    of_month = findings[findings["month"] == month.index]
    # Relief hides neither what came nor, by its own status, that nothing did.
    came = of_month["value"].notna() | of_month["raw"].notna()
    on = after(month.last_day, REPORT_DUE)
    for vendor, any_came in came.groupby(of_month["vendor"].astype(str)).any().items():
        if not any_came:
            what = f"{vendor} has not sent its report for {month.shown}."
            yield Due(f"report {vendor} {month}", Topic.REPORT, str(vendor), what, on, "import", 1)


def _terms(standing: Review) -> Iterator[Due]:
    for one in standing.standings.contracts:
        key, path = f"contract {one.vendor} {one.ends}", _path("contract", vendor=one.vendor)
        what = "The contract ends on this day: renew it, or be ready to leave."
        yield Due(key, Topic.CONTRACT, one.vendor, what, one.ends, path)


def _cases(listed: Iterable[Open]) -> Iterator[Due]:
    """What is owed for each open case, and what its plan says; a case that ended is left alone."""
    for one in listed:
        stands, place = one.standing, one.place
        if stands.state.is_open and stands.case.plan is not None:
            yield from _of_plan(place.vendor, stands.case.plan)
        topic = _TOPICS.get(stands.state)
        if topic is not None and stands.next_day is not None:
            yield Due(
                f"{topic.name.lower()} {place.vendor} {place.metric} {stands.case.first}",
                topic,
                place.vendor,
                _of_case(stands, place.metric),
                stands.next_day,
                _breach(place.vendor, place.metric, place.month),
                _A_WEEK,
            )


def _of_case(stands: Standing, metric: str) -> str:
    return f"{next_step(stands)} ({metric_name(metric)}, since {stands.case.first.shown})."


def _rights(session: Session, standing: Review, today: dt.date) -> Iterator[Due]:
    """The last safe day to send each notice that can still be sent."""
    notices: dict[str, list[Notice]] = {}
    for one in follow_up.listed(session, Notice):
        notices.setdefault(one.vendor, []).append(one.record)
    arisen = standing.standings.termination
    for place, right in zip(arisen["contract"].tolist(), right_values(arisen), strict=True):
        contract = standing.standings.contracts[place]
        days = last_days(right.month.last_day, contract)
        key = right_key(right.rule, right.metric, right.month)
        if days is None or today > days[0]:
            continue
        if key in by_right(notices.get(contract.vendor, ()), contract):
            continue
        what = f"Send notice, or let the right go: {right_in_words(right, contract)}"
        path = _path("termination", vendor=contract.vendor)
        yield Due(
            f"notice {contract.vendor} {key}", Topic.NOTICE, contract.vendor, what, days[1], path
        )


def _credits(ledger: Iterable[Line]) -> Iterator[Due]:
    """What each vendor owes, as one date: that of the oldest credit.

    A credit is expected on the invoice of its month, which is paid by the end of the next one.
    """
    owed: dict[str, list[Line]] = {}
    for line in ledger:
        if line.state.is_open:
            owed.setdefault(line.vendor, []).append(line)
    for vendor, lines in owed.items():
        amount, oldest = open_in(lines), min(one.month for one in lines)
        what = (
            f"{amount.shown} of {counted(len(lines), 'service credit')} not paid, "
            f"the oldest of {oldest.shown}."
        )
        on, path = oldest.plus(1).last_day, _path("credits", vendor=vendor)
        yield Due(f"credit {vendor}", Topic.CREDIT, vendor, what, on, path, 0)


def _written(session: Session) -> Iterator[Due]:
    """What people have written down with a date of its own."""
    for disputed in follow_up.listed(session, Dispute):
        if disputed.record.outcome is Outcome.OPEN:
            yield _of_dispute(disputed)
    for moving in follow_up.listed(session, Transition):
        path = _path("transition", vendor=moving.vendor)
        for task in moving.record.tasks:
            if task.done is None:
                key, what = (
                    f"transition {moving.vendor} {task.what}",
                    f"{task.what} ({task.owner}).",
                )
                yield Due(key, Topic.MILESTONE, moving.vendor, what, task.due, path, _A_WEEK)


def _of_plan(vendor: str, plan: Plan) -> Iterator[Due]:
    of = f"{metric_name(plan.metric)}, {plan.month.shown}"
    path = _breach(vendor, plan.metric, plan.month)
    for number, one in enumerate(plan.milestones, start=1):
        if one.done is None:
            key, what = (
                f"milestone {vendor} {plan.key} {number}",
                f"{one.what} ({one.owner}; {of}).",
            )
            yield Due(key, Topic.MILESTONE, vendor, what, one.due, path, _A_WEEK)
    if plan.waiver is not None:
        key, what = (
            f"waiver {vendor} {plan.key}",
            f"The waiver by {plan.waiver.approved_by} ends ({of}).",
        )
        yield Due(key, Topic.WAIVER, vendor, what, plan.waiver.expires, path)


def _of_dispute(kept: Kept[Dispute]) -> Due:
    said = kept.record
    what = (
        f"Decide the dispute that {said.filed_by} filed "
        f"({metric_name(said.metric)}, {said.month.shown})."
    )
    path = _breach(kept.vendor, said.metric, said.month)
    on = said.filed_on + _DECIDE_WITHIN
    return Due(
        f"dispute {kept.vendor} {said.key}", Topic.DISPUTE, kept.vendor, what, on, path, _A_WEEK
    )


def _breach(vendor: str, metric: str, month: Month) -> str:
    # As filters have them in the address: what is shown, and not the id.
    return _path("breach", vendor=vendor, month=month.shown, metric=metric_name(metric))


def _path(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"
