"""Shares of an audited sample, their intervals, and when a limit is judged at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.claims.audits import (
    Counts,
    Method,
    Sample,
    Verdict,
    audited,
    judged,
)
from vendor_eval.claims.kpis import Kpi
from vendor_eval.measurement import wilson
from vendor_eval.quantities import Limit, Month

MARCH = Month(2026, 3)
AT_LEAST_95 = Limit.parse(">= 95 %")


def value(metric: str, good: int, of: int) -> Kpi:
    share = good / of if of else None
    return Kpi("Northwind RCM", MARCH, metric, good, of, share, 0)


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [
        # 31 clean encounters of 40, and 150 right codes of 160: the worked audit.
        (31, 40, 0.6250, 0.8768),
        (150, 160, 0.8888, 0.9657),
        # Published by other means for rates of 9, 7.5, 9 and 0 %.
        (18, 200, 0.0577, 0.1378),
        (3, 40, 0.0258, 0.1986),
        (90, 1000, 0.0738, 0.1093),
        (0, 20, 0, 0.1611),
    ],
)
def test_the_interval_of_a_share(good: int, of: int, low: float, high: float) -> None:
    found = wilson(good, of)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_stays_in_bounds_and_mirrors(sample: tuple[int, int]) -> None:
    good, of = sample
    found, mirrored = wilson(good, of), wilson(of - good, of)

    assert 0 <= found.low <= good / of <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high, abs=1e-12)


def test_surplus_codes_can_outnumber_the_right_ones_and_then_there_is_no_interval() -> None:
    sample = Sample(-3, 10)

    assert sample.share == Fraction(-3, 10)
    assert sample.interval is None
    assert judged(sample, AT_LEAST_95) is Verdict.MISSED


@pytest.mark.parametrize(
    ("good", "of", "limit", "by_interval", "by_point"),
    [
        # 88.88 to 96.57 % holds 95 %: too small a sample to say, though 93.75 % is below it.
        (150, 160, ">= 95 %", Verdict.OPEN, Verdict.MISSED),
        # 62.50 to 87.68 % lies below 90 % as a whole.
        (31, 40, ">= 90 %", Verdict.MISSED, Verdict.MISSED),
        # 99.15 to 99.76 %
        (1991, 2000, ">= 95 %", Verdict.KEPT, Verdict.KEPT),
        # 100 % of 20 starts at 83.89 %: even without an error 20 encounters do not show 95 %.
        (20, 20, ">= 95 %", Verdict.OPEN, Verdict.KEPT),
        (0, 0, ">= 95 %", Verdict.OPEN, Verdict.OPEN),
    ],
)
def test_a_limit_inside_the_interval_is_not_judged_unless_the_contract_says_so(
    good: int, of: int, limit: str, by_interval: Verdict, by_point: Verdict
) -> None:
    sample = Sample(good, of)

    assert judged(sample, Limit.parse(limit)) is by_interval
    assert judged(sample, Limit.parse(limit), Counts.POINT) is by_point


def test_an_audit_says_by_whom_and_of_how_many() -> None:
    (found,) = audited(
        [
            value("denial_rate", 1, 2),
            value(Method.CODES, 150, 160),
            value(Method.ENCOUNTERS, 31, 40),
            value(Method.NOT_BY_VENDOR, 36, 40),
        ]
    )

    assert (found.vendor, found.month, found.encounters) == ("Northwind RCM", MARCH, 40)
    # The vendor audited 120 of 160 codes itself.
    assert found.independence == Fraction(40, 160)


def test_worksheets_that_do_not_say_who_audited_are_not_taken_for_independent() -> None:
    (found,) = audited([value(Method.CODES, 150, 160)])

    assert found.independence is None
    assert found.encounters is None
