"""Synthetic records of what followed the demonstration's findings, the same for every reader.

Names are invented. Each subject has one function below, and `records` puts them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from vendor_eval.demonstration.settlements import excused, settled
from vendor_eval.follow_up.breach_note import BreachNote, Severity, Taken
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.ladder import STEPS, Ladder
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.transition import ExitReadiness, Task, Transition
from vendor_eval.quantities import Month

_CHRONIC, _IMPROVING = "Cedar Ridge RCM", "Blue Mesa Billing"
_AMENDED, _RESTATING = "Summit Coding Group", "Larkspur Claims"
_SMALL = "Pinewood Behavioral Billing"
_IN_RAMP, _SILENT = "Fernhollow RCM", "Quillcrest Medical Billing"


def records(last: Month, today: dt.date) -> list[tuple[str, Record]]:
    """Vendor and record, oldest revision first where a record was saved more than once.

    Args:
        last: the last month of the demonstration.
        today: the day on which it is filled.
    """
    return [*_breaches(last, today), *_transitions(last), *settled(last), *excused(last)]


def _breaches(last: Month, today: dt.date) -> Iterator[tuple[str, Record]]:
    """A vendor of which every metric stands elsewhere, and single breaches of three others."""
    for record in (*_chronic(last, today), *_chronic_plans(last, today)):
        yield _CHRONIC, record
    began = last.plus(-17)
    yield (
        _IMPROVING,
        replace(
            _handed_in(Plan("first_pass_acceptance_rate", began), began.plus(1)),
            root_cause="Edits of three payers were never updated",
            action="Edits are updated on the first of each month, and tested before",
            works_from=last.plus(-12),
            milestones=(
                Milestone("Update the edits", "H. Varga", _day(last.plus(-15), 9), _day(began, 28)),
            ),
        ),
    )
    yield from _single_breaches(last, today)


def _single_breaches(last: Month, today: dt.date) -> Iterator[tuple[str, Record]]:
    """A dispute that nobody has decided, one that came late, and a severity of one's own."""
    yield (
        _AMENDED,
        Dispute(
            "denial_rate",
            last,
            min(_day(last.plus(1), 10), today),
            "K. Ortiz, account manager",
            "A payer denied the same claims twice; without them the rate is 8.6 %",
            "Two remittances of the payer",
        ),
    )
    late = Dispute(
        "denial_rate",
        last.plus(-4),
        _day(last.plus(-2), 3),
        "N. Haddad",
        "The first figure was right, the correction is not",
    )
    yield _RESTATING, late
    yield (
        _RESTATING,
        replace(
            late,
            outcome=Outcome.REJECTED,
            decided_by="Dr. R. Osei",
            decided_on=_day(last.plus(-2), 18),
            why="The remittances give the corrected figure, and the dispute came late",
        ),
    )
    yield (
        _SMALL,
        BreachNote(
            "first_pass_acceptance_rate",
            last,
            severity=Severity.MINOR,
            why="Four claims of thirty-eight; one provider was missing in the payer's file",
        ),
    )


def _chronic(last: Month, today: dt.date) -> Iterator[Record]:
    """Whom to turn to, and what was told and done about breaches that go on."""
    yield Ladder("J. Amadi, account manager", "P. Lund, team lead", routine=1, urgent=4)
    yield BreachNote("resubmission_on_time_rate", last, notified_on=today)
    # Days count from the telling of the case's first breach, which nobody told for long.
    told = BreachNote("coding_on_time_rate", last.plus(-25), _day(last.plus(-1), 8))
    yield told
    ask, turn = STEPS[:2]
    yield replace(
        told,
        taken=(
            Taken(_day(last, 6), ask.what, ask.who, "Promised by the end of the month"),
            Taken(_day(last, 20), turn.what, turn.who),
        ),
    )


def _chronic_plans(last: Month, today: dt.date) -> Iterator[Record]:
    failed = _handed_in(Plan("denial_rate", last.plus(-6)), last.plus(-5))
    yield replace(
        failed,
        root_cause="Eligibility is checked at booking and not again before the visit",
        action="Checked again two days before each visit",
        works_from=last.plus(-1),
    )
    stuck = _handed_in(Plan("first_pass_acceptance_rate", last.plus(-3)), last.plus(-2))
    yield replace(
        stuck,
        root_cause="The clearinghouse's edits are two releases behind",
        action="Move to the present release, and read its notes each month",
        works_from=last.plus(2),
        milestones=(
            Milestone("Test the release on last month's claims", "IT of the vendor", _day(last, 9)),
            Milestone("Move to the release", "IT of the vendor", _day(last.plus(2), 1)),
        ),
    )
    yield replace(
        _handed_in(Plan("days_in_ar", last.plus(-2)), last.plus(-1)),
        root_cause="Nobody follows up claims below 200 dollars",
        action="Two people work claims below 200 dollars, oldest first",
        works_from=last.plus(3),
    )
    yield replace(
        _handed_in(Plan("coding_accuracy", last), last.plus(1), today),
        root_cause="A coder left",
        action="A certified coder took over",
        works_from=last.plus(1),
    )
    yield Plan(
        "net_collection_rate",
        last.plus(-1),
        waiver=Waiver(
            "Dr. R. Osei",
            "Old receivables are written off until the end of the year",
            _day(last.plus(3), 1),
        ),
    )


def _transitions(last: Month) -> Iterator[tuple[str, Record]]:
    """A new team that brought better months, a vendor that takes over, and one to be left."""
    began = last.plus(-15)
    yield (
        _IMPROVING,
        Transition(
            starts=_day(began, 7),
            goes_live=_day(began.plus(3), 1),
            parallel_from=_day(began.plus(1), 1),
            parallel_to=_day(began.plus(3), 1) - dt.timedelta(days=1),
            tasks=(
                Task("Name the new team and its lead", "H. Varga", _day(began, 9), _day(began, 8)),
                Task("Access for seven people", "Practice IT", _day(began, 20), _day(began, 27)),
                Task(
                    "Compare a week of claims",
                    "R. Osei",
                    _day(began.plus(2), 10),
                    _day(began.plus(2), 9),
                ),
            ),
            note="The vendor moved the work to another team, as the remediation asked.",
        ),
    )
    began = last.plus(-3)
    yield (
        _IN_RAMP,
        Transition(
            starts=_day(began, 15),
            goes_live=_day(last.plus(-1), 1),
            baseline_of=_SILENT,
            baseline_first=last.plus(-9),
            baseline_last=last.plus(-4),
            tasks=(
                Task("Business associate agreement", "R. Osei", _day(began, 20), _day(began, 18)),
                Task("Enrolment with the payers", "Fernhollow", _day(last.plus(-1), 1)),
                Task("First review of denials together", "R. Osei", _day(last.plus(2), 15)),
            ),
        ),
    )
    yield (
        _CHRONIC,
        ExitReadiness(
            export_tested_on=_day(last.plus(-14), 12),
            export_format="CSV, one file a table",
            data_owner_clause="Exhibit C, 4",
            return_days=30,
            note="Asked for the list of fields; the account manager looks for it.",
        ),
    )


def _handed_in(plan: Plan, month: Month, today: dt.date = dt.date.max) -> Plan:
    """The plan with the days on which root cause and action came, in ``month``."""
    return replace(
        plan,
        owner="J. Amadi, account manager",
        root_cause_on=min(_day(month, 5), today),
        handed_in_on=min(_day(month, 12), today),
    )


def _day(month: Month, number: int) -> dt.date:
    return month.first_day.replace(day=number)
