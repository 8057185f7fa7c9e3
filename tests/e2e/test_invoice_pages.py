"""Invoices beside what was agreed: taken from files, typed, kept, disputed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, configured, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.quantities import Month
from vendor_eval.workflows import contracts, imports, invoices, offers
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.invoices import Draft, Revision, Status
from vendor_eval.workflows.readings import Upload

VENDOR = "Acme Billing"
OCTOBER = Month(2026, 10)
PAGE = "invoice-check"
CONTRACT = f"""
vendor = "{VENDOR}"
starts = 2026-01-01
ends = 2027-12-31
monthly_fee = "16000 USD"
fee_at_risk = "10 %"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
allocation = "100 %"
"""
OFFER = """
name = "Per claim"
fees = [{ type = "per_unit", on = "claims", price = "5.75 USD" }]
"""
# 50 claims too many, and the credit of 1,600.00 is not on it.
BILLED = b"Description,Qty,Unit price,Amount\nClaims submitted,2650,$5.75,15237.50\n"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """A price for a claim is agreed, and October had 2,600 of them and a breach."""
    acting = local_person()
    contracts.save_file(deps, acting, CONTRACT.encode(), "acme.toml")
    agreed = offers.Draft(
        VENDOR, "Per claim", OFFER, dt.date(2026, 1, 1), status=offers.Status.AGREED
    )
    offers.save(deps, acting, agreed)
    report(deps, "claims_submitted,2600", "denial_rate,13 %")
    return deps


def report(deps: Deps, *rows: str, month: str = "2026-10") -> None:
    text = "vendor,month,metric,value\n" + "".join(f"{VENDOR},{month},{row}\n" for row in rows)
    imports.store(deps, local_person(), Upload(text.encode(), f"{month}.csv", TODAY))


def kept(deps: Deps) -> tuple[Revision, ...]:
    return invoices.of_vendor(deps, local_person(), VENDOR)


def keep(deps: Deps, content: bytes = BILLED) -> Revision:
    lines = invoices.read(local_person(), NamedFile("a.csv", content), OCTOBER).lines
    draft = Draft(VENDOR, "A-7", OCTOBER, lines)
    return invoices.save(deps, local_person(), draft).revision


def hand_in(content: bytes, name: str = "acme.csv") -> AppTest:
    page = Application().show(PAGE)
    return page.file_uploader[0].set_value((name, content, "text/csv")).run()


def type_in(**lines: str) -> AppTest:
    """Type amounts, by the number of the line that is expected."""
    page = Application().show(PAGE)
    page.segmented_control(key="invoice.how").set_value("Type it in").run()
    edited = {int(row[1:]): {"amount": amount} for row, amount in lines.items()}
    page.session_state[f"invoice.lines.{VENDOR}.{OCTOBER}.0"] = {
        "edited_rows": edited,
        "added_rows": [],
        "deleted_rows": [],
    }
    return page.run()


@pytest.fixture
def demonstration(demonstration_file: Path) -> Iterator[None]:
    """The app's database is the demonstration practice, which is not written to."""
    with configured(f"sqlite:///{demonstration_file}"):
        yield


def test_without_an_invoice_the_page_says_what_should_be_billed(deps: Deps) -> None:
    page = Application().show(PAGE)

    assert not page.exception
    assert "2,600 × $5.75" in tables(page)
    # 14,950.00 less 10 % of 16,000.00
    assert "$13,350.00" in tables(page)
    assert "The offer Per claim, agreed from January 1, 2026 on." in said(page)


def test_a_file_is_checked_line_by_line_before_anything_is_kept(deps: Deps) -> None:
    page = hand_in(BILLED)

    assert not page.exception
    assert (
        f"{VENDOR} billed $15,237.50 for October 2026; $13,350.00 were expected. "
        "In dispute: $1,887.50 on 2 lines."
    ) in said(page)
    assert "The quantity is 2,650 instead of 2,600 (+$287.50)" in tables(page)
    assert "The service credit that fell due was not given (+$1,600.00)" in tables(page)
    assert kept(deps) == ()


def test_a_file_is_kept_under_its_number_and_the_same_again_changes_nothing(deps: Deps) -> None:
    for _ in range(2):
        page = hand_in_new(BILLED)
        page.text_input[0].set_value("A-7").run()
        page.button(key="invoice.keep").click().run()
        assert not page.exception
        assert not page.error

    [only] = kept(deps)
    assert (only.draft.number, only.draft.version) == ("A-7", 1)


def hand_in_new(content: bytes) -> AppTest:
    page = Application().show(PAGE, {"invoice": "New invoice"})
    return page.file_uploader[0].set_value(("acme.csv", content, "text/csv")).run()


def test_every_fault_of_a_file_is_listed_and_it_cannot_be_kept(deps: Deps) -> None:
    page = hand_in(b"label,month,amount\nClaims,2026-09,1.00\nClaims,2026-10,x\n,2026-10,1.00\n")

    assert not page.exception
    assert "It cannot be read yet: 2 things to mend." in said(page)
    assert "acme.csv, line 3, amount" in tables(page)
    assert "acme.csv, line 4, label" in tables(page)
    assert not [one for one in page.button if one.key == "invoice.keep"]


def test_lines_are_typed_beside_those_that_are_expected(deps: Deps) -> None:
    page = type_in(r0="14950.00", r1="-1600.00")

    assert not page.exception
    assert "Nothing is in dispute." in said(page)


def test_a_typed_amount_that_is_none_is_told_with_its_row(deps: Deps) -> None:
    page = type_in(r0="fourteen")

    assert "line 1, amount" in tables(page)


def test_what_becomes_of_an_invoice_is_kept_with_its_note(deps: Deps) -> None:
    keep(deps)
    page = Application().show(PAGE)

    [status] = [one for one in page.selectbox if one.label == "Status"]
    [note] = [one for one in page.text_input if one.label == "Note"]
    status.set_value(Status.DISPUTED)
    note.set_value("Called them on Monday")
    save(page)

    assert not page.exception
    [only] = kept(deps)
    assert (only.draft.status, only.draft.note) == (Status.DISPUTED, "Called them on Monday")


def save(page: AppTest) -> AppTest:
    [button] = [one for one in page.button if one.label == "Save"]
    return button.click().run()


def test_a_person_says_which_line_a_label_means(deps: Deps) -> None:
    keep(deps, BILLED.replace(b"Claims submitted", b"Processing"))
    page = Application().show(PAGE)
    assert "Nothing that was agreed bills this line" in tables(page)

    [meant] = [one for one in page.selectbox if "means" in one.label]
    meant.set_value("Claims submitted")
    page = save(page)

    assert "The quantity is 2,650 instead of 2,600" in tables(Application().show(PAGE))


def test_somebody_elses_save_in_between_is_shown_and_what_was_typed_stays(deps: Deps) -> None:
    shown = keep(deps)
    page = Application().show(PAGE)
    theirs = Draft(VENDOR, "A-7", OCTOBER, shown.draft.lines, Status.ACCEPTED, "paid", version=1)
    invoices.save(deps, local_person(), theirs)

    [note] = [one for one in page.text_input if one.label == "Note"]
    note.set_value("mine")
    page = save(page)

    assert "compare both versions and save again" in said(page)
    assert [one.draft.note for one in kept(deps)] == ["paid"]

    save(page)

    assert [one.draft.note for one in kept(deps)] == ["mine"]


def test_what_nobody_reported_is_asked_for_and_never_made_up(deps: Deps) -> None:
    page = Application().show(PAGE, {"month": "September 2026"})

    assert "Claims submitted: nobody told them for September 2026." in said(page)
    assert "What should be billed" not in said(page)

    page.number_input(key=f"usage.{VENDOR}.2026-09.claims").set_value(1000).run()

    # 1,000 x 5.75
    assert "$5,750.00" in tables(page)
    assert "Not reported for September 2026: Denial rate." in said(page)


def test_a_vendor_with_nothing_agreed_is_led_to_the_offers(deps: Deps) -> None:
    page = Application().show(PAGE, {"month": "November 2025"})

    assert "has no agreed offer and no contract with a monthly fee" in said(page)
    assert "See the offers" in [one.label for one in page.page_link]


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.AUDITOR])
def test_who_may_only_look_sees_the_check_and_no_form(demonstration: None, role: Role) -> None:
    page = Application(role).show(PAGE)

    assert "In dispute: $1,335.75 on 1 line." in said(page)
    assert "Save" not in [one.label for one in page.button]
    assert "New invoice" not in page.selectbox(key="invoice").options


def test_finance_may_enter_and_decide(demonstration: None) -> None:
    page = Application(Role.FINANCE).show(PAGE, {"vendor": "Cedar Ridge RCM"})

    assert "In dispute: $4,000.00 on 1 line." in said(page)
    assert "Save" in [one.label for one in page.button]


def test_evaluators_do_not_see_what_vendors_bill(demonstration: None) -> None:
    page = Application(Role.EVALUATOR).show(PAGE)

    assert "may not see what vendors cost" in said(page)
    assert tables(page) == ""
