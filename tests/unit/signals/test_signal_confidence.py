"""How sure counts make one, against published figures and against SciPy and statsmodels."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from scipy import special

from vendor_eval.measurement import wilson_ends
from vendor_eval.quantities import Limit
from vendor_eval.signals.confidence import (
    chance_beyond,
    chance_of_looking_bad,
    confidence,
    jeffreys,
    pooled,
)
from vendor_eval.signals.incomplete_beta import log_beta, point_of, share_up_to
from vendor_eval.signals.series import Counts, Limits

LOWER, HIGHER = np.array([False]), np.array([True])
NONE = float("nan")


def counts(numerator: list[float], denominator: list[float], rising: np.ndarray = LOWER) -> Counts:
    return Counts.of([numerator], [denominator], rising)


def limits(text: str) -> Limits:
    return Limits.of([Limit.parse(text)])


@pytest.mark.parametrize(
    ("x", "n", "chance"),
    [(5, 50, 0.7172), (18, 200, 0.7081), (90, 1000, 0.8771), (450, 5000, 0.9949)],
)
def test_the_same_rate_says_more_the_more_items_it_rests_on(x: int, n: int, chance: float) -> None:
    # All but the first are 9 %; 1 - I_0.08(x + 1/2, n - x + 1/2).
    found = chance_beyond(counts([x], [n]), limits("<= 8 %"))

    assert found[0, 0] == pytest.approx(chance, abs=5e-5)


def test_a_metric_of_which_more_is_better_is_bad_below_its_limit() -> None:
    # 182 of 200 accepted are 18 that are not, and at least 92 % are no more than 8 %.
    accepted = chance_beyond(counts([182], [200], HIGHER), limits(">= 92 %"))
    denied = chance_beyond(counts([18], [200]), limits("<= 8 %"))

    assert accepted[0, 0] == pytest.approx(denied[0, 0], abs=1e-12)


@pytest.mark.parametrize(
    ("x", "n", "by_wilson", "by_jeffreys"),
    [
        (18, 200, (0.05769, 0.13777), (0.05619, 0.13556)),
        (3, 40, (0.02584, 0.19864), (0.02158, 0.18681)),
        (90, 1000, (0.07380, 0.10934), (0.07344, 0.10892)),
        (0, 20, (0.0, 0.16113), (0.0, 0.11664)),
        (20, 20, (1 - 0.16113, 1.0), (1 - 0.11664, 1.0)),
    ],
)
def test_intervals_are_as_published_and_end_at_nothing_and_at_everything(
    x: int, n: int, by_wilson: tuple[float, float], by_jeffreys: tuple[float, float]
) -> None:
    one, all_ = np.array([[float(x)]]), np.array([[float(n)]])

    found = [float(end[0, 0]) for end in (*wilson_ends(one, all_), *jeffreys(one, all_))]

    assert found == pytest.approx([*by_wilson, *by_jeffreys], abs=1e-5)
    assert (found[0] == found[2] == 0) is (x == 0)
    assert (found[1] == found[3] == 1) is (x == n)


@pytest.mark.skipif(find_spec("statsmodels") is None, reason="statsmodels comes with the peers")
def test_intervals_are_those_of_statsmodels_inside_of_the_ends() -> None:
    from statsmodels.stats.proportion import proportion_confint

    random = np.random.default_rng(5)
    whole = random.integers(2, 5000, 300).astype(float)
    part = np.clip(np.round(whole * random.beta(1, 8, 300)), 1, whole - 1)

    theirs = [proportion_confint(part, whole, method=name) for name in ("wilson", "jeffreys")]

    for ours, other in zip((wilson_ends(part, whole), jeffreys(part, whole)), theirs, strict=True):
        np.testing.assert_allclose(ours, other, rtol=1e-10)


def test_three_months_are_pooled_by_their_counts_and_a_missing_one_adds_nothing() -> None:
    # 16 + 20 + 30 of 200 + 200 + 250; then 20 + 30 of 200 + 250, the last not being reported.
    told = counts([16, 20, 30, NONE], [200, 200, 250, NONE])

    together, months = pooled(told)

    assert together.numerator.tolist() == [[16, 36, 66, 50]]
    assert together.denominator.tolist() == [[200, 400, 650, 450]]
    assert months.tolist() == [[1, 2, 3, 2]]


def test_a_month_without_a_report_says_nothing_and_the_pool_is_nothing_after_three() -> None:
    told = counts([16, NONE, NONE, NONE], [200, NONE, NONE, NONE])

    found = confidence(told, limits("<= 8 %"))

    assert np.isnan(found.month).tolist() == [[False, True, True, True]]
    assert np.isnan(found.pooled).tolist() == [[False, False, False, True]]
    assert np.isnan(found.lower).tolist() == [[False, True, True, True]]


def test_without_a_limit_there_is_an_interval_and_no_chance() -> None:
    found = confidence(counts([16], [200]), Limits.of([None]))

    assert np.isnan(found.month).all()
    assert not np.isnan(found.upper).any()


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(5, 0), (5, NONE), (NONE, 50), (-1, 50), (51, 50)]
)
def test_what_is_no_share_of_counted_items_is_passed_over(
    numerator: float, denominator: float
) -> None:
    found = counts([numerator, 4], [denominator, 50])

    assert np.isnan(found.numerator[0, 0])
    assert np.isnan(found.denominator[0, 0])
    assert found.share[0, 1] == 0.08


@pytest.mark.parametrize(
    ("items", "chance"),
    [
        (25, 0.253),
        (50, 0.271),
        (100, 0.266),
        (200, 0.238),
        (500, 0.167),
        (1000, 0.0985),
        (2000, 0.038),
        (5000, 0.003),
    ],
)
def test_a_vendor_that_keeps_its_limit_looks_bad_in_small_months(
    items: float, chance: float
) -> None:
    # A true rate of 7 % against a limit of 8 %: the binomial chance of more than 8 % of n.
    most = limits("<= 8 %").most_bad(np.array([[items]]), LOWER)[0]

    found = chance_of_looking_bad(np.array([0.07]), np.array([items]), most)

    assert found[0] == pytest.approx(chance, abs=6e-4)


def test_in_a_year_of_small_months_a_vendor_that_keeps_its_limit_is_all_but_sure_to_look_bad() -> (
    None
):
    # With 200 items a month: 1 - (1 - 0.238)^12 = 0.96; of 720 months 171 look bad.
    month = chance_of_looking_bad(np.array([0.07]), np.array([200.0]), np.array([16.0]))[0]

    assert 1 - (1 - month) ** 12 == pytest.approx(0.96, abs=0.005)
    assert 10 * 6 * 12 * month == pytest.approx(171, abs=0.5)


@pytest.mark.parametrize(
    ("text", "items", "most"),
    [
        ("<= 10 %", 100, 10),
        ("< 10 %", 100, 9),
        ("<= 7 %", 100, 7),
        (">= 90 %", 100, 10),
        ("> 90 %", 100, 9),
        (">= 95 %", 2000, 100),
        ("< 8 %", 12, 0),
        ("> 100 %", 5, -1),
    ],
)
def test_the_items_that_may_be_bad_are_exact_at_the_limit(
    text: str, items: float, most: int
) -> None:
    rising = HIGHER if text[0] == ">" else LOWER

    assert limits(text).most_bad(np.array([[items]]), rising).tolist() == [[most]]


def test_the_share_of_a_beta_distribution_is_that_of_scipy() -> None:
    random = np.random.default_rng(1)
    n = np.round(10 ** random.uniform(0, 5, 5000))
    x = np.round(n * random.beta(0.5, 3, 5000))
    off = random.normal(0, 3, 5000) / np.sqrt(x + 1)
    near = np.clip((x + 0.5) / (n + 1) * (1 + off), 1e-6, 1 - 1e-6)
    point = np.where(random.random(5000) < 0.7, near, random.uniform(0, 1, 5000))

    found = share_up_to(point, x + 0.5, n - x + 0.5)

    np.testing.assert_allclose(found, special.betainc(x + 0.5, n - x + 0.5, point), atol=2e-11)


def test_the_point_of_a_share_is_that_of_scipy() -> None:
    random = np.random.default_rng(2)
    a, b = 0.5 + random.integers(0, 300, 500), 0.5 + random.integers(0, 3000, 500)
    share = random.choice([0.025, 0.5, 0.975], 500)

    np.testing.assert_allclose(point_of(share, a, b), special.betaincinv(a, b, share), rtol=1e-10)


def test_the_beta_function_is_that_of_scipy() -> None:
    a, b = np.meshgrid([0.5, 1, 3.25, 40.5, 1e4], [0.5, 2, 7.75, 300.5, 1e5])

    np.testing.assert_allclose(log_beta(a, b), special.betaln(a, b), rtol=1e-10)
    # B(1, b) = 1 / b; SciPy is 7e-11 off here.
    assert log_beta(a[0:1, 1], np.array([1e5]))[0] == pytest.approx(-np.log(1e5), rel=1e-14)


def test_nothing_lies_below_nought_and_everything_below_one() -> None:
    one = np.array([2.5])

    found = [float(share_up_to(np.array([at]), one, one)[0]) for at in (-0.1, 0.0, 0.5, 1.0, 1.1)]

    assert found == pytest.approx([0, 0, 0.5, 1, 1], abs=1e-14)
    assert np.isnan(share_up_to(np.array([0.5]), np.array([NONE]), one)).all()
