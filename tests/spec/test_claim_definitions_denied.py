"""What becomes of denials: lines, the months before, overturned, never worked, and how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, outcome, unanswered, write_csv
from tests.claim_variants import four_decimals, parts, the, under_all
from vendor_eval.claims.kpis import Recomputed

DENIED = {"first_outcome": "denied", "last_outcome": "denied", "denied_charge_amt": "300.00"}
OPEN = {"last_outcome": "denied", "resolved_date": ""}


def again(number: int, root: int, **cells: Any) -> dict[str, Any]:
    """The second attempt of the claim with that root, sent on 10 April and paid."""
    return claim(
        number,
        **{
            "claim_root_key": f"r{root:06}",
            "attempt_no": 2,
            "frequency_code": "7",
            "submitted_ts": "2025-04-10T08:00",
            "first_remit_date": "2025-04-25",
            "last_outcome": "paid",
            "resolved_date": "2025-04-25",
            **cells,
        },
    )


def of_denials(tmp_path: Path, rows: list[dict[str, Any]], **agreed: Any) -> Recomputed:
    whole: Mapping[str, Any] = {"last_outcome": "paid", "resolved_date": "", "billed_amt": "300.00"}
    file = write_csv(tmp_path / "claims.csv", [{**whole, **row} for row in rows])
    metrics = ("denial_rate", "full_denial_rate", "denial_rate_dollars")
    return under_all(file, metrics=metrics, **agreed)


def test_the_task_force_divides_by_the_average_of_the_three_months_before(tmp_path: Path) -> None:
    # 40, 50 and 60 claims sent in January to March: 50 on average. In April 6 are denied.
    sent = [
        claim(month * 1000 + at, submitted_ts=f"2025-0{month}-10T08:00", **unanswered())
        for month, many in ((1, 40), (2, 50), (3, 60))
        for at in range(many)
    ]
    answers = {"first_remit_date": "2025-04-15", "first_outcome": "partial"}
    denied = [{**one, **answers, "payer_ack_status": "accepted"} for one in sent[:6]]

    done = of_denials(tmp_path, [*denied, *sent[6:]])

    claims = the(done, "denial_rate.three_months_before")
    assert (str(claims.month), *parts(claims)[:2]) == ("2025-04", 6, 50)
    assert four_decimals(claims) == "12.0000"
    dollars = the(done, "denial_rate_dollars.three_months_before")
    # 6 x 300.00 over 150 x 300.00 / 3
    assert parts(dollars)[:2] == (Decimal("1800.00"), 15000)
    assert four_decimals(dollars) == "12.0000"


def test_the_task_force_rate_is_not_told_from_fewer_than_three_months(tmp_path: Path) -> None:
    rows = [
        claim(1, submitted_ts="2025-02-10T08:00", first_remit_date="2025-04-15"),
        claim(2, submitted_ts="2025-03-10T08:00", first_remit_date="2025-04-15"),
    ]

    done = of_denials(tmp_path, rows)

    assert [one for one in done.variants if "three_months" in one.metric] == []
    because = {one.metric: one.because for one in done.not_computable}
    assert because["denial_rate.three_months_before"] == "no row carries what it counts"


def test_the_cohort_of_a_month_is_followed_to_its_remittances(tmp_path: Path) -> None:
    # Sent in March: paid in March, denied in April, rejected and never again, still waiting.
    rejected = {**unanswered(), "ch_ack_status": "rejected"}
    rows = [
        claim(1),
        claim(2, **DENIED, first_remit_date="2025-04-20"),
        claim(3, **rejected),
        claim(4, **unanswered()),
        # Rejected at first, and denied once it was sent again in April.
        claim(5, **rejected),
        again(6, 5, **DENIED, first_remit_date="2025-04-25"),
    ]

    done = of_denials(tmp_path, rows)

    cohort = the(done, "denial_rate.by_submission_month")
    assert (str(cohort.month), parts(cohort)) == ("2025-03", (2, 3, 1))
    assert parts(the(done, "denial_rate.per_submitted")) == (2, 5, 1)
    by_remittance = {str(one.month): parts(one) for one in done.kpis if one.metric == "denial_rate"}
    assert by_remittance == {"2025-03": (0, 1, 0), "2025-04": (2, 2, 0)}


def test_a_zero_pay_rate_takes_a_deductible_for_a_denial(tmp_path: Path) -> None:
    rows = [
        claim(1, first_remit_paid="80.00"),
        claim(2, first_remit_paid="0.00", first_outcome="patient"),
        claim(3, first_remit_paid="20.00", first_outcome="partial"),
        # Nobody says what was paid.
        claim(4, first_remit_paid="", first_outcome="denied"),
    ]

    done = of_denials(tmp_path, rows)

    assert parts(the(done, "denial_rate.zero_pay")) == (1, 3, 0)
    assert parts(the(done, "denial_rate")) == (2, 4, 0)


def test_overturned_is_told_over_what_is_closed_and_over_what_was_worked(tmp_path: Path) -> None:
    rows = [
        # Sent again and paid; its first attempt stays denied.
        claim(1, **DENIED),
        again(11, 1),
        # Paid without being sent again: the payer took its decision back.
        claim(2, **{**DENIED, "last_outcome": "paid"}, resolved_date="2025-04-30"),
        # Denied as a whole, and settled in part.
        claim(3, **{**DENIED, "last_outcome": "partial"}, resolved_date="2025-04-30"),
        # Denied in part before and after, and closed.
        claim(4, first_outcome="partial", last_outcome="partial", resolved_date="2025-04-30"),
        # Given up.
        claim(5, **DENIED, resolved_date="2025-05-01"),
        # Sent again and waiting.
        claim(6, **DENIED),
        again(16, 6, **{**unanswered(), **OPEN, "last_outcome": "pending"}),
        # Never touched.
        claim(7, **DENIED),
        # Never denied.
        claim(8),
    ]

    done = of_denials(tmp_path, rows)

    # Claims 1, 2 and 3 of 1 to 5; 6 and 7 are open.
    assert parts(the(done, "denial_rate.overturned_of_resolved")) == (3, 5, 2)
    # Claim 1 of 1 and 6.
    assert parts(the(done, "denial_rate.overturned_of_worked")) == (1, 2, 1)


@pytest.mark.parametrize(
    ("as_of", "fraction"),
    [
        # 20 March and 45 days are 4 May, of which the end has to be over.
        (dt.date(2025, 5, 3), (0, 0, 2)),
        (dt.date(2025, 5, 4), (2, 4, 0)),
    ],
)
def test_a_denial_is_never_worked_after_45_days(
    tmp_path: Path, as_of: dt.date, fraction: tuple[int, int, int]
) -> None:
    rows = [
        claim(1, **DENIED),
        # Sent again on the 45th day, and on the 46th.
        claim(2, **DENIED),
        again(12, 2, submitted_ts="2025-05-04T20:00"),
        claim(3, **DENIED),
        again(13, 3, submitted_ts="2025-05-05T08:00", last_outcome="denied"),
        # Won by an appeal, which shows only in its outcome.
        claim(4, **{**DENIED, "last_outcome": "paid"}),
    ]
    rows[4]["last_outcome"] = rows[4]["first_outcome"] = "pending"
    rows[4]["first_remit_date"] = ""

    done = of_denials(tmp_path, rows, as_of=as_of)

    assert parts(the(done, "denial_rate.never_worked")) == fraction


def test_denials_wait_and_close_in_days(tmp_path: Path) -> None:
    # 20 March to 23 and 30 March and 19 April: 3, 10 and 30 days; the fourth waits.
    waits = ("2025-03-23", "2025-03-30", "2025-04-19")
    closed = {"last_outcome": "paid", "resolved_date": "2025-04-29"}
    rows = [claim(at, **DENIED) for at in range(4)]
    rows += [again(10 + at, at, submitted_ts=f"{day}T08:00") for at, day in enumerate(waits)]
    rows = [{**row, "resolved_date": ""} for row in rows]
    # 20 March to 29 April: 40 days.
    rows[4] |= closed

    done = of_denials(tmp_path, rows)

    sent = the(done, "denial_rate.days_to_resubmission")
    assert (sent.value, *parts(sent)) == (10.0, None, 3, 1)
    ended = the(done, "denial_rate.days_to_resolution")
    assert (ended.value, *parts(ended)) == (40.0, None, 1, 3)


def line(claim_number: int, number: int, billed: str) -> dict[str, Any]:
    return {
        "vendor": "Northwind RCM",
        "practice_claim_key": f"k{claim_number:06}",
        "line_no": number,
        "cpt_hcpcs": "99213",
        "billed": billed,
    }


def adjustment(claim_number: int, number: int | str, reason: str, amount: str) -> dict[str, Any]:
    group, carc = reason.split("-")
    return {
        "vendor": "Northwind RCM",
        "practice_claim_key": f"k{claim_number:06}",
        "line_no": number,
        "remit_date": "2025-03-20",
        "group_code": group,
        "carc": carc,
        "amount": amount,
        "is_reversal": "false",
    }


def test_lines_are_denied_by_what_was_taken_off_and_why(tmp_path: Path) -> None:
    claims = [
        claim(1, first_outcome="partial"),
        claim(2, **DENIED),
        claim(3, first_outcome="patient"),
        claim(4, payer_sequence="S", first_outcome="denied"),
    ]
    lines = [
        # Refused after the contract's discount: all of the charge is taken off.
        line(1, 1, "200.00"),
        # The deductible leaves nothing to pay, and part of it is refused: cut, not denied.
        line(1, 2, "200.00"),
        # Paid after the discount.
        line(1, 3, "200.00"),
        # Refused at first, paid later: the first remittance counts.
        line(1, 4, "50.00"),
        # A cent reports a service, and a capitated line asks for nothing.
        line(1, 5, "0.01"),
        line(1, 6, "80.00"),
        # Denied as a whole, by a reason that stands at the claim.
        line(2, 1, "300.00"),
        line(3, 1, "300.00"),
        # A secondary payer.
        line(4, 1, "300.00"),
    ]
    adjustments = [
        adjustment(1, 1, "CO-45", "100.00"),
        adjustment(1, 1, "CO-50", "100.00"),
        adjustment(1, 2, "CO-50", "100.00"),
        adjustment(1, 2, "PR-1", "100.00"),
        adjustment(1, 3, "CO-45", "80.00"),
        adjustment(1, 4, "CO-197", "50.00"),
        {**adjustment(1, 4, "CO-197", "-50.00"), "is_reversal": "true"},
        {**adjustment(1, 4, "CO-45", "10.00"), "remit_date": "2025-04-20"},
        adjustment(1, 6, "CO-24", "80.00"),
        adjustment(2, "", "CO-50", "300.00"),
        adjustment(3, 1, "PR-1", "300.00"),
        adjustment(4, 1, "CO-50", "300.00"),
    ]
    files = (
        write_csv(tmp_path / "claims.csv", claims),
        write_csv(tmp_path / "lines.csv", lines),
        write_csv(tmp_path / "adjustments.csv", adjustments),
    )

    done = under_all(*files, metrics=("denial_rate",))

    # Denied: lines 1 and 4 of the first claim and that of the second; adjudicated: besides these
    # lines 2 and 3, and that of the third claim.
    one = the(done, "denial_rate.by_line")
    assert (str(one.month), parts(one)) == ("2025-03", (3, 6, 0))


def test_a_rate_by_line_needs_lines_and_adjustments(tmp_path: Path) -> None:
    files = (
        write_csv(tmp_path / "claims.csv", [claim(1)]),
        write_csv(tmp_path / "lines.csv", [line(1, 1, "300.00")]),
    )

    done = under_all(*files, metrics=("denial_rate",))

    because = {one.metric: one.because for one in done.not_computable}
    assert because["denial_rate.by_line"].startswith("no file fills claim_adjustments with vendor")


def test_a_charge_that_stands_on_a_rejected_attempt_is_that_of_the_remittance(
    tmp_path: Path,
) -> None:
    rejected = {**unanswered(), "payer_ack_status": "rejected", "billed_amt": "200.00"}
    rows = [
        claim(1, **rejected),
        again(2, root=1, billed_amt="", first_outcome="denied", denied_charge_amt=""),
        claim(3, billed_amt="300.00"),
    ]
    done = outcome(write_csv(tmp_path / "claims.csv", rows))

    march, april = (one for one in done.kpis if one.metric == "denial_rate_dollars")
    # April: 200.00 of 200.00; March: nothing of 300.00.
    assert (april.numerator, april.denominator) == (Decimal("200.00"), Decimal("200.00"))
    assert (march.numerator, march.denominator) == (Decimal(0), Decimal("300.00"))


def test_a_charge_counts_as_repeated_only_where_another_row_charges_too(tmp_path: Path) -> None:
    rejected = {**unanswered(), "payer_ack_status": "rejected"}
    once = [claim(1, **rejected, billed_amt=""), again(2, root=1, billed_amt="200.00")]
    twice = [claim(3, **rejected, billed_amt="200.00"), again(4, root=3, billed_amt="200.00")]
    done = outcome(write_csv(tmp_path / "claims.csv", [*once, *twice]))

    assert [one.rows for one in done.checks if one.check == "charge_repeated"] == [1]
