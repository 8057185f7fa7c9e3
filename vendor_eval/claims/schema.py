"""What an extract of claims says: one row for each attempt to send a claim to one payer.

A file may have some of the columns: each metric names those it needs, and is worked out from the
files that have them. Amounts of several rows of a claim are added up, so a charge that was sent
again must not stand on a second row of the same claim.

Where claims are computed the columns are those of a file, with these types: keys and words are
text, dates are dates, amounts are USD as DECIMAL(18, 2). A moment ``coded_ts`` is a timestamp in
UTC, and ``coded_on`` beside it is its date in the practice's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What stands in a column, and how it is written."""

    KEY = "a surrogate that means nothing outside the extract"
    NAME = "a name or class that is nobody's data"
    CODE = "a short code of a published list"
    WORD = "one of a few words"
    COUNT = "a whole number from 1"
    DATE = "a date, 2026-03-31"
    MOMENT = "ISO 8601, with an offset or in the practice's time zone"
    AMOUNT = "US dollars with up to two decimals"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an extract.

    Attributes:
        words: what may stand in it, where that is a closed set; empty cells beside them.
    """

    name: str
    kind: Kind
    meaning: str
    words: tuple[str, ...] = ()


ANSWERS = ("accepted", "rejected")
OUTCOMES = ("paid", "patient", "partial", "denied", "pending")
# SBR01 of the 837: primary, secondary, tertiary, the fourth to the eleventh, and unknown.
_SEQUENCES = ("P", "S", "T", *"ABCDEFGH", "U")

_IN_ORDER = (
    Column("vendor", Kind.NAME, "who works the claim"),
    Column("practice_claim_key", Kind.KEY, "the claim as sent; random, never a claim number"),
    Column("claim_root_key", Kind.KEY, "the claim through all its attempts and payers"),
    Column("attempt_no", Kind.COUNT, "1 for the first time it was sent to this payer"),
    Column("frequency_code", Kind.CODE, "CLM05-3: 1 original, 7 replacement, 8 void"),
    Column("payer_key", Kind.KEY, "the payer"),
    Column("payer_class", Kind.NAME, "commercial, Medicare, Medicaid and so on"),
    Column("payer_sequence", Kind.WORD, "P for the primary payer, S, T and so on", _SEQUENCES),
    Column("rendering_key", Kind.KEY, "who gave the service"),
    Column("location_key", Kind.KEY, "where it was given"),
    Column("specialty", Kind.NAME, "the specialty of who gave it"),
    Column("dos_from", Kind.DATE, "first day of service"),
    Column("dos_to", Kind.DATE, "last day of service"),
    Column("doc_complete_ts", Kind.MOMENT, "documentation received and complete"),
    Column("coded_ts", Kind.MOMENT, "coding complete; empty while it is open"),
    Column("charge_posted_ts", Kind.MOMENT, "charge posted"),
    Column("submitted_ts", Kind.MOMENT, "this attempt sent"),
    Column("ch_ack_status", Kind.WORD, "what the clearinghouse answered", ANSWERS),
    Column("ch_ack_ts", Kind.MOMENT, "when it answered"),
    Column("payer_ack_status", Kind.WORD, "what the payer's front end answered", ANSWERS),
    Column("payer_ack_ts", Kind.MOMENT, "when it answered"),
    Column("billed_amt", Kind.AMOUNT, "charge of the claim; on one row of it only"),
    Column("first_remit_date", Kind.DATE, "first remittance on this attempt"),
    Column("first_remit_paid", Kind.AMOUNT, "what the payer paid with it"),
    Column("first_remit_allowed", Kind.AMOUNT, "what the payer allowed with it"),
    Column("first_remit_patient_resp", Kind.AMOUNT, "what it left to the patient"),
    Column("first_outcome", Kind.WORD, "what the first remittance decided", OUTCOMES),
    Column("denied_charge_amt", Kind.AMOUNT, "billed charges of the lines it denied"),
    Column("last_outcome", Kind.WORD, "what the last remittance decided", OUTCOMES),
    Column("resolved_date", Kind.DATE, "when nothing was left open"),
    Column("payer_paid_total", Kind.AMOUNT, "all payments of the payer, takebacks taken off"),
    Column("patient_paid_total", Kind.AMOUNT, "all payments of the patient"),
    Column("refund_total", Kind.AMOUNT, "what was paid back; a positive amount"),
    Column("contractual_adj_total", Kind.AMOUNT, "written off because the contract says so"),
    Column("denial_writeoff_total", Kind.AMOUNT, "written off because it was denied"),
    Column("bad_debt_total", Kind.AMOUNT, "written off because the patient did not pay"),
    Column("other_adj_total", Kind.AMOUNT, "written off for other reasons"),
    Column("balance_insurance", Kind.AMOUNT, "open at payers; negative for a credit"),
    Column("balance_patient", Kind.AMOUNT, "open at the patient; negative for a credit"),
    Column("source_system", Kind.NAME, "where the extract comes from"),
    Column("extract_ts", Kind.MOMENT, "when the extract was taken"),
)

COLUMNS: Mapping[str, Column] = MappingProxyType({column.name: column for column in _IN_ORDER})
"""Every column, in the order of the file."""


def day_of(moment: str) -> str:
    """The column of dates beside a column of moments: ``coded_on`` beside ``coded_ts``."""
    return f"{moment.removesuffix('_ts')}_on"
