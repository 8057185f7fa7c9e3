"""``--mapping``: extracts under other headings and words give the document of the plain ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.claim_rows import claim, write_csv, write_parquet
from tests.spec.conftest import Run
from vendor_eval.files.extracts.mapping_file import mapping_template

OUTCOMES = {"paid": " PAID IN FULL", "denied": "Rejected by payer", "partial": "underpaid"}
MAPPING = """
[claim_events]
vendor = "Billing company"
practice_claim_key = "Claim #"
first_outcome = "Payer decision"
billed_amt = "Total charge ($)"

[claim_adjustments]
practice_claim_key = "Claim #"
carc = "Reason"
vendor = "Billing company"
group_code = "Who bears it"

[words.first_outcome]
"Paid in full" = "paid"
"REJECTED BY PAYER" = "denied"
Underpaid = "partial"

[words.group_code]
Contract = "CO"
"""
EVENTS = {
    "vendor": "Billing Company",
    "practice_claim_key": "CLAIM #",
    "first_outcome": "Payer decision",
    "billed_amt": "Total Charge ($)",
}
ADJUSTMENTS = {
    "vendor": "Billing company",
    "practice_claim_key": "Claim #",
    "carc": "Reason",
    "group_code": "Who bears it",
}
Rows = Sequence[dict[str, Any]]


@pytest.fixture
def mapping(folder: Path) -> Path:
    file = folder / "acme.toml"
    file.write_text(MAPPING, "utf-8")
    return file


def rows() -> Rows:
    return [
        claim(1),
        claim(2, first_outcome="denied", denied_charge_amt="300.00"),
        # A word of the schema counts beside those that are mapped.
        claim(3, first_outcome="patient"),
        claim(4, first_outcome="partial", denied_charge_amt="50.00", billed_amt="120.00"),
    ]


def renamed(rows: Rows, headings: dict[str, str]) -> Rows:
    """The rows as another system writes them."""
    words = {"first_outcome": OUTCOMES, "group_code": {"CO": "contract "}}
    return [
        {
            headings.get(name, name): words.get(name, {}).get(cell, cell)
            for name, cell in row.items()
        }
        for row in rows
    ]


def as_parquet(file: Path, rows: Rows) -> Path:
    return write_parquet(
        file, {name: pa.array([str(row[name]) for row in rows]) for name in rows[0]}
    )


@pytest.mark.parametrize("command", ["kpis", "definitions"])
def test_other_headings_and_words_in_csv_give_the_same_document(
    run: Run, folder: Path, mapping: Path, command: str
) -> None:
    plain = write_csv(folder / "plain.csv", rows())
    foreign = write_csv(folder / "foreign.csv", renamed(rows(), EVENTS))

    expected = run("claims", command, plain, "--json")
    ended = run("claims", command, foreign, "--mapping", mapping, "--json")

    assert ended.status == 0
    assert ended.document == expected.document
    assert ended.document["rejected"] == []


def test_the_values_are_those_of_the_words(run: Run, folder: Path, mapping: Path) -> None:
    foreign = write_csv(folder / "foreign.csv", renamed(rows(), EVENTS))

    words = ("--metrics", "denial_rate,denial_rate_dollars", "--mapping", mapping, "--json")
    rate, dollars = run("claims", "kpis", foreign, *words).document["kpis"]

    # Denied and partial, of four that were remitted.
    assert (rate["numerator"], rate["denominator"]) == (2, 4)
    # 300 + 50 of 300 + 300 + 300 + 120.
    assert (dollars["numerator"], dollars["denominator"]) == ("350.00", "1020.00")


def test_parquet_gives_the_same_and_files_of_both_kinds_may_be_mixed(
    run: Run, folder: Path, mapping: Path
) -> None:
    foreign = renamed(rows(), EVENTS)
    plain = write_csv(folder / "plain.csv", rows())
    one = as_parquet(folder / "one.parquet", foreign)
    first = as_parquet(folder / "first.parquet", foreign[:2])
    rest = write_csv(folder / "rest.csv", foreign[2:])

    expected = run("claims", "kpis", plain, "--json").document
    alone = run("claims", "kpis", one, "--mapping", mapping, "--json").document
    mixed = run("claims", "kpis", first, rest, "--mapping", mapping, "--json").document

    assert alone == expected
    assert (mixed["kpis"], mixed["files"]) == (expected["kpis"], 2)


def test_words_that_a_system_numbers_are_mapped_in_files_of_both_kinds(
    run: Run, folder: Path
) -> None:
    file = folder / "acme.toml"
    file.write_text('[words.payer_sequence]\n1 = "P"\n2 = "S"')
    numbered = [{**row, "payer_sequence": "1"} for row in rows()]
    texts = {name: pa.array([str(row[name]) for row in rows()]) for name in rows()[0]}
    whole = {**texts, "payer_sequence": pa.array([1] * len(rows()))}
    expected = run("claims", "kpis", write_csv(folder / "plain.csv", rows()), "--json").document

    for made in (
        write_csv(folder / "a.csv", numbered),
        write_parquet(folder / "a.parquet", whole),
    ):
        assert run("claims", "kpis", made, "--mapping", file, "--json").document == expected
    odd = write_parquet(folder / "b.parquet", {**whole, "payer_sequence": pa.array([1, 2, 3, 1])})
    [refused] = run("claims", "kpis", odd, "--mapping", file, "--json").document["rejected"]
    assert refused["text"].startswith("payer_sequence: row 3 is not P, S")


def test_denials_read_adjustments_under_other_headings(
    run: Run, folder: Path, mapping: Path
) -> None:
    reasons = [
        {
            "vendor": "Northwind RCM",
            "practice_claim_key": "k000002",
            "group_code": "CO",
            "carc": "197",
            "amount": "300.00",
        }
    ]
    for name, events, adjustments in (
        ("plain", rows(), reasons),
        ("foreign", renamed(rows(), EVENTS), renamed(reasons, ADJUSTMENTS)),
    ):
        (folder / name).mkdir()
        write_csv(folder / name / "claims.csv", events)
        write_csv(folder / name / "adjustments.csv", adjustments)

    expected = run("claims", "denials", folder / "plain", "--json").document
    ended = run("claims", "denials", folder / "foreign", "--mapping", mapping, "--json")

    assert ended.status == 0
    assert ended.document == expected
    assert ended.document["months"][0]["denied"] == 2


def test_plain_files_are_read_beside_a_mapping_and_with_the_template(
    run: Run, folder: Path, mapping: Path
) -> None:
    plain = write_csv(folder / "plain.csv", rows())
    template = folder / "template.toml"
    template.write_text(mapping_template(), "utf-8")

    expected = run("claims", "kpis", plain, "--json").document

    for file in (mapping, template):
        assert run("claims", "kpis", plain, "--mapping", file, "--json").document == expected


def test_a_heading_that_a_file_lacks_costs_its_column_only(run: Run, folder: Path) -> None:
    file = folder / "acme.toml"
    file.write_text('[claim_events]\nfirst_outcome = "Decision"\nvendor = "Billing company"')
    foreign = renamed(rows(), {"vendor": "Billing company", "first_outcome": "Payer decision"})

    ended = run("claims", "kpis", write_csv(folder / "a.csv", foreign), "--mapping", file, "--json")

    assert ended.status == 0
    missing = {one["metric"] for one in ended.document["not_computable"]}
    assert "denial_rate" in missing
    found = {one["metric"]: one["value"] for one in ended.document["kpis"]}
    assert found["claims_submitted"] == 4


def test_a_word_that_nobody_mapped_refuses_the_file(run: Run, folder: Path, mapping: Path) -> None:
    odd = [*rows(), claim(5, first_outcome="Written off")]
    foreign = write_csv(folder / "foreign.csv", renamed(odd, EVENTS))

    ended = run("claims", "kpis", foreign, "--mapping", mapping, "--json")

    assert ended.status == 2
    [refused] = ended.document["rejected"]
    assert refused["code"] == "bad_value"
    assert refused["text"].startswith("first_outcome: row 6 is not paid, patient")
    assert "Written off" not in ended.out + ended.err


@pytest.mark.parametrize("heading", ["Patient name", "MRN", "Notes"])
def test_a_forbidden_column_stays_forbidden_beside_a_mapping(
    run: Run, folder: Path, mapping: Path, heading: str
) -> None:
    foreign = [{**row, heading: "x"} for row in renamed(rows(), EVENTS)]

    ended = run(
        "claims", "kpis", write_csv(folder / "a.csv", foreign), "--mapping", mapping, "--json"
    )

    assert ended.status == 2
    assert [one["code"] for one in ended.document["rejected"]] == ["forbidden_column"]


def test_a_mapping_onto_a_forbidden_heading_is_refused(run: Run, folder: Path) -> None:
    file = folder / "acme.toml"
    file.write_text('[claim_events]\npractice_claim_key = "Patient ID"\nvendor = 1')
    foreign = renamed(rows(), {"practice_claim_key": "Patient ID"})

    ended = run("claims", "kpis", write_csv(folder / "a.csv", foreign), "--mapping", file, "--json")

    assert ended.status == 2
    assert "acme.toml: claim_events.practice_claim_key" in ended.err
    assert "acme.toml: claim_events.vendor" in ended.err


def test_two_columns_under_one_mapped_heading_refuse_the_file(
    run: Run, folder: Path, mapping: Path
) -> None:
    file = folder / "a.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(["Billing company", "Total charge", "Total Charge ($)"])
        writer.writerow(["Northwind RCM", "1.00", "2.00"])

    [refused] = run("claims", "kpis", file, "--mapping", mapping, "--json").document["rejected"]

    assert (refused["code"], refused["text"]) == (
        "column_twice",
        "2 columns are headed as billed_amt; keep one",
    )


def test_quotes_in_headings_and_words_run_nothing(run: Run, folder: Path) -> None:
    file = folder / "acme.toml"
    file.write_text(
        '[claim_events]\nfirst_outcome = "it\'s; DROP"\n'
        '[words.first_outcome]\n"\'; DROP TABLE terms; --" = "denied"'
    )
    hostile = [{**row, "it's; DROP": "'; DROP TABLE terms; --"} for row in rows()]
    hostile = [{k: v for k, v in row.items() if k != "first_outcome"} for row in hostile]

    for made in (
        write_csv(folder / "a.csv", hostile),
        as_parquet(folder / "a.parquet", hostile),
    ):
        words = ("--metrics", "denial_rate", "--mapping", file, "--json")
        [rate] = run("claims", "kpis", made, *words).document["kpis"]
        assert (rate["numerator"], rate["denominator"]) == (4, 4)


def test_a_mapping_that_is_not_there_is_not_found(run: Run, folder: Path) -> None:
    plain = write_csv(folder / "plain.csv", rows())

    ended = run("claims", "kpis", plain, "--mapping", folder / "nowhere.toml")

    assert ended.status == 3
