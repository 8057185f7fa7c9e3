"""What to expect of the next month, and what is left of a budget."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from vendor_eval.quantities import Limit
from vendor_eval.signals.beta_binomial import chance_of_more
from vendor_eval.signals.budget import Progress, budget, pace, year_budget
from vendor_eval.signals.outlook import outlook
from vendor_eval.signals.series import Counts, Limits

LOWER, HIGHER = np.array([False]), np.array([True])
NONE = float("nan")


def limits(text: str) -> Limits:
    return Limits.of([Limit.parse(text)])


@pytest.mark.parametrize(
    ("denied", "chance"),
    [
        ([28] * 6, 0.2154),
        ([20] * 6, 0.0094),
        ([36] * 6, 0.7061),
        ([20, 22, 25, 27, 30, 32], 0.1732),
    ],
)
def test_the_chance_of_a_breach_weighs_late_months_more(denied: list[int], chance: float) -> None:
    # Months of 400 weighed 0.85^age, the last 1; with 28 each, bad 28 x 4.152 + 1/2 of 1,661 + 1;
    # more than 32 of the next 400.
    found = outlook(Counts.of([denied], [[400] * 6], LOWER), limits("<= 8 %"), discount=0.85)

    assert found.chance[0] == pytest.approx(chance, abs=5e-5)
    assert found.items[0] == 400


def test_an_exclusive_limit_is_missed_by_what_equals_it() -> None:
    told = Counts.of([[28] * 6], [[400] * 6], LOWER)

    # 32 of 400 is 8 %.
    kept, missed = (outlook(told, limits(text)).chance[0] for text in ("<= 8 %", "< 8 %"))

    weights = 0.8 ** np.arange(6)
    a, b = weights.sum() * 28 + 0.5, weights.sum() * 372 + 0.5
    assert kept == pytest.approx(stats.betabinom.sf(32, 400, a, b), abs=1e-11)
    assert missed == pytest.approx(stats.betabinom.sf(31, 400, a, b), abs=1e-11)


def test_the_items_of_the_next_month_are_the_median_of_the_last_six_reported() -> None:
    # Of 100, 100, 300, 310, 320, 330, 900 the first is too old: the median is (310 + 320) / 2.
    seen = [100.0, 100, 300, 310, 320, 330, NONE, 900]
    told = Counts.of([[0.0] * 8], [seen], LOWER)

    assert outlook(told, limits("<= 8 %")).items.tolist() == [315]


def test_a_missing_month_adds_nothing_and_what_was_known_ages_all_the_same() -> None:
    told = Counts.of([[8.0, 10, NONE]], [[100.0, 200, NONE]], LOWER)

    # 100 x 0.8^2 + 200 x 0.8.
    assert outlook(told, limits("<= 8 %")).weight[0] == pytest.approx(224)


def test_a_series_of_few_items_beside_one_of_many_overflows_nothing() -> None:
    # Worked on side by side: 1 of 10 and 4,000 of 9,000, at rates of Beta(4, 1/2) and Beta(50, 50).
    most, items = np.array([1.0, 4000.0]), np.array([10.0, 9000.0])
    a, b = np.array([4.0, 50.0]), np.array([0.5, 50.0])

    found = chance_of_more(most, items, a, b)

    assert found == pytest.approx(stats.betabinom.sf(most, items, a, b), abs=1e-9)


def test_there_is_no_outlook_without_months_or_without_a_limit() -> None:
    silent = Counts.of([[NONE, NONE]], [[NONE, NONE]], LOWER)
    told = Counts.of([[8.0, 9]], [[100.0, 100]], LOWER)

    assert np.isnan(outlook(silent, limits("<= 8 %")).chance).all()
    assert np.isnan(outlook(told, Limits.of([None])).chance).all()


def test_the_outlook_of_a_metric_of_which_more_is_better_is_that_of_its_misses() -> None:
    accepted = outlook(Counts.of([[372] * 6], [[400] * 6], HIGHER), limits(">= 92 %"))
    denied = outlook(Counts.of([[28] * 6], [[400] * 6], LOWER), limits("<= 8 %"))

    assert accepted.chance[0] == pytest.approx(denied.chance[0], abs=1e-12)
    assert accepted.rate[0] == pytest.approx(1 - denied.rate[0])


def test_the_chance_of_more_is_that_of_scipy() -> None:
    random = np.random.default_rng(3)
    items = random.integers(1, 3000, 400).astype(float)
    a, b = 0.5 + random.integers(0, 200, 400), 0.5 + random.integers(0, 2000, 400)
    most = np.floor(items * random.beta(2, 12, 400))

    np.testing.assert_allclose(
        chance_of_more(most, items, a, b), stats.betabinom.sf(most, items, a, b), atol=1e-10
    )


def test_months_too_large_to_sum_up_are_close_to_what_scipy_finds() -> None:
    most, items = np.array([25_000.0, 75_000, 21_000]), np.array([300_000.0, 1e6, 250_000])
    a, b = np.array([20.5, 80_000.5, 0.5]), np.array([200.5, 1e6, 6.5])

    np.testing.assert_allclose(
        chance_of_more(most, items, a, b), stats.betabinom.sf(most, items, a, b), atol=1e-3
    )


def test_a_budget_that_cannot_be_exceeded_is_not_and_one_below_nothing_always_is() -> None:
    ten = np.array([10.0, 10, 10])

    found = chance_of_more(np.array([-1.0, 10, NONE]), ten, ten, ten)

    assert found[:2].tolist() == [1, 0]
    assert np.isnan(found[2])


def test_a_budget_is_used_up_where_its_burn_says() -> None:
    # 5 % of 2,000 is 100. 46 late of 700 seen: 46 % used; burn (46 / 700) / 5 % = 1.314; at that
    # pace it lasts 30 / 1.314 = 22.8 days; more than 54 of the 1,300 to come is all but sure.
    progress = Progress(*(np.array([one]) for one in (46.0, 700.0, 2000.0)), HIGHER)

    found = budget(progress, limits(">= 95 %"))

    assert found.allowed[0] == pytest.approx(100)
    assert found.share_used[0] == pytest.approx(0.46)
    assert found.burn[0] == pytest.approx(1.314, abs=5e-4)
    assert found.lasts[0] * 30 == pytest.approx(22.8, abs=0.05)
    assert found.chance_overspent[0] == pytest.approx(0.9890, abs=5e-5)


@pytest.mark.parametrize(
    ("share", "part", "burn"),
    [
        (0.02, 1 / 720, 14.4),
        (0.05, 6 / 720, 6),
        (0.10, 72 / 720, 1),
        (0.25, 2 / 30, 3.75),
        (0.50, 7 / 30, 2.14),
        (0.75, 14 / 30, 1.61),
    ],
)
def test_a_pace_is_a_share_of_the_budget_over_a_part_of_its_period(
    share: float, part: float, burn: float
) -> None:
    assert pace(share, part) == pytest.approx(burn, abs=5e-3)


def test_a_contract_year_fills_its_missing_and_coming_months_with_what_is_expected() -> None:
    # From the second column: 5 + 10 of 300 + 200, one month not reported, nine to come of 250.
    told = Counts.of([[99.0, 5, NONE, 10]], [[999.0, 300, NONE, 200]], LOWER)

    found = year_budget(told, limits("<= 4 %"), first=1, items=np.array([250.0]))

    assert found.used.tolist() == [15]
    assert found.allowed[0] == pytest.approx(0.04 * (500 + 10 * 250))
    assert found.burn[0] == pytest.approx(15 / 500 / 0.04)


def test_a_limit_that_allows_nothing_is_overspent_by_the_first_miss() -> None:
    progress = Progress(*(np.array([one]) for one in (1.0, 100.0, 200.0)), LOWER)

    found = budget(progress, limits("<= 0 %"))

    assert np.isnan(found.share_used[0])
    assert found.lasts[0] == 0
    assert found.chance_overspent[0] == 1
