"""Records of every kind come back as the same value, and nobody overwrites another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.errors import Conflict
from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.ladder import Ladder, Step
from vendor_eval.follow_up.month_close import Locked, MonthClose, Passed, Stage
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.relief import Cause, Excused, Relief, Signature
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.follow_up.transition import ExitReadiness, Task, Transition
from vendor_eval.quantities import Month, Usd
from vendor_eval.store import Store, follow_up
from vendor_eval.store.follow_up import KINDS, Kept

DAY, MARCH = dt.date(2026, 4, 7), Month(2026, 3)
PLAN = Plan(
    "denial_rate",
    MARCH,
    root_cause="Authorisations are asked for too late — 2 of 3 sites",
    root_cause_on=DAY,
    action="A check at the desk",
    handed_in_on=DAY,
    owner="R. Osei",
    works_from=Month(2026, 5),
    milestones=(Milestone("Train the desk", "J. Doe", DAY, DAY), Milestone("Audit", "A. Li", DAY)),
    waiver=Waiver("M. Chen", "Payer changed its rule", DAY),
)
RECORDS: tuple[Record, ...] = (
    BreachNote("denial_rate", MARCH, DAY, "Outage", Severity.MAJOR, "It was short"),
    PLAN,
    Dispute("denial_rate", MARCH, DAY, "S. Roe", "Not ours", "", Outcome.REJECTED, "M. Chen", DAY),
    Ladder("S. Roe", "T. Poe", 1, 4, (Step("Call", "Account manager", 0),)),
    Settlement(
        "denial_rate",
        MARCH,
        DAY,
        Usd(123_077),
        DAY,
        Usd(100_000),
        (Payment(DAY, Usd(100_000), "A-7"),),
        CreditWaiver(DAY, Usd(23_077), "M. Chen", "Goodwill"),
    ),
    Relief(
        "Outage",
        Cause.PAYER_OUTAGE,
        MARCH,
        MARCH,
        ("denial_rate",),
        "Their notice",
        Signature("M. Chen", DAY),
        None,
        (Excused("denial_rate", MARCH, Decimal("12.5"), Decimal(40)),),
    ),
    Notice("n_of_m", "denial_rate", MARCH, Use.LET_GO, DAY, "M. Chen", "They mended it"),
    MonthClose(
        MARCH,
        (Passed(Stage.SUBMITTED, "A. Li", DAY),),
        (
            Locked(
                "denial_rate",
                Decimal("0.0793991416"),
                Decimal(74),
                Decimal(932),
                "breach",
                ("< 8 %", "<= 12 %"),
                "1",
                Usd(100_000),
            ),
        ),
        3,
        ("n_of_m denial_rate",),
    ),
    Transition(
        DAY,
        DAY,
        "In-house",
        MARCH,
        MARCH,
        tasks=(Task("Hand over", "A. Li", DAY),),
    ),
    ExitReadiness(DAY, "CSV", fields_listed=True, return_days=30),
    Rebase("denial_rate", MARCH, "M. Chen", "A new payer"),
)


def save(store: Store, record: Record, version: int = 0, by: str = "Ada") -> Kept[Record]:
    with store.writing("Ada") as session:
        return follow_up.save(session, Kept("Acme", record, version), by)


def test_every_kind_has_a_sample_here() -> None:
    assert {type(one) for one in RECORDS} == set(KINDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_a_record_comes_back_as_the_same_value(store: Store, record: Record) -> None:
    saved = save(store, record)

    with store.reading() as session:
        assert follow_up.listed(session, type(record), "ACME") == (saved,)
        assert follow_up.listed(session, type(record)) == (saved,)
        assert follow_up.listed(session, type(record), "Nobody") == ()
    assert (saved.record, saved.version, saved.recorded_by) == (record, 1, "Ada")
    assert saved.recorded_at is not None
    assert saved.recorded_at.tzinfo is not None


def test_every_revision_is_kept_and_the_newest_is_listed(store: Store) -> None:
    first = save(store, PLAN)
    second = save(store, replace(PLAN, owner="J. Doe"), version=1, by="Bob")

    with store.reading() as session:
        assert follow_up.history(session, Plan, "acme", PLAN.key) == (first, second)
        assert follow_up.listed(session, Plan, "acme") == (second,)


@pytest.mark.parametrize("seen", [0, 1])
def test_who_saves_over_an_unseen_revision_is_shown_both(store: Store, seen: int) -> None:
    save(store, PLAN)
    save(store, replace(PLAN, owner="J. Doe"), version=1, by="Bob")

    with pytest.raises(Conflict) as caught:
        save(store, replace(PLAN, owner="A. Li"), version=seen)

    assert "owner: A. Li" in caught.value.yours
    assert "owner: J. Doe" in caught.value.theirs
    assert caught.value.saved_by == "Bob"
    assert "The plan 2026-03 denial_rate of Acme was saved by Bob" in str(caught.value)


def test_records_of_one_key_and_another_kind_or_vendor_are_apart(store: Store) -> None:
    save(store, PLAN)
    save(store, BreachNote("denial_rate", MARCH))
    with store.writing("Ada") as session:
        follow_up.save(session, Kept("Zeta", PLAN), "Ada")

    with store.reading() as session:
        assert [one.vendor for one in follow_up.listed(session, Plan)] == ["Acme", "Zeta"]
        assert len(follow_up.listed(session, BreachNote)) == 1
