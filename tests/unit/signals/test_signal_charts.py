"""Control charts: published limits, the rules one by one, phases and assurance."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from vendor_eval.quantities import Limit
from vendor_eval.signals.charts import Assurance, Sign, assured
from vendor_eval.signals.series import Counts, Limits, Values
from vendor_eval.signals.share_chart import ewma, share_chart
from vendor_eval.signals.value_chart import value_chart

LOWER, HIGHER = np.array([False]), np.array([True])
NONE = float("nan")
RECORDED = Path(__file__).parents[2] / "data"
DENIED = [70, 84, 66, 91, 75, 80, 102, 77]
SENT = [1000, 1100, 950, 1200, 1000, 1050, 1150, 1000]
ACCEPTED = [95.2, 94.8, 95.6, 95.1, 94.9, 95.4, 95.0, 95.3, 94.7, 95.5, 95.1, 92.9]


def signs(values: list[float], baseline: int = 12, rising: np.ndarray = LOWER) -> str:
    """One letter a month: . none, O outside, T trend, 2 two of three, S one side, - missing."""
    chart = value_chart(Values(np.array([values]), rising), baseline=baseline)
    letters = {Sign.NONE: ".", Sign.OUTSIDE: "O", Sign.TREND: "T", Sign.TWO_OF_THREE: "2"}
    return "".join(
        "-" if math.isnan(value) else letters.get(Sign(code), "S")
        for value, code in zip(values, chart.sign[0].tolist(), strict=True)
    )


def test_limits_of_a_value_are_as_published() -> None:
    # Mean 94.958333; moves .4 .8 .5 .2 .5 .4 .3 .6 .8 .4 2.2: the last is more than 3.267 x their
    # mean .645455 and left out; 94.958333 -+ 2.66 x 4.9 / 10.
    chart = value_chart(Values(np.array([ACCEPTED]), HIGHER))

    assert chart.centre[0, 0] == pytest.approx(94.958333, abs=1e-6)
    assert (chart.lower[0, 0], chart.upper[0, 0]) == pytest.approx((93.654933, 96.261733), abs=1e-6)
    assert chart.sign[0].tolist() == [0] * 11 + [Sign.OUTSIDE.value]
    assert (chart.side[0, 11], chart.turn[0, 11]) == (-1, -1)
    assert chart.trial.all()


def test_a_frozen_baseline_leaves_later_months_out_of_the_limits() -> None:
    chart = value_chart(Values(np.array([ACCEPTED]), HIGHER), baseline=11)

    assert (chart.lower[0, 0], chart.upper[0, 0]) == pytest.approx((93.8421, 96.4489), abs=5e-5)


def test_limits_of_a_share_are_as_published() -> None:
    # p-bar 645 / 8,450; sigma_z .7117 narrows the limits, and floored at 1 they are a p chart's.
    counts = Counts.of([DENIED], [SENT], LOWER)

    bare, floored = share_chart(counts, least_spread=0.0), share_chart(counts)

    assert bare.chart.centre[0, 0] == pytest.approx(0.0763313609, abs=1e-10)
    assert bare.spread[0, 0] == pytest.approx(0.7117374903, abs=1e-10)
    assert bare.chart.upper[0, 0] == pytest.approx(0.09426, abs=5e-6)
    assert floored.spread[0].tolist() == [1.0] * 8
    assert floored.chart.upper[0] == pytest.approx(
        [0.10152, 0.10035, 0.10218, 0.09933, 0.10152, 0.10091, 0.09982, 0.10152], abs=5e-6
    )
    assert not floored.chart.sign.any()


# A baseline of 12 months around 50, moves of 2: limits 50 -+ 2.66 x 2, near them -+ 3.55.
STEADY = [49.0, 51.0] * 6


@pytest.mark.parametrize(
    ("later", "letters"),
    [
        ([55.4], "O"),
        ([55.3], "."),
        ([54, 54], "22"),
        ([50.5, 54, 54], ".22"),
        ([49.5, 54, 54, 49.5], "...."),
        ([54, 50.5, 54], "2.2"),
        ([54, 49.5, 54], "..."),
        ([47, 48, 49, 49.5, 50.5, 51.5, 52.5], "TTTTTTT"),
        ([50.5] * 5, "....."),
        ([50.5] * 6, "SSSSSS"),
        ([50.5, 50.6, 50.5, 50.6, 50.5, 50.0, 50.5], "......."),
    ],
)
def test_each_rule_finds_what_it_says_and_no_less(later: list[float], letters: str) -> None:
    # STEADY ends above the mean, so six more months make seven on that side.
    found = signs([*STEADY, *later])

    assert found[12:] == letters


def test_the_month_before_a_run_belongs_to_it_where_it_lies_on_that_side() -> None:
    assert signs([*STEADY, *[50.5] * 6]) == "." * 11 + "S" * 7


def test_a_missing_month_neither_adds_to_a_run_nor_breaks_it() -> None:
    assert signs([*STEADY, 50.5, 50.5, NONE, 50.5, 50.5, 50.5]) == "." * 14 + "-..."
    assert signs([*STEADY, 50.5, 50.5, NONE, *[50.5] * 4]) == "." * 11 + "SSS-SSSS"


def test_a_trend_points_where_it_moves_and_everything_else_where_it_lies() -> None:
    rising = [47, 48, 49, 49.5, 50.5, 51.5, 52.5]
    lower, higher = (
        value_chart(Values(np.array([[*STEADY, *rising]]), one)) for one in (LOWER, HIGHER)
    )

    assert lower.side[0, 12:].tolist() == [1] * 7
    assert lower.turn[0, 12:].tolist() == [-1] * 7
    assert higher.turn[0, 12:].tolist() == [1] * 7


def test_thirteen_points_make_limits_firm_and_each_phase_counts_its_own() -> None:
    values = Values(np.array([[*STEADY, 49.0, *STEADY]]), LOWER)
    rebased = np.zeros((1, 25), np.bool_)
    rebased[0, 13] = True

    assert not value_chart(values).trial.any()
    assert value_chart(values, rebased).trial[0].tolist() == [False] * 13 + [True] * 12


def test_limits_begin_anew_only_where_it_was_decided() -> None:
    values = Values(np.array([[*STEADY, *(one + 20 for one in STEADY)]]), LOWER)
    rebased = np.zeros((1, 24), np.bool_)
    rebased[0, 12] = True

    kept, anew = value_chart(values), value_chart(values, rebased)

    assert (kept.sign[0, 12:] == Sign.OUTSIDE.value).all()
    assert not anew.sign.any()
    assert anew.centre[0, [0, 12]].tolist() == [50, 70]


def test_one_number_for_ever_has_no_limits_and_no_signs() -> None:
    chart = value_chart(Values(np.array([[40.0] * 12 + [60.0]]), LOWER))
    always = share_chart(Counts.of([[0.0] * 12 + [9]], [[100.0] * 13], LOWER))

    for one in (chart, always.chart):
        assert np.isnan(one.lower).all()
        assert not one.sign.any()


def test_slow_drift_is_found_by_the_average_of_scores() -> None:
    # 100 of 1,000, then 118: 18 / 9.487 = 1.9 standard deviations, never beyond three; the
    # average of the scores comes to 1.9 x (1 - .8^k) less what is forgotten, past .9 for k = 3.
    denied = [98, 102] * 6 + [118] * 5
    found = share_chart(Counts.of([denied], [[1000] * 17], LOWER))

    assert found.chart.sign[0].tolist() == [0] * 14 + [Sign.DRIFT.value] * 3
    assert found.chart.turn[0, 14:].tolist() == [-1] * 3


def test_the_average_of_scores_runs_as_long_as_published() -> None:
    # Average run lengths: 234 months of chance alone, 7.7 after a shift of one standard deviation.
    scores = np.random.default_rng(4).standard_normal((4000, 1500))

    for shift, months in ((0.0, 234), (1.0, 7.7)):
        average, limit = ewma(scores[:, :200] + shift if shift else scores)
        beyond = np.abs(average) > limit
        first = np.where(beyond.any(axis=1), beyond.argmax(axis=1) + 1, beyond.shape[1])
        assert first.mean() == pytest.approx(months, rel=0.04)


@pytest.mark.parametrize(
    ("limit", "rising", "found"),
    [
        ("<= 56 days", LOWER, Assurance.ALWAYS),
        ("<= 55.3 days", LOWER, Assurance.HIT_AND_MISS),
        ("<= 44 days", LOWER, Assurance.NEVER),
        (">= 44 days", HIGHER, Assurance.ALWAYS),
        (">= 50 days", HIGHER, Assurance.HIT_AND_MISS),
        (">= 56 days", HIGHER, Assurance.NEVER),
    ],
)
def test_a_limit_is_kept_always_or_never_where_the_usual_ups_and_downs_do_not_reach_it(
    limit: str, rising: np.ndarray, found: Assurance
) -> None:
    # 50 -+ 2.66 x 2: from 44.68 to 55.32.
    chart = value_chart(Values(np.array([[*STEADY, NONE]]), rising))

    assert assured(chart, Limits.of([Limit.parse(limit)])) == (found,)


def test_nothing_is_assured_without_a_limit_or_without_a_month() -> None:
    steady = value_chart(Values(np.array([STEADY]), LOWER))
    silent = value_chart(Values(np.array([[NONE] * 3]), LOWER))

    assert assured(steady, Limits.of([None])) == (None,)
    assert assured(silent, Limits.of([Limit.parse("<= 40 days")])) == (None,)


KINDS = {
    "Common Cause": (Sign.NONE, 0),
    "Above UCL": (Sign.OUTSIDE, 1),
    "Below LCL": (Sign.OUTSIDE, -1),
    "7 Point Trend (Increasing)": (Sign.TREND, 1),
    "7 Point Trend (Decreasing)": (Sign.TREND, -1),
    "2 in 3 Above CL": (Sign.TWO_OF_THREE, 1),
    "2 in 3 Below CL": (Sign.TWO_OF_THREE, -1),
    "7 Points Above CL": (Sign.ONE_SIDE, 1),
    "7 Points Below CL": (Sign.ONE_SIDE, -1),
}


def test_value_charts_are_those_that_r_recorded() -> None:
    # Output of the R package NHSRplotthedots; tests/data/xmr_by_r.R tells how it came about.
    points = rows_of("xmr_by_r.points.csv")
    limits = {(row["series"], row["phase"]): row for row in rows_of("xmr_by_r.limits.csv")}
    names = list(dict.fromkeys(row["series"] for row in points))
    differences, seen = [], set()

    for name in names:
        rows = [row for row in points if row["series"] == name]
        phases = [int(row["phase"]) for row in rows]
        rebased = np.diff([phases], prepend=phases[0]) > 0
        baseline = int(rows[0]["baseline"]) or len(rows)
        values = Values(np.array([[float(row["value"]) for row in rows]]), LOWER)
        chart = value_chart(values, rebased, baseline)
        for at, row in enumerate(rows):
            sign, side = KINDS[row["kind"]]
            seen.add(row["kind"])
            if (chart.sign[0, at], chart.side[0, at]) != (sign.value, side):
                differences.append((name, at, row["kind"]))
            theirs = [float(limits[name, row["phase"]][end]) for end in ("lower", "mean", "upper")]
            ours = [float(one[0, at]) for one in (chart.lower, chart.centre, chart.upper)]
            assert ours == pytest.approx(theirs, rel=1e-10)

    assert differences == []
    assert seen == KINDS.keys()


def rows_of(name: str) -> list[dict[str, str]]:
    with (RECORDED / name).open(newline="") as file:
        return list(csv.DictReader(file))
