"""Laws of the ledger of service credits, whatever was due and whatever people wrote down."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up.credit_ledger import CreditState, Line, by_vendor, together, totals
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import NOTHING_DUE, Month, Usd

MARCH = Month(2026, 3)
DAYS = st.dates(dt.date(2026, 4, 1), dt.date(2026, 12, 31))
AMOUNTS = st.integers(1, 500_000).map(Usd)
PAYMENTS = st.lists(st.builds(Payment, DAYS, AMOUNTS, st.sampled_from(["A-1", "A-2"])), max_size=3)


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    payments = tuple(draw(PAYMENTS))
    # Only what arrived can go back, so each return is a part of a payment.
    returned = tuple(
        Payment(draw(DAYS), Usd(draw(st.integers(1, one.amount.cents))), "R-1")
        for one in payments
        if draw(st.booleans())
    )
    claimed = draw(st.none() | AMOUNTS)
    agreed = draw(st.none() | AMOUNTS)
    waiver = st.builds(CreditWaiver, DAYS, AMOUNTS, st.just("M. Chen"), st.just("Goodwill"))
    return Settlement(
        "denial_rate",
        MARCH,
        claimed_on=None if claimed is None else draw(DAYS),
        claimed=claimed or NOTHING_DUE,
        agreed_on=None if agreed is None else draw(DAYS),
        agreed=agreed or NOTHING_DUE,
        payments=payments,
        waiver=draw(st.none() | waiver),
        returned=returned,
    )


LINES = st.builds(
    Line,
    vendor=st.sampled_from(["Acme", "Northwind RCM"]),
    metric=st.just("denial_rate"),
    month=st.just(MARCH),
    due=st.integers(0, 500_000).map(Usd),
    earned_back_in=st.sampled_from([None, Month(2026, 6)]),
    counts_with=st.sampled_from([None, "days_in_ar"]),
    settlement=settlements(),
)


@given(LINES)
def test_what_is_due_is_earned_back_waived_paid_open_or_paid_too_much(line: Line) -> None:
    assert not list(line.settlement.faults())
    left = line.due - line.earned_back - line.waived - line.paid

    assert left == line.open - line.to_give_back
    assert NOTHING_DUE in (line.open, line.to_give_back)


@given(LINES)
def test_no_amount_is_ever_below_zero(line: Line) -> None:
    amounts = (line.earned_back, line.owed, line.waived, line.paid, line.open, line.to_give_back)

    assert min(amounts) >= NOTHING_DUE


@given(LINES)
def test_the_state_says_what_the_balance_says(line: Line) -> None:
    assert line.state.is_open == (line.open > NOTHING_DUE)
    assert (line.state is CreditState.TO_GIVE_BACK) == (line.to_give_back > NOTHING_DUE)


@given(st.lists(LINES))
def test_the_sums_of_vendors_add_up_to_the_sum_of_all(lines: list[Line]) -> None:
    every, each = totals(lines), by_vendor(lines).values()

    assert together(each) == every
    for name in ("due", "earned_back", "claimed", "agreed", "waived", "paid", "open"):
        assert getattr(every, name) == sum((getattr(one, name) for one in each), NOTHING_DUE)
    left = every.due - every.earned_back - every.waived - every.paid
    assert left == every.open - every.to_give_back
    assert every.lines_open == sum(one.lines_open for one in each)


@given(LINES, AMOUNTS, DAYS)
def test_a_payment_never_opens_more(line: Line, amount: Usd, on: dt.date) -> None:
    said = line.settlement
    paid = Settlement(
        "denial_rate",
        MARCH,
        payments=(*said.payments, Payment(on, amount, "A-3")),
        waiver=said.waiver,
        returned=said.returned,
    )
    later = Line(*(getattr(line, name) for name in Line.__slots__[:6]), paid)

    assert later.open <= line.open
    assert later.to_give_back >= line.to_give_back
