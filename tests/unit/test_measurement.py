"""Measurements as frames, rates derived from their parts, and parts of a practice added up."""

import math

import numpy as np
import pandas as pd
import pytest

from vendor_eval.measurement import (
    COLUMNS,
    Measurement,
    frame_of,
    rate,
    rolled_up,
    silent_parts,
    typed,
)
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month

JANUARY = Month(2026, 1)


def measured(metric="denial_rate", value=None, top=None, bottom=None, **where):
    return Measurement("Northwind", JANUARY, metric, value, top, bottom, **where)


def rolled(*measurements):
    return rolled_up(frame_of(measurements), CATALOGUE)


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0]


# frame_of and typed


def test_an_empty_frame_has_the_same_columns_and_types_as_a_full_one():
    empty, full = frame_of([]), frame_of([measured(value=0.1)])

    assert tuple(empty.columns) == COLUMNS
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_what_was_not_measured_is_missing_in_the_frame_and_never_zero():
    row = only(frame_of([measured()]))

    assert math.isnan(row["value"])
    assert math.isnan(row["numerator"])
    assert pd.isna(row["site"])


def test_months_are_numbers_that_count_on_over_the_year():
    frame = frame_of(
        [
            Measurement("Northwind", month, "denial_rate", 0.1)
            for month in (Month(2025, 12), JANUARY)
        ]
    )

    assert frame["month"].diff().iloc[1] == 1


def test_typing_a_frame_twice_changes_nothing():
    frame = frame_of([measured(value=0.1, site="North"), measured()])

    pd.testing.assert_frame_equal(typed(frame), frame)


# rate


@pytest.mark.parametrize(
    ("top", "bottom", "exact"),
    [
        (11.97, 12.60, 0.95),  # 1,197 / 1,260; in binary the plain quotient is above 0.95
        (0.57, 1.0, 0.57),
        (95.0, 100.0, 0.95),
        (33_600.0, 279_600.0, 33_600 / 279_600),
        (0.0, 5.0, 0.0),
        (-1.5, 3.0, -0.5),
    ],
)
def test_a_rate_is_the_number_nearest_to_the_exact_quotient(top, bottom, exact):
    assert rate(pd.Series([top]), pd.Series([bottom]))[0] == exact


def test_a_rate_of_added_up_cents_is_exact_too():
    tops = pd.Series([sum([0.1] * 95)])  # 9.499999999999986
    bottoms = pd.Series([sum([0.1] * 100)])  # 9.99999999999998

    assert rate(tops, bottoms)[0] == 0.95


def test_parts_with_more_decimals_are_not_rounded_away():
    assert rate(pd.Series([0.00003]), pd.Series([0.00004]))[0] == pytest.approx(0.75, rel=1e-12)
    assert rate(pd.Series([0.951234567]), pd.Series([1.0]))[0] == pytest.approx(0.951234567)


@pytest.mark.parametrize(
    ("top", "bottom"), [(5.0, 0.0), (0.0, 0.0), (np.nan, 5.0), (5.0, np.nan), (np.nan, np.nan)]
)
def test_without_both_parts_or_over_nothing_there_is_no_rate(top, bottom):
    assert math.isnan(rate(pd.Series([top]), pd.Series([bottom]))[0])


def test_rates_keep_the_index_of_the_numerators():
    numerators = pd.Series([1.0, 2.0], index=[7, 3])

    assert list(rate(numerators, pd.Series([2.0, 4.0], index=[7, 3])).index) == [7, 3]


# rolled_up


def test_sites_add_up_as_sums_over_sums_and_not_as_an_average_of_rates():
    row = only(
        rolled(
            measured("first_pass_acceptance_rate", 0.90, 90, 100, site="North"),
            measured("first_pass_acceptance_rate", 0.95, 1_900, 2_000, site="South"),
        )
    )

    assert row["value"] == pytest.approx(0.947619, abs=5e-7)  # 1,990 / 2,100, not 0.925
    assert (row["numerator"], row["denominator"], row["parts"]) == (1_990, 2_100, 2)
    assert pd.isna(row["site"])


def test_dollars_add_up_as_sums_over_sums_too():
    row = only(
        rolled(
            measured("net_collection_rate", None, 5.97, 6.20, payer="A"),
            measured("net_collection_rate", None, 6.00, 6.40, payer="B"),
        )
    )

    assert row["value"] == 0.95  # 11.97 / 12.60


@pytest.mark.parametrize(("metric", "total"), [("claims_submitted", 30.0), ("net_collections", 30)])
def test_counts_and_money_add_up_as_they_are(metric, total):
    row = only(rolled(measured(metric, 10, site="North"), measured(metric, 20, site="South")))

    assert row["value"] == total


@pytest.mark.parametrize("metric", ["coding_turnaround", "account_response_time"])
def test_medians_do_not_add_up_but_their_items_do(metric):
    row = only(
        rolled(
            measured(metric, 40, None, 100, site="North"),
            measured(metric, 60, None, 50, site="South"),
        )
    )

    assert math.isnan(row["value"])
    assert row["denominator"] == 150


def test_a_rate_known_only_as_values_does_not_add_up():
    row = only(rolled(measured(value=0.1, site="North"), measured(value=0.2, site="South")))

    assert math.isnan(row["value"])


@pytest.mark.parametrize(
    ("metric", "north", "south"),
    [
        ("denial_rate", (0.1, 10, 100), (0.2, None, 100)),
        ("denial_rate", (0.1, 10, 100), (0.2, 20, None)),
        ("claims_submitted", (10, None, None), (None, None, None)),
    ],
)
def test_one_missing_part_leaves_the_total_missing(metric, north, south):
    row = only(
        rolled(measured(metric, *north, site="North"), measured(metric, *south, site="South"))
    )

    assert math.isnan(row["value"])


def test_a_reported_total_wins_over_its_parts():
    row = only(
        rolled(
            measured(value=0.07, site="North", top=7, bottom=100),
            measured(value=0.09),
            measured(value=0.08, site="South", top=8, bottom=100),
        )
    )

    assert row["value"] == 0.09
    assert row["parts"] == 0


def test_a_total_reported_as_missing_stays_missing():
    row = only(rolled(measured(), measured(value=0.07, site="North", top=7, bottom=100)))

    assert math.isnan(row["value"])


def test_two_breakdowns_of_the_same_practice_are_not_added_twice():
    row = only(
        rolled(
            measured("claims_submitted", 60, site="North"),
            measured("claims_submitted", 40, site="South"),
            measured("claims_submitted", 30, payer="A"),
            measured("claims_submitted", 70, payer="B"),
            measured("claims_submitted", 100, specialty="Cardiology"),
        )
    )

    assert row["value"] == 100
    assert row["parts"] == 2


def test_a_breakdown_by_one_dimension_goes_before_one_by_two():
    row = only(
        rolled(
            measured("claims_submitted", 60, site="North", payer="A"),
            measured("claims_submitted", 55, specialty="Cardiology"),
            measured("claims_submitted", 45, specialty="Orthopedics"),
        )
    )

    assert row["value"] == 100


def test_months_vendors_and_metrics_are_added_up_apart():
    frame = frame_of(
        Measurement(vendor, month, metric, 1, site=site)
        for vendor in ("Northwind", "Contoso")
        for month in (JANUARY, JANUARY.plus(1))
        for metric in ("claims_submitted", "net_collections")
        for site in ("North", "South")
    )

    total = rolled_up(frame, CATALOGUE)

    assert len(total) == 8
    assert set(total["value"]) == {2.0}


def test_totals_alone_pass_unchanged():
    frame = frame_of([measured(value=0.1), measured("days_in_ar", 41.5)])

    pd.testing.assert_frame_equal(rolled_up(frame, CATALOGUE), frame.assign(parts=0))


def test_an_empty_frame_rolls_up_to_an_empty_one():
    assert rolled().empty


# parts that fell silent


def by_site(month, *sites, vendor="Northwind"):
    return [
        Measurement(vendor, JANUARY.plus(month), "denial_rate", None, 1, 10, site=site)
        for site in sites
    ]


def silent(measurements, month):
    return silent_parts(frame_of(measurements), JANUARY.plus(month))["site"].tolist()


def test_a_site_that_falls_silent_is_named_while_the_others_report():
    assert silent([*by_site(0, "Main", "River"), *by_site(1, "Main")], 1) == ["River"]


def test_a_site_that_has_been_silent_for_three_months_is_no_longer_expected():
    months = [
        *by_site(0, "Main", "River"),
        *(one for n in range(1, 5) for one in by_site(n, "Main")),
    ]

    assert [silent(months, month) for month in (1, 2, 3, 4)] == [["River"]] * 3 + [[]]


def test_nothing_is_lacking_where_a_total_was_reported_or_nobody_reports():
    total = Measurement("Northwind", JANUARY.plus(1), "denial_rate", 0.1)

    assert silent([*by_site(0, "Main", "River"), *by_site(1, "Main"), total], 1) == []
    assert silent(by_site(0, "Main", "River"), 1) == []


def test_a_site_of_one_vendor_is_not_expected_of_another():
    months = [
        *by_site(0, "Main", "River"),
        *by_site(1, "Main", "River"),
        *by_site(1, "Main", vendor="B"),
    ]

    assert silent(months, 1) == []
