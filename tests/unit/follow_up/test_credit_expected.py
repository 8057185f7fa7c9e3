"""A credit is expected on one invoice: that of its month, or the one on which it came."""

from __future__ import annotations

import datetime as dt

from vendor_eval.follow_up.credit_expected import Invoiced, borne, given_back
from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Month, Usd

MARCH, MAY = Month(2026, 3), Month(2026, 5)
DAY = dt.date(2026, 6, 2)
MONTHS = {"a-3": MARCH, "a-5": MAY}


def line(*payments: Payment, back: Month | None = None, waived: int = 0) -> Line:
    """A credit of 300 dollars for March."""
    waiver = CreditWaiver(DAY, Usd(waived * 100), "M. Chen", "Goodwill") if waived else None
    said = Settlement("denial_rate", MARCH, payments=payments, waiver=waiver)
    return Line("Acme", "denial_rate", MARCH, Usd(300_00), back, None, said)


def paid(dollars: int, invoice: str) -> Payment:
    return Payment(DAY, Usd(dollars * 100), invoice)


def dollars_on(month: Month, found: Line) -> list[int]:
    return [one.amount.cents // 100 for one in borne([found], Invoiced(month, MONTHS))]


def test_a_credit_is_expected_on_the_invoice_of_its_month_less_what_was_waived() -> None:
    assert dollars_on(MARCH, line()) == [300]
    assert dollars_on(MARCH, line(waived=120)) == [180]
    assert dollars_on(MAY, line()) == []


def test_what_came_on_another_invoice_is_expected_there_and_nowhere_else() -> None:
    found = line(paid(100, "A-3"), paid(200, "A-5"))

    assert dollars_on(MARCH, found) == [100]
    assert dollars_on(MAY, found) == [200]


def test_an_invoice_that_is_not_kept_moves_nothing() -> None:
    assert dollars_on(MARCH, line(paid(300, "A-9"))) == [300]


def test_earning_back_returns_no_more_than_arrived_where_that_is_written_down() -> None:
    def returned(*payments: Payment) -> list[int]:
        found = given_back([line(*payments, back=MAY)], Invoiced(MAY, MONTHS))
        return [one.amount.cents // 100 for one in found]

    assert returned() == [300]
    assert returned(paid(100, "A-3")) == [100]
    assert not given_back([line(back=MAY)], Invoiced(MARCH, MONTHS))
