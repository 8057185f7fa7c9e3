"""Signals are told from what is judged, as of the month looked at, and stay apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from vendor_eval.access.roles import local_person
from vendor_eval.errors import NotFound
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.follow_up.relief import Cause, Relief, Signature
from vendor_eval.quantities import Month
from vendor_eval.signals.charts import Sign
from vendor_eval.sla.findings import Status
from vendor_eval.store import Store
from vendor_eval.workflows import contracts, follow_up, imports, reviews, signals
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.signals import MetricSignals

TODAY, VENDOR, ME = dt.date(2027, 1, 12), "Northwind RCM", local_person()
FIRST, LAST = Month(2025, 1), Month(2026, 12)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2025-01-01
ends = 2027-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"

[[service_levels]]
metric = "days_in_ar"
target = "< 40 days"
minimum = "<= 55 days"

[[service_levels]]
metric = "coding_accuracy"
target = ">= 95 %"
"""


def rows() -> Iterator[str]:
    """Denials of 1,000 claims: about 70 a month for a year and a half, then about 150."""
    yield "vendor,month,metric,value,numerator,denominator"
    for at in range(24):
        month, denied = FIRST.plus(at), (70 if at < 18 else 150) + (5, -4, 2, -3)[at % 4]
        yield f"{VENDOR},{month},denial_rate,,{denied},1000"
        yield f"{VENDOR},{month},days_in_ar,{38 + (0.4, -0.3, 0.2)[at % 3]} days,,"


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    found = Deps(sqlite_store, lambda: TODAY)
    contracts.save(found, ME, Draft(VENDOR, "", CONTRACT, "", version=0))
    imports.store(found, ME, Upload("\n".join(rows()).encode(), "rows.csv", TODAY))
    return found


def of_month(deps: Deps, month: Month = LAST) -> dict[str, MetricSignals]:
    standing = reviews.review(deps, ME)
    found = signals.of_vendor(deps, ME, standing, (VENDOR, month))
    return {one.finding.metric: one for one in found}


def test_a_metric_that_is_counted_has_all_four(deps: Deps) -> None:
    one = of_month(deps)["denial_rate"]

    assert one.finding.status is Status.BREACH
    assert one.confidence is not None
    assert one.confidence.pooled is not None
    assert one.confidence.pooled > 0.99
    assert one.change is not None
    assert (one.change.sign, one.change.turn) == (Sign.OUTSIDE, -1)
    assert one.outlook is not None
    # Half a year at 15 %, and a year and a half at 7 % that is not quite forgotten.
    assert 0.7 < one.outlook.chance < 0.8


def test_what_is_no_share_of_items_has_status_and_change_alone(deps: Deps) -> None:
    one = of_month(deps)["days_in_ar"]

    assert not one.is_counted
    assert (one.confidence, one.outlook) == (None, None)
    assert one.change is not None
    assert one.change.sign is Sign.NONE
    assert len(one.history) == 24


def test_the_budget_is_that_of_the_contract_year_of_the_month(deps: Deps) -> None:
    december, june = of_month(deps)["denial_rate"], of_month(deps, Month(2026, 6))["denial_rate"]

    # 2026 is the second year: 421 denied in its first half, 899 in its second, 12 % of 12,000 are
    # allowed; of days nothing is counted.
    assert december.year == june.year == Month(2026, 1)
    assert december.budget is not None
    assert june.budget is not None
    assert (december.budget.bad, december.budget.seen) == (1320, 12_000)
    assert december.budget.allowed == pytest.approx(1440)
    assert (june.budget.bad, june.budget.seen, june.budget.months) == (421, 6000, 6)
    assert of_month(deps)["days_in_ar"].budget is None


def test_a_metric_that_nobody_reported_has_a_finding_and_no_signal(deps: Deps) -> None:
    one = of_month(deps)["coding_accuracy"]

    assert one.finding.status is Status.NOT_REPORTED
    assert (one.confidence, one.change, one.outlook, one.history) == (None, None, None, ())


def test_later_months_are_left_out(deps: Deps) -> None:
    before = of_month(deps, FIRST.plus(17))["denial_rate"]

    assert before.change is not None
    assert before.change.sign is Sign.NONE
    assert before.outlook is not None
    assert before.outlook.chance < 0.01
    assert before.history[-1].month == FIRST.plus(17)


def test_a_month_that_relief_leaves_out_whole_counts_for_no_signal(deps: Deps) -> None:
    worse = FIRST.plus(18)
    before = of_month(deps, worse)["denial_rate"]
    signed = (Signature("M. Chen", TODAY), Signature("S. Roe", TODAY))
    outage = Relief("Outage", Cause.PAYER_OUTAGE, worse, worse, ("denial_rate",), "Mail", *signed)
    follow_up.save(deps, ME, Kept(VENDOR, outage))

    one, next_month = (of_month(deps, month)["denial_rate"] for month in (worse, worse.plus(1)))

    assert before.change is not None
    assert before.change.sign is Sign.OUTSIDE
    assert (one.finding.status, one.confidence, one.change) == (Status.RELIEF, None, None)
    assert one.history[-1].value is None
    assert one.outlook is not None
    assert one.outlook.chance < 0.01
    assert next_month.confidence is not None
    # The month itself and the one two before it.
    assert next_month.confidence.pooled_months == 2


def test_a_new_baseline_is_a_decision_and_can_be_withdrawn(deps: Deps) -> None:
    draft = Rebase("denial_rate", FIRST.plus(18), "M. Chen", "A new payer")
    follow_up.save(deps, ME, Kept(VENDOR, draft))
    rebased = of_month(deps)["denial_rate"]
    assert rebased.change is not None
    assert (rebased.change.sign, rebased.change.trial) == (Sign.NONE, True)
    assert [one.record for one in rebased.rebased] == [draft]

    follow_up.save(deps, ME, Kept(VENDOR, replace(draft, withdrawn=True), 1))
    again = of_month(deps)["denial_rate"]
    assert again.change is not None
    assert again.change.sign is Sign.OUTSIDE


def test_a_vendor_without_a_contract_has_none(deps: Deps) -> None:
    with pytest.raises(NotFound, match="no contract with Acme"):
        signals.of_vendor(deps, ME, reviews.review(deps, ME), ("Acme", LAST))


def test_the_baseline_stays_where_it_was_however_many_months_follow(deps: Deps) -> None:
    # Four years at 7 %: the first year is the baseline, and only three years of it are drawn.
    later = Month(2029, 1)
    text = CONTRACT.replace("2027-12-31", "2030-12-31")
    kept = contracts.current(deps, ME, VENDOR)
    contracts.save(deps, ME, Draft(VENDOR, "", text, "", version=kept.version))
    lines = ["vendor,month,metric,value,numerator,denominator"]
    lines += [f"{VENDOR},{LAST.plus(at)},denial_rate,,{150 + at % 2},1000" for at in range(1, 26)]
    imports.store(deps, ME, Upload("\n".join(lines).encode(), "later.csv", later.first_day))
    ahead = replace(deps, today=lambda: dt.date(2029, 2, 12))

    one = of_month(ahead, later)["denial_rate"]
    assert len(one.history) == signals.MONTHS
    assert one.change is not None
    assert one.change.centre == pytest.approx(0.07, abs=0.001)
    assert one.change.sign is Sign.OUTSIDE
