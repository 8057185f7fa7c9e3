"""A breach with what was written down about it, and the board of all open cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.follow_up.breach_note import BreachNote, Severity, Taken
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.ladder import STEPS
from vendor_eval.follow_up.plan import Plan, Waiver
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.remediation import State
from vendor_eval.quantities import Month, Usd
from vendor_eval.workflows import breaches, follow_up, remediation, reviews
from vendor_eval.workflows.breaches import Breach, Open, Place
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept

JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
DEADLINES = '\n[deadlines]\nroot_cause = "10 business days"\nplan = "30 days"\n'
TOLD = dt.date(2026, 4, 6)


def keep(deps: Deps, record: Record, version: int = 0, vendor: str = VENDOR) -> None:
    follow_up.save(deps, ADMINISTRATOR, Kept(vendor, record, version))


def judged(deps: Deps, vendor: str = VENDOR, **counts: int) -> None:
    agree(deps, contract(vendor) + DEADLINES, vendor)
    report(deps, denials(vendor, **counts))


def look(deps: Deps, month: Month, vendor: str = VENDOR) -> Breach:
    review = reviews.review(deps, ADMINISTRATOR)
    return breaches.of_finding(deps, ADMINISTRATOR, review, Place(vendor, "denial_rate", month))


def board(deps: Deps) -> tuple[Open, ...]:
    return remediation.board(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR))


def states(deps: Deps) -> dict[str, State]:
    return {one.finding.vendor: one.standing.state for one in board(deps)}


def test_a_breach_comes_with_its_credit_its_severity_and_the_days_that_the_contract_sets(
    deps: Deps,
) -> None:
    judged(deps, m03=150)

    found = look(deps, MARCH)

    # 40 % of 10 % of 40,000 dollars.
    assert found.credit == Usd(160_000)
    assert found.grade is not None
    assert found.grade.severity is Severity.MAJOR
    # Ten business days after March 31.
    assert found.days.root_cause == dt.date(2026, 4, 14)
    assert found.case is not None
    assert found.case.standing.state is State.ROOT_CAUSE_OVERDUE
    assert found.case.offer.now is not None
    assert found.case.offer.now.step == STEPS[0]
    assert (found.note.version, found.plan.version, found.dispute) == (0, 0, None)


def test_days_count_anew_once_the_vendor_is_told(deps: Deps) -> None:
    judged(deps, m03=150)
    keep(deps, BreachNote("denial_rate", MARCH, notified_on=TOLD))

    stands = board(deps)[0].standing

    assert (stands.state, stands.next_day) == (State.ROOT_CAUSE_DUE, dt.date(2026, 4, 20))


def test_a_plan_is_the_plan_of_every_breach_of_its_case(deps: Deps) -> None:
    judged(deps, m01=150, m02=160, m03=170)

    assert look(deps, MARCH).plan.record.month == JANUARY

    keep(deps, Plan("denial_rate", FEBRUARY, root_cause="Edits"))
    found = look(deps, MARCH)

    assert (found.plan.record.month, found.plan.version) == (FEBRUARY, 1)
    assert look(deps, JANUARY).plan.record.month == FEBRUARY
    assert found.case is not None
    assert found.case.standing.case.breaches == (JANUARY, FEBRUARY, MARCH)
    assert found.grade is not None
    assert found.grade.severity is Severity.CRITICAL


def test_a_good_month_shows_on_the_board_once_and_is_gone_a_month_later(deps: Deps) -> None:
    judged(deps, m02=150, m03=70)

    assert states(deps) == {VENDOR: State.RESOLVED}
    assert states(Deps(deps.store, lambda: dt.date(2026, 5, 2))) == {}


def test_a_month_that_nobody_reported_resolves_nothing(deps: Deps) -> None:
    judged(deps, m02=150)

    assert states(deps) == {VENDOR: State.ROOT_CAUSE_OVERDUE}


def test_what_a_plan_promises_is_held_against_later_months(deps: Deps) -> None:
    judged(deps, m01=150, m02=70)
    plan = Plan("denial_rate", JANUARY, works_from=MARCH)
    keep(deps, plan)

    assert look(deps, JANUARY).case is not None
    assert states(deps) == {VENDOR: State.ROOT_CAUSE_OVERDUE}

    report(deps, denials(m03=140), "march.csv")
    assert states(deps) == {VENDOR: State.FAILING_AGAIN}

    report(deps, denials(m03=90), "corrected.csv")
    assert states(deps) == {VENDOR: State.RESOLVED}


HANDED_IN = Plan(
    "denial_rate",
    JANUARY,
    root_cause="Edits",
    root_cause_on=dt.date(2026, 2, 3),
    action="Updated",
    handed_in_on=dt.date(2026, 2, 4),
)


def test_a_vendor_that_falls_silent_owes_the_report_that_verifies_its_plan(deps: Deps) -> None:
    judged(deps, m01=150)
    keep(deps, replace(HANDED_IN, works_from=FEBRUARY))

    (found,) = board(deps)

    # Ten business days after February 28.
    assert (found.standing.state, found.standing.next_day) == (
        State.VERIFICATION_OVERDUE,
        dt.date(2026, 3, 13),
    )
    assert found.offer.now is not None
    assert found.offer.now.step == STEPS[0]


@pytest.mark.parametrize(
    ("plan", "state", "offered_from"),
    [
        (
            replace(HANDED_IN, waiver=Waiver("Dr. Lee", "Leaving", dt.date(2026, 3, 1))),
            State.WAIVER_EXPIRED,
            dt.date(2026, 3, 2),
        ),
        (replace(HANDED_IN, works_from=MARCH), State.FAILING_AGAIN, dt.date(2026, 4, 1)),
    ],
)
def test_a_waiver_that_ran_out_and_a_plan_that_failed_go_a_step_further(
    deps: Deps, plan: Plan, state: State, offered_from: dt.date
) -> None:
    judged(deps, m01=150, m03=150)
    keep(deps, plan)

    (found,) = board(deps)

    assert found.standing.state is state
    assert found.offer.now is not None
    assert (found.offer.now.step, found.offer.now.from_day) == (STEPS[0], offered_from)


def test_an_upheld_dispute_takes_the_finding_back_and_it_stays_in_reach(deps: Deps) -> None:
    judged(deps, m03=150)
    dispute = Dispute("denial_rate", MARCH, TOLD, "S. Roe", "Counted twice")
    keep(deps, dispute)
    assert states(deps) == {VENDOR: State.DISPUTED}

    decided = {"decided_by": "Dr. Lee", "decided_on": TOLD, "why": "Counted twice indeed"}
    keep(deps, replace(dispute, outcome=Outcome.UPHELD, **decided), version=1)

    found = look(deps, MARCH)
    assert states(deps) == {}
    assert (found.case, found.grade, found.credit) == (None, None, None)
    assert found.dispute is not None
    assert found.finding is not None
    assert "upheld dispute" in found.finding.reason
    listed = breaches.places(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR))
    assert listed.to_dict("records") == [
        {"vendor": VENDOR, "metric": "denial_rate", "month": MARCH.index}
    ]


def test_rungs_that_were_taken_and_severities_that_were_set_are_told_on_the_board(
    deps: Deps,
) -> None:
    judged(deps, m03=150)
    taken = Taken(dt.date(2026, 4, 15), STEPS[0].what, STEPS[0].who)
    note = BreachNote(
        "denial_rate", MARCH, severity=Severity.CRITICAL, why="Payer left", taken=(taken,)
    )
    keep(deps, note)

    (found,) = board(deps)

    assert (found.grade.severity, found.grade.worked_out) == (Severity.CRITICAL, Severity.MAJOR)
    assert found.offer.now is None
    assert found.offer.then is not None
    # Five business days after April 14.
    assert (found.offer.then.step, found.offer.then.from_day) == (STEPS[1], dt.date(2026, 4, 21))


def test_breaches_of_one_incident_know_each_other(deps: Deps) -> None:
    judged(deps, m02=150, m03=150)
    # Alike in every spelling, as for credits.
    for month, incident in ((FEBRUARY, "Edit of  February"), (MARCH, "edit of february")):
        keep(deps, BreachNote("denial_rate", month, incident=incident))

    assert look(deps, MARCH).alike == (Place(VENDOR, "denial_rate", FEBRUARY),)


def test_the_most_urgent_stands_first_and_vendors_do_not_mix(deps: Deps) -> None:
    for vendor, counts in (("Zeta", {"m01": 150}), ("Acme", {"m03": 150}), ("Best", {"m03": 150})):
        judged(deps, vendor, **counts)
    keep(deps, BreachNote("denial_rate", MARCH, notified_on=TOLD), vendor="Acme")
    waiver = Waiver("Dr. Lee", "Leaving", dt.date(2026, 12, 31))
    keep(deps, Plan("denial_rate", MARCH, waiver=waiver), vendor="Best")

    assert list(states(deps).items()) == [
        ("Zeta", State.ROOT_CAUSE_OVERDUE),
        ("Acme", State.ROOT_CAUSE_DUE),
        ("Best", State.WAIVED),
    ]


def test_nothing_stored_is_an_empty_board(deps: Deps) -> None:
    assert board(deps) == ()
    assert breaches.places(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR)).empty


@pytest.mark.parametrize("month", [JANUARY, Month(2030, 1)])
def test_a_finding_that_is_no_breach_has_no_case(deps: Deps, month: Month) -> None:
    judged(deps, m01=70)

    found = look(deps, month)

    assert (found.case, found.grade) == (None, None)
    assert (found.finding is None) == (month.year == 2030)
