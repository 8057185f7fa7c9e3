"""What a simulation tells about a choice, put together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.pricing.three_vendors import PRACTICE, three_vendors, vendor_b, vendor_c
from vendor_eval.pricing.draws import CERTAIN, CHUNK, Uncertainty
from vendor_eval.pricing.simulation import Case
from vendor_eval.pricing.stress import Shock, outcomes
from vendor_eval.pricing.study import regret_shocks, study


def case(uncertainty: Uncertainty = CERTAIN) -> Case:
    return Case(three_vendors(), PRACTICE, uncertainty)


def test_all_in_costs_are_told_of_the_options_that_have_one() -> None:
    unknown = replace(vendor_b(), performance=None)
    mixed = Case((unknown, vendor_c()), PRACTICE, Uncertainty())

    found = study(mixed, mixed.plan(CHUNK))

    assert [one.option for one in found.fees.risks] == ["B", "C"]
    assert found.all_in is not None
    assert [one.option for one in found.all_in.risks] == ["C"]
    assert [one.cheapest for one in found.all_in.risks] == [1]


def test_without_any_performance_there_are_fees_alone() -> None:
    bare = Case((replace(vendor_c(), performance=None),), PRACTICE, Uncertainty())

    assert study(bare, bare.plan(100)).all_in is None


def test_what_progress_raises_ends_the_study() -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise Stopped

    whole = case()
    with pytest.raises(Stopped):
        study(whole, whole.plan(3 * CHUNK), stop)


def test_regret_is_over_more_and_less_growth_and_each_vendor_that_slips() -> None:
    shocks = regret_shocks(case())

    assert [shock.name for shock in shocks] == [
        "as expected",
        "a fifth less volume",
        "two fifths more volume",
        "growing 20 % a year",
        "growing 40 % a year",
        "shrinking 15 % a year",
        "A collects 2 points less",
        "B collects 2 points less",
        "C collects 2 points less",
    ]
    # The promise of 96.5 % less two points.
    assert shocks[7] == Shock("B collects 2 points less", rates=(("B", Decimal("0.945")),))


def test_as_published_b_stands_up_to_every_shock() -> None:
    table = outcomes(case(), regret_shocks(case())).regret()

    assert table.careful_choices == ("B",)
    greatest = {
        option: float(regret.dollars) / 1000
        for option, regret in zip(table.options, table.greatest, strict=True)
    }
    # Published: 1,932.1 less 1,054.8; and 728.6, when B slips, less the 710.5 of C.
    assert greatest["A"] == pytest.approx(877.3, abs=0.1)
    assert greatest["B"] == pytest.approx(18.1, abs=0.1)
