"""A month is submitted, verified and closed; what changes it later is told with its money."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, Conflict, NotAllowed
from vendor_eval.follow_up.closing import MonthStanding
from vendor_eval.follow_up.month_close import MonthClose, Stage
from vendor_eval.follow_up.restated import BackChange
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.month_close_tables import diary_table, sentences
from vendor_eval.store import follow_up as stored
from vendor_eval.workflows import contracts, imports, month_close, reviews
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.month_close import Asked
from vendor_eval.workflows.readings import Upload

MARCH = Month(2026, 3)
FINANCE = Person("F. Ino", Role.FINANCE)
RIGHT = '\n[[termination]]\nrule = "consecutive"\nmonths = 1\n'


@pytest.fixture
def march(deps: Deps) -> Deps:
    """March reported with 13 % denied: a breach, 1,600 dollars and a right to terminate."""
    agree(deps, contract(starts="2026-03-01") + RIGHT)
    report(deps, denials(m03=130))
    return deps


def table(deps: Deps, month: Month = MARCH) -> month_close.MonthTable:
    review = reviews.review(deps, ADMINISTRATOR)
    return month_close.month_table(deps, ADMINISTRATOR, review, month)


def standing(deps: Deps) -> MonthStanding:
    (found,) = table(deps).standings
    return found


def advance(
    deps: Deps, to: Stage, why: str = "", person: Person = ADMINISTRATOR, month: Month = MARCH
) -> None:
    shown = {VENDOR: table(deps, month).version(VENDOR)}
    review = reviews.review(deps, person)
    month_close.advance(deps, person, review, Asked(month, to, shown, why))


def close(deps: Deps, month: Month = MARCH) -> None:
    for stage in (Stage.SUBMITTED, Stage.VERIFIED, Stage.CLOSED):
        advance(deps, stage, month=month)


def changed(deps: Deps) -> tuple[month_close.Restated, ...]:
    return month_close.diary(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR))


def correct(deps: Deps, content: bytes) -> None:
    imports.store(deps, ADMINISTRATOR, Upload(content, "corrected.csv", deps.today()))


def faults(refused: pytest.ExceptionInfo[BadInput]) -> str:
    return "; ".join(str(one) for one in refused.value.faults)


def test_a_month_goes_stage_by_stage_and_each_keeps_who_and_when(march: Deps) -> None:
    advance(march, Stage.SUBMITTED)
    advance(march, Stage.VERIFIED, person=FINANCE)
    advance(march, Stage.CLOSED)

    closed = standing(march).close
    assert [(one.stage, one.by) for one in closed.passed] == [
        (Stage.SUBMITTED, "A. Moreno"),
        (Stage.VERIFIED, "F. Ino"),
        (Stage.CLOSED, "A. Moreno"),
    ]
    assert not closed.verified_by_its_submitter


def test_closing_keeps_what_the_month_said_and_by_what_it_was_judged(march: Deps) -> None:
    close(march)

    closed = standing(march).close
    (locked,) = closed.locked
    assert (locked.value, locked.numerator, locked.denominator) == (
        Decimal("0.13"),
        Decimal(130),
        Decimal(1000),
    )
    assert (locked.status, locked.limits) == ("breach", ("< 8 %", "<= 12 %"))
    assert locked.credit == Usd(1_600_00)
    assert locked.definition
    assert (closed.contract, closed.rights) == (1, ("consecutive:1 denial_rate",))
    assert not standing(march).is_restated


def test_the_same_person_may_verify_and_the_record_says_so(march: Deps) -> None:
    close(march)

    assert standing(march).close.verified_by_its_submitter


def test_a_correction_restates_a_closed_month_and_keeps_the_first_value(march: Deps) -> None:
    close(march)
    correct(march, denials(m03=110))

    (found,) = changed(march)

    (change,) = found.changes
    assert change.was is not None
    assert change.now is not None
    assert (change.was.value, change.now.value) == (Decimal("0.13"), Decimal("0.11"))
    assert (change.was.status, change.now.status) == ("breach", "below_target")
    # The credit of 1,600 falls away, and the right with it.
    assert found.money == Usd(-1_600_00)
    assert (found.rights_gone, found.rights_new) == (("consecutive:1 denial_rate",), ())
    assert standing(march).is_restated
    assert standing(march).close.locked[0].value == Decimal("0.13")


def test_a_change_that_is_taken_back_leaves_nothing_in_the_diary(march: Deps) -> None:
    close(march)
    correct(march, denials(m03=110))
    # The same file would be passed over; February lies before the contract.
    correct(march, denials(m02=70, m03=130))

    assert changed(march) == ()


def test_an_amended_contract_restates_too_and_names_its_revision(march: Deps) -> None:
    close(march)
    shown = contracts.current(march, ADMINISTRATOR, VENDOR)
    text = contract(starts="2026-03-01", minimum="<= 14 %") + RIGHT
    contracts.save(march, ADMINISTRATOR, contracts.draft_of(shown, text, "Settled"))

    (found,) = changed(march)

    assert found.contract == (1, 2)
    assert found.changes[0].now is not None
    assert found.changes[0].now.limits == ("< 8 %", "<= 14 %")


def test_a_stage_cannot_be_left_out(march: Deps) -> None:
    with pytest.raises(BadInput) as refused:
        advance(march, Stage.CLOSED)

    assert "March 2026 is draft" in faults(refused)
    assert standing(march).stage is Stage.DRAFT


def test_what_changed_after_it_was_verified_is_submitted_anew(march: Deps) -> None:
    advance(march, Stage.SUBMITTED)
    advance(march, Stage.VERIFIED)
    correct(march, denials(m03=125))

    with pytest.raises(BadInput) as refused:
        advance(march, Stage.CLOSED)
    assert "changed since it was verified" in faults(refused)

    advance(march, Stage.SUBMITTED)
    assert [one.stage for one in standing(march).close.passed] == [Stage.SUBMITTED]
    advance(march, Stage.VERIFIED)
    advance(march, Stage.CLOSED)
    assert standing(march).close.locked[0].value == Decimal("0.125")


def test_a_closed_month_is_never_opened_again(march: Deps) -> None:
    close(march)

    for stage in (Stage.SUBMITTED, Stage.VERIFIED, Stage.CLOSED):
        with pytest.raises(BadInput) as refused:
            advance(march, stage)
        assert "is closed and stays so" in faults(refused)


def test_a_month_is_not_closed_before_it_is_over(march: Deps) -> None:
    report(march, denials(m04=70))
    april = Month(2026, 4)

    on_its_last_day = Deps(march.store, lambda: dt.date(2026, 4, 30))
    for early in (march, on_its_last_day):
        with pytest.raises(BadInput) as refused:
            advance(early, Stage.SUBMITTED, month=april)
        assert "April 2026 is not over" in faults(refused)

    advance(Deps(march.store, lambda: dt.date(2026, 5, 1)), Stage.SUBMITTED, month=april)


def test_what_was_not_reported_needs_a_reason(deps: Deps) -> None:
    agree(deps, contract(starts="2026-03-01"))

    with pytest.raises(BadInput) as refused:
        advance(deps, Stage.SUBMITTED)
    assert "1 service level was not reported" in faults(refused)

    advance(deps, Stage.SUBMITTED, "The vendor went out of business")
    advance(deps, Stage.VERIFIED)
    advance(deps, Stage.CLOSED)
    assert standing(deps).close.unreported == "The vendor went out of business"
    assert standing(deps).close.locked[0].value is None


def test_a_reason_is_no_place_for_patient_data(deps: Deps) -> None:
    agree(deps, contract(starts="2026-03-01"))

    with pytest.raises(BadInput) as refused:
        advance(deps, Stage.SUBMITTED, "Waits for MRN 00012345 of Jane Doe, born 1970-01-02")
    assert "looks like patient data" in faults(refused)


def test_an_earlier_month_that_is_open_is_told(deps: Deps) -> None:
    agree(deps, contract())
    report(deps, denials(m01=70, m02=70, m03=70))
    assert standing(deps).open_before is None

    close(deps, Month(2026, 1))

    assert standing(deps).open_before == Month(2026, 2)


def test_who_saw_an_older_stage_does_not_overwrite_a_newer_one(march: Deps) -> None:
    review = reviews.review(march, ADMINISTRATOR)
    advance(march, Stage.SUBMITTED)

    with pytest.raises(Conflict):
        month_close.advance(march, FINANCE, review, Asked(MARCH, Stage.SUBMITTED, {VENDOR: 0}))


def test_an_auditor_sees_and_does_not_close(march: Deps) -> None:
    with pytest.raises(NotAllowed, match="may not close months"):
        advance(march, Stage.SUBMITTED, person=Person("A. Udit", Role.AUDITOR))


EARNED = "\n[earn_back]\nmonths = 2\n"


def test_an_earn_back_that_falls_away_is_told_in_the_month_that_brought_it(deps: Deps) -> None:
    agree(deps, contract(starts="2026-01-01") + EARNED)
    # January's credit of 1,600 dollars is earned back by February and March on target.
    report(deps, denials(m01=130, m02=70, m03=70))
    for number in (1, 2, 3):
        close(deps, Month(2026, number))
    assert changed(deps) == ()

    correct(deps, denials(m02=90))

    march, february = changed(deps)
    assert (march.month, february.month) == (MARCH, Month(2026, 2))
    assert march.changes == ()
    assert march.back == (BackChange("denial_rate", Month(2026, 1), Usd(1_600_00), Usd(0)),)
    assert (march.money, march.kept) == (Usd(0), Usd(1_600_00))
    assert march.matters
    assert (
        "the credit of $1,600.00 for Denial rate of January 2026 is not earned back any more"
        in sentences(march)
    )
    assert diary_table([march]).rows == (
        (VENDOR, MARCH, "Earned back: Denial rate of Jan 2026", "$1,600.00 went back",
         "nothing went back", Usd(-1_600_00), Usd(0), Usd(1_600_00)),
    )  # fmt: skip


def test_a_month_closed_before_earn_backs_were_kept_says_nothing_of_them(deps: Deps) -> None:
    agree(deps, contract(starts="2026-01-01") + EARNED)
    report(deps, denials(m01=130, m02=70, m03=70))
    close(deps)
    with deps.store.writing("A. Moreno") as session:
        [kept] = stored.listed(session, MonthClose)
        before = replace(kept, record=replace(kept.record, earned_back=None))
        stored.save(session, before, "A. Moreno")

    correct(deps, denials(m02=90))

    assert changed(deps) == ()


def test_a_person_of_other_vendors_reads_nothing_of_the_month(march: Deps) -> None:
    close(march)
    correct(march, denials(m03=110))
    elsewhere = Person("F. Ino", Role.FINANCE, frozenset({"Halyard"}))

    assert month_close.diary(march, elsewhere, reviews.review(march, elsewhere)) == ()


def test_the_diary_is_the_same_from_closed_months_that_were_read_before(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=70, m02=70, m03=70))
    close(deps)
    known = month_close.closed(deps, ADMINISTRATOR)
    correct(deps, denials(m03=130))
    review = reviews.review(deps, ADMINISTRATOR)

    found = month_close.diary(deps, ADMINISTRATOR, review, known)

    assert [one.month for one in found] == [MARCH]
    assert found == month_close.diary(deps, ADMINISTRATOR, review)
