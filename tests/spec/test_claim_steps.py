"""What metrics begin with: claims taken back, days of service left out, ends of months."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, unanswered, write_csv
from tests.claim_variants import parts, the, under_all
from vendor_eval.claims.kpis import Recomputed

SENT = ("first_pass_acceptance_rate", "claims_submitted", "resubmission_on_time_rate")
REJECTED = {**unanswered(), "payer_ack_status": "rejected", "payer_ack_ts": "2025-03-06T12:00"}


def found(tmp_path: Path, rows: list[dict[str, Any]], *metrics: str) -> Recomputed:
    return under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics)


def void(root: int, day: str, **cells: Any) -> dict[str, Any]:
    """The void of a claim as its second attempt."""
    more = {
        "practice_claim_key": f"v{root:06}",
        "claim_root_key": f"r{root:06}",
        "attempt_no": 2,
        "frequency_code": "8",
        "submitted_ts": f"{day}T09:00",
    }
    return claim(root, **unanswered() | more | cells)


@pytest.mark.parametrize(
    ("taken_back", "counted"),
    [
        # Remitted on 20 March.
        ([void(1, "2025-03-10")], 1),
        ([void(1, "2025-03-20")], 1),
        ([void(1, "2025-03-21")], 2),
        # A later payer alone, and one that was sent again since.
        ([void(1, "2025-03-10", payer_sequence="S")], 2),
        ([void(1, "2025-03-10"), void(1, "2025-03-12", attempt_no=3, frequency_code="7")], 2),
    ],
    ids=["before", "on the day", "after", "a later payer", "sent again"],
)
def test_a_claim_taken_back_before_its_remittance_is_not_counted(
    tmp_path: Path, taken_back: list[dict[str, Any]], counted: int
) -> None:
    rows = [claim(1), *taken_back, claim(2)]

    done = found(tmp_path, rows, "denial_rate", "first_pass_resolution_rate", "claims_submitted")

    assert the(done, "claims_submitted").value == counted
    assert parts(the(done, "first_pass_resolution_rate")) == (counted, counted, 0)
    assert parts(the(done, "denial_rate")) == (0, counted, 0)
    assert parts(the(done, "denial_rate.per_submitted")) == (0, counted, 0)
    told = {one.check: one.rows for one in done.checks}
    assert told["voided"] == (2 if counted == 1 else 0)


def test_a_rejected_claim_taken_back_is_no_backlog(tmp_path: Path) -> None:
    rows = [claim(1, **REJECTED), void(1, "2025-03-07"), claim(2, **REJECTED)]

    done = found(tmp_path, rows, *SENT)

    assert parts(the(done, "first_pass_acceptance_rate")) == (0, 1, 0)
    assert parts(the(done, "resubmission_on_time_rate")) == (0, 1, 0)


def test_books_keep_what_was_taken_back(tmp_path: Path) -> None:
    # Collected 200.00 of 300.00 - 100.00, and nothing of 300.00.
    rows = [claim(1), claim(2, **unanswered()), void(2, "2025-03-10", billed_amt="")]

    done = found(tmp_path, rows, "net_collection_rate", "coding_turnaround")

    assert parts(the(done, "net_collection_rate"))[:2] == (200, 500)
    assert the(done, "coding_turnaround").denominator == 2


def test_money_without_a_day_of_service_counts_with_its_claim(tmp_path: Path) -> None:
    # 200.00 + 30.00 of 200.00; the last row belongs to no claim with a day.
    blank = {**unanswered(), "billed_amt": "", "patient_paid_total": "", "dos_from": ""}
    rows = [
        claim(1),
        claim(1, **blank | {"payer_sequence": "S", "payer_paid_total": "30.00"}),
        claim(9, **blank | {"payer_paid_total": "70.00"}),
    ]

    done = found(tmp_path, rows, "net_collection_rate")

    assert parts(the(done, "net_collection_rate"))[:2] == (230, 200)
    (told,) = [one for one in done.checks if one.check == "service_not_dated"]
    assert told.rows == 2


def balance(vendor: str, number: int, taken: str, **cells: Any) -> dict[str, Any]:
    owed = {"balance_insurance": "91.00", "balance_patient": "", "billed_amt": "91.00"}
    posted = {"charge_posted_ts": f"{taken[:7]}-10T10:00", "extract_ts": f"{taken}T23:00"}
    return claim(number, vendor=vendor, **owed | posted | cells)


def test_receivables_go_by_each_vendor_s_own_newest_extract(tmp_path: Path) -> None:
    rows = [
        balance("Alder", 1, "2025-06-30"),
        balance("Birch", 2, "2025-05-31"),
        balance("Cedar", 3, "2025-06-15"),
    ]

    done = found(tmp_path, rows, "days_in_ar", "ar_over_90_rate")

    months = [(one.vendor, str(one.month)) for one in done.kpis if one.metric == "days_in_ar"]
    assert months == [("Alder", "2025-06"), ("Birch", "2025-05")]
    told = {one.metric: one.because for one in done.not_computable}
    reason = "Cedar: balances were taken on 2025-06-15, which is not the end of a month"
    assert told["days_in_ar"] == told["ar_over_90_rate"] == reason


def test_balances_of_unknown_age_are_pending(tmp_path: Path) -> None:
    # 91.00 of 182.00 are older than 90 days; one row has no day, one no balance.
    taken = "2025-06-30"
    rows = [
        balance("Alder", 1, taken, dos_from="2025-03-01"),
        balance("Alder", 2, taken, dos_from="2025-06-01"),
        balance("Alder", 3, taken, dos_from=""),
        balance("Alder", 4, taken, balance_insurance=""),
        balance("Birch", 5, taken, balance_insurance=""),
    ]

    done = found(tmp_path, rows, "ar_over_90_rate")

    of = {one.vendor: one for one in done.kpis}
    assert parts(of["Alder"]) == (91, 182, 2)
    assert (of["Birch"].value, *parts(of["Birch"])) == (None, None, None, 1)


def test_claims_without_the_place_of_their_payer_are_told(tmp_path: Path) -> None:
    rows = [
        claim(1),
        claim(2, payer_sequence=""),
        claim(3, attempt_no=""),
        claim(4, vendor="Other", payer_sequence=""),
    ]

    done = found(tmp_path, rows, "denial_rate", "first_pass_acceptance_rate")

    assert the(done, "first_pass_acceptance_rate").denominator == 1
    assert the(done, "denial_rate").denominator == 2
    told = {one.check: one.rows for one in done.checks}
    assert (told["payer_not_placed"], told["attempt_not_placed"]) == (2, 1)
    silent = [one.because for one in done.not_computable if one.metric == "denial_rate"]
    assert silent == ["Other: no row carries what it counts"]
