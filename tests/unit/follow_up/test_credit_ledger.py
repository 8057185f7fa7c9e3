"""What became of a credit: its state, since when, and what is still open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.sla.histories import DENIALS, VENDOR, contract, level, measured, month
from vendor_eval.follow_up.credit_ledger import CreditState, Line, by_vendor, ledger, totals
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Usd
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Contract, FixedAmount, Incident

MAY = dt.date(2026, 5, 4)
TIMELY = "report_timeliness"
UNTOUCHED = Settlement(DENIALS, month(1))
CLAIMED = replace(UNTOUCHED, claimed_on=dt.date(2026, 2, 10), claimed=Usd(300_00))
AGREED = replace(CLAIMED, agreed_on=dt.date(2026, 3, 2), agreed=Usd(300_00))
PART_PAID = replace(AGREED, payments=(Payment(dt.date(2026, 4, 1), Usd(100_00), "A-7"),))
PAID = replace(PART_PAID, payments=(*PART_PAID.payments, Payment(MAY, Usd(200_00), "A-8")))
WAIVER = CreditWaiver(MAY, Usd(300_00), "M. Chen", "Goodwill")


def line(settlement: Settlement = UNTOUCHED, **changes: object) -> Line:
    """A credit of 300 dollars for January 2026."""
    bare = Line(VENDOR, DENIALS, month(1), Usd(300_00), None, None, settlement)
    return replace(bare, **changes)  # type: ignore[arg-type]  # the keys are checked by the class


@pytest.mark.parametrize(
    ("found", "state", "since", "dollars"),
    [
        (line(), CreditState.DUE, dt.date(2026, 2, 1), 300),
        (line(CLAIMED), CreditState.CLAIMED, dt.date(2026, 2, 10), 300),
        (line(AGREED), CreditState.AGREED, dt.date(2026, 3, 2), 300),
        (line(PART_PAID), CreditState.AGREED, dt.date(2026, 3, 2), 200),
        (line(PAID), CreditState.PAID, MAY, 0),
        (line(replace(CLAIMED, waiver=WAIVER)), CreditState.WAIVED, MAY, 0),
        (line(replace(PART_PAID, waiver=WAIVER)), CreditState.PAID, dt.date(2026, 4, 1), 0),
        (line(earned_back_in=month(4)), CreditState.EARNED_BACK, MAY.replace(day=1), 0),
        (line(PAID, earned_back_in=month(5)), CreditState.TO_GIVE_BACK, dt.date(2026, 6, 1), -300),
        (line(PAID, due=Usd(250_00)), CreditState.TO_GIVE_BACK, MAY, -50),
        (line(CLAIMED, due=Usd(0)), CreditState.NO_LONGER_DUE, dt.date(2026, 2, 1), 0),
        (line(PAID, due=Usd(0), known=False), CreditState.UNKNOWN, dt.date(2026, 2, 1), 0),
        (line(due=Usd(0), counts_with=TIMELY), CreditState.COUNTED_WITH, dt.date(2026, 2, 1), 0),
    ],
)
def test_every_credit_has_a_state_since_a_day_and_a_balance(
    found: Line, state: CreditState, since: dt.date, dollars: int
) -> None:
    assert (found.state, found.since) == (state, since)
    assert (found.open - found.to_give_back).cents == dollars * 100


def test_what_went_back_is_no_longer_to_be_given_back() -> None:
    back = replace(PAID, returned=(Payment(dt.date(2026, 7, 1), Usd(300_00), "A-10"),))
    found = line(back, earned_back_in=month(5))

    assert (found.paid, found.to_give_back) == (Usd(0), Usd(0))
    assert found.state is CreditState.EARNED_BACK
    assert found.since == dt.date(2026, 7, 1)


def test_a_waiver_counts_only_as_far_as_something_is_left() -> None:
    # 300 due, 100 paid: of 300 waived, 200 count.
    assert line(replace(PART_PAID, waiver=WAIVER)).waived == Usd(200_00)


def test_more_cannot_go_back_than_arrived() -> None:
    wrong = replace(PART_PAID, returned=(Payment(MAY, Usd(100_01), "A-10"),))

    assert [(one.where, one.what) for one in wrong.faults()] == [
        ("Returned", "is more than arrived")
    ]


def agreement(**terms: object) -> Contract:
    """300 dollars for denials and 100 for late reports."""
    return contract(
        level(credit=FixedAmount(Usd(300_00))),
        level(
            TIMELY,
            target=">= 99 %",
            warning=None,
            minimum=">= 99 %",
            credit=FixedAmount(Usd(100_00)),
        ),
        **terms,
    )


def lines_of(agreed: Contract, denials: str, *settled: Settlement) -> tuple[Line, ...]:
    """The ledger of months of denials, with late reports in the first."""
    found = assess(agreed, measured({DENIALS: denials, TIMELY: [0.5]}))
    return ledger(agreed, found.findings, found.credits, settled)


def test_the_ledger_has_a_line_for_each_credit_and_sums_them_up() -> None:
    lines = lines_of(agreement(), "BB", PART_PAID)

    assert [(one.month, one.metric, one.open) for one in lines] == [
        (month(2), DENIALS, Usd(300_00)),
        (month(1), DENIALS, Usd(200_00)),
        (month(1), TIMELY, Usd(100_00)),
    ]
    found = totals(lines)
    assert (found.due, found.claimed, found.agreed) == (Usd(700_00), Usd(300_00), Usd(300_00))
    assert (found.paid, found.open, found.lines_open) == (Usd(100_00), Usd(600_00), 3)
    assert found.oldest == dt.date(2026, 2, 1)
    assert by_vendor(lines) == {VENDOR: found}


def test_a_breach_of_the_same_incident_stands_in_the_ledger_with_nothing_due() -> None:
    events = tuple(Incident(one, month(1), "Outage") for one in (DENIALS, TIMELY))
    first, second = lines_of(agreement(incidents=events), "B")

    assert (first.metric, first.due, first.counts_with) == (DENIALS, Usd(300_00), None)
    assert (second.metric, second.due, second.counts_with) == (TIMELY, Usd(0), DENIALS)


def test_a_settlement_stays_when_a_restatement_took_its_credit_away() -> None:
    gone, _ = lines_of(agreement(), "K", PAID)

    assert (gone.metric, gone.due, gone.to_give_back) == (DENIALS, Usd(0), Usd(300_00))


def test_what_was_paid_for_a_month_without_a_fee_is_not_to_give_back() -> None:
    agreed = agreement()
    (found,) = ledger(agreed, (), (), [PAID], unknown={month(1)})
    (worked_out,) = ledger(agreed, (), (), [PAID], unknown={month(2)})

    assert (found.state, found.paid, found.to_give_back) == (
        CreditState.UNKNOWN,
        Usd(300_00),
        Usd(0),
    )
    assert worked_out.to_give_back == Usd(300_00)


def test_earning_back_needs_nobody_to_write_anything() -> None:
    # Two months on target give back what fell due before them.
    lines = lines_of(agreement(earn_back_months=2), "BKK")
    found = next(one for one in lines if one.metric == DENIALS)

    assert (found.state, found.earned_back_in) == (CreditState.EARNED_BACK, month(3))


def test_nothing_due_has_no_oldest_day() -> None:
    assert totals(()).oldest is None
