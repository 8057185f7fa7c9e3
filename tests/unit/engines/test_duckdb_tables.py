"""Adjustments, service lines and audits: told by headings, typed, refused like claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.claim_rows import claim, outcome, write_csv, write_parquet
from vendor_eval.claims.schema import TABLES, table_of
from vendor_eval.engines.duckdb import locked_down, rows_of, take, take_all
from vendor_eval.engines.duckdb_loading import Loading, Reading
from vendor_eval.files.extracts import readable
from vendor_eval.privacy import FORMS

ADJUSTMENT = {
    "vendor": "Northwind RCM",
    "practice_claim_key": "k000001",
    "line_no": "",
    "remit_date": "2025-03-20",
    "group_code": "co",
    "carc": "197",
    "rarc_list": "N130 M15",
    "amount": "-12.5",
    "is_reversal": "Y",
}
LINE = {
    "vendor": "Northwind RCM",
    "practice_claim_key": "k000001",
    "line_no": "2",
    "cpt_hcpcs": "99213",
    "modifiers": "25 GT",
    "units": "1.125",
    "billed": "200",
    "allowed": "110.25",
    "paid": "88.2",
    "expected_allowed": "",
}
AUDIT = {
    "vendor": "Northwind RCM",
    "audit_id": "a7",
    "encounter_key": "e000001",
    "auditor_type": "independent",
    "codes_expected": "4",
    "codes_correct": "3",
    "codes_wrong": "1",
    "codes_missed": "0",
    "codes_extra": "0",
    "payment_changed": "false",
    "dos": "2025-03-01",
}
ROWS = {"claim_adjustments": ADJUSTMENT, "claim_lines": LINE, "coding_audit": AUDIT}
TAKEN: Mapping[str, Sequence[Any]] = {
    "claim_adjustments": (
        "Northwind RCM",
        "k000001",
        None,
        dt.date(2025, 3, 20),
        "CO",
        "197",
        "N130 M15",
        Decimal("-12.50"),
        True,
    ),
    "claim_lines": (
        "Northwind RCM",
        "k000001",
        2,
        "99213",
        "25 GT",
        Decimal("1.125"),
        Decimal("200.00"),
        Decimal("110.25"),
        Decimal("88.20"),
        None,
    ),
    "coding_audit": (
        "Northwind RCM",
        "a7",
        "e000001",
        "independent",
        4,
        3,
        1,
        0,
        0,
        False,
        dt.date(2025, 3, 1),
    ),
}
each_table = pytest.mark.parametrize("table", ROWS)


def taken(*files: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, as the engine holds them."""
    found, rejected = readable(files)
    with locked_down(found, "America/New_York") as connection:
        loading = Loading(connection, Reading(None, FORMS))
        sources = loading.sources(found)
        assert [*rejected, *loading.rejected] == []
        take_all(connection, sources)
        return {
            table: [tuple(row.values()) for row in rows_of(connection, f"SELECT * FROM {table}")]
            for table in TABLES
        }


@each_table
def test_a_file_fills_the_table_that_its_headings_tell(tmp_path: Path, table: str) -> None:
    other = "claim_lines" if table == "coding_audit" else "coding_audit"

    # The name of a file says nothing.
    rows = taken(write_csv(tmp_path / f"{other}.csv", [ROWS[table]]))

    assert rows == {**{one: [] for one in TABLES}, table: [TAKEN[table]]}


def test_parquet_of_other_types_gives_what_text_gives(tmp_path: Path) -> None:
    lines = {
        **{name: pa.array([cell]) for name, cell in LINE.items()},
        "line_no": pa.array([2.0]),
        "cpt_hcpcs": pa.array([99213]),
        "units": pa.array([1.125]),
        "paid": pa.array([Decimal("88.20")]),
        "expected_allowed": pa.array([None]),
    }
    audits = {
        **{name: pa.array([cell]) for name, cell in AUDIT.items()},
        "codes_missed": pa.array([0], pa.int8()),
        "payment_changed": pa.array([False]),
        "dos": pa.array([dt.date(2025, 3, 1)]),
    }

    rows = taken(
        write_parquet(tmp_path / "a.parquet", lines),
        write_parquet(tmp_path / "b.parquet", audits),
    )

    assert rows["claim_lines"] == [TAKEN["claim_lines"]]
    assert rows["coding_audit"] == [TAKEN["coding_audit"]]


@pytest.mark.parametrize(
    ("names", "table"),
    [
        ((), "claim_events"),
        (("vendor", "practice_claim_key"), "claim_events"),
        # What parts adjustments and lines from claims is not there.
        (("vendor", "practice_claim_key", "line_no", "billed"), "claim_events"),
        (("practice_claim_key", "carc"), "claim_adjustments"),
        (("practice_claim_key", "cpt_hcpcs", "line_no", "billed", "carc"), "claim_lines"),
        # Claims that say a reason besides are claims.
        (("vendor", "claim_root_key", "attempt_no", "submitted_ts", "carc"), "claim_events"),
        (("codes_expected",), "coding_audit"),
    ],
)
def test_most_of_the_headings_decide(names: Sequence[str], table: str) -> None:
    assert table_of(dict.fromkeys(TABLES, names)) == table


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (ADJUSTMENT, "practice_claim_key", "ROE, JANE"),
        (ADJUSTMENT, "rarc_list", "DOB 01/02/1950"),
        (LINE, "practice_claim_key", "123-45-6789"),
        (LINE, "modifiers", "jane.roe@mail.example"),
        (AUDIT, "encounter_key", "Jane Roe"),
        (AUDIT, "audit_id", "1EG4-TE5-MK73"),
        (AUDIT, "auditor_type", "(555) 010-9999"),
    ],
)
def test_patient_data_refuses_every_kind_of_file(
    tmp_path: Path, row: dict[str, str], column: str, text: str
) -> None:
    done = outcome(write_csv(tmp_path / "a.csv", [{**row, column: text}]), metrics=[])

    (found,) = done.rejected
    assert (found.code, text in found.text) == ("looks_personal", False)
    assert found.text.startswith(f"{column}: row 2 is like patient data")


@each_table
def test_a_column_for_patient_data_refuses_every_kind_of_file(tmp_path: Path, table: str) -> None:
    file = write_csv(tmp_path / "a.csv", [{**ROWS[table], "Member ID": "Q7Q7Q7"}])

    (found,) = outcome(file, metrics=[]).rejected

    assert (found.code, "Q7Q7Q7" in found.text) == ("forbidden_column", False)


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (ADJUSTMENT, "group_code", "XX"),
        (ADJUSTMENT, "is_reversal", "perhaps"),
        (ADJUSTMENT, "amount", "1.005"),
        (LINE, "units", "-1"),
        (LINE, "units", "1.0005"),
        (LINE, "line_no", "0"),
        (AUDIT, "codes_missed", "-1"),
        (AUDIT, "codes_missed", "0.5"),
        (AUDIT, "payment_changed", "7"),
    ],
)
def test_a_cell_that_is_not_what_its_column_says_refuses_the_file(
    tmp_path: Path, row: dict[str, str], column: str, text: str
) -> None:
    (found,) = outcome(write_csv(tmp_path / "a.csv", [{**row, column: text}]), metrics=[]).rejected

    assert found.code == "bad_value"
    assert found.text.startswith(f"{column}: row 2 is not ")
    assert text not in found.text


def test_the_files_of_all_tables_count_and_their_empty_cells_are_told_apart(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path / "claims.csv", [claim(1)]),
        *(write_csv(tmp_path / f"{table}.csv", [row]) for table, row in ROWS.items()),
    ]

    done = outcome(*files)

    assert (done.rows, done.files, done.rejected) == (4, 4, ())
    assert {one.column: one.rows for one in done.checks if one.column} == {
        "claim_adjustments.line_no": 1,
        "claim_lines.expected_allowed": 1,
    }
    alone = outcome(files[0])
    assert {*alone.kpis} == {one for one in done.kpis if one.metric != "coding_accuracy"}
    assert done.as_of == alone.as_of


def test_the_moment_looked_from_is_in_the_other_tables_where_no_claim_is_there(
    tmp_path: Path,
) -> None:
    done = outcome(write_csv(tmp_path / "a.csv", [AUDIT]), metrics=["denial_rate"])

    assert (done.kpis, done.as_of) == ((), dt.date(2025, 2, 28))
    (because,) = done.not_computable
    assert because.because.startswith("no file has vendor, claim_root_key,")


def test_a_table_without_files_is_empty_and_can_be_named() -> None:
    with locked_down([], "UTC") as connection:
        for table in TABLES:
            take(connection, [], table)
            assert rows_of(connection, f"SELECT * FROM {table}") == []
