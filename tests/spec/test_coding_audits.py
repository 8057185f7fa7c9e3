"""A worked coding audit, from its worksheet to the metric and its other methods."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import ANYBODY, claim, only, outcome, write_csv
from tests.spec.conftest import Run
from vendor_eval.claims.audits import Method, audited
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.workflows.claims import Asked, recomputed


def encounter(number: int, **cells: Any) -> dict[str, Any]:
    """An audited encounter of March 2026 with four codes, all of them right."""
    return {
        "vendor": "Northwind RCM",
        "audit_id": "a1",
        "encounter_key": f"e{number:04}",
        "auditor_type": "independent",
        "codes_expected": 4,
        "codes_correct": 4,
        "codes_wrong": 0,
        "codes_missed": 0,
        "codes_extra": 0,
        "payment_changed": "false",
        "dos": "2026-03-02",
        **cells,
    }


def worksheet() -> list[dict[str, Any]]:
    """40 encounters with 160 codes: 150 correct, 6 wrong, 4 missed, 5 extra; 31 without an error.

    Nine have an error: six a wrong code, two of them a surplus one too, and three miss codes, 4 in
    all, and have three surplus ones among them. The payment of five would be another.
    """
    errors = [
        *({"codes_correct": 3, "codes_wrong": 1, "codes_extra": 1} for _ in range(2)),
        *({"codes_correct": 3, "codes_wrong": 1} for _ in range(4)),
        {"codes_correct": 2, "codes_missed": 2, "codes_extra": 1},
        *({"codes_correct": 3, "codes_missed": 1, "codes_extra": 1} for _ in range(2)),
    ]
    wrong = [encounter(at, **cells) for at, cells in enumerate(errors)]
    changed = [{**one, "payment_changed": "true"} for one in wrong[:5]]
    return [*changed, *wrong[5:], *(encounter(at) for at in range(9, 40))]


def by_every_method(file: Path) -> Recomputed:
    return recomputed(ANYBODY, Asked([file], Agreed("America/New_York"), variants=True))


def test_codes_over_codes(tmp_path: Path) -> None:
    one = only(outcome(write_csv(tmp_path / "audit.csv", worksheet())), "coding_accuracy")

    assert (str(one.month), one.numerator, one.denominator) == ("2026-03", 150, 160)
    assert one.value == 0.9375


def test_audits_of_several_files_and_months_are_sums_over_sums(tmp_path: Path) -> None:
    # 90 of 100 and 1,900 of 2,000 codes: not the mean of 90 % and 95 %.
    small = encounter(1, codes_expected=100, codes_correct=90, codes_wrong=10)
    large = encounter(2, codes_expected=2000, codes_correct=1900, codes_wrong=100)
    april = encounter(3, dos="2026-04-30")

    done = outcome(
        write_csv(tmp_path / "small.csv", [small]),
        write_csv(tmp_path / "large.csv", [large, april]),
    )

    values = {str(one.month): one.value for one in done.kpis if one.metric == "coding_accuracy"}
    assert values == {"2026-03": pytest.approx(0.947619, abs=5e-7), "2026-04": 1}


def test_claims_alone_do_not_give_it_and_an_audit_gives_nothing_else(tmp_path: Path) -> None:
    claims = outcome(write_csv(tmp_path / "claims.csv", [claim(1)]))
    audit = outcome(write_csv(tmp_path / "audit.csv", worksheet()))

    because = {one.metric: one.because for one in claims.not_computable}
    assert because["coding_accuracy"].startswith("it takes an audit")
    assert {one.metric for one in audit.kpis} == {"coding_accuracy"}


def test_a_worksheet_without_a_column_says_which(tmp_path: Path) -> None:
    rows = [{name: value for name, value in encounter(1).items() if name != "codes_correct"}]

    done = outcome(write_csv(tmp_path / "audit.csv", rows))

    because = {one.metric: one.because for one in done.not_computable}
    assert because["coding_accuracy"] == "no file has codes_correct"


def test_the_command_gives_it_beside_the_claims(folder: Path, run: Run) -> None:
    write_csv(folder / "audit.csv", worksheet())
    write_csv(folder / "claims.csv", [claim(1)])

    ended = run("claims", "kpis", folder, "--json", "--metrics", "coding_accuracy")

    (one,) = ended.document["kpis"]
    assert (one["numerator"], one["denominator"], one["unit"]) == (150, 160, "ratio")


@pytest.mark.parametrize(
    ("method", "good", "of", "shown"),
    [
        (Method.CODES, 150, 160, "93.7500"),
        (Method.LESS_EXTRAS, 150 - 5, 160, "90.6250"),
        (Method.UNION, 150, 160 + 5, "90.9091"),
        (Method.ENCOUNTERS, 31, 40, "77.5000"),
        (Method.FINANCIAL, 35, 40, "87.5000"),
    ],
)
def test_the_same_worksheet_by_every_method(
    tmp_path: Path, method: Method, good: int, of: int, shown: str
) -> None:
    done = by_every_method(write_csv(tmp_path / "audit.csv", worksheet()))

    (found,) = audited((*done.kpis, *done.variants))
    sample = found.samples[method]
    assert (sample.good, sample.of) == (good, of)
    assert f"{float(sample.share or 0):.4%}" == f"{shown}%"


@pytest.mark.parametrize(
    ("auditors", "independence"),
    [
        (("independent", "practice"), 1),
        (("vendor", "independent"), Fraction(1, 2)),
        (("Vendor", "northwind rcm"), 0),
        (("", ""), None),
        # What nobody says who made is not taken for independent.
        (("", "practice"), Fraction(1, 2)),
        (("internal", "Practice"), Fraction(1, 2)),
        (("Vendor QA", "self"), None),
        (("Vendor QA", "vendor"), 0),
    ],
)
def test_who_audited_is_carried(
    tmp_path: Path, auditors: tuple[str, str], independence: object
) -> None:
    rows = [encounter(at, auditor_type=auditor) for at, auditor in enumerate(auditors)]

    done = by_every_method(write_csv(tmp_path / "audit.csv", rows))

    (found,) = audited((*done.kpis, *done.variants))
    assert found.independence == independence
