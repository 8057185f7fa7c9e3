"""The embedded engine: what it may touch, which types it reads, what a missing column costs."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.claim_rows import claim, only, outcome, unanswered, write_csv, write_parquet
from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.extracts import ExtractFile
from vendor_eval.claims.schema import EVENTS
from vendor_eval.engines.duckdb import locked_down

OF_CLAIMS = {id: one for id, one in DEFINITIONS.items() if one.table == EVENTS}
ROWS = [
    claim(1),
    claim(2, **{**unanswered(), "ch_ack_status": "rejected", "coded_ts": ""}),
    claim(3, first_outcome="partial", denied_charge_amt="12.5", submitted_ts="2025-03-31T23:30"),
]


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "ATTACH '{folder}/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM ROWS",
        "SET enable_external_access = true",
        "SET allowed_paths = ['{other}']",
        "SET memory_limit = '64GB'",
    ],
)
def test_nothing_but_the_named_files_can_be_touched(tmp_path: Path, attempt: str) -> None:
    named, other = (write_csv(tmp_path / name, ROWS) for name in ("a.csv", "b.csv"))
    file = ExtractFile(named.name, str(named), ",", 1, {})

    with locked_down([file], "UTC") as connection:
        assert connection.execute(f"SELECT count(*) FROM read_csv('{named}')").fetchone() == (3,)
        with pytest.raises(duckdb.Error):
            connection.execute(attempt.format(other=other, folder=tmp_path))


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with locked_down([], "UTC") as connection:
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        connection.execute("CREATE TABLE claims AS SELECT 1")

    assert list(tmp_path.iterdir()) == []


def test_no_bar_of_progress_is_drawn_into_what_a_console_is_given() -> None:
    # Without a file of its own, Python is a console to DuckDB.
    code = (
        "from vendor_eval.engines.duckdb import locked_down\n"
        "with locked_down([], 'UTC') as connection:\n"
        "    print(connection.sql(\"SELECT current_setting('enable_progress_bar')\").fetchall())"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout == "[(False,)]\n"


NEW_YORK_IN_SUMMER = dt.timezone(dt.timedelta(hours=-4))
# A column as programs write it to Parquet, from texts of which None is an empty cell.
TYPED: dict[str, Callable[[list[str | None]], pa.Array]] = {
    "vendor": lambda texts: pa.array(texts).dictionary_encode(),
    "attempt_no": lambda texts: pa.array([one and int(one) for one in texts], pa.int16()),
    "frequency_code": lambda texts: pa.array([one and float(one) for one in texts]),
    "billed_amt": lambda texts: pa.array(
        [one and Decimal(one) for one in texts], pa.decimal128(12, 2)
    ),
    "extract_ts": lambda texts: pa.array(
        [one and moment(one).replace(tzinfo=NEW_YORK_IN_SUMMER) for one in texts]
    ),
    "_ts": lambda texts: pa.array([one and moment(one) for one in texts], pa.timestamp("ms")),
    "_date": lambda texts: pa.array([one and moment(one).date() for one in texts], pa.date32()),
    "dos_from": lambda texts: pa.array([one and moment(one).date() for one in texts], pa.date32()),
    "_total": lambda texts: pa.array([float(one or "nan") for one in texts]),
    "_amt": lambda texts: pa.array([float(one or "nan") for one in texts]),
}


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def typed(name: str, cells: list[Any]) -> pa.Array:
    """The cells of a column as another program would write them to Parquet."""
    texts = [None if cell == "" else str(cell) for cell in cells]
    for ending, column in TYPED.items():
        if name.endswith(ending):
            return column(texts)
    return pa.array(texts)


def test_typed_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    columns = {name: typed(name, [row[name] for row in ROWS]) for name in ROWS[0]}

    parquet = outcome(write_parquet(tmp_path / "claims.parquet", columns))
    text = outcome(write_csv(tmp_path / "claims.csv", ROWS))

    assert parquet.kpis == text.kpis
    assert (parquet.checks, parquet.as_of) == (text.checks, text.as_of)


@pytest.mark.parametrize(
    "column", sorted({name for one in OF_CLAIMS.values() for name in one.needs} - {"vendor"})
)
def test_a_missing_column_costs_the_metrics_that_need_it_and_no_others(
    tmp_path: Path, column: str
) -> None:
    balances = {"balance_insurance": "5", "balance_patient": "5", "charge_posted_ts": "2025-05-02"}
    rows = [{**row, **balances, "extract_ts": "2025-06-30T22:00"} for row in ROWS]
    # Sent again once the refusal was known.
    again = {"attempt_no": 2, "claim_root_key": rows[1]["claim_root_key"]}
    rows.append({**rows[0], **again, "submitted_ts": "2025-06-20T08:00"})
    columns = [name for name in rows[0] if name != column]

    done = outcome(write_csv(tmp_path / "claims.csv", rows, columns), as_of=dt.date(2025, 6, 30))

    lost = {one.metric for one in done.not_computable if one.metric in OF_CLAIMS}
    needing = {one.id for one in OF_CLAIMS.values() if column in one.needs}
    if column == "extract_ts":
        needing = {"days_in_ar", "ar_over_90_rate"}
    assert lost == needing
    assert {one.metric for one in done.kpis} == OF_CLAIMS.keys() - needing
    assert all(column in one.because for one in done.not_computable if one.metric in OF_CLAIMS)


def test_rows_of_a_file_without_a_column_are_left_out_and_counted(tmp_path: Path) -> None:
    without = [name for name in ROWS[0] if name != "payer_ack_status"]
    files = [
        write_csv(tmp_path / "a.csv", ROWS),
        write_csv(tmp_path / "b.csv", [claim(4)], without),
    ]

    done = outcome(*files, metrics=["first_pass_acceptance_rate", "claims_submitted"])

    assert only(done, "first_pass_acceptance_rate").denominator == 3
    assert only(done, "claims_submitted").value == 4
    (left_out,) = done.left_out
    assert left_out.because == "1 row of b.csv is left out, which lacks payer_ack_status"


def test_a_file_without_a_vendor_takes_the_one_that_is_said(tmp_path: Path) -> None:
    columns = [name for name in ROWS[0] if name != "vendor"]
    file = write_csv(tmp_path / "a.csv", ROWS, columns)

    done = outcome(file, vendor="O'Neill & Sons", metrics=["claims_submitted"])

    assert [(one.vendor, one.value) for one in done.kpis] == [("O'Neill & Sons", 3)]


def test_what_cannot_be_so_is_counted_and_still_counts(tmp_path: Path) -> None:
    rows = [
        claim(1, coded_ts="2025-03-01T08:00"),
        claim(2, first_remit_paid="90", first_remit_allowed="80"),
        claim(2, first_remit_paid="", first_remit_allowed=""),
        claim(3, submitted_ts="2025-02-01T00:00", first_outcome="partial", denied_charge_amt=""),
    ]
    columns = [*rows[0], "first_remit_paid", "first_remit_allowed"]

    done = outcome(write_csv(tmp_path / "a.csv", rows, columns), metrics=["claims_submitted"])

    found = {one.check: one.rows for one in done.checks if one.column is None}
    assert found["coded_before_doc_complete"] == 1
    assert found["paid_above_allowed"] == 1
    assert found["duplicates"] == 1
    assert found["submitted_before_coded"] == 1
    assert found["submitted_before_service"] == 1
    assert found["denied_without_amount"] == 1
    assert found["remitted_before_submitted"] == 0
    assert {one.column: one.rows for one in done.checks if one.column} == {
        "denied_charge_amt": 1,
        "first_remit_paid": 3,
        "first_remit_allowed": 3,
    }
    assert sum(one.value or 0 for one in done.kpis) == 4


@pytest.mark.parametrize(
    ("cells", "as_of"),
    [
        ({}, dt.date(2025, 6, 15)),
        # Midnight belongs to the day it ends.
        ({"extract_ts": "2025-07-01T00:00"}, dt.date(2025, 6, 30)),
        # Without a time of extraction the latest of all moments and dates.
        ({"extract_ts": ""}, dt.date(2025, 3, 19)),
        ({"extract_ts": "", "payer_ack_ts": "2025-04-02T09:00"}, dt.date(2025, 4, 2)),
    ],
)
def test_the_moment_looked_from_is_in_the_files(
    tmp_path: Path, cells: dict[str, str], as_of: dt.date
) -> None:
    file = write_csv(tmp_path / "a.csv", [claim(1, **cells)])

    assert outcome(file, metrics=["claims_submitted"]).as_of == as_of


NIGHT = ("2025-03-09T01:59", "2025-03-09T02:30", "2025-11-02T01:30", "2025-11-02T02:00")


@pytest.mark.parametrize("submitted", NIGHT)
def test_hours_that_never_come_or_come_twice_are_the_same_in_every_format(
    tmp_path: Path, submitted: str
) -> None:
    row = claim(1, coded_ts="2025-03-08T20:00", submitted_ts=submitted, extract_ts="")
    metrics = ["claim_submission_lag"]

    text = outcome(write_csv(tmp_path / "a.csv", [row]), metrics=metrics)
    columns = {name: typed(name, [cell]) for name, cell in row.items()}
    parquet = outcome(write_parquet(tmp_path / "a.parquet", columns), metrics=metrics)

    assert (parquet.kpis, parquet.as_of) == (text.kpis, text.as_of)


def test_a_fault_in_one_of_many_parquet_files_costs_that_file_alone(tmp_path: Path) -> None:
    for number in range(5):
        cells = {name: pa.array([str(cell)]) for name, cell in claim(number).items()}
        if number == 3:
            cells["billed_amt"] = pa.array(["no"])
        # What is written otherwise in one file is read as well.
        if number == 4:
            cells["payer_sequence"] = pa.array([" p"])
        write_parquet(tmp_path / f"{number}.parquet", cells)

    done = outcome(tmp_path, metrics=["claims_submitted"])

    assert [(one.file, one.code) for one in done.rejected] == [("3.parquet", "bad_value")]
    assert (done.files, done.rows, only(done, "claims_submitted").value) == (4, 4, 4)


def test_a_parquet_file_without_rows_is_refused_beside_others(tmp_path: Path) -> None:
    cells = {name: pa.array([str(cell)]) for name, cell in claim(1).items()}
    write_parquet(tmp_path / "a.parquet", cells)
    write_parquet(tmp_path / "b.parquet", {name: cell[:0] for name, cell in cells.items()})

    done = outcome(tmp_path, metrics=["claims_submitted"])

    assert [(one.file, one.code) for one in done.rejected] == [("b.parquet", "no_rows")]
    assert (done.files, done.rows) == (1, 1)


def test_a_word_is_counted_on_each_of_its_rows(tmp_path: Path) -> None:
    rows = [claim(at, first_outcome="lost" if at % 2 else "paid") for at in range(10)]
    cells = {name: pa.array([str(row[name]) for row in rows]) for name in rows[0]}

    (found,) = outcome(write_parquet(tmp_path / "a.parquet", cells), metrics=[]).rejected

    assert found.text.startswith("first_outcome: rows 2, 4, 6, 8, 10 are not paid,")
