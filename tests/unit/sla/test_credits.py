from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from tests.unit.sla.histories import DENIALS, assessed, contract, level, measured, month
from vendor_eval.errors import BadInput
from vendor_eval.quantities import Limit, Month, Usd
from vendor_eval.sla.assessment import assess, assess_all
from vendor_eval.sla.contract import (
    Allocation,
    Contract,
    FixedAmount,
    LinearGap,
    PercentOfFee,
    SeverityPoints,
)
from vendor_eval.sla.credits import Breach, Stakes, credits_of_month, points, shared_out

TENTH = Decimal("0.1")


def paying(credit: object, **terms: object) -> Contract:
    """A fee of 10,000 dollars a month of which a tenth is at risk, unless told otherwise."""
    fees = {"monthly_fee": Usd(10_000_00), "fee_at_risk": TENTH} | terms
    times = fees.pop("repeat_multiplier", Decimal(1))
    return contract(level(credit=credit, repeat_multiplier=times), **fees)


def amounts(history: str, agreement: Contract) -> dict[str, str]:
    return {str(one.month): str(one.amount) for one in assessed(history, agreement).credits}


def test_an_allocation_is_a_share_of_the_amount_at_risk():
    # 10,000.00 x 10 % x 40 %
    assert amounts("KB", paying(Allocation(Decimal("0.4")))) == {"2026-02": "400.00"}


def test_the_fee_of_a_month_of_its_own_counts_before_the_monthly_fee():
    agreed = paying(Allocation(Decimal("0.4")), fees={Month(2026, 2): Usd(20_000_00)})

    assert amounts("BB", agreed) == {"2026-01": "400.00", "2026-02": "800.00"}


def test_the_amount_at_risk_is_rounded_half_up_before_it_is_shared():
    # 100.25 x 10 % = 10.025 -> 10.03; x 50 % = 5.015 -> 5.02, where 5.0125 would give 5.01
    agreed = paying(Allocation(Decimal("0.5")), monthly_fee=Usd(100_25))

    assert amounts("B", agreed) == {"2026-01": "5.02"}


@pytest.mark.parametrize(
    ("credit", "amount"),
    [
        (FixedAmount(Usd(250_00)), "250.00"),
        (PercentOfFee(Decimal("0.02")), "200.00"),  # 10,000.00 x 2 %
        # from 12 % to 22 % is all of it; 15 % is 3/10 of the way: 1,000.00 x 50 % x 3/10
        (LinearGap(Decimal("0.5"), Decimal("0.22")), "150.00"),
        (LinearGap(Decimal("0.5"), Decimal("0.14")), "500.00"),  # beyond: all of it
        # 15 % is 7 points beyond the target of 8 %: 7 x 10,000.00 x 0.5 %
        (SeverityPoints(Decimal("0.01"), share_a_point=Decimal("0.005")), "350.00"),
        # 7 points beyond the target in steps of 2: 4 started
        (SeverityPoints(Decimal("0.02"), amount_a_point=Usd(10_00)), "40.00"),
    ],
)
def test_each_method_costs_what_it_says(credit, amount):
    assert amounts("B", paying(credit)) == {"2026-01": amount}


@pytest.mark.parametrize("credit", [FixedAmount(Usd(5_000_00)), PercentOfFee(Decimal("0.5"))])
def test_no_method_passes_the_amount_at_risk(credit):
    assert amounts("B", paying(credit)) == {"2026-01": "1000.00"}


def test_without_fee_at_risk_there_is_no_cap():
    agreed = paying(FixedAmount(Usd(50_000_00)), fee_at_risk=None)

    assert amounts("B", agreed) == {"2026-01": "50000.00"}


def test_points_count_each_started_step_to_the_target_and_a_repeat_once():
    # 99 % target: 96.5 % is 2.5 short, 3 points; 98.5 % one, doubled; 96.5 % three, doubled.
    promise = level(
        "report_timeliness",
        target=">= 99 %",
        warning=None,
        minimum=">= 99 %",
        credit=SeverityPoints(Decimal("0.01"), amount_a_point=Usd(1_00)),
        repeat_multiplier=Decimal(2),
    )
    values = measured({"report_timeliness": [0.965, 0.985, 0.965]})

    owed = assess(contract(promise), values).credits

    assert [one.amount for one in owed] == [Usd(3_00), Usd(2_00), Usd(6_00)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.94", 1), ("0.9399", 2), ("0.93", 2), ("0.9499", 1), ("0.95", 1)],
)
def test_points_at_and_beside_a_step(value, expected):
    # At 95 % a limit "> 95 %" is missed by nothing one could count: the first step has begun.
    promise = level("report_timeliness", target="> 95 %", warning=None, minimum="> 95 %")

    assert points(promise, Fraction(value), Fraction("0.01")) == expected


def test_the_repeat_multiplier_applies_once_however_long_the_streak():
    agreed = paying(Allocation(Decimal("0.1")), repeat_multiplier=Decimal("1.5"))

    # 100.00, then 150.00 each; after a month on target 100.00 again
    assert list(amounts("BBBKB", agreed).values()) == ["100.00", "150.00", "150.00", "100.00"]


def test_a_repeat_looks_past_months_that_were_not_judged():
    agreed = paying(Allocation(Decimal("0.1")), repeat_multiplier=Decimal("1.5"))

    assert list(amounts("B--B", agreed).values()) == ["100.00", "150.00"]


def test_a_repeat_across_an_amendment_is_a_repeat():
    allocated = Allocation(Decimal("0.1"))
    terms = {"credit": allocated, "repeat_multiplier": Decimal("1.5")}
    amended = level(effective=dt.date(2026, 2, 1), **terms)
    agreed = contract(level(**terms), amended, monthly_fee=Usd(10_000_00), fee_at_risk=TENTH)

    assert list(amounts("BB", agreed).values()) == ["100.00", "150.00"]


def stakes(at_risk: int) -> Stakes:
    return Stakes(Usd(at_risk * 10), Usd(at_risk))


def allocated(*shares: str) -> list[Breach]:
    return [Breach(level(credit=Allocation(Decimal(share))), 0.15) for share in shares]


def test_above_the_amount_at_risk_it_is_shared_out_in_proportion():
    # 3 x 40 % of 1.00: 33 1/3 each; the last cent goes to the first of equal remainders
    assert credits_of_month(allocated("0.4", "0.4", "0.4"), stakes(100)) == [
        Usd(34),
        Usd(33),
        Usd(33),
    ]


def test_the_largest_remainder_comes_first():
    # of 1.00: 20 % -> 18.18, 90 % -> 81.82; the spare cent goes to the second
    assert credits_of_month(allocated("0.2", "0.9"), stakes(100)) == [Usd(18), Usd(82)]


def test_up_to_the_amount_at_risk_each_credit_is_rounded_half_up():
    # of 1.01: 25.25, 25.25 and 40.4
    assert credits_of_month(allocated("0.25", "0.25", "0.4"), stakes(101)) == [
        Usd(25),
        Usd(25),
        Usd(40),
    ]


def test_the_cap_holds_when_rounding_alone_would_pass_it():
    # of 1.01: 50.5 and 50.5, each 51 half-up, together a cent too much
    assert credits_of_month(allocated("0.5", "0.5"), stakes(101)) == [Usd(51), Usd(50)]


def test_shares_of_nothing_are_nothing():
    assert shared_out(0, [Fraction(1), Fraction(2)]) == [0, 0]


def test_a_missing_fee_is_a_fault_only_in_a_month_with_a_credit():
    agreed = paying(Allocation(TENTH), monthly_fee=None, fees={Month(2026, 2): Usd(10_000_00)})

    assert amounts("KBK", agreed) == {"2026-02": "100.00"}
    with pytest.raises(BadInput) as caught:
        assessed("BBKB", agreed)
    january, april = caught.value.faults
    assert "April 2026" in april.what
    assert str(january) == (
        "Northwind RCM: fees: a service credit falls due in January 2026 and the fee of that "
        'month is missing; write monthly_fee, or under [fees] a line such as "2026-01" = '
        '"40000.00 USD"'
    )


def test_of_many_contracts_one_without_a_fee_keeps_none_from_being_judged():
    agreed = paying(Allocation(TENTH))
    unknown = replace(agreed, vendor="Harbor Billing", monthly_fee=None)
    values = pd.concat([measured({DENIALS: "B"}), measured({DENIALS: "B"}, "Harbor Billing")])

    standing = assess_all([unknown, agreed], values)

    assert standing.findings["status"].tolist() == ["breach", "breach"]
    assert standing.credits["contract"].tolist() == [1]
    assert [fault.where for fault in standing.faults] == ["Harbor Billing: fees"]


def test_a_fixed_amount_without_a_cap_needs_no_fee():
    agreed = paying(FixedAmount(Usd(50_00)), monthly_fee=None, fee_at_risk=None)

    assert amounts("B", agreed) == {"2026-01": "50.00"}


def test_without_credit_nothing_is_due():
    nothing = assessed("BBB")

    assert nothing.credits == ()
    assert [nothing.gross, nothing.earned_back, nothing.retained] == [Usd(0)] * 3


def test_a_credit_of_no_cents_is_no_credit():
    assert amounts("B", paying(Allocation(TENTH), monthly_fee=Usd(0))) == {}


@pytest.mark.parametrize(
    ("history", "earned_back"),
    [
        ("BKKK", "2026-04"),
        ("BKK", None),  # not yet
        ("BKTK", None),  # below target is not on target
        ("BKTKKK", None),  # the chance is lost for good
        ("BKWK", None),
        ("BK-K--K", "2026-07"),  # months that were not judged are passed over
    ],
)
def test_earn_back_asks_all_of_the_next_judged_months_on_target(history, earned_back):
    agreed = paying(Allocation(TENTH), earn_back_months=3)

    owed = assessed(history, agreed).credits[0]

    assert (str(owed.earned_back_in) if owed.earned_back_in else None) == earned_back


def test_without_earn_back_every_credit_stays():
    kept = assessed("BKKK", paying(Allocation(TENTH)))

    assert kept.retained == kept.gross == Usd(100_00)


def test_earn_back_never_looks_into_another_metric_or_vendor():
    days = level("days_in_ar", target="< 40 days", warning=None, minimum="<= 55 days")
    agreed = contract(
        level(credit=FixedAmount(Usd(1_00))), days, monthly_fee=Usd(100_00), earn_back_months=2
    )
    values = measured({DENIALS: "KB", "days_in_ar": [30.0, 30.0]})

    (owed,) = assess(agreed, values).credits

    assert (owed.month, owed.earned_back_in) == (month(2), None)


def test_a_linear_gap_costs_nothing_at_a_minimum_that_is_not_kept_there():
    promise = level(
        minimum="< 12 %", warning=None, credit=LinearGap(Decimal("0.5"), Decimal("0.22"))
    )
    agreed = contract(promise, monthly_fee=Usd(10_000_00), fee_at_risk=TENTH)

    assert assess(agreed, measured({DENIALS: [0.12]})).credits == ()
    assert isinstance(promise.minimum, Limit)
