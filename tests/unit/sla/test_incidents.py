"""Breaches of one incident cost once a month, and count all the same."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.sla.histories import DENIALS, contract, level, measured, month
from vendor_eval.quantities import Usd
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Contract, FixedAmount, Incident, NOfM
from vendor_eval.sla.findings import Assessment

DAYS, TIMELY = "days_in_ar", "report_timeliness"


def costing(denials: int, days: int, *incidents: Incident, **terms: object) -> Contract:
    """Three metrics; what a breach of the first two costs in dollars, and 100 of the third."""
    return contract(
        level(credit=FixedAmount(Usd(denials * 100))),
        level(
            DAYS,
            target="< 40 days",
            warning=None,
            minimum="<= 55 days",
            credit=FixedAmount(Usd(days * 100)),
        ),
        level(
            TIMELY,
            target=">= 99 %",
            warning=None,
            minimum=">= 99 %",
            credit=FixedAmount(Usd(100_00)),
        ),
        incidents=incidents,
        **terms,
    )


def of(metric: str, at: int = 1, name: str = "Outage") -> Incident:
    return Incident(metric, month(at), name)


def found(agreed: Contract) -> Assessment:
    """Two months in which everything is in breach."""
    return assess(agreed, measured({DENIALS: "BB", DAYS: [60.0, 60.0], TIMELY: [0.5, 0.5]}))


def credits_of(agreed: Contract) -> list[tuple[int, str, int]]:
    return [(one.month.month, one.metric, one.amount.cents // 100) for one in found(agreed).credits]


def test_only_the_largest_credit_of_an_incident_falls_due() -> None:
    agreed = costing(300, 200, of(DENIALS), of(DAYS))

    assert credits_of(agreed) == [
        (1, DENIALS, 300),
        (1, TIMELY, 100),
        (2, DENIALS, 300),
        (2, DAYS, 200),
        (2, TIMELY, 100),
    ]


def test_of_equal_credits_the_first_of_the_contract_counts() -> None:
    assert credits_of(costing(200, 200, of(DAYS), of(DENIALS)))[0] == (1, DENIALS, 200)


def test_one_name_in_two_months_costs_in_each_of_them() -> None:
    agreed = costing(300, 200, of(DENIALS), of(DAYS), of(DENIALS, 2), of(DAYS, 2))

    assert [(at, metric) for at, metric, _ in credits_of(agreed)] == [
        (1, DENIALS),
        (1, TIMELY),
        (2, DENIALS),
        (2, TIMELY),
    ]


def test_spellings_of_a_name_are_one_incident_and_other_names_are_others() -> None:
    alike = costing(300, 200, of(DENIALS), of(DAYS, name="  OUTAGE "))
    unlike = costing(300, 200, of(DENIALS), of(DAYS, name="Move"))

    assert len(credits_of(alike)) == 5
    assert len(credits_of(unlike)) == 6


def test_the_cap_is_shared_by_what_counts_alone() -> None:
    # Of 350 dollars at risk 300 and 100 would take 262.50 and 87.50; the 200 take nothing.
    terms = {"monthly_fee": Usd(3_500_00), "fee_at_risk": Decimal("0.1")}
    agreed = costing(300, 200, of(DENIALS), of(DAYS), **terms)

    january = [one for one in found(agreed).credits if one.month == month(1)]

    assert [(one.metric, one.amount) for one in january] == [
        (DENIALS, Usd(262_50)),
        (TIMELY, Usd(87_50)),
    ]


def test_a_breach_that_costs_nothing_of_its_own_says_with_which_it_counts() -> None:
    agreed = costing(300, 200, of(DENIALS), of(DAYS))

    said = {one.metric: one.reason for one in found(agreed).findings if one.month == month(1)}

    assert said[DAYS].endswith(
        "breach. Its credit counts with that for Denial rate, of the same incident. "
        "Ask for the root cause."
    )
    assert "Claim the service credit of $300.00" in said[DENIALS]


def test_breaches_of_one_incident_all_count_for_termination() -> None:
    agreed = costing(
        300, 200, of(DENIALS), of(DAYS), of(DENIALS, 2), of(DAYS, 2), termination=(NOfM(2, 2),)
    )

    assert {one.metric for one in found(agreed).termination} == {DENIALS, DAYS, TIMELY}
