"""Claim extracts that cannot be used: each says what it is, and no cell is ever repeated."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.claim_rows import claim, outcome, write_csv, write_parquet
from vendor_eval.claims.extracts import Rejection
from vendor_eval.files.extracts.described import kind_of

ISA = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*1"
SECRET = "Q7Q7Q7"


def rejected(*paths: Path) -> list[Rejection]:
    return list(outcome(*paths, metrics=["claims_submitted"]).rejected)


def cell(tmp_path: Path, **cells: Any) -> Rejection:
    (found,) = rejected(write_csv(tmp_path / "claims.csv", [claim(1), claim(2, **cells)]))
    return found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (ISA, "no_vendor"),
        (b"\xef\xbb\xbf\r\n" + ISA, "no_vendor"),
        (b"PK\x03\x04rest", "type_mismatch"),
        ("vendor,attempt_no\nA,1\n".encode("utf-16"), "type_mismatch"),
        (b"%PDF-1.7", "type_mismatch"),
        (b"PAR1 and no more", "damaged"),
        (b"a,b\n1,2\n", "no_columns"),
        (b"vendor,attempt_no\n", "no_rows"),
        (b"vendor,Vendor\nA,B\n", "column_twice"),
        (b"vendor,attempt_no\nA,1\nB,2,3\n", "broken_row"),
        (b'vendor,attempt_no\nA,1\n"B,2\n', "broken_row"),
        (b"vendor,attempt_no\nA,1\nB\xff,2\n", "encoding"),
        (b"vend\xff,attempt_no\nA,1\n", "encoding"),
        (b"attempt_no,submitted_ts\n1,2025-03-01\n", "no_vendor"),
        (b"vendor,attempt_no\n ,1\n", "no_vendor"),
    ],
)
def test_what_is_no_extract_says_what_it_is(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "claims.csv"
    file.write_bytes(content)

    assert [one.code for one in rejected(file)] == [code]


def test_a_packed_csv_is_called_what_it_is_and_how_it_is_read_is_said(tmp_path: Path) -> None:
    plain = write_csv(tmp_path / "claims.csv", [claim(1)]).read_bytes()
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(plain, mtime=0))

    (found,) = rejected(packed)

    assert found.text == "this is a file packed with gzip; unpack it, and hand in the CSV in it"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (gzip.compress(b"vendor\n", mtime=0), "file packed with gzip"),
        (b"PK\x03\x04", "workbook or an archive"),
        (b"%PDF-1.7", "PDF document"),
        (b"PAR1", "Parquet"),
        (ISA, "X12"),
        (b"vendor,attempt_no\n", "CSV"),
    ],
)
def test_a_file_is_remembered_as_what_it_is(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ac\x07me", "control_char"),
        ("Acme\u202egnilliB", "invisible"),
        ("Ac\u200bme", "invisible"),
        ("=1+1", "formula_text"),
        ("@Acme", "formula_text"),
        ("A" * 201, "too_long"),
    ],
)
def test_a_vendor_whose_name_cannot_be_kept_refuses_the_file(
    tmp_path: Path, name: str, code: str
) -> None:
    vendors = ["Acme", name, name, "A" * 200]
    rows = [claim(at, vendor=vendor) for at, vendor in enumerate(vendors)]
    columns = {one: pa.array([str(row[one]) for row in rows]) for one in rows[0]}
    files = [write_csv(tmp_path / "a.csv", rows), write_parquet(tmp_path / "b.parquet", columns)]

    of_text, of_parquet = rejected(*files)

    assert (of_text.code, of_parquet.code) == (code, code)
    # Parquet has no header, and its rows are numbered from 1 as well.
    assert of_text.text.startswith("vendor: rows 3, 4 are no name to keep; ")
    assert of_parquet.text.startswith("vendor: rows 2, 3 are no name to keep; ")
    assert name not in of_text.text + of_parquet.text


@pytest.mark.parametrize(
    "heading",
    [
        "patient_name",
        "Patient Name",
        "dob",
        "Date of Birth",
        "SSN",
        "MRN",
        "member_id",
        "address",
        "phone",
        "E-Mail",
        "notes",
        "free text",
        "name",
    ],
)
def test_a_column_for_patient_data_refuses_the_file(tmp_path: Path, heading: str) -> None:
    (found,) = rejected(write_csv(tmp_path / "claims.csv", [{**claim(1), heading: SECRET}]))

    assert found.code == "forbidden_column"
    assert SECRET not in found.text


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("practice_claim_key", "ROE, JANE"),
        ("claim_root_key", "Jane Roe"),
        ("practice_claim_key", "123-45-6789"),
        ("claim_root_key", "1EG4-TE5-MK73"),
        ("vendor", "call (555) 010-9999"),
        ("vendor", "jane.roe@mail.example"),
        ("frequency_code", "DOB 01/02/1950"),
    ],
)
def test_text_that_looks_like_patient_data_refuses_the_file(
    tmp_path: Path, column: str, text: str
) -> None:
    found = cell(tmp_path, **{column: text})

    assert (found.code, text in found.text) == ("looks_personal", False)
    assert f"{column}: row 3" in found.text


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("dos_from", "03/01/2025"),
        ("dos_from", "2025-02-30"),
        ("dos_from", "9999-12-31"),
        ("submitted_ts", "0001-01-01T00:00:00"),
        ("submitted_ts", "yesterday"),
        ("submitted_ts", "infinity"),
        ("billed_amt", "1.005"),
        ("billed_amt", "USD 5"),
        ("billed_amt", "1e30"),
        ("attempt_no", "0"),
        ("attempt_no", "1.5"),
        ("payer_sequence", "X"),
        ("ch_ack_status", "A1"),
        ("first_outcome", "written off"),
    ],
)
def test_a_cell_that_is_not_what_its_column_says_refuses_the_file(
    tmp_path: Path, column: str, text: str
) -> None:
    found = cell(tmp_path, **{column: text})

    assert found.code == "bad_value"
    assert found.text.startswith(f"{column}: row 3 is not ")
    assert text not in found.text


def test_every_fault_is_listed_and_many_rows_are_counted(tmp_path: Path) -> None:
    rows = [claim(at, dos_from="no", billed_amt="no") for at in range(8)]

    first, second = rejected(write_csv(tmp_path / "claims.csv", rows))

    assert "dos_from: rows 2, 3, 4, 5, 6 and 3 more are not" in first.text
    assert second.text.startswith("billed_amt: rows 2, 3, 4, 5, 6 and 3 more")


def test_a_bad_file_costs_the_others_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path / "good.csv", [claim(1)])
    write_csv(tmp_path / "sub.csv", [claim(2, dos_from="no")])
    (tmp_path / "era.835").write_bytes(ISA)
    (tmp_path / ".hidden").write_bytes(b"\x00")

    done = outcome(tmp_path, metrics=["claims_submitted"])

    assert (done.files, done.rows, done.kpis[0].value) == (1, 1, 1)
    assert {(one.file, one.code) for one in done.rejected} == {
        ("era.835", "truncated"),
        ("sub.csv", "bad_value"),
    }


def test_the_same_bytes_under_two_names_count_once(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [claim(1)])
    write_csv(tmp_path / "b.csv", [claim(1)])
    write_csv(tmp_path / "c.csv", [claim(2)])

    done = outcome(tmp_path, tmp_path / "a.csv", metrics=["claims_submitted"])

    assert (done.files, done.rows) == (2, 2)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("submitted_ts", pa.array([1, 2])),
        ("billed_amt", pa.array([True, False])),
        ("billed_amt", pa.array([[1], [2]])),
        ("dos_from", pa.array([1.0, 2.0])),
    ],
)
def test_a_parquet_column_of_another_type_refuses_the_file(
    tmp_path: Path, column: str, cells: pa.Array
) -> None:
    file = write_parquet(tmp_path / "a.parquet", {"vendor": pa.array(["A", "B"]), column: cells})

    (found,) = rejected(file)

    assert found.code == "column_type"
    assert found.text.startswith(f"{column} is written in")


def test_a_damaged_parquet_file_is_refused_and_the_rest_counts(tmp_path: Path) -> None:
    good = write_parquet(
        tmp_path / "a.parquet",
        {name: pa.array([str(cell)] * 500) for name, cell in claim(1).items()},
    )
    content = bytearray(good.read_bytes())
    content[40:400] = bytes(360)
    (tmp_path / "b.parquet").write_bytes(content)

    done = outcome(tmp_path, metrics=["claims_submitted"])

    assert (done.files, [one.file for one in done.rejected]) == (1, ["b.parquet"])
    assert done.rejected[0].code == "damaged"


@pytest.mark.parametrize(
    "change", [str.lower, str.upper, lambda name: f" {name.replace('_', ' ')} "]
)
def test_headings_may_be_spelled_otherwise(tmp_path: Path, change: Callable[[str], str]) -> None:
    row = {change(name): cell for name, cell in claim(1).items()}

    assert outcome(write_csv(tmp_path / "a.csv", [row]), metrics=["claims_submitted"]).files == 1


@pytest.mark.parametrize("delimiter", ",;\t|")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_files_of_every_make_are_read(tmp_path: Path, delimiter: str, end: str) -> None:
    # A tab in a vendor's name would not be kept, and stands in another cell.
    inside = delimiter.replace("\t", ",")
    row = claim(1, vendor=f"Roe{inside} Ltd", payer_class=f"a{delimiter}b")
    lines = [row, {name: f'"{cell}"' for name, cell in row.items()}]
    text = end.join([delimiter.join(lines[0]), delimiter.join(map(str, lines[1].values()))])
    file = tmp_path / "claims.txt"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())

    (found,) = outcome(file, metrics=["claims_submitted"]).kpis

    assert (found.vendor, found.value) == (f"Roe{inside} Ltd", 1)


@pytest.mark.parametrize(
    "name", ["claims[1].csv", "claims*.csv", "cl?ims.csv", "a{b,c}.csv", "Zürich ñ.csv"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path / "claims1.csv", [claim(2)])
    file = write_csv(tmp_path / name, [claim(1)])

    done = outcome(file, metrics=["claims_submitted"])

    assert (done.files, done.rows, done.rejected) == (1, 1, ())


def test_a_file_with_quotes_in_its_name_or_headings_runs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "it's'); DROP TABLE x; --.csv"
    write_csv(file, [{**claim(1), 'a"b': "1", "'); ATTACH 'x": "2"}])
    other = write_parquet(
        tmp_path / "o'.parquet",
        {
            "ven\"dor'": pa.array(["x"]),
            **{name: pa.array([str(cell)]) for name, cell in claim(2).items()},
        },
    )

    done = outcome(file, other, metrics=["claims_submitted"])

    assert (done.files, done.kpis[0].value) == (2, 2)
