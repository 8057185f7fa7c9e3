"""``vendor-eval claims kpis``: the document word for word, the streams, the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claim_rows import claim, unanswered, write_csv
from tests.spec.conftest import Run


@pytest.fixture
def extract(folder: Path) -> Path:
    rows = [
        claim(1, billed_amt="200.00", denied_charge_amt="50.5", first_outcome="partial"),
        claim(2, **unanswered(), submitted_ts="2025-06-10T08:00"),
    ]
    return write_csv(folder / "claims.csv", rows)


def test_the_document_has_the_promised_keys_types_and_words(run: Run, extract: Path) -> None:
    ended = run("claims", "kpis", extract, "--by", "vendor,month", "--json")

    assert ended.status == 0
    document = ended.document
    assert list(document) == [
        "kpis",
        "not_computable",
        "rows",
        "files",
        "rejected",
        "as_of",
        "provisional",
        "left_out",
        "checks",
        "noted",
    ]
    assert (document["rows"], document["files"], document["rejected"]) == (2, 1, [])
    assert document["as_of"] == "2025-06-15"
    kpis = {(one["metric"], one["month"]): one for one in document["kpis"]}
    assert kpis["denial_rate", "2025-03"] == {
        "vendor": "Northwind RCM",
        "month": "2025-03",
        "metric": "denial_rate",
        "numerator": 1,
        "denominator": 1,
        "value": 1.0,
        "unit": "ratio",
        "pending": 0,
    }
    assert kpis["denial_rate_dollars", "2025-03"]["numerator"] == "50.50"
    assert kpis["denial_rate_dollars", "2025-03"]["denominator"] == "200.00"
    # 50.50 / 200.00
    assert kpis["denial_rate_dollars", "2025-03"]["value"] == 0.2525
    # Of June nothing is decided: neither rejected nor remitted.
    undecided = kpis["first_pass_resolution_rate", "2025-06"]
    assert (undecided["denominator"], undecided["value"], undecided["pending"]) == (0, None, 1)
    hours = kpis["coding_turnaround", "2025-03"]
    assert (hours["numerator"], hours["denominator"], hours["value"]) == (None, 2, 24.0)
    assert (hours["unit"], kpis["claims_submitted", "2025-03"]["unit"]) == ("hours", "count")
    assert {"metric", "because"} == set(document["not_computable"][0])
    assert {"metric": "first_pass_resolution_rate", "from": "2025-04"} in document["provisional"]


def test_only_the_metrics_asked_for_are_worked_out(run: Run, extract: Path) -> None:
    words = ("--metrics", "denial_rate, clean_claim_rate", "--json")
    document = run("claims", "kpis", extract, *words).document

    assert {one["metric"] for one in document["kpis"]} == {"denial_rate"}
    assert [one["metric"] for one in document["not_computable"]] == ["clean_claim_rate"]


def test_without_json_values_are_lines_and_the_rest_goes_beside(run: Run, extract: Path) -> None:
    ended = run("claims", "kpis", extract, "--metrics", "denial_rate,days_in_ar")

    assert ended.out.split() == ["2025-03", "denial_rate", "100.00", "%", "Northwind", "RCM"]
    assert "days_in_ar: no file has balance_insurance" in ended.err


def test_the_limit_and_the_day_are_options(run: Run, folder: Path) -> None:
    row = claim(1, doc_complete_ts="2025-06-14T08:00", coded_ts="", **unanswered())
    file = write_csv(folder / "open.csv", [row])

    def on_time(*words: str) -> dict[str, object]:
        asked = ("--metrics", "coding_on_time_rate", "--json", *words)
        (one,) = run("claims", "kpis", file, *asked).document["kpis"]
        return {key: one[key] for key in ("numerator", "denominator", "pending")}

    waiting = {"numerator": 0, "denominator": 0, "pending": 1}
    overdue = {"numerator": 0, "denominator": 1, "pending": 0}
    # Due 16 June 8:00 with 48 hours; the extract is of 15 June 6:00.
    assert on_time() == waiting
    assert on_time("--limit", "12 h") == overdue
    assert on_time("--limit", "12") == overdue
    assert on_time("--as-of", "2025-06-16") == overdue
    # 16 June 8:00 in New York is still the 16th in Honolulu, and 15 June 6:00 is the 15th.
    assert on_time("--timezone", "Pacific/Honolulu") == waiting


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("--by", "vendor"), "--by"),
        (("--engine", "trino"), "--engine"),
        (("--as-of", "June"), "--as-of"),
        (("--as-of", "9999-12-31"), "--as-of"),
        (("--timezone", "Mars/Olympus"), "--timezone"),
        (("--limit", "5 %"), "--limit"),
        (("--limit", "1.5 h"), "--limit"),
        (("--limit", "0 h"), "--limit"),
    ],
)
def test_an_option_that_cannot_be_used_is_bad_input(
    run: Run, extract: Path, words: tuple[str, ...], where: str
) -> None:
    ended = run("claims", "kpis", extract, *words, "--json")

    assert (ended.status, ended.faults) == (2, [where])


def test_what_is_named_and_does_not_exist_is_not_found(run: Run, extract: Path) -> None:
    assert run("claims", "kpis", extract, "nowhere.csv").status == 3
    ended = run("claims", "kpis", extract, "--metrics", "denials")
    assert (ended.status, "denials: there is no such metric" in ended.err) == (3, True)


def test_one_good_file_is_enough(run: Run, folder: Path, extract: Path) -> None:
    (folder / "bad.csv").write_text("patient_name\nX\n")

    ended = run("claims", "kpis", folder / "bad.csv", extract, "--json")

    assert (ended.status, ended.document["files"]) == (0, 1)
    (rejected,) = ended.document["rejected"]
    assert list(rejected) == ["file", "code", "text"]
    assert (rejected["file"], rejected["code"]) == ("bad.csv", "forbidden_column")


def test_no_good_file_is_bad_input(run: Run, folder: Path) -> None:
    (folder / "era.edi").write_text("ISA*00*")

    ended = run("claims", "kpis", folder / "era.edi", "--vendor", "Acme", "--json")

    assert (ended.status, ended.document["kpis"], ended.document["files"]) == (2, [], 0)
    assert ended.document["rejected"][0]["code"] == "truncated"
    assert "the file ends inside its ISA segment" in ended.err


def test_an_engine_that_cannot_be_reached_is_told_with_what_would_mend_it(
    run: Run, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_SPARK_MASTER", "spark://127.0.0.1:1")
    spark = run("claims", "kpis", extract, "--engine", "spark")
    postgres = run("claims", "kpis", extract, "--engine", "postgres")

    assert (spark.status, "VENDOR_EVAL_SPARK_MASTER" in spark.err) == (2, True)
    assert (postgres.status, "VENDOR_EVAL_CLAIMS_POSTGRES_URL" in postgres.err) == (2, True)
