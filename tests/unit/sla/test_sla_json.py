from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from tests.unit.sla.histories import DENIALS, VENDOR, assessed, contract, level, measured, month
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Usd
from vendor_eval.reports.sla_json import assessment_json
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Allocation, MinimumFrom, NOfM, SumOfCredits


def test_the_document_is_to_the_letter():
    agreed = contract(
        level(minimum="<=12%", credit=Allocation(Decimal("0.4"))),
        monthly_fee=Usd(40_000_00),
        fee_at_risk=Decimal("0.1"),
        earn_back_months=1,
        termination=(NOfM(1, 1), SumOfCredits(Usd(1_600_00), 2)),
    )
    rows = [
        Measurement(VENDOR, month(1), DENIALS, 0.124, 124, 1000),
        Measurement(VENDOR, month(2), DENIALS, 0.05),
    ]

    document = assessment_json(assess(agreed, frame_of(rows)))

    reasons = [finding.pop("reason") for finding in document["findings"]]
    assert all(reasons)
    assert document == {
        "vendor": "Northwind RCM",
        "findings": [
            {
                "metric": "denial_rate",
                "month": "2026-01",
                "value": 0.124,
                "unit": "ratio",
                "denominator": 1000,
                "status": "breach",
                "streak": 1,
                "target": "< 8 %",
                "warning": "<= 10 %",
                "minimum": "<=12%",
                "minimum_from": "contract",
            },
            {
                "metric": "denial_rate",
                "month": "2026-02",
                "value": 0.05,
                "unit": "ratio",
                "denominator": None,
                "status": "on_target",
                "streak": 0,
                "target": "< 8 %",
                "warning": "<= 10 %",
                "minimum": "<=12%",
                "minimum_from": "contract",
            },
        ],
        "credits": [
            {
                "month": "2026-01",
                "metric": "denial_rate",
                "amount": "1600.00",
                "earned_back_in": "2026-02",
            }
        ],
        "totals": {"gross": "1600.00", "earned_back": "1600.00", "retained": "0.00"},
        "termination": [
            {"rule": "n_of_m", "metric": "denial_rate", "month": "2026-01"},
            {"rule": "sum_of_credits", "metric": None, "month": "2026-01"},
        ],
    }


def test_it_is_plain_json_without_nan():
    document = assessment_json(assessed("KB-"))

    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_what_was_not_reported_is_null():
    (finding,) = assessment_json(assessed("-"))["findings"]

    assert (finding["value"], finding["denominator"]) == (None, None)
    assert finding["status"] == "not_reported"


def test_limits_that_are_absent_are_null():
    bare = level(warning=None, minimum=None, minimum_from=None)

    (finding,) = assessment_json(assessed("B", contract(bare)))["findings"]

    assert (finding["warning"], finding["minimum"], finding["minimum_from"]) == (None,) * 3
    assert finding["status"] == "below_target"


def test_a_minimum_of_the_catalogue_is_shown_as_the_catalogue_writes_it():
    held = level(
        warning=None, minimum=CATALOGUE[DENIALS].warning, minimum_from=MinimumFrom.CATALOGUE
    )

    (finding,) = assessment_json(assessed("B", contract(held)))["findings"]

    assert (finding["minimum"], finding["minimum_from"]) == ("<= 12 %", "catalogue")
    assert finding["status"] == "breach"


def test_where_nothing_is_due_credits_are_empty_and_totals_zero():
    document = assessment_json(assessed("BBB"))

    assert document["credits"] == []
    assert document["totals"] == {"gross": "0.00", "earned_back": "0.00", "retained": "0.00"}
    assert document["termination"] == []


def test_a_vendor_without_measurements_has_an_empty_document():
    document = assessment_json(assess(contract(), measured({})))

    assert document["findings"] == []


def test_units_are_named_beside_values():
    limits = {
        "days_in_ar": ("< 40 days", "days"),
        "coding_turnaround": ("<= 48 h", "hours"),
        "account_response_time": ("< 1 business day", "business_days"),
        "claims_submitted": (">= 1200 count", "count"),
        "net_collections": (">= 5 USD", "usd"),
    }
    promises = [
        level(metric, target=target, warning=None, minimum=None, minimum_from=None)
        for metric, (target, _) in limits.items()
    ]
    agreed = contract(*promises, ends=dt.date(2026, 1, 31))

    found = assessment_json(assess(agreed, measured({}), month(1)))["findings"]

    assert [finding["unit"] for finding in found] == [unit for _, unit in limits.values()]
