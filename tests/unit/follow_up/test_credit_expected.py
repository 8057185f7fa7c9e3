"""A credit is expected on one invoice: that of its month, or the one on which it came."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.follow_up.credit_expected import Invoiced, borne, given_back
from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Month, Usd

MARCH, MAY = Month(2026, 3), Month(2026, 5)
DAY = dt.date(2026, 6, 2)
JUNE = Month(2026, 6)
MONTHS = {"a-3": MARCH, "a-5": MAY, "a-6": JUNE}


def line(*payments: Payment, back: Month | None = None, waived: int = 0) -> Line:
    """A credit of 300 dollars for March."""
    waiver = CreditWaiver(DAY, Usd(waived * 100), "M. Chen", "Goodwill") if waived else None
    said = Settlement("denial_rate", MARCH, payments=payments, waiver=waiver)
    return Line("Acme", "denial_rate", MARCH, Usd(300_00), back, None, said)


def again_on(month: Month, found: Line) -> list[int]:
    """The dollars that the invoice of a month should charge again."""
    return [one.amount.cents // 100 for one in given_back([found], Invoiced(month, MONTHS))]


def back_on(invoice: str, found: Line, dollars: int = 300) -> Line:
    """The line after some of it was given back on an invoice."""
    said = replace(found.settlement, returned=(paid(dollars, invoice),))
    return replace(found, settlement=said)


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
    assert again_on(MAY, line(back=MAY)) == [300]
    assert again_on(MAY, line(paid(100, "A-3"), back=MAY)) == [100]
    assert again_on(MARCH, line(back=MAY)) == []


def test_what_was_waived_never_came_and_does_not_go_back() -> None:
    assert again_on(MAY, line(back=MAY, waived=300)) == []
    assert again_on(MAY, line(back=MAY, waived=120)) == [180]
    # Of 300, 100 came before the rest was waived.
    assert again_on(MAY, line(paid(100, "A-3"), back=MAY, waived=200)) == [100]


@pytest.mark.parametrize(
    ("invoice", "in_may", "in_june"),
    [("A-5", [300], []), ("A-6", [], [300]), ("A-9", [], [])],
)
def test_what_went_back_is_expected_on_the_invoice_that_says_so_alone(
    invoice: str, in_may: list[int], in_june: list[int]
) -> None:
    found = back_on(invoice, line(paid(300, "A-3"), back=MAY))

    assert (again_on(MAY, found), again_on(JUNE, found)) == (in_may, in_june)


def test_a_part_that_went_back_is_not_expected_twice() -> None:
    found = back_on("A-6", line(paid(300, "A-3"), back=MAY), dollars=120)

    assert (again_on(MAY, found), again_on(JUNE, found)) == ([180], [120])


def test_a_return_after_a_restatement_is_expected_on_its_invoice() -> None:
    restated = replace(line(paid(300, "A-3")), due=Usd(0))

    assert again_on(JUNE, restated) == []
    assert again_on(JUNE, back_on("A-6", restated)) == [300]
    # March's invoice bore it, and is no longer told that it should not have.
    assert dollars_on(MARCH, restated) == []
    assert dollars_on(MARCH, back_on("A-6", restated)) == [300]
    assert dollars_on(MARCH, back_on("A-6", replace(restated, due=Usd(200_00)), 100)) == [300]
