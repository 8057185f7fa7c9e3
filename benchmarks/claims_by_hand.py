"""The metrics of claims as somebody at home in SQL, or in pandas, would write them for one file.

What can share a pass shares it. Nothing is checked, columns are taken for what they should be, and
the moment looked from is written into the queries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmarks.claim_file import TIME_ZONE

if TYPE_CHECKING:
    from pandas.core.groupby import SeriesGroupBy

_ZONE = f"'{TIME_ZONE}'"
_NOW = f"timezone({_ZONE}, TIMESTAMP '2026-01-01 06:00')"
_RECENT = "submitted_ts >= TIMESTAMP '2025-12-18 06:00'"
_REFUSED = (
    "ch_ack_status = 'rejected' OR payer_ack_status = 'rejected' "
    "OR first_outcome IN ('partial', 'denied')"
)
_KNOWN = (
    "CASE WHEN ch_ack_status = 'rejected' THEN ch_ack_ts WHEN payer_ack_status = 'rejected' "
    "THEN payer_ack_ts ELSE CAST(first_remit_date AS TIMESTAMP) END"
)
_RESENT = "FROM claims WHERE attempt_no > 1"
_SAME_CLAIM = (
    "r.vendor = s.vendor AND r.claim_root_key = s.claim_root_key "
    "AND r.payer_sequence = s.payer_sequence AND s.attempt_no = r.attempt_no + 1"
)
_ATTEMPT = "vendor, claim_root_key, payer_sequence, attempt_no"

QUERIES: Mapping[str, str] = {
    "first_pass": f"""
        SELECT vendor, date_trunc('month', submitted_ts) AS month, count(*) AS sent,
            count(*) FILTER (WHERE ch_ack_status IS DISTINCT FROM 'rejected') AS forwarded,
            count(*) FILTER (WHERE payer_ack_status = 'accepted'
                OR payer_ack_status IS NULL AND first_remit_date IS NOT NULL) AS accepted,
            count(*) FILTER (WHERE first_outcome IN ('paid', 'patient')) AS resolved,
            count(*) FILTER (WHERE first_outcome <> 'pending' OR ch_ack_status = 'rejected'
                OR payer_ack_status = 'rejected') AS decided,
            count(*) FILTER (WHERE ch_ack_status IS NULL AND {_RECENT}) AS unanswered
        FROM claims
        WHERE submitted_ts IS NOT NULL AND attempt_no = 1 AND frequency_code = '1'
            AND payer_sequence = 'P'
        GROUP BY ALL""",
    "denials": """
        SELECT vendor, date_trunc('month', first_remit_date) AS month, count(*) AS remitted,
            count(*) FILTER (WHERE first_outcome IN ('partial', 'denied')) AS denied,
            count(*) FILTER (WHERE first_outcome = 'denied') AS fully_denied,
            sum(denied_charge_amt) AS denied_amt,
            sum(coalesce(nullif(billed_amt, 0), charge)) AS billed_amt
        FROM (
            SELECT *, max(billed_amt) OVER (PARTITION BY vendor, claim_root_key) AS charge
            FROM claims WHERE payer_sequence = 'P'
            QUALIFY first_remit_date IS NOT NULL AND row_number() OVER (
                PARTITION BY vendor, claim_root_key
                ORDER BY first_remit_date NULLS LAST, attempt_no) = 1)
        GROUP BY ALL""",
    "receivables": """
        SELECT vendor, sum(greatest(balance_insurance + balance_patient, 0)) AS debit,
            sum(billed_amt) FILTER (WHERE charge_posted_ts >= TIMESTAMP '2025-10-01'
                AND charge_posted_ts < TIMESTAMP '2026-01-01'
                AND attempt_no = 1 AND payer_sequence = 'P') AS charges,
            sum(greatest(balance_insurance + balance_patient, 0))
                FILTER (WHERE dos_from < DATE '2026-01-01' - 91) AS over_90
        FROM claims GROUP BY ALL""",
    "collection": """
        SELECT vendor, date_trunc('month', dos_from) AS month,
            sum(payer_paid_total + patient_paid_total - refund_total) AS collected,
            sum(billed_amt - contractual_adj_total) AS collectable,
            count(*) FILTER (WHERE balance_insurance + balance_patient > 0) AS open
        FROM claims GROUP BY ALL""",
    "coding": f"""
        SELECT vendor, date_trunc('month', coded_ts) AS month, median(date_diff('second',
            timezone({_ZONE}, doc_complete_ts), timezone({_ZONE}, coded_ts)) / 3600.0) AS hours
        FROM claims WHERE coded_ts IS NOT NULL AND attempt_no = 1 AND payer_sequence = 'P'
        GROUP BY ALL""",
    "coding_due": f"""
        SELECT vendor, date_trunc('month', timezone({_ZONE}, due)) AS month,
            count(*) FILTER (WHERE coded <= due) AS on_time,
            count(*) FILTER (WHERE coded IS NOT NULL OR due < {_NOW}) AS counted
        FROM (
            SELECT vendor, timezone({_ZONE}, coded_ts) AS coded,
                timezone({_ZONE}, doc_complete_ts) + INTERVAL 48 HOUR AS due
            FROM claims WHERE attempt_no = 1 AND payer_sequence = 'P')
        WHERE due IS NOT NULL GROUP BY ALL""",
    "lag": f"""
        SELECT vendor, date_trunc('month', submitted_ts) AS month, median(date_diff('second',
            timezone({_ZONE}, coded_ts), timezone({_ZONE}, submitted_ts)) / 3600.0) AS hours
        FROM claims WHERE submitted_ts IS NOT NULL AND coded_ts IS NOT NULL AND attempt_no = 1
            AND payer_sequence = 'P'
        GROUP BY ALL""",
    "resubmission": f"""
        WITH r AS (SELECT {_ATTEMPT}, {_KNOWN} AS known FROM claims WHERE {_REFUSED}),
            s AS (SELECT {_ATTEMPT}, submitted_ts {_RESENT})
        SELECT r.vendor, date_trunc('month', submitted_ts) AS month, median(date_diff('second',
            timezone({_ZONE}, known), timezone({_ZONE}, submitted_ts)) / 3600.0) AS hours
        FROM r JOIN s ON {_SAME_CLAIM} GROUP BY ALL""",
    "resubmission_due": f"""
        WITH r AS (
                SELECT {_ATTEMPT}, timezone({_ZONE}, {_KNOWN}) + INTERVAL 48 HOUR AS due
                FROM claims WHERE {_REFUSED}),
            s AS (SELECT {_ATTEMPT}, timezone({_ZONE}, submitted_ts) AS sent {_RESENT})
        SELECT r.vendor, date_trunc('month', timezone({_ZONE}, due)) AS month,
            count(*) FILTER (WHERE sent <= due) AS on_time,
            count(*) FILTER (WHERE sent IS NOT NULL OR due < {_NOW}) AS counted
        FROM r LEFT JOIN s ON {_SAME_CLAIM} GROUP BY ALL""",
}
"""Reads ``claims``; one query may give several metrics."""

_AGED = pd.Timestamp("2025-10-02")
_KEYS = ["vendor", "claim_root_key", "payer_sequence", "attempt_no"]
_MOMENTS = ["doc_complete_ts", "coded_ts", "submitted_ts", "ch_ack_ts", "payer_ack_ts"]
_MONEY = ["payer_paid_total", "patient_paid_total", "refund_total", "billed_amt"]
_OPEN = ["contractual_adj_total", "denied_charge_amt", "balance_insurance", "balance_patient"]
_SAID = ["ch_ack_status", "payer_ack_status", "first_outcome", "first_remit_date"]
_DATED = ["dos_from", "charge_posted_ts", "frequency_code"]


def with_pandas(path: Path) -> int:
    """The same metrics by pandas, from all columns at once; how many claims were denied."""
    claims = pd.read_parquet(path, columns=[*_KEYS, *_MOMENTS, *_MONEY, *_OPEN, *_SAID, *_DATED])
    claims[[*_MONEY, *_OPEN]] = claims[[*_MONEY, *_OPEN]].astype(float)
    claims["first_remit_date"] = pd.to_datetime(claims["first_remit_date"])
    for name in _MOMENTS:
        claims[f"{name}_utc"] = _utc(claims[name])
    first = claims[(claims["attempt_no"] == 1) & (claims["payer_sequence"] == "P")]
    _first_pass(first[first["frequency_code"] == "1"])
    _hours(first, "doc_complete_ts_utc", "coded_ts").median()
    _hours(first, "coded_ts_utc", "submitted_ts").median()
    _hours(first, "doc_complete_ts_utc", "coded_ts").agg(lambda hours: (hours <= 48).mean())
    _balances(claims, first)
    again = _resubmitted(claims)
    again["hours"] = (again["submitted_ts_utc"] - again["known"]).dt.total_seconds() / 3600
    again.groupby(["vendor", again["submitted_ts"].dt.to_period("M")])["hours"].median()
    again["on_time"] = again["hours"] <= 48
    again.groupby(["vendor", again["known"].dt.to_period("M")])["on_time"].mean()
    return _denied(claims)


def _utc(local: pd.Series) -> pd.Series:
    placed = local.dt.tz_localize(TIME_ZONE, ambiguous=False, nonexistent="shift_forward")
    utc: pd.Series = placed.dt.tz_convert("UTC").dt.tz_localize(None)
    return utc


def _first_pass(first: pd.DataFrame) -> None:
    month = first["submitted_ts"].dt.to_period("M")
    answer = first["payer_ack_status"]
    shares = first.assign(
        forwarded=first["ch_ack_status"] != "rejected",
        accepted=(answer == "accepted") | answer.isna() & first["first_remit_date"].notna(),
        resolved=first["first_outcome"].isin(["paid", "patient"]),
    )
    shares.groupby(["vendor", month])[["forwarded", "accepted", "resolved"]].agg(["sum", "size"])


def _hours(first: pd.DataFrame, since: str, until: str) -> SeriesGroupBy[Any, Any]:
    hours = (first[f"{until}_utc"] - first[since]).dt.total_seconds() / 3600
    return hours.groupby([first["vendor"], first[until].dt.to_period("M")])


def _balances(claims: pd.DataFrame, first: pd.DataFrame) -> None:
    paid = claims["payer_paid_total"] + claims["patient_paid_total"] - claims["refund_total"]
    due = claims["billed_amt"] - claims["contractual_adj_total"]
    by = ["vendor", pd.to_datetime(claims["dos_from"]).dt.to_period("M")]
    claims.assign(paid=paid, due=due).groupby(by)[["paid", "due"]].sum()
    debit = (claims["balance_insurance"] + claims["balance_patient"]).clip(lower=0)
    debit.groupby([claims["vendor"], pd.to_datetime(claims["dos_from"]) < _AGED]).sum()
    posted = first["charge_posted_ts"].between("2025-10-01", "2026-01-01", inclusive="left")
    first[posted].groupby("vendor")["billed_amt"].sum()


def _resubmitted(claims: pd.DataFrame) -> pd.DataFrame:
    by_house = claims["ch_ack_status"] == "rejected"
    by_payer = claims["payer_ack_status"] == "rejected"
    refused = by_house | by_payer | claims["first_outcome"].isin(["partial", "denied"])
    known = _utc(claims["first_remit_date"])
    known = known.mask(by_payer, claims["payer_ack_ts_utc"])
    known = known.mask(by_house, claims["ch_ack_ts_utc"])
    earlier = claims.loc[refused, _KEYS].assign(known=known[refused])
    earlier["attempt_no"] += 1
    later = claims.loc[claims["attempt_no"] > 1, [*_KEYS, "submitted_ts", "submitted_ts_utc"]]
    return later.merge(earlier, on=_KEYS)


def _denied(claims: pd.DataFrame) -> int:
    primary = claims[claims["payer_sequence"] == "P"]
    charge = primary.groupby(["vendor", "claim_root_key"])["billed_amt"].transform("max")
    charged = primary.assign(charge=primary["billed_amt"].where(primary["billed_amt"] > 0, charge))
    remitted = charged[charged["first_remit_date"].notna()]
    ordered = remitted.sort_values(["first_remit_date", "attempt_no"], kind="stable")
    once = ordered.drop_duplicates(["vendor", "claim_root_key"])
    flags: Mapping[str, Sequence[str]] = {"denied": ["partial", "denied"], "full": ["denied"]}
    said = once.assign(**{name: once["first_outcome"].isin(words) for name, words in flags.items()})
    by = ["vendor", said["first_remit_date"].dt.to_period("M")]
    columns = ["denied", "full", "denied_charge_amt", "charge"]
    return int(said.groupby(by)[columns].sum()["denied"].sum())
