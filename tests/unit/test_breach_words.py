"""How a case is told, what a saving changed, and what an edited table of milestones says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.cases import Case, Judged
from vendor_eval.follow_up.due import DueDays
from vendor_eval.follow_up.ladder import STEPS, Step
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.remediation import VENDOR, Standing, State
from vendor_eval.pages.parts.follow_up import ladder_form, milestone_rows
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_words import (
    NOT_TOLD,
    SEVERITY_MARKS,
    STATE_MARKS,
    next_step,
    standing_sentence,
)
from vendor_eval.reports.record_changes import changes
from vendor_eval.reports.remediation_tables import LANES

JANUARY, MARCH = Month(2026, 1), Month(2026, 3)
DAY = dt.date(2026, 2, 24)
PLAN = Plan("denial_rate", JANUARY, works_from=MARCH)
TRAINING = Milestone("Train the coders", "L. Brandt", dt.date(2026, 3, 20))
TOLD = DueDays(dt.date(2026, 2, 9), dt.date(2026, 2, 9), DAY, None, None)


def stands(state: State, *, plan: Plan | None = None, **others: object) -> Standing:
    waiver = Waiver("Dr. Lee", "Leaving", dt.date(2026, 6, 30))
    kept = replace(plan or PLAN, waiver=waiver if state is State.WAIVED else None)
    good = MARCH if state is State.RESOLVED else None
    case = Case((JANUARY,), good, kept, (Judged(MARCH, breach=True),))
    return Standing(case, state, DAY, VENDOR, **{"days": TOLD, **others})


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_mark_a_sentence_a_step_and_one_lane_at_most(state: State) -> None:
    found = stands(state, milestone=TRAINING)

    assert STATE_MARKS[state].label.lower() == state.value
    assert standing_sentence(found).endswith(".")
    assert next_step(found)
    # What was taken back is no breach any more, and so on no board.
    lanes = [title for title, states in LANES.items() if state in states]
    assert len(lanes) == (0 if state is State.TAKEN_BACK else 1)


def test_every_severity_has_a_mark() -> None:
    assert set(SEVERITY_MARKS) == set(Severity)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ROOT_CAUSE_DUE, "In breach in January 2026. The vendor owes the root cause by"),
        (State.PLAN_DUE, "the vendor owes the plan by February 24, 2026."),
        (State.FAILING_AGAIN, "should show since March 2026, and Mar 2026 missed the minimum"),
        (State.WAIVED, "Dr. Lee let it go until June 30, 2026: Leaving."),
        (State.RESOLVED, "March 2026 was judged without a breach, with the plan carried out"),
        (State.VERIFYING, "should show from March 2026 on; no month since was judged."),
    ],
)
def test_a_sentence_names_the_day_the_month_or_the_person(state: State, told: str) -> None:
    assert told in standing_sentence(stands(state))


def test_breaches_since_the_plan_was_handed_in_are_told_whenever_it_is_to_show() -> None:
    february = Month(2026, 2)
    plan = replace(PLAN, handed_in_on=dt.date(2026, 2, 4), works_from=Month(2027, 1))
    under_way = stands(State.UNDER_WAY, plan=plan)
    missed = replace(under_way, case=Case((JANUARY, february, MARCH), None, plan))

    assert "as well" not in standing_sentence(under_way)
    assert standing_sentence(missed).endswith(
        "Since the plan was handed in, Mar 2026 missed the minimum as well."
    )


def test_only_what_is_owed_tells_that_nobody_told_the_vendor() -> None:
    untold = replace(TOLD, told_on=None)

    assert NOT_TOLD in standing_sentence(stands(State.PLAN_DUE, days=untold))
    assert NOT_TOLD not in standing_sentence(stands(State.PLAN_DUE))
    assert NOT_TOLD not in standing_sentence(stands(State.VERIFYING, days=untold))


def test_the_first_revision_tells_all_it_says_and_later_ones_what_they_changed() -> None:
    first = BreachNote("denial_rate", MARCH, incident="Outage")
    second = replace(first, notified_on=DAY, severity=Severity.MINOR, incident="Outage of March")

    assert changes(None, first) == "Incident: Outage"
    assert changes(first, second) == (
        "Notified on: February 24, 2026; Incident: Outage → Outage of March; Severity: minor"
    )
    assert changes(second, first).startswith("Notified on: February 24, 2026 → –")
    assert changes(first, first) == "Nothing"


def test_milestones_inside_a_record_are_told_one_by_one() -> None:
    assert changes(PLAN, replace(PLAN, milestones=(TRAINING,))) == (
        "Milestones: Train the coders, L. Brandt, March 20, 2026"
    )


def test_edits_of_the_table_are_laid_over_the_milestones_that_were_shown() -> None:
    other = replace(TRAINING, what="Release the edit")
    edits = {
        "edited_rows": {0: {"Done on": "2026-03-19"}},
        "deleted_rows": [1],
        "added_rows": [{"Milestone": "Measure", "Owner": "IT", "Due": "2026-04-01"}, {}],
    }

    assert milestone_rows.edited([TRAINING, other], edits) == (
        replace(TRAINING, done=dt.date(2026, 3, 19)),
        Milestone("Measure", "IT", dt.date(2026, 4, 1)),
    )
    assert milestone_rows.edited([TRAINING], {}) == (TRAINING,)


def test_every_milestone_without_a_day_is_told_by_its_row() -> None:
    edits = {"edited_rows": {0: {"Due": None}}, "added_rows": [{"Milestone": "Measure"}]}

    with pytest.raises(BadInput) as refused:
        milestone_rows.edited([TRAINING], edits)

    assert [one.where for one in refused.value.faults] == ["Milestone 1", "Milestone 2"]


def test_steps_of_the_ladder_are_put_in_the_order_of_their_days() -> None:
    edits = {
        "deleted_rows": [1, 2],
        "added_rows": [{"Step": "Call", "To whom": "Lead", "Business days after": 3}],
    }

    assert ladder_form.steps(STEPS, edits) == (STEPS[0], Step("Call", "Lead", 3), STEPS[3])
