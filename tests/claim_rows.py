"""Claim extracts for tests: rows with defaults, files of both kinds, and what comes of them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vendor_eval.access.roles import Person, Role
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.workflows.claims import Asked, recomputed

ANYBODY = Person("Ann", Role.ADMINISTRATOR)
Row = Mapping[str, Any]


def claim(number: int, **cells: Any) -> dict[str, Any]:
    """An accepted first attempt of March 2025 that was paid; ``cells`` differ."""
    row: dict[str, Any] = {
        "vendor": "Northwind RCM",
        "practice_claim_key": f"k{number:06}",
        "claim_root_key": f"r{number:06}",
        "attempt_no": 1,
        "frequency_code": "1",
        "payer_sequence": "P",
        "dos_from": "2025-03-01",
        "doc_complete_ts": "2025-03-03T08:00:00",
        "coded_ts": "2025-03-04T08:00:00",
        "submitted_ts": "2025-03-05T08:00:00",
        "ch_ack_status": "accepted",
        "ch_ack_ts": "2025-03-05T12:00:00",
        "payer_ack_status": "accepted",
        "payer_ack_ts": "2025-03-06T12:00:00",
        "billed_amt": "300.00",
        "first_remit_date": "2025-03-20",
        "first_outcome": "paid",
        "denied_charge_amt": "0.00",
        "payer_paid_total": "180.00",
        "patient_paid_total": "20.00",
        "refund_total": "0.00",
        "contractual_adj_total": "100.00",
        "extract_ts": "2025-06-15T06:00:00",
    }
    return {**row, **cells}


def unanswered() -> dict[str, Any]:
    """Cells of a claim that no payer has said anything about."""
    return {
        "payer_ack_status": "",
        "payer_ack_ts": "",
        "first_remit_date": "",
        "first_outcome": "pending",
        "payer_paid_total": "",
        "patient_paid_total": "",
        "contractual_adj_total": "",
    }


def write_csv(file: Path, rows: Iterable[Row], columns: Sequence[str] | None = None) -> Path:
    """The rows as CSV, with the columns of the first one or those named."""
    every = list(rows)
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, columns or list(every[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(every)
    return file


def write_parquet(file: Path, columns: Mapping[str, pa.Array]) -> Path:
    """The columns as Parquet, typed as they are."""
    pq.write_table(pa.table(dict(columns)), file)
    return file


def outcome(
    *paths: Path, metrics: Sequence[str] | None = None, vendor: str | None = None, **agreed: Any
) -> Recomputed:
    """What comes of the files; the practice is in New York unless said otherwise."""
    words = {} if metrics is None else {"metrics": metrics}
    terms = Agreed(**{"time_zone": "America/New_York", **agreed})
    return recomputed(ANYBODY, Asked(paths, terms, vendor=vendor, **words))


def only(done: Recomputed, metric: str) -> Kpi:
    """The one value of the metric."""
    (found,) = [one for one in done.kpis if one.metric == metric]
    return found


def days_after(day: str, days: int) -> str:
    """An ISO date that many days after ``day``."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
