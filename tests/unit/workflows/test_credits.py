"""The ledger follows what is judged: one incident, relief with items, and kept invoices."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.credit_ledger import CreditState, Line, totals
from vendor_eval.follow_up.relief import Cause, Excused, Relief, Signature
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.credit_tables import ledger_table
from vendor_eval.store import Store
from vendor_eval.workflows import contracts, credits, follow_up, imports, reliefs, reviews
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.expected_invoices import Asked, expected
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

TODAY, VENDOR, MARCH = dt.date(2026, 4, 20), "Northwind RCM", Month(2026, 3)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-03-01
ends = 2026-12-31
monthly_fee = "10000.00 USD"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
credit = { method = "fixed", amount = "300.00 USD" }

[[service_levels]]
metric = "report_timeliness"
target = ">= 99 %"
minimum = ">= 99 %"
credit = { method = "fixed", amount = "100.00 USD" }
"""
ROWS = b"""vendor,month,metric,numerator,denominator
Northwind RCM,2026-03,denial_rate,150,1000
Northwind RCM,2026-03,report_timeliness,9,10
"""
SIGNED = Relief(
    "Outage",
    Cause.PAYER_OUTAGE,
    MARCH,
    MARCH,
    ("denial_rate",),
    "Its notice",
    Signature("M. Chen", TODAY),
    Signature("S. Roe", TODAY),
    (Excused("denial_rate", MARCH, Decimal(80), Decimal(100)),),
)


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    found = Deps(sqlite_store, lambda: TODAY)
    contracts.save(found, local_person(), Draft(VENDOR, "", CONTRACT, "", version=0))
    imports.store(found, local_person(), Upload(ROWS, "rows.csv", TODAY))
    return found


def save(deps: Deps, *records: object) -> None:
    for one in records:
        follow_up.save(deps, local_person(), Kept(VENDOR, one))


def lines(deps: Deps) -> tuple[Line, ...]:
    """The ledger, which is one whether asked for a vendor or for all."""
    review = reviews.review(deps, local_person())
    every = credits.of_all(deps, local_person(), review)
    assert credits.of_vendor(deps, local_person(), review, VENDOR).lines == every
    return every


def billed(deps: Deps) -> dict[str, Usd]:
    """The credits that the invoice of March is expected to bear, by metric."""
    found = expected(deps, local_person(), Asked(VENDOR, MARCH))
    assert sum((one.amount.cents for one in found.lines), 0) == 10_000_00 - sum(
        one.amount.cents for one in found.credits
    )
    return {one.metric: one.amount for one in found.credits}


def test_the_ledger_and_the_expected_invoice_tell_one_truth(deps: Deps) -> None:
    assert {one.metric: one.due for one in lines(deps)} == billed(deps)
    assert totals(lines(deps)).open == Usd(400_00)


def test_one_incident_costs_once_in_both(deps: Deps) -> None:
    for metric in ("denial_rate", "report_timeliness"):
        save(deps, BreachNote(metric, MARCH, incident="Move"))

    assert billed(deps) == {"denial_rate": Usd(300_00)}
    assert [(one.metric, one.due, one.counts_with) for one in lines(deps)] == [
        ("denial_rate", Usd(300_00), None),
        ("report_timeliness", Usd(0), "denial_rate"),
    ]


def test_relief_with_items_takes_the_credit_away_in_both(deps: Deps) -> None:
    save(deps, SIGNED)

    assert billed(deps) == {"report_timeliness": Usd(100_00)}
    assert [one.metric for one in lines(deps)] == ["report_timeliness"]


def test_what_was_waived_is_expected_on_no_invoice(deps: Deps) -> None:
    waiver = CreditWaiver(TODAY, Usd(120_00), "M. Chen", "Goodwill")
    save(deps, Settlement("denial_rate", MARCH, waiver=waiver))

    assert billed(deps) == {"denial_rate": Usd(180_00), "report_timeliness": Usd(100_00)}
    found = expected(deps, local_person(), Asked(VENDOR, MARCH))
    assert "$120.00 of the service credit for Denial rate was waived by M. Chen." in found.remarks
    assert totals(lines(deps)).open == Usd(280_00)


def test_a_payment_for_a_month_without_a_fee_is_not_worked_out(deps: Deps) -> None:
    by_share = CONTRACT.replace('monthly_fee = "10000.00 USD"\n', "").replace(
        'method = "fixed", amount = "300.00 USD"', 'method = "percent_of_fee", share = "3 %"'
    )
    contracts.save(deps, local_person(), Draft(VENDOR, "", by_share, "", version=1))
    save(deps, Settlement("denial_rate", MARCH, payments=(Payment(TODAY, Usd(300_00), "7"),)))

    found = next(one for one in lines(deps) if one.metric == "denial_rate")

    assert (found.state, found.to_give_back) == (CreditState.UNKNOWN, Usd(0))
    review = reviews.review(deps, local_person())
    (said,) = credits.unknown(review, VENDOR)
    assert "the fee of that month is missing" in said


def test_a_breach_in_a_month_without_a_fee_stands_in_the_ledger_as_not_worked_out(
    deps: Deps,
) -> None:
    by_share = CONTRACT.replace('monthly_fee = "10000.00 USD"\n', "").replace(
        'method = "fixed", amount = "300.00 USD"', 'method = "percent_of_fee", share = "3 %"'
    )
    contracts.save(deps, local_person(), Draft(VENDOR, "", by_share, "", version=1))

    found = lines(deps)

    assert {(one.month, one.state, one.due) for one in found} == {
        (MARCH, CreditState.UNKNOWN, Usd(0))
    }
    review = reviews.review(deps, local_person())
    assert [one.metric for one in credits.of_all(deps, local_person(), review)] == [
        one.metric for one in found
    ]
    table = ledger_table(found, TODAY)
    assert table.rows[0][3:8] == (None, None, Usd(0), Usd(0), None)
    assert "write the month's fee into the contract" in str(table.rows[0][-1])


def test_who_may_not_see_prices_sees_the_ledger_without_invoices(deps: Deps) -> None:
    review = reviews.review(deps, local_person())
    evaluator = Person("E. Wu", Role.EVALUATOR)

    account = credits.of_vendor(deps, evaluator, review, VENDOR)

    assert (len(account.lines), account.invoices) == (2, ())


def test_a_relief_says_what_it_changes_before_and_after_it_counts(deps: Deps) -> None:
    drafted = replace(SIGNED, practice=None, vendor=None)
    save(deps, drafted)

    def only() -> tuple[object, ...]:
        review = reviews.review(deps, local_person())
        (effect,) = reliefs.of_vendor(deps, local_person(), review, VENDOR).effects
        without, with_it = effect.without, effect.with_it
        return (
            without.finding.status,
            with_it.finding.status,
            without.finding.value,
            with_it.finding.value,
            without.credit,
            with_it.credit,
        )

    before = only()
    reliefs.save(deps, local_person(), Kept(VENDOR, SIGNED, 1))

    # 150 less 80 of 1,000 less 100
    assert before == ("breach", "on_target", 0.15, 70 / 900, Usd(300_00), None)
    assert only() == before


@pytest.mark.parametrize("name", [SIGNED.name, f"{SIGNED.name} "])
def test_a_change_of_what_was_signed_is_kept_without_the_signatures(deps: Deps, name: str) -> None:
    save(deps, SIGNED)
    changed = replace(SIGNED, name=name, excused=())

    found = reliefs.save(deps, local_person(), Kept(VENDOR, changed, 1))

    assert not found.record.is_approved
