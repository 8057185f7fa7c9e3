"""Laws of months, money, quantities and limits."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.quantities import Comparison, Direction, Limit, Month, Quantity, Unit, Usd

months = st.builds(Month, st.integers(1000, 9000), st.integers(1, 12))
steps = st.integers(-500, 500)
amounts = st.builds(Usd, st.integers(-(10**12), 10**12))
numbers = st.decimals(min_value=0, max_value=10**6, places=4)
comparisons = st.sampled_from(Comparison)
rising = st.sampled_from([Comparison.ABOVE, Comparison.AT_LEAST])
falling = st.sampled_from([Comparison.AT_MOST, Comparison.BELOW])


def hours(number: Decimal) -> Quantity:
    return Quantity(number, Unit.HOURS)


def limit(comparison: Comparison, number: Decimal) -> Limit:
    return Limit(comparison, hours(number), f"{comparison.value} {number} h")


# Two limits that can be compared: of one direction.
pairs = st.one_of(st.tuples(*[st.builds(limit, side, numbers)] * 2) for side in (rising, falling))


@given(months)
def test_a_month_is_read_as_it_was_written(month):
    assert Month.parse(str(month)) == month
    assert Month.at(month.index) == month
    assert Month.of(month.first_day) == month


@given(months, steps, steps)
def test_steps_in_months_add_up_and_lead_back(month, some, more):
    assert month.plus(some).plus(more) == month.plus(some + more)
    assert month.plus(some).plus(-some) == month
    assert month.plus(some).index - month.index == some


@given(months, months)
def test_months_are_ordered_as_their_numbers_and_their_first_days(one, other):
    assert (one < other) == (one.index < other.index) == (one.first_day < other.first_day)


@given(amounts)
def test_money_is_read_as_it_was_written(amount):
    assert Usd.of(Decimal(str(amount))) == amount
    assert Usd.of(amount.dollars) == amount
    typed = amount.shown.replace("$", "").replace(",", "").replace("\N{MINUS SIGN}", "-")
    assert Usd.of(Decimal(typed)) == amount


@given(amounts, amounts)
def test_money_adds_up_in_any_order_and_comes_apart_again(one, other):
    assert one + other == other + one
    assert one + other - other == one
    assert (one < other) == (one.dollars < other.dollars)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_rounding_money_moves_it_by_half_a_cent_at_most_and_alike_on_both_sides(dollars):
    assert abs(Usd.of(dollars).dollars - dollars) <= Decimal("0.005")
    assert Usd.of(-dollars).cents == -Usd.of(dollars).cents


@given(numbers)
def test_a_quantity_is_read_as_it_was_written(number):
    assert Quantity.parse(f"{number} h") == hours(number)
    assert Quantity.parse(f"{number:,} usd") == Quantity(number, Unit.USD)
    assert Quantity.parse(f"{number} %") == Quantity(number / 100, Unit.RATIO)


@given(st.integers(0, 10**6))
def test_days_become_hours_and_days_again(number):
    days = Quantity(Decimal(number), Unit.DAYS)

    assert days.within(Unit.HOURS).within(Unit.DAYS) == days


@given(comparisons, numbers)
def test_a_limit_is_read_as_it_was_written(comparison, number):
    assert Limit.parse(limit(comparison, number).text) == limit(comparison, number)


@given(numbers, numbers)
def test_opposite_comparisons_divide_all_values_between_them(number, value):
    keeps = {comparison: limit(comparison, number).keeps(value) for comparison in Comparison}

    assert keeps[Comparison.ABOVE] != keeps[Comparison.AT_MOST]
    assert keeps[Comparison.BELOW] != keeps[Comparison.AT_LEAST]
    assert keeps[Comparison.AT_LEAST] == (keeps[Comparison.ABOVE] or value == number)


@given(comparisons, numbers, numbers, numbers)
def test_better_than_what_keeps_a_limit_keeps_it_too(comparison, number, value, more):
    better = value + more if comparison.good_side is Direction.HIGHER else value - more

    if limit(comparison, number).keeps(value):
        assert limit(comparison, number).keeps(better)


@given(pairs, numbers)
def test_a_stricter_limit_keeps_nothing_that_the_other_refuses(pair, value):
    one, other = pair

    if one.stricter_than(other) and one.keeps(value):
        assert other.keeps(value)


@given(pairs)
def test_of_two_different_limits_exactly_one_is_stricter(pair):
    one, other = pair
    same = (one.comparison, one.quantity) == (other.comparison, other.quantity)

    assert one.stricter_than(other) + other.stricter_than(one) == (0 if same else 1)
