"""The example workbooks are what their script writes, and read as their README says."""

import runpy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vendor_eval.files.measures import ReadingOptions, Verdict, read_measures

EXAMPLES = Path(__file__).parents[3] / "examples"
WORKBOOKS = ("northwind-2026.xlsx", "lakeside-2026.xlsx", "summit-2026.xlsx")


def read(name: str, **options: object):
    content = (EXAMPLES / name).read_bytes()
    return read_measures(content, name, ReadingOptions(**options))  # type: ignore[arg-type]  # the keys are checked by the class


def test_the_script_writes_the_same_bytes_every_time(tmp_path: Path) -> None:
    script = runpy.run_path(str(EXAMPLES / "make_examples.py"))
    for write, course, vendor, name in (
        ("write_long", "NORTHWIND", "Northwind RCM", WORKBOOKS[0]),
        ("write_wide", "LAKESIDE", "Lakeside Billing", WORKBOOKS[1]),
        ("write_months_across", "SUMMIT", "Summit Revenue", WORKBOOKS[2]),
    ):
        months = script["months_of"](script[course], vendor)
        script[write](tmp_path / name, vendor, months)

        assert (tmp_path / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_the_long_workbook_is_taken_as_it_is() -> None:
    reading = read(WORKBOOKS[0])

    assert reading.verdict is Verdict.ACCEPT
    assert len(reading.frame) == 6 * 6  # six measures in six months


def test_the_workbook_with_a_title_says_how_it_is_read() -> None:
    refused = read(WORKBOOKS[1])
    taken = read(WORKBOOKS[1], header_row=4, vendor="Lakeside Billing")

    assert "`--header-row 4`" in refused.messages[0].text
    assert taken.verdict is Verdict.WARN
    assert len(taken.frame) == 5 * 6


def test_the_workbook_with_months_across_is_read() -> None:
    assert len(read(WORKBOOKS[2]).frame) == 5 * 6


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_workbook_says_that_it_is_synthetic(name: str) -> None:
    book = load_workbook(EXAMPLES / name)
    assert "SYNTHETIC" in book.properties.description
