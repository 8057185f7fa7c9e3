"""Worked examples of the metrics that claims give, each with its arithmetic."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.claim_cohort import DENIED, cohort
from tests.claim_rows import claim, only, outcome, unanswered, write_csv
from vendor_eval.claims.kpis import Kpi, Recomputed


def percent(one: Kpi) -> str:
    """The value to four decimals of a percent, half-up."""
    assert one.value is not None
    return str((Decimal(one.value) * 100).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def parts(one: Kpi) -> tuple[object, object, object]:
    return one.numerator, one.denominator, one.pending


@pytest.fixture(scope="module")
def first_pass(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    return outcome(write_csv(tmp_path_factory.mktemp("e1") / "cohort.csv", cohort()))


@pytest.mark.parametrize(
    ("metric", "fraction", "shown"),
    [
        ("clearinghouse_acceptance_rate", (1000 - 30, 1000, 0), "97.0000"),
        ("first_pass_acceptance_rate", (1000 - 30 - 15, 1000, 0), "95.5000"),
        # Rejected ones stay in: 45 + 932 remitted; the 23 without a remittance are pending.
        ("first_pass_resolution_rate", (800 + 40, 45 + 932, 23), "85.9775"),
        ("denial_rate", (18 + 74, 932, 0), "9.8712"),
        ("full_denial_rate", (74, 932, 0), "7.9399"),
        # 74 x 420.00 + 18 x 140.00 = 31,080 + 2,520 over 279,600
        ("denial_rate_dollars", (Decimal("33600.00"), Decimal("279600.00"), 0), "12.0172"),
    ],
)
def test_one_cohort_under_six_definitions(
    first_pass: Recomputed, metric: str, fraction: tuple[object, ...], shown: str
) -> None:
    one = only(first_pass, metric)

    assert (parts(one), percent(one)) == (fraction, shown)


def test_claims_submitted_counts_the_cohort_of_the_first_pass_rates(first_pass: Recomputed) -> None:
    assert only(first_pass, "claims_submitted").value == 1000


def collection(tmp_path: Path, **cells: Any) -> Kpi:
    rows = [
        claim(
            1,
            billed_amt="500000.00",
            contractual_adj_total="210000.00",
            payer_paid_total="231500.00",
            patient_paid_total="38600.00",
            refund_total="2900.00",
            **cells,
        )
    ]
    return only(outcome(write_csv(tmp_path / "claims.csv", rows)), "net_collection_rate")


def test_net_collection_takes_off_contractual_adjustments_and_nothing_else(tmp_path: Path) -> None:
    # (231,500 + 38,600 - 2,900) / (500,000 - 210,000) = 267,200 / 290,000
    one = collection(tmp_path, denial_writeoff_total="7300.00", bad_debt_total="6500.00")

    assert (one.numerator, one.denominator) == (267_200, 290_000)
    assert percent(one) == "92.1379"


def test_collection_adds_up_all_rows_of_a_claim(tmp_path: Path) -> None:
    # The published check: (500,000 - 14,000) / (850,000 - 350,000), the charge on the first row,
    # payments on that of the secondary payer too.
    blank = {"billed_amt": "", "contractual_adj_total": "", "patient_paid_total": ""}
    rows = [
        claim(
            1,
            billed_amt="850000.00",
            contractual_adj_total="350000.00",
            payer_paid_total="400000.00",
            patient_paid_total="60000.00",
            refund_total="14000.00",
        ),
        claim(1, **blank, payer_sequence="S", payer_paid_total="40000.00", refund_total=""),
    ]

    one = only(outcome(write_csv(tmp_path / "claims.csv", rows)), "net_collection_rate")

    assert percent(one) == "97.2000"


def test_a_reversal_with_its_correction_is_no_denial(tmp_path: Path) -> None:
    # 200 - 60 - 20 paid 120, all negated, then 200 - 45 - 20 paid 135: net 135 / (200 - 45).
    row = claim(
        1,
        billed_amt="200.00",
        contractual_adj_total="45.00",
        payer_paid_total="135.00",
        patient_paid_total="0.00",
        first_outcome="paid",
        last_outcome="paid",
    )

    done = outcome(write_csv(tmp_path / "claims.csv", [row]))

    assert parts(only(done, "denial_rate")) == (0, 1, 0)
    assert parts(only(done, "net_collection_rate"))[:2] == (135, 155)


def test_days_in_receivables_leave_credits_out(tmp_path: Path) -> None:
    # 412,000 / ((268,000 + 275,000 + 276,000) / 91) = 412,000 / 9,000.00 = 45.7778 days, and
    # 34,000 + 60,000 = 94,000 of 412,000 are older than 90 days.
    months = {"2025-04-10": "268000.00", "2025-05-10": "275000.00", "2025-06-10": "276000.00"}
    charges = [
        claim(at, charge_posted_ts=f"{day}T10:00", billed_amt=amount, dos_from=day)
        for at, (day, amount) in enumerate(months.items())
    ]
    ages = {10: "190000", 45: "82000", 75: "46000", 100: "34000", 130: "60000", 20: "-28000"}
    balances = [
        claim(
            10 + age,
            dos_from=f"2025-{'06' if age <= 29 else '05'}-01",
            billed_amt="",
            balance_insurance=amount,
            charge_posted_ts="2024-12-01T10:00",
        )
        for age, amount in ages.items()
    ]
    # 30 June less 100 days is 22 March, less 130 days is 20 February, less 90 days is 1 April.
    for row, day in zip(balances[3:5], ("2025-03-22", "2025-02-20"), strict=True):
        row["dos_from"] = day
    balances[2]["dos_from"] = "2025-04-01"
    rows = [
        {"balance_insurance": "", "balance_patient": "", **row, "extract_ts": "2025-06-30T23:00"}
        for row in (*charges, *balances)
    ]

    done = outcome(write_csv(tmp_path / "claims.csv", rows))

    days, over_90 = only(done, "days_in_ar"), only(done, "ar_over_90_rate")
    assert (days.numerator, days.denominator) == (412_000, 9_000)
    assert days.value == pytest.approx(45.7778, abs=5e-5)
    assert percent(over_90) == "22.8155"
    assert (str(days.month), str(over_90.month)) == ("2025-06", "2025-06")


def test_receivables_are_not_told_from_an_extract_of_the_middle_of_a_month(tmp_path: Path) -> None:
    row = claim(1, balance_insurance="10", balance_patient="0", charge_posted_ts="2025-06-01")

    done = outcome(write_csv(tmp_path / "claims.csv", [row]), metrics=["days_in_ar"])

    assert done.kpis == ()
    assert "2025-06-15, which is not the end of a month" in done.not_computable[0].because


def test_coding_hours_are_those_of_the_clock(tmp_path: Path) -> None:
    # Thursday 16:00 to Monday 10:30 over a holiday and a weekend: 8 + 72 + 10.5 hours.
    row = claim(1, doc_complete_ts="2025-07-03T16:00", coded_ts="2025-07-07T10:30")

    one = only(outcome(write_csv(tmp_path / "claims.csv", [row])), "coding_turnaround")

    assert (one.value, one.denominator, str(one.month)) == (90.5, 1, "2025-07")


def test_hours_pass_at_night_when_the_clocks_go_forward(tmp_path: Path) -> None:
    # 9 March 2025 has 23 hours in New York.
    row = claim(1, doc_complete_ts="2025-03-08T12:00", coded_ts="2025-03-09T12:00")

    one = only(outcome(write_csv(tmp_path / "claims.csv", [row])), "coding_turnaround")

    assert one.value == 23


def backlog() -> list[dict[str, Any]]:
    """180 coded on time, 12 late, 24 open and overdue, 40 open and not due yet."""
    uncoded = {"coded_ts": "", "submitted_ts": "", "attempt_no": "", **unanswered()}
    kinds: list[tuple[int, dict[str, Any]]] = [
        (180, {"coded_ts": "2025-06-03T08:00"}),
        (12, {"coded_ts": "2025-06-05T08:00"}),
        (24, uncoded),
        (40, {**uncoded, "doc_complete_ts": "2025-06-14T08:00"}),
    ]
    rows = [cells for many, cells in kinds for _ in range(many)]
    return [
        claim(at, **{"doc_complete_ts": "2025-06-02T08:00", **one}) for at, one in enumerate(rows)
    ]


def test_on_time_counts_what_is_overdue(tmp_path: Path) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", backlog()))

    # 180 / (180 + 12 + 24); over completed work alone it would be 180 / 192 = 93.75 %.
    one = only(done, "coding_on_time_rate")
    assert (parts(one), percent(one)) == ((180, 216, 40), "83.3333")


def test_what_is_not_due_yet_is_overdue_when_one_looks_later(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "claims.csv", backlog())

    # 14 June 8:00 and 48 hours are 16 June 8:00, which the day of 16 June includes.
    later = only(outcome(file, as_of=dt.date(2025, 6, 16)), "coding_on_time_rate")
    sooner = only(outcome(file, as_of=dt.date(2025, 6, 15)), "coding_on_time_rate")

    assert parts(later) == (180, 256, 0)
    assert parts(sooner) == (180, 216, 40)


def test_a_longer_limit_makes_late_work_timely(tmp_path: Path) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", backlog()), coding_hours=72)

    assert parts(only(done, "coding_on_time_rate")) == (192, 216, 40)


def test_work_falls_due_in_the_month_of_its_deadline(tmp_path: Path) -> None:
    # 31 March 20:00 and 48 hours are 2 April 20:00.
    row = claim(1, doc_complete_ts="2025-03-31T20:00", coded_ts="2025-04-01T08:00")

    one = only(outcome(write_csv(tmp_path / "claims.csv", [row])), "coding_on_time_rate")

    assert (str(one.month), parts(one)) == ("2025-04", (1, 1, 0))


def test_rates_of_two_files_are_added_up_not_averaged(tmp_path: Path) -> None:
    # 90 of 100 and 1,900 of 2,000: 1,990 / 2,100, where the mean of the rates is 92.5 %.
    def file(name: str, good: int, all_: int, first: int) -> Path:
        rejected = {**unanswered(), "payer_ack_status": "rejected"}
        rows = [claim(first + at, **({} if at < good else rejected)) for at in range(all_)]
        return write_csv(tmp_path / name, rows)

    done = outcome(file("a.csv", 90, 100, 0), file("b.csv", 1900, 2000, 100))

    one = only(done, "first_pass_acceptance_rate")
    assert (parts(one), percent(one)) == ((1990, 2100, 0), "94.7619")


@pytest.mark.parametrize(
    ("cells", "hours", "month"),
    [
        # Refused by the clearinghouse on 5 March at noon.
        ({"ch_ack_status": "rejected"}, 30, "2025-03"),
        # By the payer's front end on 6 March at noon.
        ({"payer_ack_status": "rejected"}, 6, "2025-03"),
    ],
)
def test_resubmission_runs_from_the_refusal_to_the_next_attempt(
    tmp_path: Path, cells: dict[str, Any], hours: float, month: str
) -> None:
    first = claim(1, **{**unanswered(), "payer_ack_ts": "2025-03-06T12:00:00", **cells})
    again = claim(2, claim_root_key="r000001", attempt_no=2, submitted_ts="2025-03-06T18:00")

    done = outcome(write_csv(tmp_path / "claims.csv", [first, again]))

    one = only(done, "resubmission_turnaround")
    assert (one.value, one.denominator, str(one.month)) == (hours, 1, month)
    assert parts(only(done, "resubmission_on_time_rate")) == (1, 1, 0)


def test_a_denial_nobody_works_is_overdue(tmp_path: Path) -> None:
    # Remitted 20 March: due 22 March. Sent again on 23 March it is late, never it is overdue.
    late = claim(1, **DENIED)
    again = claim(2, claim_root_key="r000001", attempt_no=2, submitted_ts="2025-03-23T00:00")
    never = claim(3, **DENIED)

    done = outcome(write_csv(tmp_path / "claims.csv", [late, again, never]))

    assert parts(only(done, "resubmission_on_time_rate")) == (0, 2, 0)
    assert only(done, "resubmission_turnaround").value == 72


def test_one_claim_has_one_first_remittance(tmp_path: Path) -> None:
    rows = [
        claim(1, **DENIED, first_remit_date="2025-03-20"),
        claim(2, claim_root_key="r000001", attempt_no=2, first_remit_date="2025-04-20"),
        claim(3, claim_root_key="r000001", payer_sequence="S", first_remit_date="2025-03-01"),
    ]

    one = only(outcome(write_csv(tmp_path / "claims.csv", rows)), "denial_rate")

    assert (parts(one), str(one.month)) == ((1, 1, 0), "2025-03")


def test_no_answer_beside_a_remittance_is_an_acceptance(tmp_path: Path) -> None:
    rows = [
        claim(1, payer_ack_status="", payer_ack_ts=""),
        claim(2, **unanswered()),
        claim(3, **unanswered(), submitted_ts="2025-03-30T08:00"),
    ]
    file = write_csv(tmp_path / "claims.csv", rows)

    # The unanswered stay in the denominator; on 5 April the one of 30 March is still pending.
    assert parts(only(outcome(file), "first_pass_acceptance_rate")) == (1, 3, 0)
    early = outcome(file, as_of=dt.date(2025, 4, 5))
    assert parts(only(early, "first_pass_acceptance_rate")) == (1, 3, 1)


@pytest.mark.parametrize(
    "other",
    [{"attempt_no": 2}, {"frequency_code": "7"}, {"payer_sequence": "S"}],
    ids=["later attempts", "replacements", "secondary payers"],
)
def test_first_pass_counts_originals_at_the_primary_payer_only(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", [claim(1), claim(2, **other)]))

    for metric in ("first_pass_acceptance_rate", "first_pass_resolution_rate", "claims_submitted"):
        assert only(done, metric).denominator in (1, None)
    assert only(done, "claims_submitted").value == 1


def test_the_month_is_that_of_the_practice(tmp_path: Path) -> None:
    # 1 April 03:00 UTC is 31 March 23:00 in New York.
    file = write_csv(tmp_path / "claims.csv", [claim(1, submitted_ts="2025-04-01T03:00:00Z")])

    months = {
        zone: str(only(outcome(file, time_zone=zone), "claims_submitted").month)
        for zone in ("America/New_York", "UTC")
    }
    assert months == {"America/New_York": "2025-03", "UTC": "2025-04"}


def test_nothing_to_divide_by_gives_a_row_without_a_value(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "claims.csv", [claim(1, **unanswered())])

    one = only(outcome(file), "first_pass_resolution_rate")

    assert (one.value, *parts(one)) == (None, 0, 0, 1)


def test_a_month_is_provisional_until_its_answers_can_have_come(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "claims.csv", [claim(1)])

    # 31 March + 14 days is 14 April.
    months = {
        day: str(
            outcome(file, as_of=dt.date(2025, 4, day)).provisional["first_pass_acceptance_rate"]
        )
        for day in (13, 14)
    }
    assert months == {13: "2025-03", 14: "2025-04"}
