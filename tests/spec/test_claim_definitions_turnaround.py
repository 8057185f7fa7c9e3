"""Turnarounds apart: rejections and denials, the middle and the tail, and lags from the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.claim_rows import claim, unanswered, write_csv
from tests.claim_variants import parts, the, under_all

DENIED = {"first_outcome": "denied", "payer_paid_total": "0.00"}
RESUBMISSION = ("resubmission_turnaround", "resubmission_on_time_rate")


def again(number: int, root: int, sent: str) -> dict[str, Any]:
    return claim(number, claim_root_key=f"r{root:06}", attempt_no=2, submitted_ts=sent)


def test_rejections_and_denials_are_timed_apart(tmp_path: Path) -> None:
    rejected = {**unanswered(), "ch_ack_status": "rejected"}
    rows = [
        # Rejected on 5 March at noon, sent again 30 hours later.
        claim(1, **rejected),
        again(11, 1, "2025-03-06T18:00"),
        # Never sent again.
        claim(2, **rejected),
        # Denied on 20 March, sent again after 72 hours and 24 hours.
        claim(3, **DENIED),
        again(13, 3, "2025-03-23T00:00"),
        claim(4, **DENIED),
        again(14, 4, "2025-03-21T00:00"),
    ]

    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=RESUBMISSION)

    of_rejections = the(done, "resubmission_turnaround.of_rejections")
    of_denials = the(done, "resubmission_turnaround.of_denials")
    # 24, 30 and 72 hours together; the 90th percentile lies 0.8 of the way from 30 to 72.
    together, tail = (the(done, f"resubmission_turnaround{name}") for name in ("", ".p90"))
    assert (of_rejections.value, of_rejections.denominator) == (30.0, 1)
    assert (of_denials.value, of_denials.denominator) == (48.0, 2)
    assert (together.value, together.denominator) == (30.0, 3)
    assert (round(tail.value or 0, 9), tail.denominator) == (63.6, 3)
    on_time = {
        name: parts(the(done, f"resubmission_on_time_rate{name}"))
        for name in ("", ".of_rejections", ".of_denials", ".of_completed")
    }
    assert on_time == {
        "": (2, 4, 0),
        ".of_rejections": (1, 2, 0),
        ".of_denials": (1, 2, 0),
        # What nobody sent again never counts.
        ".of_completed": (2, 3, 1),
    }


def test_a_tail_shows_what_a_median_hides(tmp_path: Path) -> None:
    # Ten charts of 3 March 8:00: nine after 10 hours, one after 100, and sent 20 hours later each.
    rows = [
        claim(
            at,
            doc_complete_ts="2025-03-03T08:00",
            coded_ts=coded,
            submitted_ts=sent,
        )
        for at, (coded, sent) in enumerate(
            [("2025-03-03T18:00", "2025-03-04T14:00")] * 9
            + [("2025-03-07T12:00", "2025-03-11T17:00")]
        )
    ]

    metrics = ("coding_turnaround", "claim_submission_lag")
    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics)

    # The 90th percentile of ten lies 0.1 of the way from the ninth to the tenth: 10 + 0.1 x 90.
    assert the(done, "coding_turnaround").value == 10
    assert round(the(done, "coding_turnaround.p90").value or 0, 9) == 19
    # 20 hours nine times, and 7 March 12:00 to 11 March 17:00, over a night of 23 hours: 100.
    assert the(done, "claim_submission_lag").value == 20
    assert round(the(done, "claim_submission_lag.p90").value or 0, 9) == 28


def test_lags_from_the_service_count_days(tmp_path: Path) -> None:
    # Served on 1 March: charges posted on 2, 4 and 9 March, first sent on 5 March.
    rows = [
        claim(at, charge_posted_ts=f"2025-03-{day}T23:30")
        for at, day in enumerate(("02", "04", "09"))
    ]
    rows.append(claim(9, attempt_no=2, charge_posted_ts="2025-03-30T10:00"))

    metrics = ("coding_turnaround", "claim_submission_lag")
    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics)

    charge, total = (
        the(done, "coding_turnaround.charge_lag"),
        the(done, "claim_submission_lag.from_service"),
    )
    assert (charge.value, charge.denominator) == (3.0, 3)
    assert (total.value, total.denominator) == (4.0, 3)


def test_the_unanswered_are_left_out_where_a_vendor_leaves_them_out(tmp_path: Path) -> None:
    lost = {**unanswered(), "ch_ack_status": "", "ch_ack_ts": ""}
    rejected = {**unanswered(), "ch_ack_status": "rejected"}
    rows = [claim(1), claim(2, **rejected), claim(3, **lost), claim(4, **unanswered())]

    metrics = ("first_pass_acceptance_rate", "clearinghouse_acceptance_rate")
    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics)

    assert parts(the(done, "first_pass_acceptance_rate")) == (1, 4, 0)
    assert parts(the(done, "first_pass_acceptance_rate.of_answered")) == (1, 2, 2)
    # The clearinghouse forwarded the fourth; what became of the third nobody knows.
    assert parts(the(done, "clearinghouse_acceptance_rate.of_answered")) == (2, 3, 1)
    assert parts(the(done, "first_pass_acceptance_rate.of_forwarded")) == (1, 3, 0)
