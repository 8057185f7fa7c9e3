"""Adjustments and lines whose claim is in no file are found, and counted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.claim_rows import claim, outcome, write_csv
from tests.claims_in_x12 import paid, put
from vendor_eval.claims.kpis import Recomputed

VENDOR = "Northwind RCM"


def adjustment(key: str, vendor: str = VENDOR) -> dict[str, object]:
    return {
        "vendor": vendor,
        "practice_claim_key": key,
        "remit_date": "2025-03-20",
        "group_code": "CO",
        "carc": "50",
        "amount": "100.00",
    }


def line(key: str) -> dict[str, object]:
    return {"vendor": VENDOR, "practice_claim_key": key, "line_no": 1, "cpt_hcpcs": "99213"}


def orphans(done: Recomputed) -> dict[str, int]:
    return {one.check: one.rows for one in done.checks if one.check.endswith("_without_claim")}


def test_a_row_belongs_to_the_claim_of_its_vendor_and_key(tmp_path: Path) -> None:
    known = claim(1)
    key = str(known["practice_claim_key"])
    files = [
        write_csv(tmp_path / "claims.csv", [known]),
        # One of the claim, one of another claim, one of another vendor's, one of nobody's.
        write_csv(
            tmp_path / "adjustments.csv",
            [adjustment(key), adjustment("other"), adjustment(key, "Acme"), adjustment("")],
        ),
        write_csv(tmp_path / "lines.csv", [line(key), line("other")]),
    ]

    done = outcome(*files, metrics=["claims_submitted"])

    assert orphans(done) == {"adjustment_without_claim": 3, "line_without_claim": 1}


def test_without_any_file_of_claims_every_line_is_found(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", [line("1"), line("2")])

    done = outcome(lines, metrics=["claims_submitted"], as_of=dt.date(2025, 6, 15))

    assert orphans(done) == {"line_without_claim": 2}


def test_what_x12_tells_belongs_to_its_claims(tmp_path: Path) -> None:
    remitted = paid(("A1*1*100.00*100.00**12*P1",), amount=100)

    done = outcome(put(tmp_path / "Acme", remits=remitted), metrics=["claims_submitted"])

    assert orphans(done) == {"adjustment_without_claim": 0, "line_without_claim": 0}
