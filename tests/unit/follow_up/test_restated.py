"""What a closed month says now: two changes that offset each other are two changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from vendor_eval.follow_up.month_close import Locked, MonthClose, Passed, Stage
from vendor_eval.follow_up.restated import Change, Restated
from vendor_eval.quantities import NOTHING_DUE, Month, Usd

MARCH = Month(2026, 3)
CLOSED = MonthClose(MARCH, (Passed(Stage.CLOSED, "A. Li", dt.date(2026, 4, 2)),))


def locked(metric: str, credit: Usd) -> Locked:
    value = Decimal("0.13")
    return Locked(metric, value, None, None, "breach", ("<= 12 %",), "1", credit)


def test_credits_that_fell_and_rose_by_the_same_matter() -> None:
    amount = Usd(160_000)
    fell = Change("denial_rate", locked("denial_rate", amount), locked("denial_rate", NOTHING_DUE))
    rose = Change("days_in_ar", locked("days_in_ar", NOTHING_DUE), locked("days_in_ar", amount))
    found = Restated("Acme", CLOSED.month, (fell, rose), (), (), (1, 1), ())

    assert found.money == NOTHING_DUE
    assert found.matters


def test_a_value_alone_moves_no_money() -> None:
    same = Change("denial_rate", locked("denial_rate", NOTHING_DUE), None)
    assert not Restated("Acme", MARCH, (same,), (), (), (1, 1), ()).matters
