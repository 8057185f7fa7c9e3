"""What metrics make of extracts that leave cells empty, or say two things of one day."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, outcome, unanswered, write_csv
from tests.claim_variants import parts, the, under_all
from vendor_eval.claims.kpis import Recomputed

DENIED = {"first_outcome": "denied", "denied_charge_amt": "300.00"}


def found(tmp_path: Path, rows: list[dict[str, Any]], *metrics: str) -> Recomputed:
    return under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics)


def test_claims_without_a_root_are_each_their_own(tmp_path: Path) -> None:
    # One of five paid, four denied; 1,200.00 of 1,500.00.
    rows = [claim(1), *(claim(at, **DENIED) for at in range(2, 6))]

    done = found(
        tmp_path,
        [{**one, "claim_root_key": ""} for one in rows],
        "denial_rate",
        "full_denial_rate",
        "denial_rate_dollars",
    )

    assert parts(the(done, "denial_rate")) == (4, 5, 0)
    assert parts(the(done, "full_denial_rate")) == (4, 5, 0)
    assert parts(the(done, "denial_rate_dollars"))[:2] == (1200, 1500)
    assert the(done, "denial_rate.days_to_resubmission").pending == 4


def test_rows_without_any_key_are_no_claim_of_a_denial_rate(tmp_path: Path) -> None:
    keyless = {"claim_root_key": "", "practice_claim_key": ""}
    rows = [claim(1), claim(2, **DENIED), claim(3, **DENIED, **keyless), claim(4, **keyless)]

    done = found(tmp_path, rows, "denial_rate")

    assert parts(the(done, "denial_rate")) == (1, 2, 0)
