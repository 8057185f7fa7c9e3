"""The three months before a round: what was reported, what it comes to, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.evaluation.baseline import ASKED, Baseline, Figure, baseline
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month

OPENED = Month(2026, 11)
NORTH = "Northwind RCM"


def rates(metric: str, months: str, vendor: str = NORTH) -> Iterator[Measurement]:
    """``"8:12/200"`` is 12 of 200 in August 2026."""
    for one in months.split():
        month, _, parts = one.partition(":")
        over, _, under = parts.partition("/")
        value = int(over) / int(under)
        yield Measurement(vendor, Month(2026, int(month)), metric, value, int(over), int(under))


def found(*measurements: Measurement) -> Baseline:
    return baseline(frame_of(measurements), OPENED)


def figure(one: Baseline, metric: str, vendor: str = NORTH) -> Figure:
    return next(each for each in one.figures if (each.vendor, each.metric) == (vendor, metric))


def test_it_is_the_three_whole_months_before_the_one_of_the_round() -> None:
    one = found(*rates("denial_rate", "7:9/100 8:10/100 9:11/100 10:12/100 11:13/100"))

    assert one.months == (Month(2026, 8), Month(2026, 9), Month(2026, 10))
    assert figure(one, "denial_rate").values == (0.10, 0.11, 0.12)


def test_months_together_are_sums_over_sums() -> None:
    one = found(*rates("denial_rate", "8:10/100 9:30/100 10:10/300"))

    # (10 + 30 + 10) / (100 + 100 + 300), and not the mean of 10 %, 30 % and 3.3 %.
    assert figure(one, "denial_rate").together == 0.1


def test_a_missing_month_or_count_is_said_and_never_summed_over() -> None:
    without_counts = Measurement(NORTH, Month(2026, 8), "net_collection_rate", 0.95)
    one = found(
        *rates("denial_rate", "8:10/100 10:10/100"),
        without_counts,
        *rates("net_collection_rate", "9:95/100 10:95/100"),
    )

    assert figure(one, "denial_rate") == Figure(NORTH, "denial_rate", (0.1, None, 0.1), None)
    assert figure(one, "net_collection_rate").together is None
    assert {each.metric: months for each, months in one.missing()} == {
        "first_pass_acceptance_rate": one.months,
        "denial_rate": (Month(2026, 9),),
        "days_in_ar": one.months,
    }


def test_a_balance_at_the_end_of_a_month_has_no_sum() -> None:
    one = found(*rates("days_in_ar", "8:40000/1000 9:42000/1000 10:41000/1000"))

    assert figure(one, "days_in_ar") == Figure(NORTH, "days_in_ar", (40.0, 42.0, 41.0), None)


def test_parts_of_the_practice_are_added_up() -> None:
    parts = [
        Measurement(NORTH, Month(2026, month), "denial_rate", over / 100, over, 100, site=site)
        for month in (8, 9, 10)
        for site, over in (("East", 4), ("West", 8))
    ]

    assert figure(found(*parts), "denial_rate").values == (0.06, 0.06, 0.06)


def test_every_vendor_that_reports_has_every_metric_that_is_asked_for() -> None:
    one = found(
        *rates("denial_rate", "10:1/10", "zeta"),
        *rates("days_in_ar", "8:40/1", "Acme"),
        *rates("denial_rate", "7:1/10", "Too early"),
    )

    assert [(each.vendor, each.metric) for each in one.figures] == [
        *(("Acme", metric) for metric in ASKED),
        *(("zeta", metric) for metric in ASKED),
    ]


def test_another_definition_of_the_first_pass_is_shown_and_takes_nobody_s_place() -> None:
    one = found(*rates("clean_claim_rate", "8:9/10 9:9/10 10:9/10"))

    assert figure(one, "clean_claim_rate").together == 0.9
    assert figure(one, "first_pass_acceptance_rate").values == (None, None, None)


def test_without_any_report_there_is_no_figure() -> None:
    assert found().figures == ()
