"""``vendor-eval claims definitions``: the document word for word, the streams, the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claim_rows import claim, write_csv
from tests.spec.conftest import Run

CONTRACT = """
vendor = "northwind rcm"
starts = 2025-01-01
ends = 2025-12-31

[[service_levels]]
metric = "full_denial_rate"
target = "< 20 %"
minimum = "<= 30 %"
"""


@pytest.fixture
def extract(folder: Path) -> Path:
    """Ten claims: seven paid, one fell to the deductible, one denied in part and one as a whole."""
    kinds = [
        *[{"first_remit_paid": "80.00"}] * 7,
        {"first_remit_paid": "0.00", "first_outcome": "patient"},
        {"first_remit_paid": "10.00", "first_outcome": "partial"},
        {"first_remit_paid": "0.00", "first_outcome": "denied"},
    ]
    return write_csv(folder / "claims.csv", [claim(at, **one) for at, one in enumerate(kinds)])


def test_the_document_has_the_promised_keys_types_and_words(run: Run, extract: Path) -> None:
    ended = run("claims", "definitions", extract, "--metric", "denial_rate", "--json")

    assert ended.status == 0
    document = ended.document
    assert list(document) == [
        "cohorts",
        "not_computable",
        "left_out",
        "rows",
        "files",
        "rejected",
        "as_of",
    ]
    (cohort,) = document["cohorts"]
    assert {key: cohort[key] for key in ("vendor", "month", "family", "label")} == {
        "vendor": "Northwind RCM",
        "month": "2025-03",
        "family": "denial",
        "label": "Denials",
    }
    by_id = {one["id"]: one for one in cohort["definitions"]}
    assert by_id["denial_rate.zero_pay"] == {
        "id": "denial_rate.zero_pay",
        "metric": "denial_rate",
        "label": "Zero-pay rate, or primary denial rate (DN5)",
        "difference": (
            "Counts every remittance without payment, also what fell to the deductible, and no "
            "partial denial."
        ),
        "numerator": 2,
        "denominator": 10,
        "value": 0.2,
        "unit": "ratio",
        "pending": 0,
        "named": False,
        "light": "red",
        "limits": {"target": "< 8 %", "minimum": "<= 12 %", "of": "denial_rate", "by": "catalogue"},
        "provisional": False,
        "flatters": None,
    }
    # The whole charge of 300.00 of 3,000.00
    dollars = by_id["denial_rate_dollars"]
    assert (dollars["numerator"], dollars["denominator"]) == ("0.00", "3000.00")
    lacking = {one["definition"] for one in document["not_computable"]}
    assert {"denial_rate.by_line", "denial_rate.written_off_of_net_revenue"} <= lacking


def test_the_contract_names_one_definition_and_lights_them_all(
    run: Run, folder: Path, extract: Path
) -> None:
    file = folder / "contract.toml"
    file.write_text(CONTRACT)

    words = ("--family", "denial", "--contract", file, "--json")
    (cohort,) = run("claims", "definitions", extract, *words).document["cohorts"]

    lights = {one["id"]: one["light"] for one in cohort["definitions"]}
    # 10 %, 20 % and 20 % against "< 20 %"
    assert lights["full_denial_rate"] == "green"
    assert (lights["denial_rate"], lights["denial_rate.zero_pay"]) == ("amber", "amber")
    assert [one["id"] for one in cohort["definitions"] if one["named"]] == ["full_denial_rate"]
    assert {one["limits"]["by"] for one in cohort["definitions"] if one["limits"]} == {"contract"}


def test_without_json_a_cohort_is_a_few_lines(run: Run, extract: Path) -> None:
    ended = run("claims", "definitions", extract, "--family", "denial")

    lines = ended.out.splitlines()
    assert lines[0] == "Northwind RCM, 2025-03: Denials"
    assert lines[1].split() == ["20.00", "%", "red", "Denial", "rate"]
    assert "denial_rate.by_line: no file fills claim_lines" in ended.err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--family", "denials"), 3),
        (("--metric", "claims_submitted"), 3),
        (("--metric", "denial_rate.nonsense"), 3),
        (("--metric", "denial_rate", "--family", "denial"), 2),
        (("--contract", "nowhere.toml"), 3),
        (("--limit", "soon"), 2),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    run: Run, extract: Path, words: tuple[str, ...], status: int
) -> None:
    assert run("claims", "definitions", extract, *words, "--json").status == status


def test_no_good_file_is_bad_input(run: Run, folder: Path) -> None:
    (folder / "bad.csv").write_text("patient_name\nX\n")

    ended = run("claims", "definitions", folder / "bad.csv", "--json")

    assert (ended.status, ended.document["cohorts"]) == (2, [])
    assert ended.document["rejected"][0]["code"] == "forbidden_column"
