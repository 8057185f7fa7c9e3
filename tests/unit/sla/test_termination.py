from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.unit.sla.histories import DENIALS, VENDOR, assessed, contract, level, measured, month
from tests.unit.sla.histories import rights as arisen
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Usd
from vendor_eval.reports.sla_json import assessment_json
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    FixedAmount,
    NOfM,
    Relief,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.findings import TerminationRight
from vendor_eval.sla.termination import rule_name, rule_named


def under(rule: TerminationRule, **terms: object) -> Contract:
    return contract(termination=(rule,), **terms)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("BB", ".."),
        ("BBB", "..!"),
        ("BBBB", "..!."),  # still met, not met again
        ("BBTBBB", ".....!"),
        ("BBBKBBB", "..!...!"),
        ("BB-B", "...!"),  # a month that was not judged does not interrupt
        ("BBB-B", "..!.."),
    ],
)
def test_three_judged_months_in_a_row(history, expected):
    assert arisen(history, under(Consecutive(3))) == expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("BKB", "..!"),
        ("BKKB", "...."),
        ("B-B", "..!"),  # the silent month takes its place in the window
        ("B--B", "...."),
        ("BBKKKBB", ".!....!"),
        ("BKBKB", "..!.!"),  # one breach left in month 4, and met again
        ("BBBB", ".!.."),  # the window slides and the rule stays met
    ],
)
def test_two_breaches_within_three_calendar_months(history, expected):
    assert arisen(history, under(NOfM(2, 3))) == expected


def test_relief_takes_its_place_in_the_window_and_is_no_breach():
    excused = (Relief(DENIALS, month(2), "payer outage", "R. Osei"),)

    assert arisen("BBB", under(NOfM(3, 3), relief=excused)) == "..."
    assert arisen("BBBB", under(Consecutive(3), relief=excused)) == "...!"


def test_rules_run_on_across_an_amendment():
    amended = level(effective=dt.date(2026, 3, 1))
    agreed = contract(level(), amended, termination=(Consecutive(3), NOfM(3, 4)))

    found = assess(agreed, measured({DENIALS: "BBB"})).termination

    assert found == (
        TerminationRight("consecutive:3", DENIALS, month(3)),
        TerminationRight("n_of_m:3/4", DENIALS, month(3)),
    )


def test_breaches_of_different_metrics_do_not_add_up():
    days = level("days_in_ar", target="< 40 days", warning=None, minimum="<= 55 days")
    agreed = contract(level(), days, termination=(Consecutive(2), NOfM(2, 2)))

    assert assess(agreed, measured({DENIALS: "BK", "days_in_ar": [30.0, 60.0]})).termination == ()


def test_credits_of_all_metrics_add_up_before_earn_back():
    costly = {"credit": FixedAmount(Usd(500_00))}
    days = level("days_in_ar", target="< 40 days", warning=None, minimum="<= 55 days", **costly)
    agreed = contract(
        level(**costly), days, termination=(SumOfCredits(Usd(1_000_00), 3),), earn_back_months=1
    )
    values = measured({DENIALS: "BKK", "days_in_ar": [30.0, 30.0, 60.0]})

    found = assess(agreed, values)

    assert found.termination == (TerminationRight("sum_of_credits:1000.00/3", None, month(3)),)
    assert found.earned_back == Usd(500_00)


def test_credits_behind_the_window_no_longer_add_up():
    costly = level(credit=FixedAmount(Usd(500_00)))
    agreed = contract(costly, termination=(SumOfCredits(Usd(1_000_00), 3),))

    assert arisen("BKKBKB", agreed) == ".....!"


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("BBB", "..!"),  # only with the whole window in force
        ("BKK", "..."),  # 1 of 3 is 33 %
        ("BK-", "..!"),  # 1 of 2 is
        ("BBKKKBB", "..!...!"),
        ("B---", "..!."),  # 1 of 1, then nothing judged
        ("---", "..."),
    ],
)
def test_more_than_34_percent_of_judged_findings_within_three_months(history, expected):
    assert arisen(history, under(ShareFailing(Decimal("0.34"), 3))) == expected


def test_a_share_with_many_digits_is_compared_exactly():
    third = Decimal(1) / 3  # a little less than a third, which 1 of 3 is

    assert arisen("BKK", under(ShareFailing(third, 3))) == "..!"
    assert arisen("BKK", under(ShareFailing(third + Decimal("1e-20"), 3))) == "..."


def test_a_share_equal_to_the_rules_is_not_more():
    assert arisen("BK", under(ShareFailing(Decimal("0.5"), 2))) == ".."
    assert arisen("BK", under(ShareFailing(Decimal("0.49"), 2))) == ".!"


def averaged(limit: str = "<= 12 %") -> RollingAverage:
    return RollingAverage(DENIALS, Limit.parse(limit), 3)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("BBB", "..!"),  # the whole window must be in force
        ("BBK", "..."),  # (15 + 15 + 5) / 3 = 11.67 %
        ("BBW", "..!"),  # (15 + 15 + 11) / 3 = 13.67 %
        ("B-B", "..!"),  # silence does not put the right off: 15 %
        ("---", "..."),
        ("BBBKKBBB", "..!....!"),  # month 7: (5 + 15 + 15) / 3 = 11.67 %
    ],
)
def test_the_average_over_three_months_does_not_keep_its_limit(history, expected):
    assert arisen(history, under(averaged())) == expected


def parted(*months: tuple[float, float] | None) -> list[Measurement]:
    return [
        Measurement(VENDOR, month(at), DENIALS, parts[0] / parts[1], *parts)
        if parts
        else Measurement(VENDOR, month(at), DENIALS, 0.05)
        for at, parts in enumerate(months, start=1)
    ]


def test_an_average_is_sums_over_sums_where_all_parts_are_known():
    # 20/100, 1/10, 1/10: 22/120 = 18.33 %; the mean of the rates is 13.33 %
    rows = frame_of(parted((20, 100), (1, 10), (1, 10)))

    assert assess(under(averaged("<= 15 %")), rows).termination
    assert not assess(under(averaged("<= 19 %")), rows).termination


def test_an_average_is_the_mean_of_months_where_a_part_is_missing():
    # 20 %, 5 % without parts, 5 %: 10 %; sums over sums of the first and last would be 19 %
    rows = frame_of(parted((20, 100), None, (1, 20)))

    assert not assess(under(averaged("<= 10 %")), rows).termination
    assert assess(under(averaged("< 10 %")), rows).termination


def test_parts_that_are_not_the_values_own_have_no_part_in_an_average():
    # A median of hours with the number of items behind it: the mean of 60, 60 and 90 is 70.
    rows = frame_of(
        Measurement(VENDOR, month(at), "coding_turnaround", hours, 5, items)
        for at, (hours, items) in enumerate([(60.0, 1), (60.0, 1), (90.0, 1000)], start=1)
    )
    promise = level("coding_turnaround", target="<= 48 h", warning=None, minimum="<= 72 h")

    for limit, rights in (("<= 70 h", 0), ("< 70 h", 1)):
        rule = RollingAverage("coding_turnaround", Limit.parse(limit), 3)
        assert len(assess(contract(promise, termination=(rule,)), rows).termination) == rights


def test_an_average_of_equal_months_equals_each_of_them():
    # As doubles (0.1 + 0.1 + 0.1) / 3 is not 0.1.
    rows = measured({DENIALS: [0.1, 0.1, 0.1]})

    assert not assess(under(averaged("<= 10 %")), rows).termination


def test_an_average_begins_with_its_metrics_own_time_in_force():
    later = level(
        "days_in_ar",
        effective=dt.date(2026, 2, 1),
        target="< 40 days",
        warning=None,
        minimum="<= 90 days",
    )
    rule = RollingAverage("days_in_ar", Limit.parse("<= 55 days"), 2)
    agreed = contract(level(), later, termination=(rule,))

    found = assess(agreed, measured({DENIALS: "KKKK", "days_in_ar": [60.0] * 4})).termination

    assert found == (TerminationRight("rolling_average:<=55/2", "days_in_ar", month(3)),)


def test_rights_are_by_month_then_in_the_contracts_order():
    agreed = contract(termination=(NOfM(3, 3), Consecutive(2), Consecutive(3)))

    assert [(right.rule, right.month.month) for right in assessed("BBB", agreed).termination] == [
        ("consecutive:2", 2),
        ("n_of_m:3/3", 3),
        ("consecutive:3", 3),
    ]


def test_a_window_longer_than_the_contract_is_old_enough_only_for_sums():
    rules = (
        NOfM(2, 24),
        ShareFailing(Decimal("0.1"), 24),
        RollingAverage(DENIALS, Limit.parse("<= 12 %"), 24),
    )

    found = assessed("BB", contract(termination=rules)).termination

    assert [right.rule for right in found] == ["n_of_m:2/24"]


def test_without_rules_no_right_arises():
    assert assessed("BBBBBB").termination == ()


def average(limit: str, metric: str = "days_in_ar") -> RollingAverage:
    return RollingAverage(metric, Limit.parse(limit), 3)


@pytest.mark.parametrize(
    ("rule", "other", "name"),
    [
        (Consecutive(3), NOfM(3, 6), "consecutive:3"),
        (Consecutive(3), Consecutive(4), "consecutive:3"),
        (NOfM(3, 6), NOfM(3, 4), "n_of_m:3/6"),
        (
            SumOfCredits(Usd(20_000_00), 12),
            SumOfCredits(Usd(9_000_00), 6),
            "sum_of_credits:20000.00/12",
        ),
        (
            ShareFailing(Decimal("0.050"), 12),
            ShareFailing(Decimal("0.1"), 12),
            "share_failing:0.05/12",
        ),
        (average("<= 50 days"), average("<= 45 days"), "rolling_average:<=50/3"),
        (average("<= 50 days"), average("<= 8 %", DENIALS), "rolling_average:<=50/3"),
    ],
)
def test_a_rule_is_named_with_its_numbers_whatever_stands_beside_it(rule, other, name):
    assert rule_name(rule) == name != rule_name(other)
    for metric in (DENIALS, "days_in_ar"):
        found = rule_named(name, metric, (other, rule))
        assert found == (None if metric != getattr(rule, "metric", metric) else rule)


def test_a_name_without_numbers_is_that_of_the_first_rule_of_its_kind():
    rules = (Consecutive(3), NOfM(3, 4), NOfM(3, 6), average("<= 50 days"))

    assert rule_named("n_of_m", DENIALS, rules) == NOfM(3, 4)
    assert rule_named("rolling_average", DENIALS, rules) is None
    assert rule_named("rolling_average", "days_in_ar", rules) == average("<= 50 days")
    assert rule_named("share_failing", "", rules) is None


def test_two_rules_of_one_kind_give_rights_of_their_own():
    agreed = contract(termination=(NOfM(3, 6), NOfM(3, 4)))

    found = assess(agreed, measured({DENIALS: "BBKKBK"}))
    both = assess(agreed, measured({DENIALS: "BBB"}))

    # Three of six through May; of the four through May only one.
    assert found.termination == (TerminationRight("n_of_m:3/6", DENIALS, month(5)),)
    assert [one.rule for one in both.termination] == ["n_of_m:3/6", "n_of_m:3/4"]
    assert (
        assessment_json(both)["termination"]
        == [{"rule": "n_of_m", "metric": DENIALS, "month": "2026-03"}] * 2
    )
