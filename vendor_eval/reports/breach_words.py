"""How a case of remediation is told: a mark for its state, a sentence, and the next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from vendor_eval.follow_up.breach_note import Severity
from vendor_eval.follow_up.remediation import Standing, State
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.reports.wording import brief_month, counted, listed, sentence, shown_date

SEVERITY_MARKS: Mapping[Severity, Mark] = MappingProxyType(
    {
        Severity.CRITICAL: Mark(
            "✗", "Critical", Tone.BAD, "A right to terminate arose, or the third in a row."
        ),
        Severity.MAJOR: Mark(
            "▲", "Major", Tone.WARNING, "A credit fell due, the second in a row, or far beyond."
        ),
        Severity.MINOR: Mark("◆", "Minor", Tone.MILD, "Every other breach."),
    }
)

STATE_MARKS: Mapping[State, Mark] = MappingProxyType(
    {
        State.ROOT_CAUSE_OVERDUE: Mark(
            "✗", "Root cause overdue", Tone.BAD, "The contract's day has passed without it."
        ),
        State.PLAN_OVERDUE: Mark(
            "✗", "Plan overdue", Tone.BAD, "The contract's day has passed without one."
        ),
        State.MILESTONE_OVERDUE: Mark(
            "✗", "Milestone overdue", Tone.BAD, "A step of the plan was not done by its day."
        ),
        State.VERIFICATION_OVERDUE: Mark(
            "✗", "Verification overdue", Tone.BAD, "No month was judged by the day of its report."
        ),
        State.FAILING_AGAIN: Mark(
            "✗", "Failing again", Tone.BAD, "The plan should show, and the minimum is missed."
        ),
        State.WAIVER_EXPIRED: Mark(
            "▲", "Waiver expired", Tone.WARNING, "The time for which it was let go is over."
        ),
        State.DISPUTED: Mark("▲", "Disputed", Tone.WARNING, "The vendor disagrees, undecided."),
        State.NO_PLAN: Mark("▲", "No plan yet", Tone.WARNING, "Nothing came, and no day is set."),
        State.ROOT_CAUSE_DUE: Mark("◆", "Root cause due", Tone.MILD, "Its day is to come."),
        State.PLAN_DUE: Mark("◆", "Plan due", Tone.MILD, "Its day is to come."),
        State.UNDER_WAY: Mark("○", "Under way", Tone.QUIET, "A plan is carried out."),
        State.VERIFYING: Mark("≈", "Being verified", Tone.QUIET, "Waits for a month judged."),
        State.WAIVED: Mark("‖", "Waived", Tone.QUIET, "Somebody let it go for a time."),
        State.RESOLVED: Mark("✓", "Resolved", Tone.GOOD, "A good month ended it."),
        State.TAKEN_BACK: Mark("‖", "Taken back", Tone.QUIET, "An upheld dispute took it back."),
    }
)

NOT_TOLD = (
    "Nobody noted that the vendor was told of the first breach, so that days count from the end of "
    "its month."
)


def standing_sentence(stands: Standing) -> str:
    """Where a case stands: since when, why, by when, who, and what is next."""
    told = f" {NOT_TOLD}" if _counts_from_month(stands) else ""
    return f"{_since(stands)} {_SENTENCES[stands.state](stands)}{_nevertheless(stands)}{told}"


def next_step(stands: Standing) -> str:
    """What is to be done next, in few words."""
    return _STEPS[stands.state](stands)


def _since(stands: Standing) -> str:
    case = stands.case
    if len(case.breaches) == 1:
        return f"In breach in {case.first.shown}."
    return f"In breach in {len(case.breaches)} months since {case.first.shown}."


_HANDED_IN = frozenset(
    {State.MILESTONE_OVERDUE, State.UNDER_WAY, State.VERIFYING, State.VERIFICATION_OVERDUE}
)


def _nevertheless(stands: Standing) -> str:
    """The breaches that no plan hides, however far ahead it says that it will show."""
    missed = stands.case.since_handed_in
    if stands.state not in _HANDED_IN or not missed:
        return ""
    return f" Since the plan was handed in, {_months(missed)} missed the minimum as well."


_OWED = frozenset(
    {State.ROOT_CAUSE_OVERDUE, State.ROOT_CAUSE_DUE, State.PLAN_OVERDUE, State.PLAN_DUE}
)


def _counts_from_month(stands: Standing) -> bool:
    return stands.state in _OWED and stands.days.told_on is None


def _day(day: dt.date | None) -> str:
    return "no day" if day is None else shown_date(day)


def _root_cause_overdue(stands: Standing) -> str:
    return f"The root cause was due by {_day(stands.next_day)} and has not come: ask for it."


def _root_cause_due(stands: Standing) -> str:
    return f"{stands.owner} owes the root cause by {_day(stands.next_day)}."


def _plan_overdue(stands: Standing) -> str:
    return (
        f"The root cause is known; the plan was due by {_day(stands.next_day)} and has not been "
        "handed in: ask for it."
    )


def _plan_due(stands: Standing) -> str:
    owner, day = _lower(stands.owner), _day(stands.next_day)
    return f"The root cause is known; {owner} owes the plan by {day}."


def _no_plan(stands: Standing) -> str:
    return (
        "The contract sets no day by which a root cause or a plan is due, and neither came: "
        f"agree on a day with {_lower(stands.owner)}."
    )


def _milestone_overdue(stands: Standing) -> str:
    what = f"“{stands.milestone.what}”" if stands.milestone else "A step"
    return f"{what} was to be done by {_day(stands.next_day)}: ask {_lower(stands.owner)} about it."


def _under_way(stands: Standing) -> str:
    plan, milestone = stands.case.plan, stands.milestone
    parts = [f"{stands.owner} carries the plan out"]
    if milestone is not None:
        parts.append(f"next is “{milestone.what}” by {shown_date(milestone.due)}")
    if plan is None or plan.works_from is None:
        parts.append("nobody said yet from which month it should show")
    else:
        parts.append(f"it should show from {plan.works_from.shown} on")
    return f"{'; '.join(parts)}."


def _verifying(stands: Standing) -> str:
    plan = stands.case.plan
    month = plan.works_from.shown if plan and plan.works_from else "the next month"
    return (
        f"The plan should show from {month} on; no month since was judged. "
        "The first that is judged without a breach ends the case."
    )


def _verification_overdue(stands: Standing) -> str:
    plan = stands.case.plan
    month = plan.works_from.shown if plan and plan.works_from else "the next month"
    return (
        f"The plan should show from {month} on; its report was due by {_day(stands.next_day)}, and "
        "no month since was judged: ask for what is missing."
    )


def _failing_again(stands: Standing) -> str:
    failed = stands.case.failed_since
    plan = stands.case.plan
    since = f" since {plan.works_from.shown}" if plan and plan.works_from else ""
    return (
        f"The plan should show{since}, and {_months(failed)} missed the minimum nevertheless: "
        "agree on another corrective action, and on the month in which it should show."
    )


def _disputed(_: Standing) -> str:
    return "The vendor disputes it: decide, with a reason."


def _waived(stands: Standing) -> str:
    waiver = stands.case.plan.waiver if stands.case.plan else None
    assert waiver is not None, "only a waiver waives"
    return f"{waiver.approved_by} let it go until {shown_date(waiver.expires)}: {waiver.reason}."


def _waiver_expired(stands: Standing) -> str:
    return (
        f"It was let go until {_day(stands.next_day)} and no good month came: "
        "agree on a plan, or let it go anew."
    )


def _resolved(stands: Standing) -> str:
    case = stands.case
    assert case.good is not None, "only a good month resolves"
    plan = "" if case.plan is None else ", with the plan carried out"
    return f"{case.good.shown} was judged without a breach{plan}: resolved."


def _taken_back(_: Standing) -> str:
    return "An upheld dispute took the finding back."


def _months(months: tuple[Month, ...]) -> str:
    if len(months) > 3:
        return counted(len(months), "month")
    return listed([brief_month(one) for one in months])


def _lower(owner: str) -> str:
    """The owner inside a sentence: ``the vendor``; a name stays as it is."""
    return owner[:1].lower() + owner[1:] if owner.startswith("The ") else owner


_SENTENCES: Mapping[State, Callable[[Standing], str]] = MappingProxyType(
    {
        State.ROOT_CAUSE_OVERDUE: _root_cause_overdue,
        State.ROOT_CAUSE_DUE: _root_cause_due,
        State.PLAN_OVERDUE: _plan_overdue,
        State.PLAN_DUE: _plan_due,
        State.NO_PLAN: _no_plan,
        State.MILESTONE_OVERDUE: _milestone_overdue,
        State.UNDER_WAY: _under_way,
        State.VERIFYING: _verifying,
        State.VERIFICATION_OVERDUE: _verification_overdue,
        State.FAILING_AGAIN: _failing_again,
        State.DISPUTED: _disputed,
        State.WAIVED: _waived,
        State.WAIVER_EXPIRED: _waiver_expired,
        State.RESOLVED: _resolved,
        State.TAKEN_BACK: _taken_back,
    }
)


def _step_of(text: str) -> Callable[[Standing], str]:
    return lambda _: text


def _next_milestone(stands: Standing) -> str:
    return sentence(stands.milestone.what) if stands.milestone else "Wait for the plan to show"


_STEPS: Mapping[State, Callable[[Standing], str]] = MappingProxyType(
    {
        State.ROOT_CAUSE_OVERDUE: _step_of("Ask for the root cause"),
        State.ROOT_CAUSE_DUE: _step_of("Wait for the root cause"),
        State.PLAN_OVERDUE: _step_of("Ask for the plan"),
        State.PLAN_DUE: _step_of("Wait for the plan"),
        State.NO_PLAN: _step_of("Agree on a day for root cause and plan"),
        State.MILESTONE_OVERDUE: _next_milestone,
        State.UNDER_WAY: _next_milestone,
        State.VERIFYING: _step_of("Wait for the month to be judged"),
        State.VERIFICATION_OVERDUE: _step_of("Ask for the report that verifies the plan"),
        State.FAILING_AGAIN: _step_of("Agree on another corrective action"),
        State.DISPUTED: _step_of("Decide the dispute"),
        State.WAIVED: _step_of("Look again when the waiver ends"),
        State.WAIVER_EXPIRED: _step_of("Agree on a plan, or let it go anew"),
        State.RESOLVED: _step_of("Nothing more"),
        State.TAKEN_BACK: _step_of("Nothing more"),
    }
)
