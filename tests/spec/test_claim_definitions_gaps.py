"""What metrics make of extracts that leave cells empty, or say two things of one day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, unanswered, write_csv
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


def test_what_no_row_states_is_not_owed_and_not_collected_but_unknown(tmp_path: Path) -> None:
    def of(vendor: str, number: int, balance: str, paid: str) -> dict[str, Any]:
        totals = ("payer_paid_total", "patient_paid_total", "refund_total")
        return claim(
            number,
            vendor=vendor,
            charge_posted_ts="2025-06-10T10:00",
            extract_ts="2025-06-30T23:00",
            balance_insurance=balance,
            balance_patient="",
            billed_amt="910.00",
            **dict.fromkeys(totals, "") | {"payer_paid_total": paid},
        )

    rows = [
        # One row of three states what is owed and paid; 910 less 100 is to be collected on each.
        of("Alder", 1, "300.00", "405.00"),
        of("Alder", 2, "", ""),
        of("Alder", 3, "", ""),
        of("Birch", 4, "", ""),
        of("Cedar", 5, "0.00", "0.00"),
    ]

    done = found(tmp_path, rows, "days_in_ar", "net_collection_rate")

    told = {(one.vendor, one.metric): one for one in (*done.kpis, *done.variants)}
    days = {vendor: told[vendor, "days_in_ar"] for vendor in ("Alder", "Birch", "Cedar")}
    # 300.00 over 3 x 910.00 / 91 = 30.00 a day.
    assert parts(days["Alder"]) == (300, 30, 2)
    assert (days["Birch"].value, *parts(days["Birch"])) == (None, None, 10, 1)
    assert (days["Cedar"].value, *parts(days["Cedar"])) == (0, 0, 10, 0)
    collected = {vendor: told[vendor, "net_collection_rate"] for vendor in days}
    assert parts(collected["Alder"])[:2] == (405, 2430)
    assert (collected["Birch"].value, *parts(collected["Birch"])[:2]) == (None, None, 810)
    assert (collected["Cedar"].value, *parts(collected["Cedar"])[:2]) == (0, 0, 810)
    of_birch = {metric: one.value for (vendor, metric), one in told.items() if vendor == "Birch"}
    assert len(of_birch) == 7
    assert set(of_birch.values()) == {None}


@pytest.mark.parametrize("denied_part", [1, 2])
def test_a_claim_remitted_in_parts_on_one_day_is_denied_if_a_part_is(
    tmp_path: Path, denied_part: int
) -> None:
    rows = [
        claim(part, claim_root_key="r1", billed_amt="150.00")
        | ({"first_outcome": "denied", "denied_charge_amt": ""} if part == denied_part else {})
        for part in (1, 2)
    ]

    done = found(tmp_path, rows, "denial_rate", "full_denial_rate", "denial_rate_dollars")

    assert parts(the(done, "denial_rate")) == (1, 1, 0)
    assert parts(the(done, "full_denial_rate")) == (1, 1, 0)
    assert parts(the(done, "denial_rate_dollars"))[:2] == (150, 150)


def test_a_charge_written_as_nothing_is_that_of_another_attempt(tmp_path: Path) -> None:
    rejected = {**unanswered(), "payer_ack_status": "rejected", "billed_amt": "200.00"}
    again = {"claim_root_key": "r000001", "attempt_no": 2, "billed_amt": "0.00"}
    rows = [
        claim(1, **rejected),
        claim(2, **again, first_outcome="denied", denied_charge_amt=""),
        claim(3),
    ]

    done = found(tmp_path, rows, "denial_rate_dollars")

    # 200.00 of 200.00 + 300.00
    assert parts(the(done, "denial_rate_dollars"))[:2] == (200, 500)
