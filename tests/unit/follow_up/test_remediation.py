"""The state of a case on a day: what is missing, by when, and who has to act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.cases import Judged, cases
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.due import due_days
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.remediation import PRACTICE, VENDOR, Standing, State, Written, standing
from vendor_eval.quantities import Month, Quantity, Unit
from vendor_eval.sla.contract import Deadlines

METRIC = "denial_rate"
JANUARY, MARCH = Month(2026, 1), Month(2026, 3)
TOLD = dt.date(2026, 2, 9)
DEADLINES = Deadlines(
    root_cause=Quantity(Decimal(10), Unit.BUSINESS_DAYS),
    plan=Quantity(Decimal(30), Unit.DAYS),
    dispute=Quantity(Decimal(10), Unit.DAYS),
)
ASKED = Plan(METRIC, JANUARY)
NAMED = replace(ASKED, root_cause="New edits at one payer", root_cause_on=TOLD, owner="D. Reyes")
HANDED_IN = replace(NAMED, action="Edit updated before sending", handed_in_on=dt.date(2026, 3, 2))
FROM_MAY = replace(HANDED_IN, works_from=Month(2026, 5))
TRAINING = Milestone("Train the coders", "L. Brandt", dt.date(2026, 3, 20))
RELEASE = Milestone("Release the edit", "IT", dt.date(2026, 4, 10))


def on(
    day: tuple[int, int], plan: Plan | None = None, letters: str = "B", **kept: object
) -> Standing:
    """Where the case of January stands on a month and day of 2026."""
    series = [Judged(JANUARY.plus(at), one == "B") for at, one in enumerate(letters) if one != "-"]
    (case,) = cases(series, [] if plan is None else [plan])
    written = Written(
        {JANUARY: kept.get("note", BreachNote(METRIC, JANUARY, TOLD))},
        {JANUARY: kept["dispute"]} if "dispute" in kept else {},
        kept.get("left_out", ()),
    )
    return standing(case, written, kept.get("deadlines", DEADLINES), dt.date(2026, *day))


# Ten business days after Monday, February 9 without Washington's Birthday, February 16.
ROOT_CAUSE = dt.date(2026, 2, 24)
# Thirty days after February 9.
PLAN = dt.date(2026, 3, 11)


@pytest.mark.parametrize(
    ("day", "plan", "state", "next_day"),
    [
        ((2, 24), None, State.ROOT_CAUSE_DUE, ROOT_CAUSE),
        ((2, 25), None, State.ROOT_CAUSE_OVERDUE, ROOT_CAUSE),
        ((2, 25), ASKED, State.ROOT_CAUSE_OVERDUE, ROOT_CAUSE),
        # A root cause without the day on which it came is a draft.
        ((2, 25), replace(NAMED, root_cause_on=None), State.ROOT_CAUSE_OVERDUE, ROOT_CAUSE),
        ((2, 25), NAMED, State.PLAN_DUE, PLAN),
        ((3, 11), NAMED, State.PLAN_DUE, PLAN),
        ((3, 12), NAMED, State.PLAN_OVERDUE, PLAN),
        ((3, 12), replace(HANDED_IN, handed_in_on=None), State.PLAN_OVERDUE, PLAN),
        ((3, 12), HANDED_IN, State.UNDER_WAY, None),
        ((3, 12), FROM_MAY, State.UNDER_WAY, dt.date(2026, 5, 1)),
        # Ten business days after May 31.
        ((5, 1), FROM_MAY, State.VERIFYING, dt.date(2026, 6, 12)),
        ((6, 12), FROM_MAY, State.VERIFYING, dt.date(2026, 6, 12)),
        ((6, 13), FROM_MAY, State.VERIFICATION_OVERDUE, dt.date(2026, 6, 12)),
    ],
)
def test_what_the_vendor_owes_comes_in_its_order(
    day: tuple[int, int], plan: Plan | None, state: State, next_day: dt.date | None
) -> None:
    found = on(day, plan)

    assert (found.state, found.next_day) == (state, next_day)
    assert found.passed == (next_day if state.is_overdue else None)


def test_milestones_are_waited_for_in_the_order_of_their_days() -> None:
    plan = replace(HANDED_IN, milestones=(RELEASE, TRAINING), works_from=Month(2026, 5))

    assert (on((3, 20), plan).state, on((3, 20), plan).next_day) == (State.UNDER_WAY, TRAINING.due)
    late = on((3, 21), plan)
    assert (late.state, late.owner, late.milestone) == (
        State.MILESTONE_OVERDUE,
        "L. Brandt",
        TRAINING,
    )
    done = replace(plan, milestones=(RELEASE, replace(TRAINING, done=dt.date(2026, 3, 19))))
    assert on((3, 21), done).next_day == RELEASE.due


def test_a_milestone_that_is_late_is_told_even_while_months_verify() -> None:
    plan = replace(HANDED_IN, milestones=(TRAINING,), works_from=MARCH)

    assert on((4, 2), plan).state is State.MILESTONE_OVERDUE


@pytest.mark.parametrize(
    ("letters", "state"),
    [
        # The plan should show from March on.
        ("B", State.VERIFYING),
        ("BG", State.VERIFYING),
        ("BB", State.VERIFYING),
        # A month that nobody reported verifies nothing.
        ("BB-", State.VERIFYING),
        ("BBB", State.FAILING_AGAIN),
        ("BGB-", State.FAILING_AGAIN),
        ("BBG", State.RESOLVED),
        ("BBBG", State.RESOLVED),
    ],
)
def test_only_a_measured_good_month_from_then_on_ends_it(letters: str, state: State) -> None:
    assert on((4, 14), replace(HANDED_IN, works_from=MARCH), letters).state is state


MAY, JUNE = Month(2026, 5), Month(2026, 6)


@pytest.mark.parametrize(
    ("day", "left_out", "state", "next_day"),
    [
        # Relief leaves May out: June verifies, whose report is due ten business days after its end.
        ((6, 13), (MAY,), State.VERIFYING, dt.date(2026, 7, 15)),
        ((7, 16), (MAY,), State.VERIFICATION_OVERDUE, dt.date(2026, 7, 15)),
        ((5, 20), (MAY,), State.UNDER_WAY, dt.date(2026, 6, 1)),
        ((6, 13), (JUNE,), State.VERIFICATION_OVERDUE, dt.date(2026, 6, 12)),
    ],
)
def test_a_month_that_is_not_judged_verifies_nothing_and_the_next_does(
    day: tuple[int, int], left_out: tuple[Month, ...], state: State, next_day: dt.date
) -> None:
    found = on(day, FROM_MAY, left_out=left_out)

    assert (found.state, found.next_day) == (state, next_day)


def test_without_a_plan_the_first_good_month_ends_it() -> None:
    assert on((3, 31), letters="BG").state is State.RESOLVED
    assert on((3, 31), letters="B-").state is State.ROOT_CAUSE_OVERDUE


def test_a_waiver_holds_through_its_last_day_and_no_longer() -> None:
    plan = replace(NAMED, waiver=Waiver("Dr. Lee", "Vendor is leaving", dt.date(2026, 6, 30)))

    assert (on((6, 30), plan).state, on((6, 30), plan).next_day) == (
        State.WAIVED,
        dt.date(2026, 6, 30),
    )
    assert (on((7, 1), plan).state, on((7, 1), plan).owner) == (State.WAIVER_EXPIRED, PRACTICE)
    assert (on((6, 30), plan).passed, on((7, 1), plan).passed) == (None, dt.date(2026, 6, 30))
    assert on((7, 1), plan, letters="BG").state is State.RESOLVED


def test_a_plan_that_fails_has_failed_with_its_last_month_in_breach() -> None:
    found = on((6, 1), replace(HANDED_IN, works_from=MARCH), "BBBB")

    assert (found.state, found.passed) == (State.FAILING_AGAIN, dt.date(2026, 4, 30))


def test_an_open_dispute_waits_for_the_practice_and_a_decided_one_for_nobody() -> None:
    dispute = Dispute(METRIC, JANUARY, TOLD, "S. Roe", "Counted twice")
    rejected = replace(
        dispute, outcome=Outcome.REJECTED, decided_by="Dr. Lee", decided_on=TOLD, why="Counted once"
    )

    assert (on((2, 25), dispute=dispute).state, on((2, 25), dispute=dispute).owner) == (
        State.DISPUTED,
        PRACTICE,
    )
    assert on((2, 25), dispute=rejected).state is State.ROOT_CAUSE_OVERDUE


def test_a_contract_without_deadlines_makes_nothing_late() -> None:
    found = on((12, 31), deadlines=Deadlines())

    assert (found.state, found.next_day, found.owner) == (State.NO_PLAN, None, VENDOR)
    assert on((12, 31), NAMED, deadlines=Deadlines()).state is State.NO_PLAN


def test_days_count_from_the_day_of_telling_else_from_the_end_of_the_month() -> None:
    untold = due_days(DEADLINES, JANUARY)
    told = due_days(DEADLINES, JANUARY, BreachNote(METRIC, JANUARY, TOLD))

    assert (untold.told_on, untold.counted_from) == (None, dt.date(2026, 1, 31))
    assert untold.plan == dt.date(2026, 3, 2)
    assert (told.told_on, told.plan, told.dispute) == (TOLD, PLAN, dt.date(2026, 2, 19))


def test_telling_the_vendor_of_a_later_breach_puts_nothing_off() -> None:
    (case,) = cases([Judged(JANUARY, breach=True), Judged(MARCH, breach=True)], [])
    later = Written({MARCH: BreachNote(METRIC, MARCH, dt.date(2026, 4, 14))})

    found = standing(case, later, DEADLINES, dt.date(2026, 4, 15))

    # Ten business days after January 31.
    assert (found.state, found.next_day) == (State.ROOT_CAUSE_OVERDUE, dt.date(2026, 2, 13))


def test_whoever_sees_to_the_plan_acts_unless_the_practice_has_to() -> None:
    assert on((2, 20)).owner == VENDOR
    assert on((2, 20), NAMED).owner == "D. Reyes"
    assert on((6, 1), replace(HANDED_IN, works_from=MARCH), "BBB").owner == PRACTICE


@pytest.mark.parametrize(
    ("works_from", "handed_in_on", "fits"),
    [
        (Month(2027, 1), None, True),
        (Month(2027, 2), None, False),
        # A plan for a breach that goes on for long shows after it was handed in.
        (Month(2029, 6), dt.date(2028, 6, 20), True),
        (Month(2029, 7), dt.date(2028, 6, 20), False),
        (Month(2030, 1), dt.date(2026, 2, 4), False),
    ],
)
def test_a_plan_has_to_show_within_a_year(
    works_from: Month, handed_in_on: dt.date | None, *, fits: bool
) -> None:
    plan = replace(HANDED_IN, works_from=works_from, handed_in_on=handed_in_on)

    assert [one.where for one in plan.faults()] == ([] if fits else ["Works from"])


plans = st.builds(
    Plan,
    st.just(METRIC),
    st.just(JANUARY),
    root_cause=st.sampled_from(["", "Edits"]),
    root_cause_on=st.none() | st.just(TOLD),
    action=st.sampled_from(["", "Updated"]),
    handed_in_on=st.none() | st.just(TOLD),
    works_from=st.none() | st.integers(0, 6).map(JANUARY.plus),
    milestones=st.lists(st.sampled_from([TRAINING, RELEASE]), max_size=2).map(tuple),
    waiver=st.none() | st.just(Waiver("Dr. Lee", "Leaving", dt.date(2026, 6, 30))),
)
days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(lambda one: (one.month, one.day))


@given(days, plans, st.text("B-", max_size=6))
def test_nothing_that_people_write_down_resolves_a_case(
    day: tuple[int, int], plan: Plan, letters: str
) -> None:
    found = on(day, plan, "B" + letters)

    assert found.state.is_open
    assert not found.state.is_overdue or found.next_day < dt.date(2026, *day)
    assert found.owner
