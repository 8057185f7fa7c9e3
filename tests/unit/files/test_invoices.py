"""A vendor's invoice as a file: what is taken as it stands, and every fault of what is not."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from vendor_eval.files.invoices import InvoiceReading, read_invoice
from vendor_eval.pricing.invoice_check import ComparedLine
from vendor_eval.quantities import Month, Usd

HEADER = "label,quantity,rate,amount\n"


def read(text: str, name: str = "invoice.csv") -> InvoiceReading:
    return read_invoice(text.encode(), name)


def rows(*lines: str, header: str = HEADER) -> InvoiceReading:
    return read(header + "".join(f"{line}\n" for line in lines))


def codes(reading: InvoiceReading) -> list[tuple[str, int | None]]:
    return [(message.code, message.line) for message in reading.messages]


def cells(reading: InvoiceReading) -> list[tuple[str, str, str, str]]:
    return [(one.label, str(one.quantity), str(one.rate), str(one.amount)) for one in reading.lines]


def test_every_row_is_a_line() -> None:
    found = rows("Claims,2600,5.75,14950.00", "Postage,,,700.00", "SLA credit,,,-1200.00")

    assert found.messages == ()
    assert found.lines == (
        ComparedLine("Claims", Decimal(2600), Decimal("5.75"), Usd(1_495_000), "", 2),
        ComparedLine("Postage", None, None, Usd(70_000), "", 3),
        ComparedLine("SLA credit", None, None, Usd(-120_000), "", 4),
    )
    assert found.months == (None, None, None)


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        ('Claims,"2,600",$5.75,"$14,950.00"', ("Claims", "2600", "5.75", "14950.00")),
        ("Share,100000,5.5 %,5500.00", ("Share", "100000", "0.055", "5500.00")),
        ("Share,100000,5.5%,5500 USD", ("Share", "100000", "0.055", "5500.00")),
        ("Claims,n/a,-,0", ("Claims", "None", "None", "0.00")),
        (" Claims  worked ,1,1,1", ("Claims worked", "1", "1", "1.00")),
        ("Claims,55,0.067,3.69", ("Claims", "55", "0.067", "3.69")),
    ],
)
def test_numbers_are_read_as_they_are_written(row: str, read_as: tuple[str, ...]) -> None:
    assert cells(rows(row)) == [read_as]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Claims,2600,5.75,", "missing_amount"),
        ("Claims,2600,5.75,n/a", "missing_amount"),
        ("Claims,2600,5.75,about 15000", "not_a_number"),
        ("Credit,,,(200.00)", "not_a_number"),
        ("Claims,2600,5.75,#REF!", "not_a_number"),
        ("Claims,2600,5.75,14950.005", "part_of_a_cent"),
        ("Claims,2600,5.75,14950 EUR", "unknown_unit"),
        ("Claims,2600 h,5.75,14950", "unknown_unit"),
        ("Claims,2600,5.75 h,14950", "unknown_unit"),
        ("Claims,2600,5.75,5 %", "unknown_unit"),
        (",2600,5.75,14950", "missing_label"),
        ("=1+1,2600,5.75,14950", "refused_text"),
        ("Patient MRN 1234567,1,1,1", "patient_data"),
        ("Claims,2600,5.75", "ragged"),
        ('"Claims,2600,5.75,14950', "quote"),
    ],
)
def test_a_cell_at_fault_is_named_with_its_line(row: str, code: str) -> None:
    found = rows("Postage,,,700.00", row)

    assert found.rejected
    assert found.lines == ()
    assert (code, 3) in codes(found)


def test_all_faults_are_told_at_once() -> None:
    found = rows("Claims,x,y,z", ",1,1,1.001")

    assert codes(found) == [
        ("not_a_number", 2),
        ("not_a_number", 2),
        ("not_a_number", 2),
        ("missing_label", 3),
        ("part_of_a_cent", 3),
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("label,quantity,rate\n", "missing_column"),
        ("amount,quantity,rate\n", "missing_column"),
        ("label,amount,line total\n", "duplicate_column"),
        ("label,amount,patient name\n", "patient_data"),
    ],
)
def test_a_header_at_fault_is_named(header: str, code: str) -> None:
    assert (code, 1) in codes(rows("1,2,3", header=header))


def test_what_stands_above_the_header_and_below_the_lines_is_told_from_lines() -> None:
    found = read(
        "Acme Billing LLC,,\nInvoice 17,,\n\nDescription,Qty,Amount\n"
        "Claims,2600,14950.00\nPostage,900,819.00\nSubtotal,,15769.00\nTotal:,,15769.00\n"
    )

    assert [one.label for one in found.lines] == ["Claims", "Postage"]
    assert [one.line for one in found.lines] == [5, 6]
    assert found.stated_total == Usd(1_576_900)
    assert codes(found) == [("header_row", 4), ("total_row", 7)]


def test_a_total_that_the_lines_do_not_make_is_said_and_stays() -> None:
    found = rows("Claims,,,100.00", "Total,,,110.00")

    assert found.stated_total == Usd(11_000)
    assert [message.text for message in found.messages][-1] == (
        "the lines add up to $100.00, and the invoice says $110.00; the lines are what was checked"
    )


def test_two_totals_are_refused() -> None:
    assert ("two_totals", 3) in codes(rows("Claims,,,1.00", "Total,,,1.00", "Amount due,,,2.00"))


@pytest.mark.parametrize(
    ("month", "code"), [("03/04/2026", "ambiguous_date"), ("spring", "bad_month")]
)
def test_a_month_that_cannot_be_told_is_refused(month: str, code: str) -> None:
    found = rows(f"Claims,1.00,{month}", header="label,amount,month\n")

    assert codes(found) == [(code, 2)]


def test_each_line_has_the_month_that_it_says() -> None:
    found = rows(
        "Claims,1.00,2026-03", "Postage,1.00,Apr 2026", "Other,1.00,", header="label,amount,month\n"
    )

    assert found.months == (Month(2026, 3), Month(2026, 4), None)


@pytest.mark.parametrize("text", ["", "\n\n", "label,amount\n"])
def test_a_file_without_lines_is_refused(text: str) -> None:
    assert read(text).rejected


def test_other_kinds_of_files_are_refused() -> None:
    assert codes(read_invoice(b"%PDF-1.7", "invoice.pdf")) == [("type_mismatch", None)]


def workbook(*table: tuple[object, ...]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Invoice")
        percent, usd = (
            book.add_format({"num_format": "0.0%"}),
            book.add_format({"num_format": "0.00"}),
        )
        for row, line in enumerate(table):
            for column, cell in enumerate(line):
                style = percent if isinstance(cell, float) and 0 < cell < 1 else usd
                sheet.write(row, column, cell, style)
    return target.getvalue()


def test_a_workbook_says_the_same() -> None:
    content = workbook(
        ("Service", "Units", "Price", "Amount"),
        ("Claims", 2600, 5.75, 14950),
        ("Share", 100_000, 0.055, 5500),
        ("Credit", "", "", -1200.5),
    )

    found = read_invoice(content, "invoice.xlsx")

    assert found.messages == ()
    assert cells(found) == [
        ("Claims", "2600", "5.75", "14950.00"),
        ("Share", "100000", "0.055", "5500.00"),
        ("Credit", "None", "None", "-1200.50"),
    ]
