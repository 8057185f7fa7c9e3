"""Excused items are left out of a month before it is judged, and the sentence says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.sla.histories import DENIALS, VENDOR, contract, level, month
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Usd
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Contract, Items, LinearGap, Relief
from vendor_eval.sla.findings import Finding

DOLLARS = "denial_rate_dollars"


def excused(numerator: str, denominator: str, metric: str = DENIALS) -> Relief:
    items = Items(Decimal(numerator), Decimal(denominator))
    return Relief(metric, month(1), "payer outage", "R. Osei", items)


def judged(agreed: Contract, numerator: float | None, denominator: float | None) -> Finding:
    """The one month of the contract's metric, 15 % where its parts are not told."""
    metric = agreed.service_levels[0].metric
    value = 0.15 if numerator is None or denominator is None else numerator / denominator
    row = Measurement(VENDOR, month(1), metric, value, numerator, denominator)
    (found,) = assess(agreed, frame_of([row])).findings
    return found


def test_what_is_left_of_both_parts_is_judged_and_the_sentence_says_both() -> None:
    # (150 - 80) / (1,000 - 100) = 70 / 900
    found = judged(contract(relief=(excused("80", "100"),)), 150, 1000)

    assert (found.value, found.raw, found.denominator) == (70 / 900, 0.15, 900)
    assert found.reason == (
        "Denial rate was 7.78 % in January 2026 without 100 excused items (15.00 % with all; "
        "relief for payer outage, approved by R. Osei) and the target is < 8 %: on target."
    )


def test_items_of_two_reliefs_are_left_out_together() -> None:
    # (150 - 60) / (1,000 - 100) = 10 %
    both = (excused("40", "50"), excused("20", "50"))

    assert judged(contract(relief=both), 150, 1000).value == 0.1


def test_relief_of_the_whole_month_goes_before_items() -> None:
    whole = Relief(DENIALS, month(1), "fire", "R. Osei")
    found = judged(contract(relief=(excused("80", "100"), whole)), 150, 1000)

    assert (found.status, found.value, found.raw) == ("relief", 0.15, None)
    assert "relief for fire" in found.reason


def test_a_month_of_nothing_but_excused_items_is_not_judged() -> None:
    found = judged(contract(relief=(excused("150", "1000"),)), 150, 1000)

    assert found.status == "relief"
    assert found.reason == (
        "Denial rate was 15.00 % in January 2026; 1,000 excused items are all there is, "
        "relief for payer outage, approved by R. Osei: not judged."
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "why"),
    [
        (None, None, "numerator and denominator are not known"),
        (None, 1000, "they cannot be told apart in what was reported"),
        (150, 90, "they cannot be told apart in what was reported"),  # of 90, 100 are excused
        (70, 500, "they cannot be told apart in what was reported"),  # of 70 denials, 80 are
    ],
)
def test_items_that_are_not_among_what_was_reported_stay_in(
    numerator: float | None, denominator: float | None, why: str
) -> None:
    found = judged(contract(relief=(excused("80", "100"),)), numerator, denominator)

    assert found.raw is None
    assert found.status == "breach"
    assert found.reason.endswith(f" Judged with 100 excused items, because {why}.")


def test_no_share_passes_the_whole_by_what_is_left_out() -> None:
    # 95 of 100 were accepted; 10 that were not cannot be left out, there are 5.
    promise = level("first_pass_acceptance_rate", target="> 90 %", warning=None, minimum="> 90 %")
    relief = (excused("0", "10", "first_pass_acceptance_rate"),)

    assert judged(contract(promise, relief=relief), 95, 100).raw is None


def test_a_median_has_no_items_to_leave_out() -> None:
    promise = level("coding_turnaround", target="<= 48 h", warning=None, minimum="<= 72 h")
    relief = (excused("0", "10", "coding_turnaround"),)
    row = Measurement(VENDOR, month(1), "coding_turnaround", 80.0, None, 1000)
    (found,) = assess(contract(promise, relief=relief), frame_of([row])).findings

    assert (found.status, found.raw) == ("breach", None)


def test_dollars_are_left_out_to_the_cent() -> None:
    # (1,500.00 - 600.10) / (10,000.00 - 1,001.00) = 899.90 / 8,999.00 = 10 %, exactly the minimum
    promise = level(DOLLARS, target="< 8 %", warning=None, minimum="<= 10 %")
    found = judged(contract(promise, relief=(excused("600.10", "1001", DOLLARS),)), 1500, 10000)

    assert found.status == "below_target"
    assert "without $1,001.00 excused (15.00 % with all;" in found.reason


def test_a_month_is_small_by_what_is_left_of_it() -> None:
    agreed = contract(relief=(excused("10", "80"),), low_volume=30)

    assert judged(agreed, 20, 100).status == "low_volume"


def test_a_credit_grows_with_the_gap_of_what_is_left() -> None:
    # (190 - 40) / (1,040 - 40) = 15 %; from 12 % to 22 % it is 3/10 of the way: 1,000 x 3/10
    costly = level(credit=LinearGap(Decimal(1), Decimal("0.22")))
    terms = {"monthly_fee": Usd(10_000_00), "fee_at_risk": Decimal("0.1")}
    agreed = contract(costly, relief=(excused("40", "40"),), **terms)
    row = Measurement(VENDOR, month(1), DENIALS, 190 / 1040, 190, 1040)

    (credit,) = assess(agreed, frame_of([row])).credits

    assert credit.amount == Usd(300_00)


def test_a_month_without_a_report_is_asked_for_and_not_excused() -> None:
    row = Measurement(VENDOR, month(1), DENIALS, None)
    (found,) = assess(contract(relief=(excused("8", "10"),)), frame_of([row])).findings

    assert found.status == "not_reported"
    assert found.reason.endswith("Ask for the figure.")
