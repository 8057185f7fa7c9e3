"""Worked examples of one cohort under all definitions of the field, each with its arithmetic."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.claim_cohort import cohort
from tests.claim_rows import claim, unanswered, write_csv
from tests.claim_variants import four_decimals, parts, the, under_all
from vendor_eval.claims.kpis import Recomputed


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    return under_all(write_csv(tmp_path_factory.mktemp("e1") / "cohort.csv", cohort()))


@pytest.mark.parametrize(
    ("definition", "fraction", "shown"),
    [
        ("clearinghouse_acceptance_rate", (1000 - 30, 1000, 0), "97.0000"),
        # FP2: the 30 of the clearinghouse are in neither.
        ("first_pass_acceptance_rate.of_forwarded", (955, 1000 - 30, 0), "98.4536"),
        ("first_pass_acceptance_rate", (1000 - 30 - 15, 1000, 0), "95.5000"),
        ("first_pass_acceptance_rate.of_answered", (955, 1000, 0), "95.5000"),
        ("clearinghouse_acceptance_rate.of_answered", (970, 1000, 0), "97.0000"),
        ("first_pass_resolution_rate", (800 + 40, 45 + 932, 23), "85.9775"),
        ("first_pass_resolution_rate.per_submitted", (840, 1000, 23), "84.0000"),
        ("first_pass_resolution_rate.per_remitted", (840, 932, 23), "90.1288"),
        # FP5: what fell to the deductible is not paid.
        ("first_pass_resolution_rate.paid", (800, 977, 23), "81.8833"),
    ],
)
def test_one_cohort_under_every_first_pass_rate(
    march: Recomputed, definition: str, fraction: tuple[object, ...], shown: str
) -> None:
    one = the(march, definition)

    assert (parts(one), four_decimals(one)) == (fraction, shown)


@pytest.mark.parametrize(
    ("definition", "fraction", "shown"),
    [
        ("full_denial_rate", (74, 932, 0), "7.9399"),
        ("denial_rate", (18 + 74, 932, 0), "9.8712"),
        # DN5: 40 deductible-only and 74 denied claims were paid nothing.
        ("denial_rate.zero_pay", (40 + 74, 932, 0), "12.2318"),
        # 74 x 420.00 + 18 x 140.00 over 279,600.00
        ("denial_rate_dollars", (Decimal("33600.00"), Decimal("279600.00"), 0), "12.0172"),
        ("denial_rate.per_submitted", (92, 1000, 23), "9.2000"),
        # All were sent in one month, so that its cohort is the same; 23 wait for a remittance.
        ("denial_rate.by_submission_month", (92, 932, 23), "9.8712"),
        ("full_denial_rate.by_submission_month", (74, 932, 23), "7.9399"),
    ],
)
def test_one_cohort_under_every_denial_rate(
    march: Recomputed, definition: str, fraction: tuple[object, ...], shown: str
) -> None:
    one = the(march, definition)

    assert (parts(one), four_decimals(one)) == (fraction, shown)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    row = claim(
        1,
        billed_amt="500000.00",
        contractual_adj_total="210000.00",
        payer_paid_total="231500.00",
        patient_paid_total="38600.00",
        refund_total="2900.00",
        # timely filing 4,200 and missing authorisation 3,100
        denial_writeoff_total="7300.00",
        bad_debt_total="6500.00",
        balance_insurance="6000.00",
        balance_patient="3000.00",
    )
    return under_all(write_csv(tmp_path_factory.mktemp("e3") / "claims.csv", [row]))


@pytest.mark.parametrize(
    ("definition", "fraction", "shown"),
    [
        # 231,500 + 38,600 - 2,900 over 500,000 - 210,000
        ("net_collection_rate", (267_200, 290_000), "92.1379"),
        ("net_collection_rate.gross", (267_200, 500_000), "53.4400"),
        ("net_collection_rate.denials_as_contractual", (267_200, 290_000 - 7_300), "94.5172"),
        (
            "net_collection_rate.losses_as_contractual",
            (267_200, 290_000 - 7_300 - 6_500),
            "96.7415",
        ),
        ("net_collection_rate.losses_and_refunds", (270_100, 276_200), "97.7915"),
        # 270,100 / 290,000
        ("net_collection_rate.refunds_ignored", (270_100, 290_000), "93.1379"),
        ("net_collection_rate.resolved_only", (267_200, 290_000 - 9_000), "95.0890"),
        ("denial_rate.written_off", (7_300, 290_000), "2.5172"),
    ],
)
def test_one_cohort_under_every_collection_rate(
    collected: Recomputed, definition: str, fraction: tuple[int, int], shown: str
) -> None:
    one = the(collected, definition)

    assert (parts(one), four_decimals(one)) == ((*fraction, 1), shown)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        # A published check: (500,000 - 14,000) / (850,000 - 350,000)
        (("850000", "350000", "500000", "0", "14000"), "97.2000"),
        # Another: 750,000 / (1,000,000 - 200,000); a shortfall of 6.25 % is 50,000 of the 800,000.
        (("1000000", "200000", "700000", "50000", "0"), "93.7500"),
    ],
)
def test_published_collection_rates_come_out(
    tmp_path: Path, cells: tuple[str, ...], shown: str
) -> None:
    names = ("billed_amt", "contractual_adj_total", "payer_paid_total", "patient_paid_total")
    row = claim(1, **dict(zip((*names, "refund_total"), cells, strict=True)))
    file = write_csv(tmp_path / "claims.csv", [row])

    done = under_all(file, metrics=("net_collection_rate",))

    assert four_decimals(the(done, "net_collection_rate")) == shown


def receivables(agency: str = "0.00") -> list[dict[str, Any]]:
    """Debit 412,000, credits 28,000 and charges of April to June; ``agency`` was moved out.

    Buckets by age at 30 June: 190,000 / 82,000 / 46,000 / 34,000 / 60,000.
    """
    charges = {"2025-04-10": "268000.00", "2025-05-10": "275000.00", "2025-06-10": "276000.00"}
    # 30 June less 10, 45, 75, 100 and 130 days
    balances = {
        "2025-06-20": "190000.00",
        "2025-05-16": "82000.00",
        "2025-04-16": "46000.00",
        "2025-03-22": "34000.00",
        "2025-02-20": str(Decimal("60000.00") - Decimal(agency)),
        "2025-06-01": "-28000.00",
    }
    blank = {"billed_amt": "", "balance_insurance": "", "balance_patient": ""}
    rows = [
        {
            **blank,
            "charge_posted_ts": f"{day}T10:00",
            "billed_amt": amount,
            "dos_from": day,
            # Nothing of it is owed; an empty balance would be an unknown one.
            "balance_insurance": "0.00",
        }
        for day, amount in charges.items()
    ]
    rows += [
        {
            **blank,
            "charge_posted_ts": "2024-12-01T10:00",
            "balance_insurance": amount,
            "dos_from": day,
        }
        for day, amount in balances.items()
    ]
    return [
        claim(at, **{**cells, "extract_ts": "2025-06-30T23:00"}) for at, cells in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    return under_all(write_csv(tmp_path_factory.mktemp("e4") / "claims.csv", receivables()))


@pytest.mark.parametrize(
    ("definition", "fraction", "shown"),
    [
        # 819,000 / 91 days = 9,000.00 a day
        ("days_in_ar", (412_000, 9_000), "45.7778"),
        ("days_in_ar.net_of_credits", (412_000 - 28_000, 9_000), "42.6667"),
        # 276,000 / 30 days = 9,200.00 a day
        ("days_in_ar.one_month", (412_000, 9_200), "44.7826"),
    ],
)
def test_one_balance_under_every_count_of_days(
    june: Recomputed, definition: str, fraction: tuple[int, int], shown: str
) -> None:
    one = the(june, definition)

    assert (parts(one), four_decimals(one, times=1)) == ((*fraction, 0), shown)


def test_days_fall_when_old_balances_move_to_an_agency(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "claims.csv", receivables(agency="50000.00"))

    one = the(under_all(file, metrics=("days_in_ar",)), "days_in_ar.net_of_credits")

    # 412,000 - 28,000 - 50,000 over 9,000.00 a day
    assert (parts(one), four_decimals(one, times=1)) == ((334_000, 9_000, 0), "37.1111")


def test_the_lines_of_age_part_the_balance_into_its_buckets(june: Recomputed) -> None:
    over = {
        30: the(june, "ar_over_90_rate.over_30"),
        60: the(june, "ar_over_90_rate.over_60"),
        90: the(june, "ar_over_90_rate"),
        120: the(june, "ar_over_90_rate.over_120"),
    }

    assert {days: parts(one)[:2] for days, one in over.items()} == {
        30: (412_000 - 190_000, 412_000),
        60: (412_000 - 190_000 - 82_000, 412_000),
        90: (34_000 + 60_000, 412_000),
        120: (60_000, 412_000),
    }
    assert (four_decimals(over[90]), four_decimals(over[120])) == ("22.8155", "14.5631")
    shares = [1.0, *(one.value or 0.0 for one in over.values()), 0.0]
    buckets = [round((young - old) * 100, 2) for young, old in pairwise(shares)]
    assert buckets == [46.12, 19.90, 11.17, 8.25, 14.56]


def test_net_days_are_said_to_need_the_ledger(june: Recomputed) -> None:
    because = {one.metric: one.because for one in june.not_computable}

    assert "ledger" in because["days_in_ar.net"]


def test_a_bill_makes_a_balance_younger_and_another_bill_younger_still(tmp_path: Path) -> None:
    # Served 100 days before 30 June and first sent 10 days later; the second claim again in June.
    cells = {
        "dos_from": "2025-03-22",
        "submitted_ts": "2025-04-01T09:00",
        "balance_insurance": "100.00",
        "balance_patient": "",
        "extract_ts": "2025-06-30T23:00",
    }
    again = {"submitted_ts": "2025-06-02T09:00", "attempt_no": 2, "balance_insurance": ""}
    older = {"submitted_ts": "2025-03-25T09:00", "dos_from": "2025-03-20"}
    rows = [
        claim(1, **cells),
        claim(2, **{**cells, **older}),
        claim(3, **{**cells, **older, **again, "claim_root_key": "r000002"}),
    ]

    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=("ar_over_90_rate",))

    # 1 April is 90 days before 30 June, 25 March 97.
    assert parts(the(done, "ar_over_90_rate"))[:2] == (200, 200)
    assert parts(the(done, "ar_over_90_rate.from_first_bill"))[:2] == (100, 200)
    assert parts(the(done, "ar_over_90_rate.from_last_bill"))[:2] == (0, 200)


def test_a_backlog_never_counts_where_only_finished_work_does(tmp_path: Path) -> None:
    uncoded = {"coded_ts": "", "submitted_ts": "", "attempt_no": "", **unanswered()}
    kinds: list[tuple[int, dict[str, Any]]] = [
        (180, {"coded_ts": "2025-06-03T08:00"}),
        (12, {"coded_ts": "2025-06-05T08:00"}),
        (24, uncoded),
        (40, {**uncoded, "doc_complete_ts": "2025-06-14T08:00"}),
    ]
    rows = [
        {"doc_complete_ts": "2025-06-02T08:00", **one} for many, one in kinds for _ in range(many)
    ]
    file = write_csv(tmp_path / "claims.csv", [claim(at, **one) for at, one in enumerate(rows)])

    done = under_all(file, metrics=("coding_on_time_rate",))

    due, finished = the(done, "coding_on_time_rate"), the(done, "coding_on_time_rate.of_completed")
    # 180 of 180 + 12 + 24, and 180 of 180 + 12
    assert (parts(due), four_decimals(due)) == ((180, 216, 40), "83.3333")
    assert (parts(finished), four_decimals(finished)) == ((180, 192, 64), "93.7500")


def test_an_average_of_averages_is_not_the_rate_of_all_claims(tmp_path: Path) -> None:
    # 90 of 100 and 1,900 of 2,000: (90 % + 95 %) / 2, where all together are 1,990 / 2,100.
    rejected = {**unanswered(), "payer_ack_status": "rejected"}
    rows = [
        claim(first + at, location_key=site, **({} if at < good else rejected))
        for site, first, good, every in (("s1", 0, 90, 100), ("s2", 100, 1900, 2000))
        for at in range(every)
    ]

    file = write_csv(tmp_path / "claims.csv", rows)
    done = under_all(file, metrics=("first_pass_acceptance_rate",))

    every, mean = (
        the(done, f"first_pass_acceptance_rate{name}") for name in ("", ".mean_of_sites")
    )
    assert (parts(every), four_decimals(every)) == ((1990, 2100, 0), "94.7619")
    assert (parts(mean), four_decimals(mean)) == ((None, 2, 0), "92.5000")
