"""A cost report says which option costs what, why they differ, and what is still open."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.golden.costs import ABOUT, OFFERS, result, without
from vendor_eval.files.scenarios import worked_example
from vendor_eval.quantities import Usd
from vendor_eval.reports.cost_headline import open_matters, status_sentence, why_they_differ
from vendor_eval.reports.cost_report import cost_report
from vendor_eval.reports.cost_result import invoices, parts
from vendor_eval.reports.cost_volumes import volumes_sentence
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Report

EXAMPLE = result(worked_example(), "Worked example")


def texts(report: Report) -> str:
    return "\n".join(f"{one.subject}: {one.sentence}" for one in report.decisions)


def test_it_says_that_the_cheapest_fee_is_the_dearest_vendor() -> None:
    # 310,892.05 less 213,087.74.
    assert status_sentence(EXAMPLE) == (
        "Per claim asks the lowest fees, $78,000.00 in 12 months; Percentage costs the least all "
        "in, $213,087.74. The cheapest fee is the dearest vendor: it costs $97,804.31 more."
    )


def test_it_says_what_the_dearer_fee_buys() -> None:
    assert why_they_differ(EXAMPLE) == (
        (
            "Against Per claim, Percentage costs $81,225.00 more in fees, and saves $150,000.00 "
            "in leakage, $10,849.31 in carrying, $11,700.00 in rework and $6,480.00 in oversight."
        ),
    )


def test_one_option_that_is_cheapest_in_every_way_has_no_reversal() -> None:
    cheap = worked_example().replace('"11000 USD"', '"1 USD"').replace('"94.5 %"', '"97 %"')

    found = result(cheap)

    # Fee 12.00, leakage 0, carrying 2,910,000 x 44 / 365 x 8 % = 28,063.56, rework 16,200.00,
    # oversight 6,480.00.
    assert status_sentence(found) == (
        "Flat asks the lowest fees, $12.00 in 12 months, and costs the least all in, $50,755.56."
    )
    assert why_they_differ(found) == ()


def test_an_option_that_nobody_knows_the_work_of_has_no_all_in_cost_and_says_so() -> None:
    found = result(OFFERS.partition("[[options]]")[0] + OFFERS[OFFERS.rindex("[[options]]") :])

    assert status_sentence(found) == (
        "Meridian asks the lowest fees, $36,000.00 in 3 months; what the options cost all in is "
        "not known."
    )
    assert "Meridian: Find out what it achieves" in texts(cost_report(found, ABOUT))


def test_the_parts_of_every_all_in_cost_add_up_to_it() -> None:
    for _, cost in result().known():
        assert sum((amount for _, amount in parts(cost)), Usd(0)) == cost.total


def test_the_lines_of_every_month_add_up_to_its_fee_and_the_months_to_the_total() -> None:
    for option in result().options:
        months = invoices(option)
        for month in months:
            assert sum((line.amount for line in month.lines), Usd(0)) == month.fee
        assert sum((month.fee for month in months), Usd(0)) == option.priced.total


def test_everything_open_is_listed_worst_first() -> None:
    found = [(one.mark.label, one.subject) for one in open_matters(result())]

    assert found == [
        ("Not known", "Meridian"),
        ("Not known", "All options"),
        ("Ask counsel", "Halyard"),
        ("Unusual", "Atlas"),
        ("Unusual", "Halyard"),
        ("Not guarded", "Northwind RCM, flat"),
        ("Not guarded", "Atlas, Halyard and Meridian"),
    ]


def test_a_caution_that_somebody_asked_about_is_no_longer_open() -> None:
    halyard = next(one for one in open_matters(result()) if one.mark.label == "Ask counsel")

    assert halyard.sentence == (
        "Ask counsel about the percentage fee: Medicaid reassignment, Medicare reassignment and "
        "New York."
    )


def test_a_minimum_in_the_contract_of_the_vendor_guards_against_the_risk() -> None:
    (flat,) = [one for one in open_matters(result()) if one.subject == "Northwind RCM, flat"]

    # The contract has minimums for the first-pass rate and the denial rate.
    assert flat.sentence == (
        "Agree on a minimum for coding turnaround, resubmission turnaround and report timeliness."
    )


def test_it_says_where_the_cheapest_changes_with_the_volume() -> None:
    assert volumes_sentence(EXAMPLE) == (
        "Percentage costs the least all in at each of these volumes."
    )
    crossing = worked_example().replace('"94.5 %"', '"96 %"')
    assert volumes_sentence(result(crossing)) == (
        "The least all in costs Percentage from −20 % to −10 % and Flat from the expected volume "
        "to +40 %."
    )


def test_without_any_percentage_there_is_nothing_to_ask_counsel() -> None:
    report = cost_report(without("Halyard"), ABOUT)

    cautions = next(one for one in report.appendix if one.title == "Cautions about percentage fees")
    assert not cautions.tables[0].rows
    assert "Ask counsel" not in texts(report)


# So many characters of usual text stand on a line in each unit of a column's width.
FITTING = 1.15
USUAL_WIDTH, LINE = 8.43, 13.5


@pytest.fixture(scope="module")
def sheets() -> list[Worksheet]:
    content = render(cost_report(EXAMPLE, ABOUT), ".xlsx")
    return [*openpyxl.load_workbook(io.BytesIO(content))]


def width(sheet: Worksheet, column: int) -> float:
    """How wide a column is; the file tells it once for columns beside each other."""
    found = [one.width for one in sheet.column_dimensions.values() if one.min <= column <= one.max]
    return found[0] if found else USUAL_WIDTH


def test_what_stands_above_a_narrow_table_is_printed_whole(sheets: list[Worksheet]) -> None:
    narrow = 0
    for sheet in sheets:
        last = openpyxl.utils.range_boundaries(sheet.print_area.rpartition("!")[2])[2]
        printed = sum(width(sheet, column) for column in range(1, last + 1))
        narrow += last > sheet.max_column
        assert printed * FITTING >= len(sheet["A2"].value), sheet.title

    assert narrow, "one of the sheets is narrower than what stands above it"


def test_every_row_is_as_high_as_its_first_text_needs(sheets: list[Worksheet]) -> None:
    high = 0
    for sheet in sheets:
        for (cell,) in sheet.iter_rows(max_col=1):
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                beside = [one for one in sheet.merged_cells.ranges if cell.coordinate in one]
                lines = math.ceil(len(cell.value) / (FITTING * width(sheet, 1)))
                if not beside:
                    high += lines > 1
                    assert sheet.row_dimensions[cell.row].height >= LINE * lines, cell.value

    assert high, "some text takes more than a line"
