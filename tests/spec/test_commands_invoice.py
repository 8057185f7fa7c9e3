"""``vendor-eval check invoice``: the check in words and as a document, and the exit status."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.spec.conftest import DAY, Run
from vendor_eval.access.roles import local_person
from vendor_eval.store import Store
from vendor_eval.workflows import imports, offers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

ROWS = b"vendor,month,metric,value\nAcme,2026-10,claims_submitted,2600\n"
OFFER = """
name = "Per claim"
fees = [
  { type = "per_unit", on = "claims", price = "5.75 USD" },
  { type = "per_unit", on = "statements", price = "0.91 USD" },
]
"""
AGREED = offers.Draft("Acme", "Per claim", OFFER, dt.date(2026, 1, 1), status=offers.Status.AGREED)
ASKED = ("--vendor", "acme", "--month", "2026-10", "--usage", "statements=900")
RIGHT = """label,quantity,rate,amount
Claims submitted,2600,5.75,14950.00
Patient statements,900,.91,819
"""


@pytest.fixture
def stored(tables: Path) -> Path:
    """A price for a claim and for a statement is agreed; October had 2,600 claims."""
    store = Store.open(f"sqlite:///{tables}")
    deps = Deps(store, lambda: DAY)
    offers.save(deps, local_person(), AGREED)
    imports.store(deps, local_person(), Upload(ROWS, "rows.csv", DAY))
    store.close()
    return tables


@pytest.fixture
def invoice(folder: Path) -> Path:
    """An invoice with 50 claims too many."""
    file = folder / "acme.csv"
    file.write_text(RIGHT.replace("2600,5.75,14950.00", "2650,5.75,15237.50"))
    return file


@pytest.mark.usefixtures("stored")
def test_the_document_has_the_promised_keys_and_every_difference(run: Run, invoice: Path) -> None:
    ended = run("check", "invoice", invoice, *ASKED, "--json")

    assert ended.status == 1
    document = ended.document
    claims, statements = document.pop("lines")
    assert document == {
        "vendor": "Acme",
        "month": "2026-10",
        "billed": "16056.50",
        "expected": "15769.00",
        "difference": "287.50",
        "in_dispute": "287.50",
        "basis": "The offer Per claim, agreed from January 1, 2026 on.",
        "remarks": ["There is no contract, so no service credits are expected."],
    }
    assert claims == {
        "label": "Claims submitted",
        "billed": {"quantity": "2650", "rate": "5.75", "amount": "15237.50"},
        "expected": {"quantity": "2600", "rate": "5.75", "amount": "14950.00"},
        "difference": "287.50",
        "in_dispute": "287.50",
        "reasons": [{"cause": "quantity", "amount": "287.50"}],
    }
    assert (statements["difference"], statements["reasons"]) == ("0.00", [])


@pytest.mark.usefixtures("stored")
def test_an_invoice_that_is_right_ends_with_0(run: Run, invoice: Path) -> None:
    invoice.write_text(RIGHT)

    ended = run("check", "invoice", invoice, *ASKED)

    assert ended.status == 0
    assert "Nothing is in dispute." in ended.out
    assert ended.err == "There is no contract, so no service credits are expected.\n"


@pytest.mark.usefixtures("stored")
def test_the_dispute_list_is_written_in_every_format(run: Run, invoice: Path) -> None:
    files = [invoice.with_name(f"dispute{suffix}") for suffix in (".pdf", ".xlsx", ".csv", ".html")]
    for file in files:
        assert run("check", "invoice", invoice, *ASKED, "--out", file).status == 1

    pdf, workbook, records, page = files
    said = " ".join(one.extract_text() for one in pypdf.PdfReader(pdf).pages)
    assert "The quantity is 2,650 instead of 2,600" in " ".join(said.split())
    assert "Dispute list" in openpyxl.load_workbook(workbook).sheetnames
    [row] = csv.DictReader(records.read_text("utf-8-sig").splitlines())
    assert (row["line"], row["billed_amount"], row["expected_amount"], row["in_dispute"]) == (
        "Claims submitted",
        "15237.50",
        "14950.00",
        "287.50",
    )
    assert "In dispute, the greatest amount first" in page.read_text("utf-8")


@pytest.mark.usefixtures("stored")
def test_what_nobody_told_is_asked_for(run: Run, invoice: Path) -> None:
    ended = run("check", "invoice", invoice, *ASKED[:4], "--json")

    assert (ended.status, ended.faults) == (2, ["Patient statements"])


@pytest.mark.usefixtures("stored")
def test_faults_of_the_file_and_of_the_options_are_told_apart(run: Run, invoice: Path) -> None:
    invoice.write_text(RIGHT.replace("819", "x").replace("Claims submitted", ""))

    assert run("check", "invoice", invoice, *ASKED, "--json").faults == [
        "acme.csv, line 3, amount",
        "acme.csv, line 2, label",
    ]
    assert run("check", "invoice", invoice, *ASKED[:3], "10/26", "--json").faults == ["--month"]
    bad = (*ASKED, "--usage", "claims", "--usage", "fte=x", "--json")
    assert run("check", "invoice", invoice, *bad).faults == ["--usage", "--usage"]


@pytest.mark.usefixtures("stored")
def test_an_unknown_vendor_and_a_missing_file_end_with_3(run: Run, invoice: Path) -> None:
    other = ("--vendor", "Zeta", "--month", "2026-10")

    assert run("check", "invoice", invoice, *other).status == 3
    assert run("check", "invoice", invoice.with_name("none.csv"), *ASKED).status == 3
