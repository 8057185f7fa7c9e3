"""What is written down after a finding is checked whole, and changes what is judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.access.roles import Permission, Person, Role, local_person
from vendor_eval.errors import BadInput, NotAllowed, NotFound
from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.plan import Milestone, Plan
from vendor_eval.follow_up.relief import Cause, Relief, Signature
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.store.follow_up import KINDS
from vendor_eval.workflows import contracts, follow_up, imports, reviews
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import WRITTEN_BY, Kept
from vendor_eval.workflows.readings import Upload

TODAY, VENDOR = dt.date(2026, 4, 20), "Northwind RCM"
MARCH = Month(2026, 3)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
"""
ROWS = b"vendor,month,metric,value\nNorthwind RCM,2026-03,denial_rate,13 %\n"
SIGNED = Relief(
    "Outage of the payer",
    Cause.PAYER_OUTAGE,
    MARCH,
    MARCH,
    ("denial_rate",),
    "Its notice of March 3",
    Signature("M. Chen", TODAY),
    Signature("S. Roe", TODAY),
)
DISPUTED = Dispute("denial_rate", MARCH, TODAY, "S. Roe", "Counted twice")


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    found = Deps(sqlite_store, lambda: TODAY)
    contracts.save(found, local_person(), Draft(VENDOR, "", CONTRACT, "", version=0))
    imports.store(found, local_person(), Upload(ROWS, "rows.csv", TODAY))
    return found


def save(deps: Deps, record: object, version: int = 0) -> Kept[object]:
    return follow_up.save(deps, local_person(), Kept(VENDOR, record, version))


def status(deps: Deps) -> str:
    found = reviews.review(deps, local_person()).findings_of(VENDOR)
    return str(found[found["month"] == MARCH.index]["status"].item())


def test_every_kind_that_people_write_names_who_may() -> None:
    assert set(WRITTEN_BY) == set(KINDS) - {MonthClose}


def test_nobody_writes_a_closed_month_by_hand(deps: Deps) -> None:
    with pytest.raises(NotAllowed, match="closed on its own page"):
        save(deps, MonthClose(MARCH))


def test_finance_settles_credits_and_decides_no_dispute(deps: Deps) -> None:
    person = Person("F. Ino", Role.FINANCE)
    follow_up.save(deps, person, Kept(VENDOR, Settlement("denial_rate", MARCH, note="Asked")))

    with pytest.raises(NotAllowed, match=Permission.DECIDE_FINDINGS):
        follow_up.save(deps, person, Kept(VENDOR, DISPUTED))


def test_all_faults_come_at_once_and_nothing_is_kept(deps: Deps) -> None:
    wrong = Plan(
        "denials",
        MARCH,
        root_cause_on=dt.date(2026, 4, 21),
        works_from=Month(2026, 2),
        milestones=(Milestone("Patient John Doe, MRN: 12345678", "", TODAY),),
    )

    with pytest.raises(BadInput) as caught:
        save(deps, wrong)

    assert [(one.where, one.what) for one in caught.value.faults] == [
        ("Root cause", "has a day and no text"),
        ("Works from", "is before the breach"),
        ("Milestone 1", "has no owner"),
        ("Metric", "is no metric"),
        ("Milestones 1 what", "looks like patient data"),
        ("Root cause on", "is still to come"),
    ]
    assert "Doe" not in str(caught.value)
    assert not follow_up.listed(deps, local_person(), Plan)


def test_a_plan_is_not_handed_in_on_a_day_that_is_still_to_come(deps: Deps) -> None:
    early = Plan("denial_rate", MARCH, action="New edits", handed_in_on=dt.date(2026, 12, 1))

    with pytest.raises(BadInput) as caught:
        save(deps, early)

    assert [(one.where, one.what) for one in caught.value.faults] == [
        ("Handed in on", "is still to come")
    ]


def test_nothing_is_written_down_about_a_vendor_that_nobody_knows(deps: Deps) -> None:
    with pytest.raises(NotFound, match="no vendor called Acme"):
        follow_up.save(deps, local_person(), Kept("Acme", BreachNote("denial_rate", MARCH)))


def test_what_is_stored_like_that_already_adds_no_revision(deps: Deps) -> None:
    first = save(deps, BreachNote("denial_rate", MARCH, incident=" Outage "))
    again = save(deps, BreachNote("denial_rate", MARCH, incident="Outage"), version=1)
    graver = save(deps, replace(again.record, severity=Severity.MAJOR, why="Two sites"), version=1)

    assert again == first
    assert follow_up.history(deps, local_person(), VENDOR, first.record) == (first, graver)


def test_relief_counts_once_both_sides_have_signed(deps: Deps) -> None:
    save(deps, replace(SIGNED, vendor=None))
    assert status(deps) == "breach"

    save(deps, SIGNED, version=1)
    assert status(deps) == "relief"


def test_relief_that_nobody_put_a_name_to_excuses_nothing(deps: Deps) -> None:
    nobody = Signature(" ", TODAY)

    with pytest.raises(BadInput, match="name who agreed"):
        save(deps, replace(SIGNED, practice=nobody, vendor=nobody))

    assert status(deps) == "breach"


def test_an_upheld_dispute_takes_the_finding_back_and_a_rejected_one_does_not(deps: Deps) -> None:
    decided = replace(DISPUTED, decided_by="M. Chen", decided_on=TODAY, why="Looked at again")
    save(deps, DISPUTED)
    save(deps, replace(decided, outcome=Outcome.REJECTED), version=1)
    assert status(deps) == "breach"

    save(deps, replace(decided, outcome=Outcome.UPHELD), version=2)
    assert status(deps) == "relief"


def test_a_dispute_is_decided_by_a_named_person_with_a_reason(deps: Deps) -> None:
    with pytest.raises(BadInput) as caught:
        save(deps, replace(DISPUTED, outcome=Outcome.UPHELD))

    wheres = [one.where for one in caught.value.faults]
    assert wheres == ["Decided by", "Decided on", "Reason"]
