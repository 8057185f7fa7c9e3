"""Worked cases of service credits and termination rights, as contracts publish them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.unit.sla.histories import contract, level, rights
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Allocation, Consecutive, NOfM, PercentOfFee, ServiceLevel

# Allocations add up to 150 % of the amount at risk; the cap holds.
LEVELS = {
    "first_pass_acceptance_rate": ("> 95 %", ">= 90 %", "0.4"),
    "denial_rate": ("< 8 %", "<= 12 %", "0.4"),
    "coding_turnaround": ("<= 48 h", "<= 72 h", "0.3"),
    "resubmission_turnaround": ("<= 48 h", "<= 120 h", "0.2"),
    "report_timeliness": (">= 95 %", ">= 90 %", "0.2"),
}
GOOD = dict(zip(LEVELS, (0.96, 0.05, 40.0, 40.0, 1.0), strict=True))
BAD = dict(zip(LEVELS, (0.80, 0.20, 90.0, 130.0, 0.5), strict=True))
MISSES = {
    1: {"first_pass_acceptance_rate", "denial_rate", "coding_turnaround",
        "resubmission_turnaround"},
    2: {"denial_rate"},
}  # fmt: skip


def promises() -> tuple[ServiceLevel, ...]:
    return tuple(
        level(
            metric,
            target=target,
            warning=None,
            minimum=minimum,
            credit=Allocation(Decimal(share)),
            repeat_multiplier=Decimal("1.5"),
        )
        for metric, (target, minimum, share) in LEVELS.items()
    )


def test_five_months_with_a_cap_a_repeat_and_earn_back():
    agreed = contract(
        *promises(),
        monthly_fee=Usd(40_000_00),
        fee_at_risk=Decimal("0.1"),
        earn_back_months=3,
    )
    rows = frame_of(
        Measurement(
            agreed.vendor,
            Month(2026, number),
            metric,
            (BAD if metric in MISSES.get(number, ()) else GOOD)[metric],
        )
        for number in range(1, 6)
        for metric in LEVELS
    )

    found = assess(agreed, rows)

    # At risk 4,000. January: 1,600 + 1,600 + 1,200 + 800 = 5,200 is shared down to 4,000.
    # February: 1,600 x 1.5. January's denial credit lost its chance in February.
    assert [
        (str(one.month), one.metric, str(one.amount), str(one.earned_back_in))
        for one in found.credits
    ] == [
        ("2026-01", "first_pass_acceptance_rate", "1230.77", "2026-04"),
        ("2026-01", "denial_rate", "1230.77", "None"),
        ("2026-01", "coding_turnaround", "923.08", "2026-04"),
        ("2026-01", "resubmission_turnaround", "615.38", "2026-04"),
        ("2026-02", "denial_rate", "2400.00", "2026-05"),
    ]
    assert [found.gross, found.earned_back, found.retained] == [
        Usd(6_400_00),
        Usd(5_169_23),
        Usd(1_230_77),
    ]


def test_the_allocation_of_a_public_agencys_form():
    # 50 % x 40 % x (10 % of 100,000) = 2,000; the form is that of Texas DIR
    agreed = contract(
        level(credit=Allocation(Decimal("0.5") * Decimal("0.4"))),
        monthly_fee=Usd(100_000_00),
        fee_at_risk=Decimal("0.1"),
    )
    rows = frame_of([Measurement(agreed.vendor, Month(2026, 1), "denial_rate", 0.2)])

    assert assess(agreed, rows).gross == Usd(2_000_00)


def test_a_share_of_an_annual_fee():
    # 5 % of 126,000 = 6,300; the contract is Crossref's
    agreed = contract(level(credit=PercentOfFee(Decimal("0.05"))), monthly_fee=Usd(126_000_00))
    rows = frame_of([Measurement(agreed.vendor, Month(2026, 1), "denial_rate", 0.2)])

    assert assess(agreed, rows).gross == Usd(6_300_00)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (NOfM(2, 4), ".!...."),
        (NOfM(3, 6), "...!.."),
        (NOfM(4, 12), "....!."),
        (Consecutive(3), ".....!"),
    ],
)
def test_when_each_rule_is_first_met_in_two_misses_a_hit_and_three_misses(rule, expected):
    assert rights("BBKBBB", contract(termination=(rule,))) == expected


@pytest.mark.parametrize(
    ("metric", "target", "minimum", "readings"),
    [
        (
            "first_pass_acceptance_rate",
            "> 95 %",
            ">= 90 %",
            {0.9501: "on_target", 0.95: "below_target", 0.90: "below_target", 0.8999: "breach"},
        ),
        (
            "denial_rate",
            "< 8 %",
            "<= 12 %",
            {0.0799: "on_target", 0.08: "below_target", 0.12: "below_target", 0.1201: "breach"},
        ),
        (
            "days_in_ar",
            "< 40 days",
            "<= 55 days",
            {39.9: "on_target", 40.0: "below_target", 55.0: "below_target", 55.1: "breach"},
        ),
        (
            "net_collection_rate",
            "> 95 %",
            ">= 90 %",
            {0.9501: "on_target", 0.95: "below_target", 0.90: "below_target", 0.8999: "breach"},
        ),
        (
            "coding_turnaround",
            "<= 48 h",
            "<= 72 h",
            {48.0: "on_target", 48.1: "below_target", 72.0: "below_target", 72.1: "breach"},
        ),
    ],
)
def test_the_documented_thresholds_at_their_edges(metric, target, minimum, readings):
    agreed = contract(
        level(metric, target=target, warning=None, minimum=minimum), ends=dt.date(2026, 12, 31)
    )
    rows = frame_of(
        Measurement(agreed.vendor, Month(2026, number), metric, value)
        for number, value in enumerate(readings, start=1)
    )

    found = [finding.status.value for finding in assess(agreed, rows).findings]

    assert found == list(readings.values())
