"""Definitions of denials over claims of several attempts, against the same reckoned by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import claim, write_csv
from tests.claim_variants import under_all

REMITTED = ("paid", "patient", "partial", "denied")
DENIED = ("partial", "denied")
AS_OF = dt.date(2025, 7, 15)
Row = dict[str, Any]
Key = tuple[str, str]
"""Definition and month."""


def day(dice: random.Random, after: dt.date, most: int) -> dt.date:
    return after + dt.timedelta(days=dice.randint(0, most))


def attempts(dice: random.Random, root: int) -> Iterator[Row]:
    """One to three attempts, each sent after the one before it."""
    sent = dt.date(2025, 1, 1)
    for attempt in range(1, dice.choice((1, 1, 1, 2, 3)) + 1):
        sent = day(dice, sent, 60)
        outcome = dice.choice((*REMITTED, *DENIED, "pending"))
        rejected = outcome == "pending" and dice.random() < 0.5
        remitted = outcome != "pending" and dice.random() < 0.95
        yield claim(
            root * 10 + attempt,
            claim_root_key=f"r{root}",
            attempt_no=attempt,
            frequency_code="1" if attempt == 1 else dice.choice(("7", "7", "8")),
            payer_sequence="P" if dice.random() < 0.9 else "S",
            submitted_ts=f"{sent}T12:00",
            ch_ack_status="rejected" if rejected else "accepted",
            payer_ack_status="",
            first_outcome=outcome,
            first_remit_date=str(day(dice, sent, 50)) if remitted else "",
            first_remit_paid=dice.choice(("0.00", "90.00", "")),
            last_outcome=dice.choice((outcome, outcome, "paid", "partial")),
            resolved_date=str(day(dice, sent, 90)) if dice.random() < 0.4 else "",
        )


def is_taken_back(rows: list[Row]) -> bool:
    """Whether the first payer was sent a void last, and had not remitted before that day."""
    theirs = [row for row in rows if row["payer_sequence"] == rows[0]["payer_sequence"]]
    remitted = [row["first_remit_date"] for row in theirs if row["first_remit_date"]]
    sent = theirs[-1]["submitted_ts"][:10]
    return theirs[-1]["frequency_code"] == "8" and (not remitted or sent <= min(remitted))


def first_remittance(rows: list[Row]) -> Row | None:
    able = [row for row in rows if row["first_remit_date"] and row["first_outcome"] in REMITTED]
    key = lambda row: (row["first_remit_date"], row["attempt_no"])  # noqa: E731 - said once
    return min(able, key=key, default=None)


def of_submission(rows: list[Row], first: Row | None) -> Iterator[tuple[Key, int, int, int]]:
    if min(row["attempt_no"] for row in rows) > 1:
        return
    month = min(row["submitted_ts"] for row in rows)[:7]
    outcome = first["first_outcome"] if first else None
    waits = not first and any(row["ch_ack_status"] != "rejected" for row in rows)
    denied = outcome in DENIED
    yield ("denial_rate.by_submission_month", month), denied, first is not None, waits
    yield ("denial_rate.per_submitted", month), denied, True, waits
    in_full = outcome == "denied"
    yield ("full_denial_rate.by_submission_month", month), in_full, first is not None, waits


def of_remittance(rows: list[Row], first: Row) -> Iterator[tuple[Key, int, int, int]]:
    month = first["first_remit_date"][:7]
    known = first["first_remit_paid"] != ""
    yield ("denial_rate.zero_pay", month), first["first_remit_paid"] == "0.00", known, False
    if first["first_outcome"] not in DENIED:
        return
    lasts = {row["last_outcome"] for row in rows}
    won = bool(lasts & {"paid", "patient"}) or (
        first["first_outcome"] == "denied" and "partial" in lasts
    )
    closed = any(row["resolved_date"] for row in rows)
    is_open = not won and not closed
    yield ("denial_rate.overturned_of_resolved", month), won, won or closed, is_open
    remitted = dt.date.fromisoformat(first["first_remit_date"])
    sent = [
        dt.date.fromisoformat(row["submitted_ts"][:10])
        for row in rows
        if row["attempt_no"] > first["attempt_no"] and row["frequency_code"] != "8"
    ]
    # What was sent before the denial was known does not answer it.
    again = [on for on in sent if on >= remitted]
    if again:
        yield ("denial_rate.overturned_of_worked", month), won, True, is_open
    yield ("denial_rate.never_worked", month), *never_worked(rows, first, again)


def never_worked(rows: list[Row], first: Row, again: list[dt.date]) -> tuple[bool, bool, bool]:
    remitted = dt.date.fromisoformat(first["first_remit_date"])
    in_time = bool(again) and (min(again) - remitted).days <= 45
    changed = any(
        row["last_outcome"] in {"paid", "patient"}
        or (row["first_outcome"], row["last_outcome"]) == ("denied", "partial")
        for row in rows
    )
    past = remitted + dt.timedelta(days=45) <= AS_OF
    worked = in_time or changed
    return past and not worked, past, not past and not worked


def by_hand(rows: list[Row]) -> dict[Key, tuple[int, int, int]]:
    """Numerator, denominator and pending of each definition and month."""
    roots: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        roots[row["claim_root_key"]].append(row)
    sums: dict[Key, Counter[int]] = defaultdict(Counter)
    for every in roots.values():
        claims = [row for row in every if row["payer_sequence"] == "P"]
        if not claims or is_taken_back(every):
            continue
        first = first_remittance(claims)
        found = list(of_submission(claims, first))
        found += list(of_remittance(claims, first)) if first else []
        for key, *parts in found:
            sums[key].update({place: int(part) for place, part in enumerate(parts)})
    return {key: (found[0], found[1], found[2]) for key, found in sums.items()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_definition_of_denials_is_what_it_says(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    rows = [row for root in range(400) for row in attempts(dice, root)]

    metrics = ("denial_rate", "full_denial_rate")
    done = under_all(write_csv(tmp_path / "claims.csv", rows), metrics=metrics, as_of=AS_OF)

    expected = by_hand(rows)
    definitions = {id for id, _ in expected}
    found = {
        (one.metric, str(one.month)): (one.numerator, one.denominator, one.pending)
        for one in done.variants
        if one.metric in definitions
    }
    assert len(definitions) == 7
    assert found == expected
