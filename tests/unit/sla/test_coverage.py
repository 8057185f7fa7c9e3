from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.unit.sla.histories import DENIALS, contract, level
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Usd
from vendor_eval.sla.contract import FixedAmount, MinimumFrom
from vendor_eval.sla.coverage import DOCUMENTED, coverage


def test_the_documented_metrics_are_those_with_a_warning_line_in_the_kpi_table():
    table = {
        metric.id
        for metric in CATALOGUE.values()
        if metric.warning
        and any(
            str(rung.citation).startswith("S003") and str(rung.citation).endswith("KPI table")
            for rung in metric.ladder
        )
    }

    assert set(DOCUMENTED) == table
    assert {also for others in DOCUMENTED.values() for also in others} <= CATALOGUE.keys()


def test_metrics_without_a_service_level_are_missing_or_uncovered():
    found = coverage(contract())

    assert found.covered == (DENIALS,)
    assert found.documented == (1, 6)
    assert "first_pass_acceptance_rate" in found.missing
    assert "clean_claim_rate" in found.uncovered
    assert len(found.covered) + len(found.missing) + len(found.uncovered) == len(CATALOGUE)


def test_an_on_time_rate_covers_its_turnaround():
    rate = level("coding_on_time_rate", target=">= 95 %", warning=None, minimum=">= 90 %")

    assert "coding_turnaround" not in coverage(contract(rate)).missing


def test_a_minimum_that_leans_on_the_catalogue_is_named():
    held = replace(level(), minimum_from=MinimumFrom.CATALOGUE)

    found = coverage(contract(held))

    assert found.catalogue_minimum == (DENIALS,)
    assert found.remarks[-1] == (
        "Denial rate has no minimum of its own and is held against the catalogue's: agree on one."
    )


def test_a_level_without_any_minimum_is_named_first():
    bare = level(
        "report_timeliness", target=">= 95 %", warning=None, minimum=None, minimum_from=None
    )

    found = coverage(contract(bare))

    assert found.no_minimum == ("report_timeliness",)
    assert found.remarks[0] == (
        "Report timeliness has no minimum and cannot be breached: agree on one."
    )


def test_the_last_amendment_counts():
    amended = level(effective=dt.date(2027, 1, 1), credit=FixedAmount(Usd(1_00)))

    assert coverage(contract(level(), amended)).no_credit == ()
    assert coverage(contract(level())).no_credit == (DENIALS,)
