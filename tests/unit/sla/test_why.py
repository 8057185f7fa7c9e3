from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.sla.histories import DENIALS, VENDOR, assessed, contract, level, measured, month
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Usd
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Allocation, MinimumFrom, Relief
from vendor_eval.sla.findings import Status
from vendor_eval.sla.why import minimum_source, value_shown

CLAUSE = "Exhibit B, 2.1"


def why(history: str, **terms: object) -> str:
    """The sentence of the last month."""
    limits = {
        key: terms.pop(key)
        for key in ("warning", "minimum", "minimum_from", "credit")
        if key in terms
    }
    return assessed(history, contract(level(clause=CLAUSE, **limits), **terms)).findings[-1].reason


def test_on_target():
    assert why("K") == (
        "Denial rate was 5.00 % in January 2026 and the target is < 8 % (Exhibit B, 2.1): "
        "on target."
    )


def test_below_target():
    assert why("T") == (
        "Denial rate was 9.00 % in January 2026 and the target is < 8 % (Exhibit B, 2.1); "
        "the minimum <= 12 % is kept: below target, no breach. Watch the next month."
    )


def test_warning():
    assert why("W") == (
        "Denial rate was 11.00 % in January 2026 and the warning line is <= 10 % "
        "(Exhibit B, 2.1); the minimum <= 12 % is kept: warning, no breach. "
        "Raise it at the next review."
    )


def test_breach_without_a_credit():
    assert why("B") == (
        "Denial rate was 15.00 % in January 2026 and the minimum is <= 12 % (Exhibit B, 2.1): "
        "breach. Ask for the root cause."
    )


COSTLY = {
    "credit": Allocation(Decimal("0.4")),
    "monthly_fee": Usd(40_000_00),
    "fee_at_risk": Decimal("0.1"),
}


def test_breach_with_a_credit_and_a_streak():
    assert why("BB", **COSTLY) == (
        "Denial rate was 15.00 % in February 2026 and the minimum is <= 12 % (Exhibit B, 2.1): "
        "breach, the second in a row. Claim the service credit of $1,600.00 and ask for the "
        "root cause."
    )


def test_breach_with_a_credit_that_was_earned_back():
    agreed = contract(
        level(credit=COSTLY["credit"]),
        monthly_fee=Usd(40_000_00),
        fee_at_risk=Decimal("0.1"),
        earn_back_months=1,
    )

    assert (
        assessed("BK", agreed)
        .findings[0]
        .reason.endswith(
            "breach. The service credit of $1,600.00 was earned back in February 2026."
        )
    )


@pytest.mark.parametrize(
    ("streak", "said"),
    [
        (9, "the ninth"),
        (10, "the 10th"),
        (11, "the 11th"),
        (12, "the 12th"),
        (21, "the 21st"),
        (22, "the 22nd"),
        (23, "the 23rd"),
    ],
)
def test_a_long_streak_is_told(streak, said):
    assert f"breach, {said} in a row." in why("B" * streak)


def test_a_minimum_of_the_catalogue_names_its_source():
    sentence = why(
        "B", warning=None, minimum=CATALOGUE[DENIALS].warning, minimum_from=MinimumFrom.CATALOGUE
    )

    assert "the minimum is <= 12 % (the contract has none; catalogue, after " in sentence
    assert minimum_source(DENIALS) in sentence
    assert "S003" in minimum_source(DENIALS)


def test_without_any_minimum_it_says_that_nothing_can_be_a_breach():
    terms = {"minimum": None, "minimum_from": None}

    assert "no minimum is agreed, so nothing can be a breach" in why("B", **terms)


def test_a_missing_value_never_reads_as_kept():
    assert why("-") == (
        "Denial rate was not reported for January 2026: nothing shows that the service level was "
        "kept. Ask for the figure."
    )
    assert why("B-").endswith("Ask for the figure. The streak stays at 1 breach.")
    assert why("BB-").endswith("The streak stays at 2 breaches.")


def test_ramp():
    assert why("BB", ramp_months=3) == (
        "Denial rate was 15.00 % in February 2026, in the ramp (the first 3 months): shown, "
        "without consequence."
    )
    assert "(the first month)" in why("B", ramp_months=1)


def test_relief_names_reason_and_approval():
    excused = (Relief(DENIALS, month(1), "payer outage", "R. Osei"),)

    assert why("B", relief=excused) == (
        "Denial rate was 15.00 % in January 2026; relief for payer outage, approved by R. Osei: "
        "not judged."
    )
    assert why("-", relief=excused).startswith("Denial rate was not reported for January 2026;")


def test_low_volume_tells_how_few():
    values = frame_of([Measurement(VENDOR, month(1), DENIALS, 0.5, 6, 12)])

    assert assess(contract(low_volume=30), values).findings[0].reason == (
        "Denial rate was 50.00 % in January 2026 over 12 items, fewer than the 30 that the "
        "contract asks for: shown, not judged."
    )


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        (0.12, "12.00 %"),
        (0.1200001, "12.00001 %"),
        (0.11999999, "11.999999 %"),
        (math.nextafter(0.12, 1), "12.000000000000001 %"),
        (0.1249, "12.49 %"),
    ],
)
def test_a_value_never_reads_equal_to_a_limit_it_is_not_equal_to(value, reads):
    (finding,) = assess(contract(), measured({DENIALS: [value]})).findings

    assert value_shown(finding) == reads


def test_a_value_that_was_not_reported_says_so():
    (finding,) = assessed("-").findings

    assert value_shown(finding) == "not reported"
    assert value_shown(replace(finding, value=0.5)) == "50.00 %"


def test_every_status_has_a_sentence():
    agreed = contract(
        level(), ramp_months=1, low_volume=5, relief=(Relief(DENIALS, month(2), "a", "b"),)
    )
    rows = [Measurement(VENDOR, month(7), DENIALS, 0.5, 1, 2)]
    values = measured({DENIALS: "KKKTWB"})
    found = assess(agreed, frame_of(rows)).findings + assess(agreed, values).findings

    assert {one.status for one in found} == set(Status)
    assert all(one.reason.startswith("Denial rate was ") for one in found)
