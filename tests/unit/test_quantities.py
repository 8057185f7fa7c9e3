"""Months, money, quantities and limits: what they hold, and how they are read and written."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from vendor_eval.quantities import (
    EXAMPLES,
    NOTHING_DUE,
    Comparison,
    Direction,
    Limit,
    Month,
    Quantity,
    Unit,
    Usd,
    first_whole_month,
    shown,
    unit_written,
)

# Months


def test_a_month_is_written_as_it_is_read():
    assert str(Month.parse("2026-03")) == "2026-03"
    assert Month.parse("2026-03") == Month(2026, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-3",
        "2026-13",
        "2026-00",
        "0000-01",
        "26-03",
        "03-2026",
        "2026-03-01",
        "2026/03",
        " 2026-03",
        "2026-03\n",
        "٢٠٢٦-٠٣",
    ],
)
def test_what_is_written_otherwise_is_no_month(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10_000, 1)])
def test_a_month_that_no_calendar_has_cannot_be_made(year, month):
    with pytest.raises(ValueError, match="is not a month"):
        Month(year, month)


@pytest.mark.parametrize(
    ("months", "later"),
    [(0, "2025-11"), (1, "2025-12"), (2, "2026-01"), (14, "2027-01"), (-11, "2024-12")],
)
def test_months_count_on_over_the_year(months, later):
    assert str(Month(2025, 11).plus(months)) == later


def test_months_are_in_the_order_of_time():
    assert Month(2025, 12) < Month(2026, 1) < Month(2026, 2)


def test_a_month_knows_its_days_and_its_name():
    month = Month.of(dt.date(2024, 2, 29))

    assert month == Month(2024, 2)
    assert month.first_day == dt.date(2024, 2, 1)
    assert month.last_day == dt.date(2024, 2, 29)
    assert Month(2025, 12).last_day == dt.date(2025, 12, 31)
    assert month.shown == "February 2024"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (dt.date(2026, 1, 1), "2026-01"),
        (dt.date(2026, 1, 2), "2026-02"),
        (dt.date(2026, 12, 31), "2027-01"),
    ],
)
def test_what_starts_inside_a_month_is_in_force_from_the_next(day, month):
    assert str(first_whole_month(day)) == month


# Money


@pytest.mark.parametrize(
    ("dollars", "cents"),
    [
        ("0.004", 0),
        ("0.005", 1),
        ("0.015", 2),  # half-even would give 2 as well
        ("0.025", 3),  # half-even would give 2
        ("1230.7692", 123_077),
        ("-0.005", -1),
        ("-0.025", -3),
        ("-0.004", 0),
    ],
)
def test_money_is_rounded_half_up_and_away_from_zero(dollars, cents):
    assert Usd.of(Decimal(dollars)) == Usd(cents)


@pytest.mark.parametrize(
    ("cents", "in_files", "to_people"),
    [
        (0, "0.00", "$0.00"),
        (5, "0.05", "$0.05"),
        (123_077, "1230.77", "$1,230.77"),
        (-5, "-0.05", "−$0.05"),
        (-123_456_789, "-1234567.89", "−$1,234,567.89"),
    ],
)
def test_money_is_written_for_files_and_for_people(cents, in_files, to_people):
    assert str(Usd(cents)) == in_files
    assert Usd(cents).shown == to_people


def test_money_is_added_and_compared_exactly():
    assert Usd(10) + Usd(20) == Usd(30)
    assert Usd(10) - Usd(20) == Usd(-10)
    assert Usd(-1) < NOTHING_DUE <= Usd(0) < Usd(1)
    assert max(Usd(3), Usd(7), Usd(5)) == Usd(7)
    assert Usd(12_345).dollars == Decimal("123.45")


# Quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("95 %", "0.95", Unit.RATIO),
        ("95%", "0.95", Unit.RATIO),
        ("95\u00a0%", "0.95", Unit.RATIO),
        ("  97.5  % ", "0.975", Unit.RATIO),
        ("0.95 ratio", "0.95", Unit.RATIO),
        ("48 h", "48", Unit.HOURS),
        ("1 hour", "1", Unit.HOURS),
        ("36.5 Hours", "36.5", Unit.HOURS),
        ("40 days", "40", Unit.DAYS),
        ("1 day", "1", Unit.DAYS),
        ("5 business days", "5", Unit.BUSINESS_DAYS),
        ("5  Business\u00a0Days", "5", Unit.BUSINESS_DAYS),
        ("5 business_days", "5", Unit.BUSINESS_DAYS),
        ("6.25 USD", "6.25", Unit.USD),
        ("-1,234,567.89 usd", "-1234567.89", Unit.USD),
        ("1,200 count", "1200", Unit.COUNT),
    ],
)
def test_a_quantity_is_read_with_its_unit(text, value, unit):
    assert Quantity.parse(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("95", "without a unit"),
        ("", "not a number"),
        ("%", "not a number"),
        ("ninety %", "not a number"),
        ("1,23 %", "not a number"),
        ("1.2.3 h", "not a number"),
        (".5 h", "not a number"),
        ("1e3 h", "not a number"),
        ("nan h", "not a number"),
        ("٩٥ %", "not a number"),
        ("95 %%", "not a unit"),
        ("48 weeks", "not a unit"),
        ("48 h h", "not a unit"),
        ("$6.25", "not a number"),
    ],
)
def test_what_is_no_quantity_says_why(text, why):
    with pytest.raises(ValueError, match=why):
        Quantity.parse(text)


def test_a_bare_number_takes_the_unit_that_nothing_else_could_be():
    assert Quantity.parse("1200", bare=Unit.COUNT) == Quantity(Decimal(1200), Unit.COUNT)
    assert Quantity.parse("48 h", bare=Unit.COUNT).unit is Unit.HOURS


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_an_example_that_reads_as_that_unit(unit):
    assert Quantity.parse(EXAMPLES[unit], bare=Unit.COUNT).unit is unit


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_is_understood_under_the_name_that_json_carries(unit):
    assert unit_written(unit.value) == (unit, 1)


def test_per_cent_is_a_hundredth_and_an_unknown_unit_is_none():
    assert unit_written(" % ") == (Unit.RATIO, Decimal("0.01"))
    assert unit_written("weeks") is None
    assert unit_written("") is None


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("48 h", Unit.HOURS, "48"),
        ("3 days", Unit.HOURS, "72"),
        ("60 h", Unit.DAYS, "2.5"),
        ("5 business days", Unit.BUSINESS_DAYS, "5"),
    ],
)
def test_a_day_is_twenty_four_hours(text, unit, value):
    assert Quantity.parse(text).within(unit) == Quantity(Decimal(value), unit)


def test_a_business_day_is_twenty_four_hours_on_a_business_clock_only():
    five = Quantity.parse("5 business days")

    assert five.within(Unit.HOURS, business_clock=True).value == 120
    with pytest.raises(ValueError, match="business_days cannot be read as hours"):
        five.within(Unit.HOURS)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 business days", Unit.DAYS),
        ("5 days", Unit.BUSINESS_DAYS),
        ("48 h", Unit.BUSINESS_DAYS),
        ("95 %", Unit.COUNT),
        ("5 USD", Unit.COUNT),
        ("40 days", Unit.RATIO),
    ],
)
@pytest.mark.parametrize("business_clock", [False, True])
def test_units_that_measure_different_things_are_not_exchanged(text, unit, business_clock):
    with pytest.raises(ValueError, match="cannot be read as"):
        Quantity.parse(text).within(unit, business_clock=business_clock)


# Limits


@pytest.mark.parametrize(
    ("limit", "below", "at", "above"),
    [
        ("> 95 %", False, False, True),
        (">= 95 %", False, True, True),
        ("<= 95 %", True, True, False),
        ("< 95 %", True, False, False),
    ],
)
def test_a_limit_is_exact_just_below_at_and_just_above(limit, below, at, above):
    keeps = Limit.parse(limit).keeps

    assert keeps(Decimal("0.9499999999999999")) is below
    assert keeps(Decimal("0.95")) is at
    assert keeps(Decimal("0.9500000000000001")) is above


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (">= 90 %", "at least 90 %"),
        (">95 %", "above 95 %"),
        ("<= 5 business days", "at most 5 business days"),
        ("< 8 %", "below 8 %"),
    ],
)
def test_a_limit_is_told_in_words(written: str, said: str):
    assert Limit.parse(written).in_words == said


def test_a_limit_takes_a_third_as_a_third():
    third = Fraction(1, 3)

    assert Limit.parse("> 33.3333 %").keeps(third)
    assert not Limit.parse("> 33.3334 %").keeps(third)


@pytest.mark.parametrize(
    ("text", "comparison", "good_side", "inclusive"),
    [
        ("> 95 %", Comparison.ABOVE, Direction.HIGHER, False),
        (">= 95 %", Comparison.AT_LEAST, Direction.HIGHER, True),
        ("<= 12 %", Comparison.AT_MOST, Direction.LOWER, True),
        ("< 40 days", Comparison.BELOW, Direction.LOWER, False),
    ],
)
def test_a_comparison_tells_the_good_side_and_whether_it_includes_the_limit(
    text, comparison, good_side, inclusive
):
    limit = Limit.parse(text)

    assert limit.comparison is comparison
    assert comparison.good_side is good_side
    assert comparison.inclusive is inclusive


def test_a_limit_keeps_its_own_words_whatever_unit_it_is_read_in():
    limit = Limit.parse("  <=  5   business days ").within(Unit.HOURS, business_clock=True)

    assert limit.text == "<= 5 business days"
    assert limit.quantity == Quantity(Decimal(120), Unit.HOURS)


def test_a_limit_is_read_without_blanks_and_over_a_bare_count():
    assert Limit.parse(">95%").quantity == Quantity(Decimal("0.95"), Unit.RATIO)
    assert Limit.parse(">= 1200", bare=Unit.COUNT).keeps(Decimal(1200))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("95 %", "without a comparison"),
        ("= 95 %", "without a comparison"),
        ("", "without a comparison"),
        (">", "without a comparison"),
        ("> 95", "without a unit"),
        ("> > 95 %", "not a number"),
        ("=> 95 %", "without a comparison"),
        ("> 95 weeks", "not a unit"),
    ],
)
def test_what_is_no_limit_says_why(text, why):
    with pytest.raises(ValueError, match=why):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "stricter"),
    [
        ("> 95 %", ">= 95 %", True),
        (">= 95 %", "> 95 %", False),
        ("> 95 %", "> 95 %", False),
        (">= 95 %", "> 90 %", True),
        (">= 90 %", "> 95 %", False),
        ("< 8 %", "<= 8 %", True),
        ("<= 8 %", "< 8 %", False),
        ("< 8 %", "<= 12 %", True),
        ("<= 12 %", "< 8 %", False),
    ],
)
def test_stricter_is_what_refuses_a_value_that_the_other_keeps(one, other, stricter):
    assert Limit.parse(one).stricter_than(Limit.parse(other)) is stricter


# Values as people read them


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.9525, Unit.RATIO, "95.25 %"),
        (1.0, Unit.RATIO, "100.00 %"),
        (0.079399, Unit.RATIO, "7.94 %"),
        (0.10125, Unit.RATIO, "10.13 %"),  # half-up, not half-even
        (36.25, Unit.HOURS, "36.3 h"),
        (41.3, Unit.DAYS, "41.3 days"),
        (0.5, Unit.BUSINESS_DAYS, "0.5 business days"),
        (1230.77, Unit.USD, "$1,230.77"),
        (-0.05, Unit.USD, "−$0.05"),
        (12_345.0, Unit.COUNT, "12,345"),
    ],
)
def test_values_are_rounded_for_display_only(value, unit, text):
    assert shown(value, unit) == text


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        (0.12004, "<= 12 %", "12.004 %"),
        (0.12, "<= 12 %", "12.00 %"),
        (0.949999, "> 95 %", "94.9999 %"),
        (0.9, "> 95 %", "90.00 %"),
    ],
)
def test_a_value_beside_a_limit_is_never_rounded_onto_or_over_it(value, limit, text):
    assert shown(value, Unit.RATIO, beside=[Limit.parse(limit)]) == text
