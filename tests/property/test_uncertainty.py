"""Laws of regret, of the value of information, of flip points and of checked invoices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.pricing.three_vendors import three_vendors
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.draws import CERTAIN
from vendor_eval.pricing.information import worth_of, worth_of_everything
from vendor_eval.pricing.invoice_check import ComparedLine, check_invoice
from vendor_eval.pricing.projection import stressed
from vendor_eval.pricing.regret import regret_table
from vendor_eval.pricing.simulation import Case, simulated
from vendor_eval.pricing.tornado import Range, flip_point
from vendor_eval.quantities import Unit, Usd

cents = st.integers(-(10**9), 10**9).map(Usd)


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[Usd, ...], ...]:
    wide = draw(st.integers(1, 5))
    row = st.lists(cents, min_size=wide, max_size=wide).map(tuple)
    return tuple(draw(st.lists(row, min_size=1, max_size=5)))


@given(tables())
def test_regret_is_never_below_nothing_and_nothing_somewhere_in_every_scenario(costs) -> None:
    options = tuple(f"option {at}" for at in range(len(costs)))
    scenarios = tuple(f"scenario {at}" for at in range(len(costs[0])))

    found = regret_table(options, scenarios, costs)

    assert all(min(column) == Usd(0) for column in zip(*found.regrets, strict=True))
    assert all(regret >= Usd(0) for row in found.regrets for regret in row)
    assert found.careful_choices


@given(tables(), cents)
def test_what_every_option_costs_more_in_a_scenario_leaves_regret_alone(costs, more) -> None:
    names = tuple(f"option {at}" for at in range(len(costs)))
    scenarios = tuple(f"scenario {at}" for at in range(len(costs[0])))
    dearer = [(row[0] + more, *row[1:]) for row in costs]

    first, second = (regret_table(names, scenarios, rows) for rows in (costs, dearer))

    assert first.regrets == second.regrets


@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(200, 2_000))
def test_knowing_one_input_is_worth_something_between_nothing_and_everything(
    seed: int, options: int, paths: int
) -> None:
    generator = np.random.default_rng(seed)
    costs = generator.normal(100_000, 30_000, (options, paths))
    values = generator.normal(size=paths) + costs[0] * generator.choice([0, 1e-4])

    one, everything = worth_of(costs, values), worth_of_everything(costs)

    assert -1e-6 <= one <= everything + 1e-6


@given(st.integers(-1_000, 1_000), st.integers(-1_000, 1_000))
def test_one_step_nearer_to_the_base_than_its_flip_point_nothing_has_turned(
    at_base: int, slope: int
) -> None:
    ranged = Range(
        "x", "x", Unit.COUNT, *map(Decimal, ("-1", "0", "1", "-50", "50")), step=Decimal("0.5")
    )

    def difference(_: str, values: Sequence[Decimal]) -> list[Usd]:
        return [Usd(at_base * 2 + int(value * 2) * slope) for value in values]

    flip = flip_point(ranged, difference)

    reachable = abs(at_base * 2) <= abs(slope) * 100
    assert (flip is not None) == (reachable and (slope != 0 or at_base == 0))
    if flip:
        nearer = flip - Decimal("0.5").copy_sign(flip)
        before, there = difference("x", (nearer, flip))
        assert (before.cents > 0) == (at_base > 0)
        assert there.cents * at_base <= 0


labels = st.sampled_from(("claims", "Claims ", "postage", "credit", "portal"))
numbers = st.none() | st.integers(-5_000, 5_000).map(lambda at: Decimal(at) / 100)
lines = st.lists(
    st.builds(
        ComparedLine, labels, numbers, numbers, cents, st.sampled_from(("", "claims", "credit"))
    ),
    max_size=6,
)


@given(lines, lines)
def test_the_reasons_of_all_lines_add_up_to_the_difference_of_the_totals(billed, expected) -> None:
    found = check_invoice(billed, expected)

    assert sum((line.amount.cents for line in billed), 0) == found.billed.cents
    assert sum((line.amount.cents for line in expected), 0) == found.expected.cents
    assert sum(amount.cents for amount in found.by_cause().values()) == found.difference.cents
    assert sum(line.disputed.cents for line in found.disputes) == found.in_dispute.cents


@given(lines)
def test_an_invoice_that_is_as_expected_has_nothing_to_dispute(expected) -> None:
    found = check_invoice(expected, expected)

    assert (found.disputes, found.by_cause()) == ((), {})


@settings(max_examples=15)
@given(st.decimals(Decimal("-0.5"), Decimal(2), places=2))
def test_without_chance_a_simulation_is_the_bill_but_for_its_rounding(by: Decimal) -> None:
    options = tuple(
        replace(one, usage=stressed(one.usage, by), strain=Decimal(0)) for one in three_vendors()
    )
    sure = Case(options, None, CERTAIN)

    found = simulated(sure, sure.plan(1)).fees[:, 0]

    exact = [bill(one.parts[0], one.usage).total().cents for one in options]
    # Half a cent for each of 36 months and two lines.
    assert found == pytest.approx(exact, abs=36)
