"""``vendor-eval report breaches``: a file in four formats, and whether the month has a breach."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.spec.conftest import DAY, Run
from vendor_eval.access.roles import local_person
from vendor_eval.store import Store
from vendor_eval.workflows import contracts, imports
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
"""
ROWS = """vendor,month,metric,value
Northwind RCM,2026-09,denial_rate,5 %
Northwind RCM,2026-10,denial_rate,13 %
"""


@pytest.fixture
def stored(tables: Path) -> Path:
    """A contract and two months of it: September on target, October a breach."""
    store = Store.open(f"sqlite:///{tables}")
    deps = Deps(store, lambda: DAY)
    acting = local_person()
    contracts.save(deps, acting, Draft("Northwind RCM", "Agreement", CONTRACT, "", version=0))
    imports.store(deps, acting, Upload(ROWS.encode(), "rows.csv", DAY))
    store.close()
    return tables


def words_of_pdf(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def words_of_workbook(file: Path) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(file.read_bytes())).worksheets
    return "\n".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


@pytest.mark.parametrize(
    ("suffix", "words_of"),
    [
        (".pdf", words_of_pdf),
        (".xlsx", words_of_workbook),
        (".csv", Path.read_text),
        (".html", Path.read_text),
    ],
)
def test_a_month_with_a_breach_is_written_in_every_format_and_ends_1(
    *, run: Run, stored: Path, folder: Path, suffix: str, words_of: Callable[[Path], str]
) -> None:
    file = folder / f"report{suffix}"

    ended = run("report", "breaches", "--month", "2026-10", "--out", file, "--json")

    assert ended.status == 1
    assert ended.document == {"month": "2026-10", "file": str(file), "breached": True}
    assert "Northwind RCM" in words_of(file)
    assert "13.00 %" in words_of(file).replace("\N{NO-BREAK SPACE}", " ") or suffix == ".xlsx"


def test_a_month_without_a_breach_ends_0(run: Run, stored: Path, folder: Path) -> None:
    ended = run("report", "breaches", "--month", "2026-09", "--out", "report.csv", "--json")

    assert (ended.status, ended.document["breached"]) == (0, False)
    assert (folder / "report.csv").exists()


def test_a_capital_ending_is_the_same_format(run: Run, stored: Path, folder: Path) -> None:
    ended = run("report", "breaches", "--month", "2026-09", "--out", "REPORT.CSV")

    assert (ended.status, ended.out) == (0, "REPORT.CSV\n")


@pytest.mark.parametrize("name", ["report.docx", "report", ".pdf"])
def test_a_name_without_a_known_ending_is_bad_input_and_no_file_appears(
    run: Run, stored: Path, folder: Path, name: str
) -> None:
    ended = run("report", "breaches", "--month", "2026-10", "--out", name, "--json")

    assert ended.status == 2
    assert ".pdf, .xlsx, .csv" in ended.err
    assert not (folder / name).exists()


def test_a_month_that_nobody_judged_is_not_found(run: Run, stored: Path, folder: Path) -> None:
    ended = run("report", "breaches", "--month", "2025-12", "--out", "report.pdf", "--json")

    assert ended.status == 3
    assert "2026-01 to 2026-10" in ended.err
    assert not (folder / "report.pdf").exists()


def test_an_empty_database_has_no_month_to_report_on(run: Run, tables: Path) -> None:
    ended = run("report", "breaches", "--month", "2026-10", "--out", "report.pdf")

    assert (ended.status, ended.out) == (3, "")


@pytest.mark.parametrize("month", ["2026-13", "October 2026", "202610", ""])
def test_a_month_that_is_none_is_bad_input(run: Run, stored: Path, month: str) -> None:
    ended = run("report", "breaches", "--month", month, "--out", "report.pdf", "--json")

    assert (ended.status, ended.faults) == (2, ["--month"])


def test_a_folder_that_does_not_exist_is_not_found_and_is_not_made(
    run: Run, stored: Path, folder: Path
) -> None:
    ended = run("report", "breaches", "--month", "2026-10", "--out", "none/report.csv", "--json")

    assert ended.status == 3
    assert "none" in ended.err
    assert not (folder / "none").exists()


def test_a_file_that_cannot_be_written_is_bad_input(run: Run, stored: Path, folder: Path) -> None:
    (folder / "report.csv").mkdir()

    ended = run("report", "breaches", "--month", "2026-10", "--out", "report.csv", "--json")

    assert (ended.status, ended.faults) == (2, ["report.csv"])


def test_the_same_figures_give_the_same_bytes(run: Run, stored: Path, folder: Path) -> None:
    for name in ("one.csv", "other.csv"):
        run("report", "breaches", "--month", "2026-10", "--out", name)

    assert (folder / "one.csv").read_bytes() == (folder / "other.csv").read_bytes()


def test_the_installed_command_writes_a_pdf_of_the_demonstration(
    run_apart: Run, demonstration: Path, folder: Path
) -> None:
    ended = run_apart("report", "breaches", "--month", "2026-10", "--out", "report.pdf")

    assert (ended.status, ended.out, ended.err) == (1, "report.pdf\n", "")
    assert "synthetic" in words_of_pdf(folder / "report.pdf").lower()
