"""Measurements as series, the signals side by side, and what they say in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month, Unit
from vendor_eval.signals.budget import year_budget
from vendor_eval.signals.charts import Assurance, Sign
from vendor_eval.signals.confidence import Confidence
from vendor_eval.signals.measured import Measured, SeriesName, limits_of, measured
from vendor_eval.signals.readings import (
    BudgetReading,
    ChangeReading,
    change_reading,
    confidence_reading,
    outlook_reading,
)
from vendor_eval.signals.review import review_counts, review_values
from vendor_eval.signals.series import Counts, Limits, Values
from vendor_eval.signals.words import (
    BUDGET_CANNOT_TELL,
    CANNOT_TELL,
    MEANS,
    Signal,
    assurance_words,
    budget_words,
    change_words,
    confidence_words,
    outlook_words,
    percent,
)

JANUARY = Month(2026, 1)
EIGHT, FORTY = Limit.parse("<= 8 %"), Limit.parse("<= 40 days")
DENIALS, DAYS = SeriesName("Acme", "denial_rate"), SeriesName("Acme", "days_in_ar")


def told() -> list[Measurement]:
    """Fourteen months of two metrics; March is silent, and the last denials are many."""
    months = [JANUARY.plus(at) for at in range(14) if at != 2]
    denied = [14.0 if month.month % 2 else 18.0 for month in months[:-1]] + [40.0]
    return [
        *(
            Measurement("Acme", month, "denial_rate", x / 200, x, 200.0)
            for month, x in zip(months, denied, strict=True)
        ),
        *(
            Measurement("Acme", month, "days_in_ar", 35.0 + month.month % 2, 1e5, 2857.0)
            for month in months
        ),
    ]


@pytest.fixture
def series() -> Measured:
    return measured(frame_of(told()), JANUARY, JANUARY.plus(13))


def test_counted_items_go_one_way_and_everything_else_the_other(series: Measured) -> None:
    assert (series.counted, series.valued) == ((DENIALS,), (DAYS,))
    assert series.counts.numerator[0, :4].tolist() == pytest.approx(
        [14, 18, np.nan, 18], nan_ok=True
    )
    assert series.values.value[0, :4].tolist() == pytest.approx([36, 35, np.nan, 35], nan_ok=True)
    assert (series.column(Month(2026, 4)), series.month(3)) == (3, Month(2026, 4))


def test_a_rate_without_its_counts_is_looked_at_as_a_value() -> None:
    rows = [
        Measurement("Acme", JANUARY.plus(at), "denial_rate", 0.08, *parts)
        for at, parts in enumerate([(16.0, 200.0), (None, None), (None, None)])
    ]

    found = measured(frame_of(rows), JANUARY, JANUARY.plus(2))

    assert (found.counted, found.valued) == ((), (DENIALS,))


def test_months_outside_of_the_span_and_unknown_metrics_are_left_aside() -> None:
    rows = [
        Measurement("Acme", JANUARY.plus(-1), "denial_rate", 0.5, 100.0, 200.0),
        Measurement("Acme", JANUARY, "coffee", 3.0),
    ]

    found = measured(frame_of(rows), JANUARY, JANUARY.plus(2))

    assert (found.counted, found.valued) == ((), ())
    assert review_counts(found.counts, limits_of((), {})).assurance == ()
    assert review_values(found.values, limits_of((), {})).assurance == ()


def test_a_new_phase_begins_in_the_months_that_were_decided(series: Measured) -> None:
    decided = {DENIALS: [JANUARY.plus(-3), Month(2026, 6)], DAYS: [Month(2026, 2)]}

    found = series.begins(series.counted, decided)

    assert np.flatnonzero(found).tolist() == [5]


def test_the_signals_of_a_month_are_read_out_as_plain_values(series: Measured) -> None:
    limits = limits_of(series.counted, {DENIALS: EIGHT})
    found = review_counts(series.counts, limits)

    reading = confidence_reading(series.counts, found.confidence, 0, 13)
    change = change_reading(found.change.chart, 0, 13)

    assert reading is not None
    assert (reading.share, reading.items, reading.pooled_months) == (0.2, 200, 3)
    assert change is not None
    assert (change.sign, change.side, change.turn) == (Sign.OUTSIDE, 1, -1)
    assert not change.trial
    assert outlook_reading(found.outlook, 0) is not None
    assert confidence_reading(series.counts, found.confidence, 0, 2) is None
    assert change_reading(found.change.chart, 0, 2) is None


def test_confidence_says_what_fits_and_how_sure_it_is(series: Measured) -> None:
    limits = limits_of(series.counted, {DENIALS: EIGHT})
    found = review_counts(series.counts, limits).confidence

    # 18 of 200 by itself; 36 of 400 with the month before the silent one.
    assert words_of(series, found, 3, EIGHT) == (
        "9.00 % of 200 items fits a true rate from 5.77 % to 13.78 %. The chance that the true "
        "rate misses <= 8 % is 71 %, and 77 % by 2 of the last 3 months together: too little to "
        "call the vendor beyond its limit."
    )
    assert words_of(series, found, 13, EIGHT).endswith(
        "misses <= 8 % is above 99 %, and above 99 % by the last 3 months together."
    )
    assert words_of(series, found, 0, EIGHT).endswith("is 31 %, by this month alone.")
    assert words_of(series, found, 0, None).endswith(
        "No limit is agreed that it could be held against."
    )


def words_of(series: Measured, found: Confidence, column: int, limit: Limit | None) -> str:
    reading = confidence_reading(series.counts, found, 0, column)
    assert reading is not None
    return confidence_words(reading, limit)


@pytest.mark.parametrize(
    ("sign", "side", "turn", "told", "end"),
    [
        (Sign.NONE, 0, 0, "is within the usual ups and downs", "no change"),
        (Sign.OUTSIDE, 1, -1, "lies above what its usual ups and downs explain", "deterioration"),
        (Sign.TREND, -1, 1, "is one of seven months or more that move down one after the other",
         "improvement"),
        (Sign.TWO_OF_THREE, 1, -1,
         "is one of two months in three that come near the upper limit", "deterioration"),
        (Sign.ONE_SIDE, -1, 1, "is one of seven months or more in a row below the average",
         "improvement"),
        (Sign.DRIFT, 1, -1, "belongs to months that drift up, each by little", "deterioration"),
    ],
)  # fmt: skip
def test_change_says_the_rule_and_the_turn(
    sign: Sign, side: int, turn: int, told: str, end: str
) -> None:
    reading = ChangeReading(45.0, 45.0, 40.0, 50.0, sign, side, turn, trial=False)

    assert change_words(reading, Unit.DAYS) == f"45.0 days {told}, 40.0 days to 50.0 days: {end}."


def test_change_says_that_limits_are_trial_limits_or_are_none() -> None:
    trial = ChangeReading(45.0, 45.0, 40.0, 50.0, Sign.NONE, 0, 0, trial=True)
    without = ChangeReading(45.0, 45.0, None, None, Sign.NONE, 0, 0, trial=True)

    assert change_words(trial, Unit.DAYS).endswith(
        "no change. These are trial limits, from fewer than 13 points."
    )
    assert "to tell change by" in change_words(without, Unit.DAYS)


def test_assurance_speaks_of_the_vendor_as_it_works_now(series: Measured) -> None:
    found = review_values(series.values, limits_of(series.valued, {DAYS: FORTY}))

    assert found.assurance == (Assurance.ALWAYS,)
    assert assurance_words(found.assurance[0], FORTY) == (
        "As the vendor works now, it can be expected to keep <= 40 days month after month."
    )
    assert "cannot be said" in assurance_words(None, None)


def test_outlook_says_what_it_expects_and_when_a_month_would_be_too_small(
    series: Measured,
) -> None:
    found = review_counts(series.counts, limits_of(series.counted, {DENIALS: EIGHT})).outlook
    reading = outlook_reading(found, 0)

    words = outlook_words(reading, EIGHT, low_volume=250)

    assert words.startswith("If the vendor goes on as of late, near ")
    assert "that next month misses <= 8 % is " in words
    assert "with about 200 items expected." in words
    assert words.endswith(
        "fewer than 250 items is not judged, so that it could not start a breach."
    )
    assert "judged" not in outlook_words(reading, EIGHT, low_volume=200)
    assert outlook_words(None, EIGHT).startswith("No outlook")


def test_a_chance_is_never_nothing_and_never_everything() -> None:
    assert [percent(one) for one in (0.0, 0.0099, 0.014, 0.5, 0.99, 1.0)] == [
        "below 1 %",
        "below 1 %",
        "1 %",
        "50 %",
        "99 %",
        "above 99 %",
    ]


@pytest.mark.parametrize("edge", [0.0, 0.08, 1.0, np.nan])
@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        ([], []),
        ([[0.0]], [[1.0]]),
        ([[1.0]], [[1.0]]),
        ([[np.nan, np.nan]], [[np.nan, np.nan]]),
        ([[0.0] * 3], [[5.0] * 3]),
        ([[5.0] * 3], [[5.0] * 3]),
        ([[3.0, np.nan, 7.0]], [[1e7, np.nan, 1e7]]),
        ([[0.5, 1.5]], [[2.5, 3.5]]),
    ],
)
def test_few_months_and_limits_at_the_ends_are_answered_without_complaint(
    edge: float, inclusive: bool, numerator: list[list[float]], denominator: list[list[float]]
) -> None:
    rows = len(numerator)
    shape = (rows, len(numerator[0]) if rows else 3)
    part, whole = (np.array(one, float).reshape(shape) for one in (numerator, denominator))
    limits = Limits(np.full((rows, 1), edge), np.full((rows, 1), inclusive))
    for rising in (True, False):
        counts = Counts.of(part, whole, np.full(rows, rising))

        found = review_counts(counts, limits)
        year = year_budget(counts, limits, 0, found.outlook.items)
        review_values(Values(counts.share, counts.rising), limits)

        for chance in (found.confidence.month, found.outlook.chance, year.chance_overspent):
            known = chance[~np.isnan(chance)]
            assert ((known >= 0) & (known <= 1)).all()


def test_every_signal_says_what_it_means_and_what_it_cannot_tell() -> None:
    assert set(MEANS) == set(CANNOT_TELL) == set(Signal)
    texts = [*MEANS.values(), *(one for many in CANNOT_TELL.values() for one in many)]
    assert all(text.endswith(".") and "  " not in text for text in texts)


def test_the_budget_of_the_year_is_told_with_what_it_cannot_tell() -> None:
    limit = Limit.parse("<= 12 %")
    # 12 % of about 12,000 are 1,440; 720 of 9,000 are a pace of 720 / 1,080.
    reading = BudgetReading(720, 9000, 1440, 12_000, months=9, burn=720 / 1080, chance=0.004)

    said = budget_words(reading, limit, Month(2026, 3))

    assert said.startswith(
        "In the contract year since March 2026, 720 of 9,000 items went wrong. <= 12 % would allow "
        "1,440 of about 12,000 in twelve months: 50.00 % of that is used after 9, and at this pace "
        "it lasts; the chance that the year as a whole misses the limit is below 1 %."
    )
    assert said.endswith(BUDGET_CANNOT_TELL)
    assert "it does not last" in budget_words(replace(reading, burn=1.2), limit, Month(2026, 3))
    assert budget_words(None, limit, Month(2026, 3)) == ""
