"""One cohort under all its definitions: which limits hold for each, and where the values stand."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.sensitivity import (
    Cohort,
    Light,
    Promise,
    Row,
    cohorts,
    sensitivity,
    wordings,
)
from vendor_eval.claims.variants import FAMILIES, VARIANTS, Family, family_of, metric_of
from vendor_eval.quantities import Limit, Month

MARCH = Month(2025, 3)
DENIALS = Cohort("Northwind RCM", MARCH, Family.DENIAL)


def kpi(id: str, numerator: int | None, denominator: int, value: float | None = None) -> Kpi:
    if value is None and numerator is not None and denominator:
        value = numerator / denominator
    return Kpi("Northwind RCM", MARCH, id, numerator, denominator, value, 0)


def recomputed(*kpis: Kpi) -> Recomputed:
    return Recomputed(
        kpis=tuple(one for one in kpis if one.metric not in VARIANTS),
        variants=tuple(one for one in kpis if one.metric in VARIANTS),
        as_of=dt.date(2025, 6, 15),
    )


E2 = recomputed(
    kpi("full_denial_rate", 74, 932),
    kpi("denial_rate", 92, 932),
    kpi("denial_rate.zero_pay", 114, 932),
    kpi("denial_rate_dollars", 33_600, 279_600),
    kpi("denial_rate.per_submitted", 92, 1000),
    kpi("denial_rate.days_to_resolution", None, 60, 21.0),
)


def promise(metric: str, target: str, minimum: str | None = None) -> Promise:
    limit = None if minimum is None else Limit.parse(minimum)
    return Promise(metric, Limit.parse(target), limit)


def lights(rows: tuple[Row, ...]) -> dict[str, str | None]:
    return {row.wording.id: row.light and row.light.value for row in rows}


def test_the_same_remittances_are_green_amber_and_red() -> None:
    # Below 8 % is green, above 12 % red: 7.9399, 9.8712, 9.2000, 12.2318 and 12.0172 %.
    assert lights(sensitivity(E2, DENIALS)) == {
        "denial_rate": "amber",
        "denial_rate.per_submitted": "amber",
        "denial_rate.zero_pay": "red",
        # It answers another question, in days.
        "denial_rate.days_to_resolution": None,
        "full_denial_rate": "green",
        "denial_rate_dollars": "red",
    }


def test_the_contract_says_which_definition_counts_and_what_is_promised() -> None:
    rows = sensitivity(E2, DENIALS, [promise("full_denial_rate", "< 7 %", "<= 10 %")])

    assert [row.wording.id for row in rows if row.is_named] == ["full_denial_rate"]
    # 7.94, 9.87 and 9.20 % lie from 7 to 10 %, the others beyond.
    assert lights(rows) == {
        "denial_rate": "amber",
        "denial_rate.per_submitted": "amber",
        "denial_rate.zero_pay": "red",
        "denial_rate.days_to_resolution": None,
        "full_denial_rate": "amber",
        "denial_rate_dollars": "red",
    }
    assert {(row.limits.metric, row.limits.by_contract) for row in rows if row.limits} == {
        ("full_denial_rate", True)
    }


def test_each_metric_that_a_contract_names_is_held_against_its_own_limits() -> None:
    promises = [promise("denial_rate_dollars", "< 15 %"), promise("denial_rate", "< 10 %")]

    rows = sensitivity(E2, DENIALS, promises)

    # What the contract does not name is held against the family's first that it does.
    assert {row.wording.id: row.limits.metric for row in rows if row.limits} == {
        "denial_rate": "denial_rate",
        "denial_rate.per_submitted": "denial_rate",
        "denial_rate.zero_pay": "denial_rate",
        "full_denial_rate": "denial_rate",
        "denial_rate_dollars": "denial_rate_dollars",
    }
    # Without a minimum nothing is worse than amber.
    assert lights(rows)["denial_rate.zero_pay"] == "amber"


def test_documented_limits_of_the_first_hold_for_a_family_whose_others_have_none() -> None:
    found = recomputed(
        kpi("clearinghouse_acceptance_rate", 970, 1000),
        kpi("first_pass_acceptance_rate", 955, 1000),
        kpi("first_pass_resolution_rate", 840, 977),
        kpi("first_pass_acceptance_rate.of_forwarded", 955, 970),
    )

    rows = sensitivity(found, Cohort("Northwind RCM", MARCH, Family.FIRST_PASS))

    assert lights(rows) == {
        "first_pass_acceptance_rate": "green",
        "first_pass_acceptance_rate.of_forwarded": "green",
        "clearinghouse_acceptance_rate": "green",
        "first_pass_resolution_rate": "red",
    }
    assert {(row.limits.metric, row.limits.by_contract) for row in rows if row.limits} == {
        ("first_pass_acceptance_rate", False)
    }


def test_turnarounds_are_held_against_limits_of_their_own_clock_only() -> None:
    found = recomputed(
        kpi("coding_turnaround", None, 9, 40.0),
        kpi("coding_turnaround.p90", None, 9, 72.5),
        kpi("coding_turnaround.charge_lag", None, 9, 3.0),
        kpi("coding_on_time_rate", 180, 216),
        kpi("resubmission_turnaround", None, 9, 50.0),
    )
    cohort = Cohort("Northwind RCM", MARCH, Family.TURNAROUND)

    rows = sensitivity(found, cohort, [promise("resubmission_turnaround", "<= 24 h", "<= 48 h")])

    assert lights(rows) == {
        # Documented: 48 h, and 72 h at the most.
        "coding_turnaround": "green",
        "coding_turnaround.p90": "red",
        "coding_turnaround.charge_lag": None,
        "resubmission_turnaround": "red",
        # No document says which share has to be in time.
        "coding_on_time_rate": None,
    }


def test_a_promise_on_a_business_clock_is_named_and_judges_nothing() -> None:
    found = recomputed(kpi("coding_turnaround", None, 9, 40.0))
    cohort = Cohort("Northwind RCM", MARCH, Family.TURNAROUND)

    (row,) = sensitivity(found, cohort, [Promise("coding_turnaround", None, None)])

    assert (row.is_named, row.light) == (True, None)


@pytest.mark.parametrize(
    ("numerator", "light"),
    [(799, Light.GREEN), (800, Light.AMBER), (1200, Light.AMBER), (1201, Light.RED)],
)
def test_values_are_compared_unrounded_at_the_limits(numerator: int, light: Light) -> None:
    # Below 8 % is green; 12 % itself is still amber.
    (row,) = sensitivity(recomputed(kpi("denial_rate", numerator, 10_000)), DENIALS)

    assert row.light is light


def test_nothing_to_divide_by_stands_nowhere() -> None:
    (row,) = sensitivity(recomputed(kpi("denial_rate", 0, 0)), DENIALS)

    assert (row.kpi.value, row.light) == (None, None)


def test_a_cohort_may_still_move_until_its_answers_can_have_come() -> None:
    found = recomputed(kpi("denial_rate", 92, 932), kpi("denial_rate.by_submission_month", 92, 932))

    def provisional(as_of: dt.date) -> dict[str, bool]:
        rows = sensitivity(
            Recomputed(kpis=found.kpis, variants=found.variants, as_of=as_of), DENIALS
        )
        return {row.wording.id: row.is_provisional for row in rows}

    # 31 March and 60 days are 30 May.
    by_submission = "denial_rate.by_submission_month"
    assert provisional(dt.date(2025, 5, 29)) == {"denial_rate": False, by_submission: True}
    assert provisional(dt.date(2025, 5, 30)) == {"denial_rate": False, by_submission: False}


def test_cohorts_are_those_of_which_anything_was_worked_out() -> None:
    found = recomputed(kpi("denial_rate.zero_pay", 1, 2), kpi("claims_submitted", None, 0, 5.0))

    assert cohorts(found) == [DENIALS]
    assert cohorts(found, [Family.OVER_90]) == []
    assert sensitivity(found, Cohort("Another", MARCH, Family.DENIAL)) == ()


def test_every_definition_of_a_family_is_worded_once() -> None:
    ids = [one.id for family in FAMILIES for one in wordings(family)]

    metrics = [metric for members in FAMILIES.values() for metric in members.metrics]
    assert sorted(ids) == sorted([*metrics, *VARIANTS])
    assert all(family_of(id) is not None for id in ids)
    assert (family_of("claims_submitted"), metric_of("denial_rate.by_line")) == (
        None,
        "denial_rate",
    )
