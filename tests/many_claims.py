"""Invented claims by the ten thousand, in every table, with all that engines may see differently.

Groups of more than 8,192 rows, because ClickHouse's usual quantile is exact up to that many;
fractions of seconds, the night on which clocks go forward, empty cells, keys that differ only in
their case, half cents.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.claim_rows import claim, write_csv

CLAIMS = 64_000
_FIRST = np.datetime64("2025-01-20T05:00:00", "us")
_SECOND = np.timedelta64(1_000_000, "us")
_OUTCOMES = np.array(["paid", "patient", "partial", "denied", "pending"])
_ANSWERS = np.array(["accepted", "rejected"])


def many_claims(folder: Path) -> Path:
    """The folder, with six files of one vendor's claims and of another's in it."""
    folder.mkdir()
    dice = np.random.default_rng(20261122)
    first = _first_attempts(dice)
    pq.write_table(_table(first), folder / "first.parquet")
    pq.write_table(_table(_second_attempts(dice, first)), folder / "second.parquet")
    pq.write_table(_adjustments(dice, first), folder / "adjustments.parquet")
    pq.write_table(_audits(dice), folder / "audits.parquet")
    pq.write_table(_lines(dice, first), folder / "lines.parquet")
    _few_columns(folder / "few.csv")
    return folder


Columns = dict[str, pa.Array]


def _first_attempts(dice: np.random.Generator) -> Columns:
    at = np.arange(CLAIMS)
    sent = _FIRST + dice.integers(0, 70 * 86_400_000_000, CLAIMS).astype("m8[us]")
    coded = sent - _hours(dice, 60)
    refused = dice.random(CLAIMS) < 0.4
    billed = dice.integers(1, 90_000, CLAIMS)
    outcome = np.where(refused, "denied", dice.choice(_OUTCOMES, CLAIMS))
    return {
        "vendor": _texts(np.where(at % 10 == 0, "Ärzte GmbH", "Northwind RCM")),
        # Two claims of one root now and then, told apart by the case of their keys alone.
        "practice_claim_key": _texts([f"{'kK'[n % 2]}{n // 2:06}" for n in at]),
        "claim_root_key": _texts([f"r{n - (n % 50 == 1):06}" for n in at]),
        "attempt_no": pa.array(np.ones(CLAIMS, int)),
        "frequency_code": _texts(np.where(dice.random(CLAIMS) < 0.97, "1", "7")),
        "payer_key": _texts([f"p{n % 7}" for n in at]),
        "payer_sequence": _texts(np.where(dice.random(CLAIMS) < 0.95, "P", "S")),
        "location_key": _texts([f"l{n % 3}" for n in at]),
        "specialty": _texts([("cardiology", "surgery")[n % 2] for n in at]),
        "dos_from": pa.array((sent - _hours(dice, 3_000)).astype("M8[D]")),
        "doc_complete_ts": _some(dice, coded - _hours(dice, 90), 0.02),
        "coded_ts": _some(dice, coded, 0.05),
        "charge_posted_ts": _some(dice, coded + _SECOND, 0.02),
        "submitted_ts": _some(dice, sent, 0.02),
        "ch_ack_status": _some(dice, dice.choice(_ANSWERS, CLAIMS, p=[0.95, 0.05]), 0.03),
        "ch_ack_ts": pa.array(sent + _hours(dice, 20)),
        "payer_ack_status": _some(dice, dice.choice(_ANSWERS, CLAIMS, p=[0.9, 0.1]), 0.1),
        "payer_ack_ts": pa.array(sent + _hours(dice, 60)),
        "billed_amt": _usd(billed),
        "first_remit_date": _some(dice, (sent + _hours(dice, 700)).astype("M8[D]"), 0.1),
        "first_remit_paid": _usd(billed // 2),
        "first_remit_allowed": _usd(billed // 3),
        "first_outcome": _some(dice, outcome, 0.03),
        "last_outcome": _texts(dice.choice(_OUTCOMES, CLAIMS)),
        "denied_charge_amt": _usd(np.where(refused, billed, 0), dice.random(CLAIMS) < 0.3),
        "resolved_date": _some(dice, (sent + _hours(dice, 2_000)).astype("M8[D]"), 0.3),
        "payer_paid_total": _usd(billed // 2, dice.random(CLAIMS) < 0.1),
        "patient_paid_total": _usd(billed // 9),
        "refund_total": _usd(billed // 99),
        "contractual_adj_total": _usd(billed // 4),
        "denial_writeoff_total": _usd(np.where(refused, billed // 5, 0)),
        "bad_debt_total": _usd(billed // 77),
        "other_adj_total": _usd(billed // 88),
        "balance_insurance": _usd(dice.integers(-9_000, 30_000, CLAIMS), dice.random(CLAIMS) < 0.1),
        "balance_patient": _usd(dice.integers(-900, 3_000, CLAIMS), dice.random(CLAIMS) < 0.1),
        "extract_ts": pa.array(np.full(CLAIMS, np.datetime64("2025-03-31T22:00:00", "us"))),
    }


def _second_attempts(dice: np.random.Generator, first: Columns) -> Columns:
    """Most of what was refused, sent again."""
    again = np.flatnonzero(first["first_outcome"].to_numpy(zero_copy_only=False) == "denied")
    again = again[: len(again) * 9 // 10]
    taken = {name: column.take(pa.array(again)) for name, column in first.items()}
    known = taken["ch_ack_ts"].to_numpy()
    taken["attempt_no"] = pa.array(np.full(len(again), 2))
    taken["submitted_ts"] = pa.array(known + _hours(dice, 400, len(again)))
    taken["first_outcome"] = _texts(dice.choice(_OUTCOMES, len(again)))
    taken["billed_amt"] = _usd(np.zeros(len(again), int))
    return taken


def _adjustments(dice: np.random.Generator, first: Columns) -> pa.Table:
    count = CLAIMS // 2
    groups = dice.choice(np.array(["CO", "PR", "OA", "PI"]), count)
    return pa.table(
        {
            "vendor": first["vendor"].slice(0, count),
            "practice_claim_key": first["practice_claim_key"].slice(0, count),
            "line_no": pa.array(dice.integers(1, 5, count)),
            "remit_date": first["first_remit_date"].slice(0, count),
            "group_code": _texts(groups),
            "carc": _texts(dice.choice(np.array(["45", "16", "197", "b7", "B7", "29"]), count)),
            "rarc_list": _texts(dice.choice(np.array(["N130", "M51 N56", "MA130"]), count)),
            "amount": _usd(dice.integers(-500, 40_000, count)),
            "is_reversal": pa.array(dice.random(count) < 0.05),
        }
    )


def _audits(dice: np.random.Generator) -> pa.Table:
    count = 20_000
    right, wrong, missed, extra = (dice.integers(0, 5, count) for _ in range(4))
    return pa.table(
        {
            "vendor": _texts(["Northwind RCM"] * count),
            "audit_id": _texts([f"a{n // 100}" for n in range(count)]),
            "encounter_key": _texts([f"e{n}" for n in range(count)]),
            "auditor_type": _texts(dice.choice(np.array(["vendor", "practice"]), count)),
            "codes_expected": pa.array(right + wrong + missed),
            "codes_correct": pa.array(right),
            "codes_wrong": pa.array(wrong),
            "codes_missed": pa.array(missed),
            "codes_extra": pa.array(extra),
            "payment_changed": pa.array(dice.random(count) < 0.1),
            "dos": pa.array(np.datetime64("2025-02-01") + dice.integers(0, 50, count)),
        }
    )


def _lines(dice: np.random.Generator, first: Columns) -> pa.Table:
    """Three lines each of every second claim."""
    claims = pa.array(np.repeat(np.arange(0, CLAIMS, 2), 3))
    return pa.table(
        {
            "vendor": first["vendor"].take(claims),
            "practice_claim_key": first["practice_claim_key"].take(claims),
            "line_no": pa.array(np.tile([1, 2, 3], CLAIMS // 2)),
            "cpt_hcpcs": _texts(dice.choice(np.array(["99213", "99214", "36415"]), len(claims))),
            "billed": _usd(dice.integers(1, 30_000, len(claims))),
        }
    )


def _few_columns(file: Path) -> None:
    """Claims of a third vendor, as text, without most columns: some metrics leave them out."""
    rows = [
        claim(
            n,
            vendor="O'Neil & Söhne",
            submitted_ts=f"2025-03-09T0{n % 10}:30:00",
            billed_amt="0.45",
        )
        for n in range(40)
    ]
    kept = ("vendor", "coded_ts", "submitted_ts", "attempt_no", "payer_sequence", "frequency_code")
    write_csv(file, rows, kept)


def _table(columns: Columns) -> pa.Table:
    return pa.table(columns)


def _hours(dice: np.random.Generator, most: int, count: int = CLAIMS) -> np.ndarray:
    """Up to that many hours, to the microsecond."""
    return dice.integers(0, most * 3_600_000_000, count).astype("m8[us]")


def _texts(values: object) -> pa.Array:
    return pa.array(values, pa.string())


def _some(dice: np.random.Generator, values: np.ndarray, empty: float) -> pa.Array:
    """The values, a share of them empty."""
    return pa.array(values, mask=dice.random(len(values)) < empty)


def _usd(cents: np.ndarray, empty: np.ndarray | None = None) -> pa.Array:
    """Dollars as a decimal with two places."""
    none = np.zeros(len(cents), bool) if empty is None else empty
    exact = (Decimal(cell).scaleb(-2) for cell in cents.tolist())
    cells = [None if gone else cell for cell, gone in zip(exact, none.tolist(), strict=True)]
    return pa.array(cells, pa.decimal128(18, 2))
