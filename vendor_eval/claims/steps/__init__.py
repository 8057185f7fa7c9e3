"""Rows that several texts of metrics begin with, each made by one text of its own.

A text in SQL that reads a step names it like a table. So the rule that a step states stands in one
place, whichever metric or other definition follows it, and an engine works it out once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Step:
    """Rows made of ``claim_events`` and ``terms``.

    Attributes:
        id: what texts call it.
        label: what its rows are.
        columns: in the order of the text.
        uses: columns of ``claim_events`` that it takes into account where they are there, for each
            text that reads it; empty cells otherwise.
        is_kept: whether its rows are worth keeping for the texts that follow; where they are not,
            each text looks at them anew.
    """

    id: str
    label: str
    columns: tuple[str, ...]
    uses: tuple[str, ...] = ()
    is_kept: bool = True

    @property
    def sql(self) -> str:
        """The text, in DuckDB's dialect."""
        return _text(self.id)


@cache
def _text(id: str) -> str:
    return resources.files(__package__).joinpath(f"{id}.sql").read_text("utf-8")


_IN_ORDER = (
    Step(
        "voided_claims",
        "Claims taken back before any remittance",
        ("vendor", "claim_root_key"),
        (
            "claim_root_key",
            "attempt_no",
            "frequency_code",
            "payer_sequence",
            "submitted_ts",
            "first_remit_date",
        ),
    ),
    Step(
        "first_attempts",
        "First attempts at the primary payer",
        (
            "vendor",
            "month",
            "submitted_ts",
            "location_key",
            "billed_amt",
            "ch_ack_status",
            "payer_ack_status",
            "first_remit_date",
            "first_outcome",
        ),
    ),
    Step(
        "first_remittances",
        "First remittances of primary payers",
        (
            "vendor",
            "practice_claim_key",
            "claim_root_key",
            "attempt_no",
            "payer_key",
            "specialty",
            "location_key",
            "billed_amt",
            "month",
            "first_remit_date",
            "first_remit_paid",
            "first_outcome",
            "denied_charge_amt",
        ),
        ("practice_claim_key", "attempt_no", "billed_amt", "denied_charge_amt"),
    ),
    Step(
        "charges_elsewhere",
        "Charges on another attempt than the one remitted first",
        ("vendor", "claim_root_key", "charge"),
    ),
    Step(
        "claims_sent",
        "Claims by their first submission",
        ("vendor", "claim_root_key", "month", "is_rejected"),
    ),
    Step(
        "refusals",
        "Rejections and denials, and when they were sent again",
        ("vendor", "is_rejection", "is_timed", "known_ts", "sent_ts", "sent_on"),
        ("ch_ack_ts", "payer_ack_ts", "first_remit_date", "first_outcome"),
    ),
    Step(
        "served",
        "Rows by their day of service",
        (
            "vendor",
            "served_on",
            "billed_amt",
            "payer_paid_total",
            "patient_paid_total",
            "refund_total",
            "contractual_adj_total",
            "denial_writeoff_total",
            "bad_debt_total",
            "balance_insurance",
            "balance_patient",
            "extract_on",
        ),
        ("claim_root_key",),
        is_kept=False,
    ),
    Step(
        "month_ends",
        "Ends of months with which extracts were taken",
        ("vendor", "month", "day_after"),
    ),
)

STEPS: Mapping[str, Step] = MappingProxyType({one.id: one for one in _IN_ORDER})
"""By id; each reads only those before it."""


def steps_in(text: str) -> tuple[Step, ...]:
    """The steps that a text in SQL reads, and those that they read, in the order of `STEPS`."""
    named: set[str] = set()
    waiting = [text]
    while waiting:
        found = words_in(waiting.pop()) & (STEPS.keys() - named)
        named |= found
        waiting += [STEPS[id].sql for id in found]
    return tuple(one for id, one in STEPS.items() if id in named)


def words_in(text: str) -> set[str]:
    """Names and key words of a text in SQL, its comments left out."""
    return set(re.findall(r"\w+", re.sub(r"--.*", "", text)))
