"""Days by which something is due, with the federal holidays of the United States."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up import days
from vendor_eval.quantities import Quantity, Unit

HOLIDAYS_OF_2026 = ("1-1", "1-19", "2-16", "5-25", "6-19", "7-3", "9-7", "10-12", "11-11", "11-26")


def business(count: int) -> Quantity:
    return Quantity(Decimal(count), Unit.BUSINESS_DAYS)


def test_federal_holidays_of_a_year_are_no_business_days() -> None:
    of_2026 = [dt.date(2026, 1, 1) + dt.timedelta(one) for one in range(365)]
    off = [day for day in of_2026 if day.weekday() < 5 and not days.is_business_day(day)]

    assert [f"{day.month}-{day.day}" for day in off] == [*HOLIDAYS_OF_2026, "12-25"]


def test_new_years_day_on_a_saturday_is_kept_in_the_year_before() -> None:
    assert not days.is_business_day(dt.date(2021, 12, 31))
    assert days.is_business_day(dt.date(2022, 1, 3))


def test_juneteenth_is_none_before_there_was_the_law() -> None:
    assert days.is_business_day(dt.date(2020, 6, 19))
    assert not days.is_business_day(dt.date(2021, 6, 18))


@pytest.mark.parametrize(
    ("count", "due"),
    [
        (1, dt.date(2026, 7, 2)),
        # July 3 is kept for July 4, a Saturday; then comes the weekend.
        (2, dt.date(2026, 7, 6)),
        (10, dt.date(2026, 7, 16)),
    ],
)
def test_business_days_are_counted_from_the_day_after(count: int, due: dt.date) -> None:
    assert days.after(dt.date(2026, 7, 1), business(count)) == due


def test_plain_days_are_counted_as_they_come() -> None:
    month = Quantity(Decimal(30), Unit.DAYS)
    assert days.after(dt.date(2026, 7, 1), month) == dt.date(2026, 7, 31)
    assert days.before(dt.date(2026, 7, 31), month) == dt.date(2026, 7, 1)


def test_hours_are_no_days() -> None:
    with pytest.raises(ValueError, match="hours is neither days nor business days"):
        days.after(dt.date(2026, 7, 1), Quantity(Decimal(30), Unit.HOURS))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 40))
def test_back_and_forth_ends_on_the_same_business_day(day: dt.date, count: int) -> None:
    start = days.last_business_day(day)
    assert days.is_business_day(start)
    assert days.before(days.after(start, business(count)), business(count)) == start
