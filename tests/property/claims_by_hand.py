"""Acceptance, denial and collection reckoned row by row, as slowly and plainly as can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

Row = Mapping[str, str]
Key = tuple[str, str, str]
"""Vendor, month and metric."""
Parts = tuple[Decimal | None, Decimal]
"""Numerator, None where nothing is known of it, and denominator."""

REMITTED = ("paid", "patient", "partial", "denied")


def by_hand(rows: Iterable[Row]) -> dict[Key, Parts]:
    """Numerator and denominator of each metric, vendor and month; times without an offset."""
    every = list(rows)
    voided = taken_back(every)
    counted = [row for row in every if _claim(row) not in voided]
    terms: dict[Key, list[Parts]] = defaultdict(list)
    for key, numerator, denominator in (
        *_accepted(counted),
        *_denied(counted),
        *_collected(every),
    ):
        terms[key].append((numerator, denominator))
    return {key: (_known(of_one), _total(of_one)) for key, of_one in terms.items()}


def taken_back(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Claims whose first payer was sent a void last, and had not remitted before that day."""
    claims: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        claims[_claim(row)].append(row)
    return {claim for claim, of_claim in claims.items() if _is_taken_back(of_claim)}


def _claim(row: Row) -> tuple[str, str]:
    return row["vendor"], row["claim_root_key"]


def _is_taken_back(rows: list[Row]) -> bool:
    payer = min(rows, key=lambda row: (row["submitted_ts"], int(row["attempt_no"]), _place(row)))
    theirs = [row for row in rows if _place(row) == _place(payer)]
    last = max(
        theirs,
        key=lambda row: (int(row["attempt_no"]), row["submitted_ts"], row["frequency_code"]),
    )
    remitted = [row["first_remit_date"] for row in theirs if row["first_remit_date"]]
    return last["frequency_code"] == "8" and (
        not remitted or last["submitted_ts"][:10] <= min(remitted)
    )


def _place(row: Row) -> str:
    return row["payer_sequence"] or "P"


def _known(terms: list[Parts]) -> Decimal | None:
    known = [numerator for numerator, _ in terms if numerator is not None]
    return sum(known, Decimal(0)) if known else None


def _total(terms: list[Parts]) -> Decimal:
    return sum((denominator for _, denominator in terms), Decimal(0))


Term = tuple[Key, Decimal | None, Decimal]


def _accepted(rows: list[Row]) -> Iterator[Term]:
    good: dict[str, Callable[[Row], bool]] = {
        "first_pass_acceptance_rate": lambda row: (
            row["payer_ack_status"] == "accepted"
            or (row["payer_ack_status"] == "" and row["first_remit_date"] != "")
        ),
        "clearinghouse_acceptance_rate": lambda row: row["ch_ack_status"] != "rejected",
        "first_pass_resolution_rate": lambda row: row["first_outcome"] in ("paid", "patient"),
    }
    for row in rows:
        original = (row["attempt_no"], row["frequency_code"], row["payer_sequence"])
        if original != ("1", "1", "P"):
            continue
        decided = row["first_outcome"] in REMITTED or "rejected" in (
            row["ch_ack_status"],
            row["payer_ack_status"],
        )
        for metric, is_good in good.items():
            counts = decided or metric != "first_pass_resolution_rate"
            yield (
                (row["vendor"], row["submitted_ts"][:7], metric),
                Decimal(is_good(row)),
                Decimal(counts),
            )


def _denied(rows: list[Row]) -> Iterator[Term]:
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        if (
            row["payer_sequence"] == "P"
            and row["first_remit_date"]
            and row["first_outcome"] in REMITTED
        ):
            claim = _claim(row)
            if claim not in first or _order(row) < _order(first[claim]):
                first[claim] = row
    for claim, row in first.items():
        at = row["vendor"], row["first_remit_date"][:7]
        outcome, one = row["first_outcome"], Decimal(1)
        yield (*at, "denial_rate"), Decimal(outcome in ("partial", "denied")), one
        yield (*at, "full_denial_rate"), Decimal(outcome == "denied"), one
        billed = _usd(row["billed_amt"]) or _charge_elsewhere(rows, claim)
        denied = _usd(row["denied_charge_amt"])
        if not row["denied_charge_amt"] and outcome == "denied":
            denied = billed
        yield (*at, "denial_rate_dollars"), denied, billed


def _charge_elsewhere(rows: list[Row], claim: tuple[str, str]) -> Decimal:
    """What another row of the claim at its primary payer charges."""
    charges = [
        _usd(row["billed_amt"])
        for row in rows
        if _claim(row) == claim and row["payer_sequence"] == "P"
    ]
    return max(charges)


def _order(row: Row) -> tuple[str, int, bool, str]:
    is_kind = row["first_outcome"] in ("paid", "patient")
    return row["first_remit_date"], int(row["attempt_no"]), is_kind, row["practice_claim_key"]


def _collected(rows: list[Row]) -> Iterator[Term]:
    for row in rows:
        served = row["dos_from"] or _day_elsewhere(rows, _claim(row))
        if not served:
            continue
        payer, patient, back = (
            row[name] for name in ("payer_paid_total", "patient_paid_total", "refund_total")
        )
        is_known = bool(payer or patient or back)
        yield (
            (row["vendor"], served[:7], "net_collection_rate"),
            _usd(payer) + _usd(patient) - _usd(back) if is_known else None,
            _usd(row["billed_amt"]) - _usd(row["contractual_adj_total"]),
        )


def _day_elsewhere(rows: list[Row], claim: tuple[str, str]) -> str:
    """The earliest day of service that another row of the claim states; empty where none does."""
    days = [row["dos_from"] for row in rows if _claim(row) == claim and row["dos_from"]]
    return min(days, default="")


def _usd(text: str) -> Decimal:
    return Decimal(text or 0)
