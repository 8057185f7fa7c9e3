"""Laws of recomputed metrics: no order, no split and no format of files changes a number."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claim_rows import outcome, write_csv
from tests.property.claims_by_hand import Key, Parts, Row, by_hand
from vendor_eval.claims.kpis import Recomputed

METRICS = (
    "first_pass_acceptance_rate",
    "clearinghouse_acceptance_rate",
    "first_pass_resolution_rate",
    "denial_rate",
    "full_denial_rate",
    "denial_rate_dollars",
    "net_collection_rate",
)
days = st.dates(min_value=dt.date(2025, 1, 1), max_value=dt.date(2025, 4, 30))
amounts = st.one_of(st.just(""), st.integers(0, 100_000).map(lambda cents: f"{cents / 100:.2f}"))
answers = st.sampled_from(("", "accepted", "rejected"))


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Up to forty rows of few claims, so that attempts and payers of one claim meet."""
    many = draw(st.integers(1, 40))
    return [
        {
            "vendor": draw(st.sampled_from(("Northwind RCM", "Ålesund & Co"))),
            "practice_claim_key": f"k{number}",
            "claim_root_key": f"r{draw(st.integers(0, 15))}",
            "attempt_no": str(draw(st.integers(1, 3))),
            "frequency_code": draw(st.sampled_from(("1", "1", "7", "8"))),
            "payer_sequence": draw(st.sampled_from(("P", "P", "P", "S", ""))),
            "dos_from": draw(st.one_of(days.map(str), days.map(str), st.just(""))),
            "submitted_ts": f"{draw(days)}T{draw(st.integers(0, 23)):02}:30:00",
            "ch_ack_status": draw(answers),
            "payer_ack_status": draw(answers),
            "billed_amt": draw(amounts),
            "first_remit_date": draw(st.one_of(st.just(""), days.map(str))),
            "first_outcome": draw(
                st.sampled_from(("", "paid", "patient", "partial", "denied", "pending"))
            ),
            "denied_charge_amt": draw(amounts),
            "payer_paid_total": draw(amounts),
            "patient_paid_total": draw(amounts),
            "refund_total": draw(amounts),
            "contractual_adj_total": draw(amounts),
        }
        for number in range(many)
    ]


def parts(done: Recomputed) -> dict[Key, Parts]:
    return {
        (one.vendor, str(one.month), one.metric): (
            None if one.numerator is None else Decimal(one.numerator),
            Decimal(one.denominator or 0),
        )
        for one in done.kpis
    }


@given(rows())
@settings(max_examples=10, deadline=None)
def test_every_number_is_what_the_rows_give_by_hand(every: list[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        done = outcome(write_csv(Path(folder, "claims.csv"), every), metrics=METRICS)

    assert parts(done) == by_hand(every)
    for one in done.kpis:
        numerator, denominator = by_hand(every)[one.vendor, str(one.month), one.metric]
        is_known = numerator is not None and denominator
        assert one.value == (float(numerator / denominator) if is_known else None)


@given(rows(), st.integers(1, 4), st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_neither_order_nor_split_nor_format_changes_a_number(
    every: list[Row], files: int, chance: random.Random
) -> None:
    shuffled = chance.sample(every, len(every))
    parts_of = [shuffled[at::files] for at in range(files)]
    with tempfile.TemporaryDirectory() as folder:
        whole = write_csv(Path(folder, "whole.csv"), every)
        paths = [
            write_csv(Path(folder, f"part_{at}.csv"), rows)
            for at, rows in enumerate(parts_of)
            if rows
        ]
        # The last part as Parquet, all of it text.
        text = pyarrow.csv.read_csv(
            paths[-1],
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(every[0], pyarrow.string())
            ),
        )
        paths[-1] = paths[-1].with_suffix(".parquet")
        pyarrow.parquet.write_table(text, paths[-1])

        assert outcome(*paths, metrics=METRICS).kpis == outcome(whole, metrics=METRICS).kpis
