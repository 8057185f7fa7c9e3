from __future__ import annotations

import datetime as dt
import math

import pytest

from tests.unit.sla.histories import (
    DENIALS,
    VENDOR,
    assessed,
    contract,
    level,
    measured,
    month,
    one_status,
    statuses,
    streaks,
)
from vendor_eval.measurement import Measurement, frame_of, rate
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Relief
from vendor_eval.sla.findings import FINDING_COLUMNS, Status
from vendor_eval.sla.judging import judge

ACCEPTANCE = "first_pass_acceptance_rate"


def just_below(value: float) -> float:
    return math.nextafter(value, -math.inf)


def just_above(value: float) -> float:
    return math.nextafter(value, math.inf)


@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        ("> 95 %", just_below(0.95), "breach"),
        ("> 95 %", 0.95, "breach"),
        ("> 95 %", just_above(0.95), "on_target"),
        (">= 95 %", just_below(0.95), "breach"),
        (">= 95 %", 0.95, "on_target"),
        (">= 95 %", 19 / 20, "on_target"),
        ("> 95 %", 19 / 20, "breach"),
        (">= 95 %", 11.97 / 12.6, "on_target"),
    ],
)
def test_a_limit_on_what_should_be_high_is_kept_from_its_edge_on(target, value, status):
    terms = {"metric": ACCEPTANCE, "target": target, "warning": None, "minimum": target}

    assert one_status(value, **terms) == status


@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        ("< 8 %", just_below(0.08), "on_target"),
        ("< 8 %", 0.08, "breach"),
        ("< 8 %", 2 / 25, "breach"),
        ("< 8 %", just_above(0.08), "breach"),
        ("<= 8 %", 0.08, "on_target"),
        ("<= 8 %", 2 / 25, "on_target"),
        ("<= 8 %", just_above(0.08), "breach"),
    ],
)
def test_a_limit_on_what_should_be_low_is_kept_up_to_its_edge(target, value, status):
    assert one_status(value, target=target, warning=None, minimum=target) == status


@pytest.mark.parametrize("bottom", [20, 40, 60, 140, 7 * 20, 12_980, 999_980])
def test_every_rate_that_is_95_percent_on_paper_equals_95_percent(bottom):
    frame = frame_of([Measurement(VENDOR, month(1), ACCEPTANCE, None, bottom * 0.95, bottom)])
    (value,) = rate(frame["numerator"], frame["denominator"])

    terms = {"metric": ACCEPTANCE, "warning": None}
    assert one_status(value, target=">= 95 %", minimum=">= 95 %", **terms) == "on_target"
    assert one_status(value, target="> 95 %", minimum="> 95 %", **terms) == "breach"


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (0.0799, "on_target"),
        (0.08, "below_target"),
        (0.10, "below_target"),
        (just_above(0.10), "warning"),
        (0.12, "warning"),
        (just_above(0.12), "breach"),
        (None, "not_reported"),
    ],
)
def test_the_worst_line_crossed_gives_the_status(value, status):
    assert one_status(value) == status


def test_without_a_warning_line_there_is_no_warning():
    assert one_status(0.11, warning=None) == "below_target"


def test_without_any_minimum_nothing_is_a_breach():
    assert one_status(0.99, warning=None, minimum=None, minimum_from=None) == "below_target"
    assert one_status(0.99, minimum=None, minimum_from=None) == "warning"


def test_every_month_has_a_finding_from_the_start_to_the_last_month_of_the_file():
    values = measured({"days_in_ar": [30.0, 31.0, 32.0], DENIALS: "K"})

    findings = assess(contract(), values).findings

    assert [(str(one.month), one.status) for one in findings] == [
        ("2026-01", Status.ON_TARGET),
        ("2026-02", Status.NOT_REPORTED),
        ("2026-03", Status.NOT_REPORTED),
    ]


def test_through_says_which_month_is_the_last():
    values = measured({DENIALS: "KKKKK"})

    assert len(assess(contract(), values, Month(2026, 3)).findings) == 3
    assert len(assess(contract(), values, Month(2026, 8)).findings) == 8


def test_through_may_differ_by_vendor():
    both = [contract(), contract(vendor="Harbor Billing")]
    values = measured({DENIALS: "KKK"})

    findings = judge(both, values, {"Harbor Billing": Month(2026, 2)})

    assert findings.groupby("vendor", observed=True).size().to_dict() == {
        VENDOR: 3,
        "Harbor Billing": 2,
    }


def test_nothing_is_judged_behind_the_term():
    short = contract(ends=dt.date(2026, 2, 28))

    assert statuses("KKKK", short) == "KK"
    assert len(assess(short, measured({DENIALS: "K"}), Month(2027, 1)).findings) == 2


def test_a_contract_that_starts_inside_a_month_is_in_force_from_the_next():
    assert statuses("BKK", contract(starts=dt.date(2026, 1, 2))) == "KK"


def test_rows_of_other_vendors_and_metrics_are_passed_over():
    values = measured({DENIALS: "BB", "days_in_ar": [60.0]}, vendor="Harbor Billing")

    assert assess(contract(), values).findings == ()


def test_a_row_behind_the_term_still_says_how_far_the_file_goes():
    short = contract(ends=dt.date(2026, 3, 31))
    rows = [Measurement(VENDOR, month(at), DENIALS, 0.05) for at in (1, 7)]

    found = assess(short, frame_of(rows)).findings

    assert [one.status.value for one in found] == ["on_target", "not_reported", "not_reported"]


def test_an_amendment_takes_over_from_its_date_whatever_the_order_of_the_file():
    first = level(minimum="<= 20 %")
    amended = level(effective=dt.date(2026, 3, 1))

    assert statuses("BBBB", contract(first, amended)) == "WWBB"
    assert statuses("BBBB", contract(amended, first)) == "WWBB"


def test_an_amendment_inside_a_month_counts_from_the_next_whole_one():
    amended = level(effective=dt.date(2026, 3, 2))

    assert statuses("BBBBB", contract(level(minimum="<= 20 %"), amended)) == "WWWBB"


def test_an_amendment_dated_behind_the_term_does_not_lengthen_it():
    late = level(effective=dt.date(2026, 6, 1))
    short = contract(level(), late, ends=dt.date(2026, 2, 28))

    assert statuses("KKKK", short) == "KK"


def test_of_two_amendments_in_one_month_the_later_counts():
    early = level(effective=dt.date(2026, 1, 5), minimum="<= 20 %")
    late = level(effective=dt.date(2026, 1, 20))

    assert statuses("KB", contract(late, early, level())) == "KB"


def test_a_streak_runs_on_across_an_amendment():
    amended = level(effective=dt.date(2026, 3, 1), minimum="<= 14 %")

    assert streaks("BBBK", contract(level(), amended)) == [1, 2, 3, 0]


def test_a_metric_added_later_is_judged_from_then_on():
    later = level(
        "days_in_ar",
        effective=dt.date(2026, 3, 1),
        target="< 40 days",
        warning=None,
        minimum="<= 55 days",
    )
    values = measured({DENIALS: "KKK", "days_in_ar": [60.0, 60.0, 60.0]})

    found = assess(contract(level(), later), values).findings

    assert [str(one.month) for one in found if one.metric == "days_in_ar"] == ["2026-03"]


def test_breaches_in_a_row_count_and_any_judged_month_without_one_ends_them():
    assert streaks("BBTBWBBK") == [1, 2, 0, 1, 0, 1, 2, 0]


def test_a_silent_month_neither_adds_to_a_streak_nor_ends_it():
    assert streaks("B-B--BK-") == [1, 1, 2, 2, 2, 3, 0, 0]


def test_the_ramp_is_shown_without_consequence():
    ramp = contract(ramp_months=2)

    assert statuses("BBBK", ramp) == "rrBK"
    assert streaks("BBBK", ramp) == [0, 0, 1, 0]


def test_relief_takes_a_month_out_and_leaves_the_streak():
    excused = contract(relief=(Relief(DENIALS, month(2), "payer outage", "R. Osei"),))

    assert statuses("BBB", excused) == "BxB"
    assert streaks("BBB", excused) == [1, 1, 2]


def test_relief_is_for_its_metric_and_its_contract_alone():
    relief = (Relief(DENIALS, month(1), "payer outage", "R. Osei"),)
    days = level("days_in_ar", target="< 40 days", warning=None, minimum="<= 55 days")
    agreed = contract(level(), days, relief=relief)
    other = contract(level(), days)
    values = measured({DENIALS: "B", "days_in_ar": [60.0]})

    findings = judge([other, agreed], values)

    assert findings["status"].tolist() == ["breach", "breach", "relief", "breach"]


def test_relief_outside_the_time_in_force_is_of_no_account():
    relief = (Relief(DENIALS, Month(2025, 12), "payer outage", "R. Osei"),)

    assert statuses("B", contract(relief=relief)) == "B"


@pytest.mark.parametrize(
    ("metric", "denominator", "status"),
    [
        (DENIALS, 29, "low_volume"),
        (DENIALS, 30, "breach"),
        (DENIALS, None, "breach"),
        ("net_collection_rate", 29, "breach"),
        ("coding_turnaround", 29, "breach"),
    ],
)
def test_only_a_ratio_over_few_counted_items_has_low_volume(metric, denominator, status):
    limits = {
        DENIALS: ("< 8 %", "<= 12 %"),
        "net_collection_rate": ("> 95 %", ">= 90 %"),
        "coding_turnaround": ("<= 48 h", "<= 72 h"),
    }
    target, minimum = limits[metric]
    worst = {DENIALS: 0.5, "net_collection_rate": 0.5, "coding_turnaround": 100.0}[metric]
    values = frame_of([Measurement(VENDOR, month(1), metric, worst, None, denominator)])
    few = contract(level(metric, target=target, warning=None, minimum=minimum), low_volume=30)

    assert judge([few], values)["status"].tolist() == [status]


def test_low_volume_is_off_by_default():
    values = frame_of([Measurement(VENDOR, month(1), DENIALS, 0.5, 1, 2)])

    assert judge([contract()], values)["status"].tolist() == ["breach"]


def test_states_come_in_the_order_relief_not_reported_ramp_low_volume_judged():
    rows = [
        Measurement(VENDOR, month(1), DENIALS, 0.5, 5, 10),  # all of relief, ramp, low volume
        Measurement(VENDOR, month(2), DENIALS, None),  # ramp without a value
        Measurement(VENDOR, month(3), DENIALS, 0.5, 5, 10),  # ramp and low volume
        Measurement(VENDOR, month(4), DENIALS, 0.5, 5, 10),  # low volume
        Measurement(VENDOR, month(5), DENIALS, None),  # relief without a value
    ]
    excused = tuple(Relief(DENIALS, month(at), "payer outage", "R. Osei") for at in (1, 5))
    agreed = contract(ramp_months=3, low_volume=30, relief=excused)

    assert judge([agreed], frame_of(rows))["status"].tolist() == [
        "relief",
        "not_reported",
        "ramp",
        "low_volume",
        "relief",
    ]


def test_two_contracts_of_one_vendor_are_judged_apart():
    loose = contract(level(minimum="<= 20 %"))

    findings = judge([contract(), loose], measured({DENIALS: "BB"}))

    assert findings["contract"].tolist() == [0, 0, 1, 1]
    assert findings["status"].tolist() == ["breach", "breach", "warning", "warning"]


def test_findings_have_their_columns_also_when_there_are_none():
    for findings in (judge([], measured({})), judge([contract()], measured({}))):
        assert tuple(findings.columns) == FINDING_COLUMNS
        assert findings.empty


def test_a_month_of_sites_without_a_total_is_judged_on_sums_over_sums():
    # 2 of 10 and 3 of 90: 5 / 100 is on target, the average of 20 % and 3.33 % would not be.
    rows = [
        Measurement(VENDOR, month(1), DENIALS, 0.2, 2, 10, site="North"),
        Measurement(VENDOR, month(1), DENIALS, 3 / 90, 3, 90, site="South"),
    ]

    (finding,) = assess(contract(), frame_of(rows)).findings

    assert (finding.value, finding.denominator, finding.status) == (0.05, 100, Status.ON_TARGET)


def test_findings_of_an_assessment_are_by_month_then_in_the_contracts_order():
    days = level("days_in_ar", target="< 40 days", warning=None, minimum="<= 55 days")
    values = measured({DENIALS: "KK", "days_in_ar": [30.0, 30.0]})

    found = assess(contract(days, level()), values).findings

    assert [(one.month.month, one.metric) for one in found] == [
        (1, "days_in_ar"),
        (1, DENIALS),
        (2, "days_in_ar"),
        (2, DENIALS),
    ]


def test_every_month_of_a_silent_vendor_is_not_reported_when_told_how_far_to_look():
    assert [one.status for one in assess(contract(), measured({}), month(2)).findings] == [
        Status.NOT_REPORTED
    ] * 2


def test_a_finding_carries_the_level_in_force():
    amended = level(effective=dt.date(2026, 2, 1), minimum="<= 13 %")

    found = assessed("BB", contract(level(), amended)).findings

    assert [one.level.minimum.text for one in found if one.level.minimum] == ["<= 12 %", "<= 13 %"]
