"""Every reason for a difference, as the dispute list words it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.pricing.invoice_check import ComparedLine, check_invoice
from vendor_eval.quantities import Unit, Usd
from vendor_eval.reports.invoice_words import AGREES, TOO_LITTLE, TOO_MUCH, explained, mark_of


def line(amount: str, quantity: str | None = None, rate: str | None = None) -> ComparedLine:
    shown = [None if one is None else Decimal(one) for one in (quantity, rate)]
    return ComparedLine("Fee", *shown, Usd.of(Decimal(amount)))


CLAIMS = line("14950.00", "2600", "5.75")
SHARE = line("10920.02", "182000.25", "0.06")
CREDIT = line("-1600.00")


@pytest.mark.parametrize(
    ("billed", "expected", "mark", "why"),
    [
        (CLAIMS, CLAIMS, AGREES, ""),
        (line("14950.01"), CLAIMS, AGREES, "Rounding (+$0.01)"),
        (
            line("15237.50", "2650", "5.75"),
            CLAIMS,
            TOO_MUCH,
            "The quantity is 2,650 instead of 2,600 (+$287.50)",
        ),
        (
            line("14300.00", "2600", "5.50"),
            CLAIMS,
            TOO_LITTLE,
            "The rate is $5.50 instead of $5.75 (−$650.00)",
        ),
        (
            line("15000.00", "2600", "5.75"),
            CLAIMS,
            TOO_MUCH,
            "Quantity times rate is not the amount billed (+$50.00)",
        ),
        (
            line("15000.00"),
            CLAIMS,
            TOO_MUCH,
            "The amount differs, and the invoice does not show enough to say why (+$50.00)",
        ),
        (line("5.00"), None, TOO_MUCH, "Nothing that was agreed bills this line (+$5.00)"),
        (None, CLAIMS, TOO_LITTLE, "Expected, and not billed (−$14,950.00)"),
        (None, CREDIT, TOO_MUCH, "The service credit that fell due was not given (+$1,600.00)"),
        (
            line("-1000.00"),
            CREDIT,
            TOO_MUCH,
            "Only $1,000.00 of the service credit of $1,600.00 was given (+$600.00)",
        ),
    ],
)
def test_a_difference_is_marked_and_explained(
    billed: ComparedLine | None, expected: ComparedLine | None, mark: object, why: str
) -> None:
    pairs = [[one] if one is not None else [] for one in (billed, expected)]
    [found] = check_invoice(*pairs).lines

    assert (mark_of(found), explained(found, Unit.COUNT)) == (mark, why)


def test_a_rate_of_money_is_a_percentage() -> None:
    [found] = check_invoice([line("12740.02", "182000.25", "0.07")], [SHARE]).lines

    assert explained(found, Unit.USD) == "The rate is 7 % instead of 6 % (+$1,820.00)"
