"""Files of what was done month by month."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from vendor_eval.files.usage import UsageReading, read_usage
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month


def rows(*lines: str, header: str = "month,claims,net_collections") -> UsageReading:
    text = "".join(f"{line}\n" for line in (header, *lines))
    return read_usage(text.encode(), "usage.csv")


def codes(reading: UsageReading) -> list[tuple[str, int | None]]:
    return [(message.code, message.line) for message in reading.messages]


def test_every_row_is_a_month() -> None:
    found = rows("2026-01,2600,182000", 'Feb 2026,"2,700","$191,500.25"', "2026-03-31,0,-40")

    assert found.messages == ()
    assert found.start == Month(2026, 1)
    assert found.values == {
        "claims": (Decimal(2600), Decimal(2700), Decimal(0)),
        "net_collections": (Decimal(182000), Decimal("191500.25"), Decimal(-40)),
    }


def test_what_was_read_can_be_billed() -> None:
    found = rows("2026-01,2600,182000", "2026-02,2700,191500.25")

    usage = Usage.exact(found.start or Month(1, 1), found.values)

    assert usage.months == 2
    assert usage.drivers["net_collections"].tolist() == [18_200_000, 19_150_025]


@pytest.mark.parametrize("driver", DRIVERS.values(), ids=lambda driver: driver.id)
def test_every_driver_is_known_by_its_id_and_its_label(driver) -> None:
    for heading in (driver.id, driver.label, driver.id.upper().replace("_", " ")):
        found = rows("2026-01,5", header=f"Month,{heading}")

        assert found.values == {driver.id: (Decimal(5),)}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2026-04,1,1", "month_order"),  # a gap
        ("2026-02,1,1", "month_order"),  # twice
        ("2026-01,1,1", "month_order"),  # backwards
        (",1,1", "bad_month"),
        ("March,1,1", "bad_month"),
        ("03/04/2026,1,1", "ambiguous_date"),
        ("2026-03,-1,1", "out_of_range"),
        ("2026-03,1,1000000000001", "out_of_range"),
        ("2026-03,1.5,1", "not_an_integer"),
        ("2026-03,,1", "missing_value"),
        ("2026-03,n/a,1", "missing_value"),
        ("2026-03,many,1", "not_a_number"),
        ("2026-03,5 %,1", "unknown_unit"),
        ("2026-03,1,1 EUR", "unknown_unit"),
        ("2026-03,1", "ragged"),
    ],
)
def test_a_cell_at_fault_is_named_with_its_line(row: str, code: str) -> None:
    found = rows("2026-02,1,1", row)

    assert (found.start, found.values) == (None, {})
    assert (code, 3) in codes(found)


def test_all_faults_are_told_at_once() -> None:
    found = rows("2026-02,-1,x", "2026-01,1.5,")

    assert sorted(codes(found)) == [
        ("missing_value", 3),
        ("month_order", 3),
        ("not_a_number", 2),
        ("not_an_integer", 3),
        ("out_of_range", 2),
    ]


def test_staff_and_hours_come_in_parts() -> None:
    found = rows("2026-01,3.5,120.25", header="month,fte,hours")

    assert found.values == {"fte": (Decimal("3.5"),), "hours": (Decimal("120.25"),)}


def test_parts_of_a_cent_are_rounded_and_said() -> None:
    found = rows("2026-01,1,10.005")

    assert found.values["net_collections"] == (Decimal("10.01"),)
    assert codes(found) == [("rounded", 2)]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("claims,net_collections", "missing_column"),
        ("month,weather", "missing_column"),
        ("month,claims,number of claims", "duplicate_column"),
        ("month,claims,patient id", "patient_data"),
    ],
)
def test_a_header_at_fault_is_named(header: str, code: str) -> None:
    values = ",".join(["2026-01", "1", "1"][: header.count(",") + 1])

    assert code in [one for one, _ in codes(rows(values, header=header))]


def test_a_workbook_says_the_same() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(
            (("Month", "Claims", "Collections"), ("2026-01", 2600, 182000), ("2026-02", 2700, 1.5))
        ):
            sheet.write_row(row, 0, line)

    found = read_usage(target.getvalue(), "usage.xlsx")

    assert found.messages == ()
    assert found.values == {
        "claims": (Decimal(2600), Decimal(2700)),
        "net_collections": (Decimal(182000), Decimal("1.5")),
    }
