"""A vendor's invoice: expected from what is stored, read, checked, kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.agreements import ADMINISTRATOR, HEADER, VENDOR, agree, contract, report
from vendor_eval.errors import BadInput, Conflict, NotFound
from vendor_eval.pricing.invoice_check import Cause
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.invoice_result import Expected, InvoiceResult
from vendor_eval.workflows import expected_invoices, invoices, offers
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.expected_invoices import Asked
from vendor_eval.workflows.invoices import Draft, Line, Status

MARCH = Month(2026, 3)
OFFER = """
name = "Per claim"
fees = [{ type = "per_unit", on = "claims", price = "5.75 USD" }]
"""
AGREED = offers.Draft(
    VENDOR, "Per claim", OFFER, dt.date(2026, 1, 1), status=offers.Status.AGREED, note="signed"
)
INVOICE = b"label,quantity,rate,amount\nClaims submitted,2650,5.75,15237.50\n"
TOO_MANY = Line("Claims submitted", Decimal(2650), Decimal("5.75"), Usd(15_237_50))


def measures(*rows: str) -> bytes:
    """A file with one line a metric: ``claims_submitted,2600``."""
    return (HEADER + "".join(f"{VENDOR},2026-03,{row}\n" for row in rows)).encode()


@pytest.fixture
def agreed(deps: Deps) -> Deps:
    """A price for a claim is agreed, March had 2,600 of them and a breach worth 1,600 dollars."""
    agree(deps, contract())
    offers.save(deps, ADMINISTRATOR, AGREED)
    report(deps, measures("claims_submitted,2600,,", "denial_rate,,130,1000"))
    return deps


def expected(deps: Deps, month: Month = MARCH, **usage: int) -> Expected:
    told = {driver: Decimal(number) for driver, number in usage.items()}
    return expected_invoices.expected(deps, ADMINISTRATOR, Asked(VENDOR, month, told))


def amounts(found: Expected) -> list[tuple[str, str]]:
    return [(line.label, str(line.amount)) for line in found.lines]


def checked(deps: Deps, content: bytes = INVOICE, name: str = "acme.csv") -> InvoiceResult:
    file = NamedFile(name, content)
    return invoices.check_file(deps, ADMINISTRATOR, Asked(VENDOR, MARCH), file)


def faults(refused: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [str(fault) for fault in refused.value.faults]


def draft(**changed: Any) -> Draft:
    return replace(Draft(VENDOR, "INV-3", MARCH, (TOO_MANY,)), **changed)


def test_the_agreed_price_the_reported_claims_and_the_judged_credit_make_the_invoice(
    agreed: Deps,
) -> None:
    found = expected(agreed)

    # 2,600 x 5.75; 40 % of the 10 % at risk of the contract's 40,000
    assert amounts(found) == [("Claims submitted", "14950.00"), ("Service credit", "-1600.00")]
    assert found.basis == "The offer Per claim, agreed from January 1, 2026 on."
    assert [(one.driver, one.quantity, one.source) for one in found.counted] == [
        ("claims", Decimal(2600), "as reported")
    ]
    assert [(one.metric, one.amount) for one in found.credits] == [("denial_rate", Usd(1_600_00))]
    assert found.remarks == ()


def test_without_an_agreed_offer_the_contract_s_fee_is_expected(deps: Deps) -> None:
    agree(deps, contract())
    offers.save(deps, ADMINISTRATOR, replace(AGREED, status=offers.Status.OFFERED))

    found = expected(deps)

    assert amounts(found) == [("Monthly fee", "40000.00")]
    assert found.basis.startswith("The monthly fee of the contract")
    assert found.remarks == (
        "Not reported for March 2026: Denial rate. Whether credits are due is not known.",
    )


def test_what_was_not_reported_is_said_and_never_filled_up(agreed: Deps) -> None:
    april = expected(agreed, MARCH.plus(1))

    assert (april.lines, [one.label for one in april.missing]) == ((), ["claims submitted"])
    with pytest.raises(BadInput, match="Claims submitted: nobody told them for April 2026"):
        invoices.check(agreed, ADMINISTRATOR, draft(month=MARCH.plus(1)), april)


def test_what_a_person_tells_comes_before_what_was_reported(agreed: Deps) -> None:
    found = expected(agreed, claims=2000)

    assert amounts(found)[0] == ("Claims submitted", "11500.00")  # 2,000 x 5.75
    assert found.counted[0].source == "typed"


def test_a_contract_without_a_fee_puts_the_expected_one_at_risk_and_it_is_said(
    agreed: Deps,
) -> None:
    text = contract("Other").replace('monthly_fee = "40000 USD"\n', "")
    agree(agreed, text, "Other")
    offers.save(agreed, ADMINISTRATOR, replace(AGREED, vendor="Other"))
    rows = ("claims_submitted,2600,,", "denial_rate,,130,1000")
    report(agreed, measures(*rows).replace(VENDOR.encode(), b"Other"), "other.csv")

    found = expected_invoices.expected(agreed, ADMINISTRATOR, Asked("other", MARCH))

    # 14,950.00 x 10 % x 40 %
    assert amounts(found)[1] == ("Service credit", "-598.00")
    (said,) = found.remarks
    assert said == (
        "The contract names no fee of March 2026, so that its service credits are worked out here "
        "from the agreed offer; the ledger of credits has them once the fee is in the contract."
    )


def test_without_a_credit_nothing_is_said_of_a_fee_that_the_contract_does_not_name(
    deps: Deps,
) -> None:
    agree(deps, contract().replace('monthly_fee = "40000 USD"\n', ""))
    offers.save(deps, ADMINISTRATOR, AGREED)
    report(deps, measures("claims_submitted,2600,,", "denial_rate,,50,1000"))

    found = expected(deps)

    assert amounts(found) == [("Claims submitted", "14950.00")]
    assert found.remarks == ()


def test_credits_that_were_earned_back_are_billed_in_that_month(deps: Deps) -> None:
    agree(deps, f"{contract()}\n[earn_back]\nmonths = 1\n")
    rows = ("2026-01,denial_rate,,130,1000", "2026-02,denial_rate,,50,1000")
    report(deps, (HEADER + "".join(f"{VENDOR},{row}\n" for row in rows)).encode())

    assert amounts(expected(deps, Month(2026, 1)))[1] == ("Service credit", "-1600.00")
    assert amounts(expected(deps, Month(2026, 2))) == [
        ("Monthly fee", "40000.00"),
        (expected_invoices.EARNED_BACK, "1600.00"),
    ]


def test_a_site_that_did_not_report_is_named(agreed: Deps) -> None:
    rows = [
        f"{VENDOR},2026-0{month},claims_submitted,{n},{site}\n"
        for month, n, site in ((2, 10, "North"), (2, 20, "South"), (4, 30, "South"))
    ]
    report(agreed, ("vendor,month,metric,value,site\n" + "".join(rows)).encode(), "sites.csv")

    [said, *_] = expected(agreed, MARCH.plus(1)).remarks

    assert said == (
        "Claims submitted are of the others only: nothing was reported for North in April 2026."
    )


def test_nothing_agreed_and_nothing_known_are_told_apart(deps: Deps) -> None:
    agree(deps, contract(starts="2026-04-01"))

    with pytest.raises(BadInput, match="no agreed offer and no contract with a monthly fee"):
        expected(deps)
    with pytest.raises(NotFound, match="No vendor is called Nobody; those there are: Northwind"):
        expected_invoices.expected(deps, ADMINISTRATOR, Asked("Nobody", MARCH))


def test_every_fault_of_what_a_person_tells_is_listed(agreed: Deps) -> None:
    with pytest.raises(BadInput) as refused:
        expected(agreed, claims=-1, miles=3)

    assert [fault.where for fault in refused.value.faults] == ["Claims submitted", "usage"]


def test_a_wrong_quantity_and_a_credit_not_given_are_found(agreed: Deps) -> None:
    found = checked(agreed).check

    # 50 x 5.75
    assert found.by_cause() == {Cause.QUANTITY: Usd(287_50), Cause.CREDIT_NOT_GIVEN: Usd(1_600_00)}
    assert [line.label for line in found.disputes] == ["Service credit", "Claims submitted"]


def test_every_fault_of_a_file_is_listed_with_its_line(agreed: Deps) -> None:
    content = (
        b"label,month,amount\nClaims,2026-03,abc\n,2026-03,5.00\nMRN 4471234,2026-03,1.00\n"
        b"Postage,2026-03,1.005\n"
    )

    with pytest.raises(BadInput) as refused:
        checked(agreed, content)

    assert {fault.where for fault in refused.value.faults} >= {"acme.csv, line 4"}
    assert "4471234" not in str(refused.value)


def test_lines_of_another_month_are_refused_one_by_one(agreed: Deps) -> None:
    content = b"label,month,amount\nClaims,2026-02,5.00\nClaims,2026-03,5.00\n"

    with pytest.raises(BadInput) as refused:
        checked(agreed, content)

    assert faults(refused) == [
        "acme.csv, line 2: is for February 2026 and not for March 2026; choose the month it is for"
    ]


def test_typed_lines_are_read_as_a_file_is() -> None:
    rows = [
        {"label": "Collections", "quantity": "182,000.25", "rate": "6 %", "amount": "10920.02"},
        {"label": "Credit", "amount": "-500.00", "kind": "credit"},
    ]

    found = invoices.typed(ADMINISTRATOR, rows)

    assert found.lines == (
        Line("Collections", Decimal("182000.25"), Decimal("0.06"), Usd(10_920_02)),
        Line("Credit", None, None, Usd(-500_00), "credit"),
    )
    assert found.remarks == ()


def test_faults_of_typed_lines_count_the_lines_that_a_person_sees() -> None:
    rows = [{"label": "Claims", "amount": "5.00"}, {"label": "Post\nage", "amount": "five"}]

    with pytest.raises(BadInput) as refused:
        invoices.typed(ADMINISTRATOR, rows)

    assert [fault.where for fault in refused.value.faults] == ["line 2, amount"]
    with pytest.raises(BadInput, match="no row"):
        invoices.typed(ADMINISTRATOR, [])


def test_the_same_lines_twice_change_nothing_whatever_became_of_them(agreed: Deps) -> None:
    first = invoices.save(agreed, ADMINISTRATOR, draft())
    disputed = draft(status=Status.DISPUTED, note="called them", version=1)
    invoices.save(agreed, ADMINISTRATOR, disputed)

    again = invoices.save(agreed, ADMINISTRATOR, draft())
    same = invoices.save(agreed, ADMINISTRATOR, replace(disputed, version=2))

    assert (first.is_new, again.is_new, same.is_new) == (True, False, False)
    assert again.revision.draft.status is Status.DISPUTED
    assert len(invoices.history(agreed, ADMINISTRATOR, VENDOR, "inv-3")) == 2


def test_the_same_number_with_other_lines_is_a_conflict(agreed: Deps) -> None:
    invoices.save(agreed, ADMINISTRATOR, draft())

    with pytest.raises(Conflict):
        invoices.save(agreed, ADMINISTRATOR, draft(lines=(replace(TOO_MANY, amount=Usd(1)),)))
    assert len(invoices.of_vendor(agreed, ADMINISTRATOR, VENDOR)) == 1


def test_every_fault_of_an_invoice_is_listed_and_nothing_is_kept(agreed: Deps) -> None:
    hostile = replace(TOO_MANY, label="=1+1", meant="SSN 123-45-6789")

    with pytest.raises(BadInput) as refused:
        invoices.save(agreed, ADMINISTRATOR, draft(vendor="X", number=" ", lines=(hostile,)))

    assert [fault.where for fault in refused.value.faults] == [
        "Vendor",
        "Number",
        "Line 1",
        "Line 1",
    ]
    assert invoices.of_vendor(agreed, ADMINISTRATOR, "X") == ()


def test_a_line_counts_as_the_one_that_a_person_says_it_means(agreed: Deps) -> None:
    renamed = replace(TOO_MANY, label="Processing", meant="Claims submitted")

    found = invoices.check(agreed, ADMINISTRATOR, draft(lines=(renamed,)), expected(agreed))

    assert found.check.by_cause()[Cause.QUANTITY] == Usd(287_50)


def test_another_invoice_of_the_month_is_named(agreed: Deps) -> None:
    invoices.save(agreed, ADMINISTRATOR, draft())
    invoices.save(agreed, ADMINISTRATOR, draft(number="INV-2", month=Month(2026, 2)))

    assert checked(agreed).others == ("INV-3",)
    found = invoices.check(agreed, ADMINISTRATOR, draft(number="inv-3"), expected(agreed))
    assert found.others == ()
