"""What metrics make of extracts that leave cells empty, or say two things of one day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import ANYBODY, claim, outcome, unanswered, write_csv
from tests.claim_variants import parts, the, under_all
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.workflows.claims import Asked, recomputed

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


def of_resubmission(tmp_path: Path, rows: list[dict[str, Any]]) -> Recomputed:
    return found(tmp_path, rows, "resubmission_turnaround", "resubmission_on_time_rate")


def sent_again(number: int, root: int, day: str, **cells: Any) -> dict[str, Any]:
    more = {"claim_root_key": f"r{root:06}", "attempt_no": 2, "submitted_ts": f"{day}T00:00"}
    return claim(number, **unanswered(), **more | cells)


def test_a_void_sends_nothing_again(tmp_path: Path) -> None:
    # Both denied on 20 March; a day later one is sent again and the other taken back.
    rows = [
        claim(1, **DENIED, last_outcome="denied", resolved_date=""),
        sent_again(11, 1, "2025-03-21", frequency_code="7"),
        claim(2, **DENIED, last_outcome="denied", resolved_date=""),
        sent_again(12, 2, "2025-03-21", frequency_code="8"),
    ]

    done = found(
        tmp_path, rows, "resubmission_turnaround", "resubmission_on_time_rate", "denial_rate"
    )

    assert parts(the(done, "resubmission_on_time_rate")) == (1, 2, 0)
    assert the(done, "resubmission_turnaround").denominator == 1
    assert parts(the(done, "denial_rate.never_worked")) == (1, 2, 0)
    assert the(done, "denial_rate.days_to_resubmission").denominator == 1
    assert the(done, "denial_rate.overturned_of_worked").denominator == 1


def test_a_rejection_without_its_time_does_not_vanish(tmp_path: Path) -> None:
    rejected = {**unanswered(), "payer_ack_status": "rejected"}
    rows = [
        claim(1, **rejected | {"payer_ack_ts": "2025-03-06T12:00"}),
        sent_again(11, 1, "2025-03-07"),
        # Known from the clearinghouse's answer on, or from when it was sent.
        claim(2, **rejected),
        claim(3, **rejected, ch_ack_ts=""),
    ]

    done = of_resubmission(tmp_path, rows)

    assert parts(the(done, "resubmission_on_time_rate")) == (1, 3, 0)
    assert parts(the(done, "resubmission_on_time_rate.of_rejections")) == (1, 3, 0)
    assert parts(the(done, "resubmission_on_time_rate.of_completed")) == (1, 1, 2)


def test_what_was_sent_before_a_denial_does_not_answer_it(tmp_path: Path) -> None:
    # Denied on 20 March; the second attempt had gone out on the 10th, the third goes on the 22nd.
    rows = [
        claim(1, **DENIED),
        sent_again(11, 1, "2025-03-10"),
        sent_again(12, 1, "2025-03-22", attempt_no=3),
    ]

    done = found(tmp_path, rows, "resubmission_turnaround", "denial_rate")

    hours = the(done, "resubmission_turnaround")
    assert (hours.value, hours.denominator) == (48, 1)
    assert the(done, "denial_rate.days_to_resubmission").value == 2


def test_refunds_and_write_offs_below_zero_are_named(tmp_path: Path) -> None:
    rows = [
        claim(1, denial_writeoff_total="5.00", bad_debt_total="0.00", other_adj_total=""),
        claim(2, refund_total="-10.00", contractual_adj_total="-40.00"),
        claim(3, denial_writeoff_total="-1.00", bad_debt_total="-2.00", other_adj_total="-3.00"),
    ]
    blank = {"denial_writeoff_total": "", "bad_debt_total": "", "other_adj_total": ""}

    file = write_csv(tmp_path / "claims.csv", [{**blank, **one} for one in rows])

    below = {
        one.check: one.rows for one in outcome(file).checks if one.check.endswith("_below_zero")
    }
    assert below == {
        "refund_below_zero": 1,
        "contractual_adjustment_below_zero": 1,
        "denial_writeoff_below_zero": 1,
        "bad_debt_below_zero": 1,
        "other_adjustment_below_zero": 1,
    }


def test_a_duplicate_denied_later_does_not_hide_what_was_paid(tmp_path: Path) -> None:
    heads = ("vendor", "practice_claim_key", "line_no", "cpt_hcpcs", "units")
    line = dict(zip(heads, ("Northwind RCM", "k000001", 1, "99213", 1), strict=True))
    rows = [claim(1), claim(2, claim_root_key="r000001", attempt_no=2, **DENIED)]
    lines = [
        {**line, "billed": "100.00", "allowed": "60.00", "paid": "60.00"},
        {**line, "practice_claim_key": "k000002", "billed": "100.00", "allowed": "0", "paid": "0"},
    ]

    files = (write_csv(tmp_path / "claims.csv", rows), write_csv(tmp_path / "lines.csv", lines))
    done = recomputed(ANYBODY, Asked(files, Agreed("UTC"), metrics=("denial_rate",)))

    assert [(one.lines, one.paid_cents) for one in done.codes] == [(1, 6000)]
