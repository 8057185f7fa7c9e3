"""The state of a case: what is missing, by when, and who has to act.

Nothing here is ever set by hand. The first state of this list that fits holds:

    resolved                a good month ended it
    waived                  somebody let it go, for a time that has not run out
    waiver expired          that time has run out
    disputed                the vendor disagrees, and nobody has decided yet
    failing again           the plan should show, and the last judged month was a breach
    root cause due          or overdue, where the contract sets a day that has passed
    plan due                or overdue, likewise
    no plan yet             the same without a day, as the contract sets none
    milestone overdue       a step of the plan was to be done by a day that has passed
    under way               the month from which the plan should show has not begun, or is open
    being verified          it has begun, and no month since was judged
    verification overdue    likewise, and the day has passed by which its report was due

A month that relief leaves out, or that is too small or too early to be judged, verifies nothing:
the one after it does.

What was never handed in is missing, whatever a draft of it says: a root cause counts with its day,
and so does a plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vendor_eval.follow_up import days
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.cases import Case
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.due import DueDays, due_days
from vendor_eval.follow_up.plan import Milestone, Plan
from vendor_eval.follow_up.reminders import REPORT_DUE
from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Deadlines

VENDOR, PRACTICE, NOBODY = "The vendor", "The practice", "Nobody"
"""Who acts where nobody was named, and where there is nothing to do."""


class State(StrEnum):
    """How far a case has come."""

    ROOT_CAUSE_OVERDUE = "root cause overdue"
    PLAN_OVERDUE = "plan overdue"
    MILESTONE_OVERDUE = "milestone overdue"
    VERIFICATION_OVERDUE = "verification overdue"
    FAILING_AGAIN = "failing again"
    WAIVER_EXPIRED = "waiver expired"
    DISPUTED = "disputed"
    NO_PLAN = "no plan yet"
    ROOT_CAUSE_DUE = "root cause due"
    PLAN_DUE = "plan due"
    UNDER_WAY = "under way"
    VERIFYING = "being verified"
    WAIVED = "waived"
    RESOLVED = "resolved"
    TAKEN_BACK = "taken back"

    @property
    def is_overdue(self) -> bool:
        """Whether a day has passed without what was due on it."""
        return self in _OVERDUE

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something; a waived case waits for its last day."""
        return self not in (State.RESOLVED, State.TAKEN_BACK)


_OVERDUE = frozenset(
    {
        State.ROOT_CAUSE_OVERDUE,
        State.PLAN_OVERDUE,
        State.MILESTONE_OVERDUE,
        State.VERIFICATION_OVERDUE,
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote down about a case.

    Attributes:
        notes: by month, of its breaches.
        disputes: by month, of its breaches.
        left_out: the months of the metric that somebody decided not to judge, or that are too
            small or too early to be judged; no month of them verifies a plan.
    """

    notes: Mapping[Month, BreachNote] = field(default_factory=dict)
    disputes: Mapping[Month, Dispute] = field(default_factory=dict)
    left_out: Collection[Month] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands on a day.

    Attributes:
        next_day: by when the next step is due, or from when more is known; None without a day.
        owner: who has to act.
        days: the deadlines of the case.
        milestone: that is overdue, or else is next; None where all are done.
    """

    case: Case
    state: State
    next_day: dt.date | None
    owner: str
    days: DueDays
    milestone: Milestone | None = None

    @property
    def passed(self) -> dt.date | None:
        """The day from which the ladder counts; None where no day has passed.

        It is the one on which something was due or a waiver ended, or the last day of the month
        in which a plan failed last.
        """
        if self.state is State.FAILING_AGAIN:
            return self.case.last.last_day
        has_passed = self.state.is_overdue or self.state is State.WAIVER_EXPIRED
        return self.next_day if has_passed else None


def standing(case: Case, written: Written, deadlines: Deadlines, today: dt.date) -> Standing:
    """Where the case stands ``today``."""
    due = due_days(deadlines, case.first, written.notes.get(case.first))
    state, day = _state(case, written, due, today)
    milestone = _next_milestone(case.plan)
    return Standing(case, state, day, _owner(case, state, milestone), due, milestone)


_StateAndDay = tuple[State, dt.date | None]


def _state(case: Case, written: Written, due: DueDays, today: dt.date) -> _StateAndDay:
    plan = case.plan
    if case.good is not None:
        return State.RESOLVED, None
    if plan is not None and plan.waiver is not None:
        waived = today <= plan.waiver.expires
        return State.WAIVED if waived else State.WAIVER_EXPIRED, plan.waiver.expires
    if _is_disputed(case, written):
        return State.DISPUTED, None
    if case.failed_since:
        return State.FAILING_AGAIN, None
    return _handed_in(plan, written, due, today)


def _handed_in(plan: Plan | None, written: Written, due: DueDays, today: dt.date) -> _StateAndDay:
    """The state of a case that neither ended nor failed: what the vendor owes, in its order."""
    if plan is None or not plan.root_cause or plan.root_cause_on is None:
        late, to_come = State.ROOT_CAUSE_OVERDUE, State.ROOT_CAUSE_DUE
        return _missing(late, to_come, due.root_cause, today)
    if not plan.action or plan.handed_in_on is None:
        return _missing(State.PLAN_OVERDUE, State.PLAN_DUE, due.plan, today)
    return _carried_out(plan, written, today)


def _missing(overdue: State, due: State, day: dt.date | None, today: dt.date) -> _StateAndDay:
    """The state of something that was not handed in."""
    if day is None:
        return State.NO_PLAN, None
    return overdue if day < today else due, day


def _carried_out(plan: Plan, written: Written, today: dt.date) -> _StateAndDay:
    """The state of a plan that was handed in and has not failed."""
    milestone = _next_milestone(plan)
    if milestone is not None and milestone.due < today:
        return State.MILESTONE_OVERDUE, milestone.due
    verifying = _verifying_month(plan, written.left_out)
    if verifying is not None and verifying.first_day <= today:
        report = days.after(verifying.last_day, REPORT_DUE)
        return State.VERIFYING if today <= report else State.VERIFICATION_OVERDUE, report
    ahead = [] if milestone is None else [milestone.due]
    if verifying is not None:
        ahead.append(verifying.first_day)
    return State.UNDER_WAY, min(ahead, default=None)


def _verifying_month(plan: Plan, left_out: Collection[Month]) -> Month | None:
    """The first month that can show whether the plan works; None where it names no month."""
    month = plan.works_from
    while month is not None and month in left_out:
        month = month.plus(1)
    return month


def _is_disputed(case: Case, written: Written) -> bool:
    found = [written.disputes[one] for one in case.breaches if one in written.disputes]
    return any(one.outcome is Outcome.OPEN for one in found)


def _next_milestone(plan: Plan | None) -> Milestone | None:
    """The milestone that is to be done first; None where all are done or there are none."""
    left = [one for one in plan.milestones if one.done is None] if plan else []
    return min(left, key=lambda one: one.due, default=None)


_DECIDED_HERE = frozenset({State.DISPUTED, State.FAILING_AGAIN, State.WAIVED, State.WAIVER_EXPIRED})


def _owner(case: Case, state: State, milestone: Milestone | None) -> str:
    if not state.is_open:
        return NOBODY
    if state in _DECIDED_HERE:
        return PRACTICE
    if state is State.MILESTONE_OVERDUE and milestone is not None:
        return milestone.owner
    return case.plan.owner if case.plan is not None and case.plan.owner else VENDOR
