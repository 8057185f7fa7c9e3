"""What extracts of claims say: attempts to send a claim, adjustments, service lines, audits.

A row of ``claim_events`` is one attempt to send a claim to one payer, of ``claim_adjustments`` one
reason of a remittance, of ``claim_lines`` one line of a claim as sent, of ``coding_audit`` one
encounter as an auditor found it. Adjustments and lines belong to the claim of the same vendor and
``practice_claim_key``. A file fills one table and may have some of its columns: each metric names
those it needs, and is worked out from the files that have them. Amounts of several rows of a claim
are added up, so a charge that was sent again must not stand on a second row of the same claim.

Where claims are computed the columns are those of a file, with these types: keys and words are
text, dates are dates, amounts are USD as DECIMAL(18, 2), quantities DECIMAL(18, 3). A moment
``coded_ts`` is a timestamp in UTC, and ``coded_on`` beside it is its date in the practice's time
zone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
    TALLY = "a whole number from 0"
    QUANTITY = "a number from 0 with up to three decimals"
    FLAG = "true or false"
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
"""Every column of ``claim_events``, in the order of the file."""

# CAS01 of the 835; CR is no longer written in version 5010, but old files have it.
_GROUPS = ("CO", "OA", "PI", "PR", "CR")
_VENDOR, _CLAIM = COLUMNS["vendor"], COLUMNS["practice_claim_key"]

_ADJUSTMENTS = (
    _VENDOR,
    _CLAIM,
    Column("line_no", Kind.COUNT, "the line of the claim; empty where all of it is adjusted"),
    Column("remit_date", Kind.DATE, "the remittance that says so"),
    Column("group_code", Kind.WORD, "who bears it", _GROUPS),
    Column("carc", Kind.CODE, "claim adjustment reason code"),
    Column("rarc_list", Kind.CODE, "remark codes, blanks between them"),
    Column("amount", Kind.AMOUNT, "what is taken off the charge; negative when taken back"),
    Column("is_reversal", Kind.FLAG, "whether it takes back an earlier remittance"),
)
_LINES = (
    _VENDOR,
    _CLAIM,
    Column("line_no", Kind.COUNT, "the line of the claim"),
    Column("cpt_hcpcs", Kind.CODE, "procedure code; the number alone"),
    Column("modifiers", Kind.CODE, "up to four, blanks between them"),
    Column("units", Kind.QUANTITY, "units of service"),
    Column("billed", Kind.AMOUNT, "charge of the line"),
    Column("allowed", Kind.AMOUNT, "what the payer allowed"),
    Column("paid", Kind.AMOUNT, "what the payer paid"),
    Column("expected_allowed", Kind.AMOUNT, "what the payer's contract allows"),
)
_AUDITS = (
    _VENDOR,
    Column("audit_id", Kind.KEY, "the audit"),
    Column("encounter_key", Kind.KEY, "the encounter; random, never a number of its record"),
    Column("auditor_type", Kind.NAME, "who audits: vendor, practice, independent"),
    Column("codes_expected", Kind.TALLY, "codes that the auditor assigns"),
    Column("codes_correct", Kind.TALLY, "of those, coded so"),
    Column("codes_wrong", Kind.TALLY, "of those, coded otherwise"),
    Column("codes_missed", Kind.TALLY, "of those, not coded"),
    Column("codes_extra", Kind.TALLY, "codes that the auditor does not assign"),
    Column("payment_changed", Kind.FLAG, "whether the payment would be another"),
    Column("dos", Kind.DATE, "day of service"),
)

EVENTS = "claim_events"
AUDITS = "coding_audit"
TABLES: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {EVENTS: COLUMNS}
    | {
        table: MappingProxyType({column.name: column for column in columns})
        for table, columns in (
            ("claim_adjustments", _ADJUSTMENTS),
            ("claim_lines", _LINES),
            (AUDITS, _AUDITS),
        )
    }
)
"""The columns of every table, in the order of the file."""

_TOLD_BY = MappingProxyType(
    {"claim_adjustments": "carc", "claim_lines": "cpt_hcpcs", AUDITS: "codes_expected"}
)


def table_of(named: Mapping[str, Collection[str]]) -> str:
    """The table that a file fills: the one with most of its columns.

    Every table but ``claim_events`` has a column without which no file fills it.

    Args:
        named: by table the names that the file's columns would have in it.
    """
    able = [table for table in TABLES if _TOLD_BY.get(table) in (None, *named[table])]
    return max(able, key=lambda table: len(TABLES[table].keys() & set(named[table])))


def day_of(moment: str) -> str:
    """The column of dates beside a column of moments: ``coded_on`` beside ``coded_ts``."""
    return f"{moment.removesuffix('_ts')}_on"
