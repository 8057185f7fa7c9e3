"""Named checks of an extract: what its rows say that cannot be so, or should make one ask.

Rows that a check finds still count as the file states them; how many there are is shown beside
the figures. Each is one predicate in SQL over ``claim_events`` (`schema`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A predicate over rows.

    Attributes:
        needs: the columns without which it cannot be asked.
        finds: SQL, true for a row that is found; a comparison with an empty cell finds nothing.
    """

    id: str
    text: str
    needs: tuple[str, ...]
    finds: str


def _order(earlier: str, later: str, text: str) -> Check:
    """Rows in which the later event comes before the earlier one."""
    name = f"{_stem(later)}_before_{_stem(earlier)}"
    return Check(name, text, (earlier, later), f"{later} < {earlier}")


def _below_zero(stem: str, column: str, text: str) -> Check:
    """Rows whose amount, stated as a positive one, is negative."""
    return Check(f"{stem}_below_zero", text, (column,), f"{column} < 0")


def _stem(column: str) -> str:
    return column.removesuffix("_ts").removesuffix("_date")


_REMITTED = "first_outcome IN ('paid', 'patient', 'partial', 'denied')"

REPEATED = Check(
    "charge_repeated",
    "charges of claims that another row charges too; the net collection rate counts each",
    ("vendor", "claim_root_key", "attempt_no", "payer_sequence", "billed_amt"),
    "(attempt_no > 1 OR payer_sequence <> 'P') AND billed_amt <> 0",
)
"""Row by row only a suspicion: the charge of a claim may stand on any one of its rows."""

CHECKS: Sequence[Check] = (
    _order("doc_complete_ts", "coded_ts", "coded before the documentation was complete"),
    _order("coded_ts", "submitted_ts", "sent before coding was complete"),
    _order("submitted_ts", "ch_ack_ts", "answered by the clearinghouse before it was sent"),
    _order("submitted_ts", "payer_ack_ts", "answered by the payer before it was sent"),
    Check(
        "remitted_before_submitted",
        "remitted before it was sent",
        ("submitted_ts", "first_remit_date"),
        "first_remit_date < submitted_on",
    ),
    Check(
        "remitted_before_payer_answer",
        "remitted before the payer's front end answered",
        ("payer_ack_ts", "first_remit_date"),
        "first_remit_date < payer_ack_on",
    ),
    _order("dos_from", "dos_to", "services that end before they begin"),
    Check(
        "submitted_before_service",
        "sent before the service",
        ("submitted_ts", "dos_from"),
        "submitted_on < dos_from",
    ),
    Check(
        "paid_above_allowed",
        "the first remittance pays more than it allows",
        ("first_remit_paid", "first_remit_allowed"),
        "first_remit_paid > first_remit_allowed",
    ),
    Check(
        "denied_above_billed",
        "more is denied than was billed",
        ("denied_charge_amt", "billed_amt"),
        "denied_charge_amt > billed_amt",
    ),
    Check(
        "payer_not_placed",
        "claims that do not say whether their payer is the first; no metric of acceptance, "
        "resolution, denial or resubmission counts them",
        ("payer_sequence",),
        "payer_sequence IS NULL",
    ),
    Check(
        "attempt_not_placed",
        "claims sent without the number or the frequency of the attempt; no metric of acceptance "
        "or resolution counts them",
        ("submitted_ts", "attempt_no", "frequency_code"),
        "submitted_ts IS NOT NULL AND (attempt_no IS NULL OR frequency_code IS NULL)",
    ),
    Check(
        "service_not_dated",
        "rows without a day of service; money counts on the first day of the claim's other rows, "
        "or where these have none either not at all",
        ("dos_from",),
        "dos_from IS NULL",
    ),
    Check(
        "denied_without_amount",
        "a denial in part without the charges that it denies; they count as none",
        ("first_outcome", "denied_charge_amt"),
        "first_outcome = 'partial' AND denied_charge_amt IS NULL",
    ),
    Check(
        "outcome_without_remittance",
        "an outcome without the date of a remittance; no denial metric counts it",
        ("first_outcome", "first_remit_date"),
        f"{_REMITTED} AND first_remit_date IS NULL",
    ),
    Check(
        "remittance_without_outcome",
        "a remittance without an outcome; no denial metric counts it",
        ("first_outcome", "first_remit_date"),
        "first_remit_date IS NOT NULL AND coalesce(first_outcome, 'pending') = 'pending'",
    ),
    Check(
        "rejected_and_remitted",
        "rejected, and remitted all the same",
        ("payer_ack_status", "first_remit_date"),
        "payer_ack_status = 'rejected' AND first_remit_date IS NOT NULL",
    ),
    REPEATED,
    _below_zero("refund", "refund_total", "a refund below zero; it adds to what was collected"),
    _below_zero(
        "contractual_adjustment",
        "contractual_adj_total",
        "a contractual adjustment below zero; it adds to what could be collected",
    ),
    _below_zero("denial_writeoff", "denial_writeoff_total", "a write-off of denials below zero"),
    _below_zero("bad_debt", "bad_debt_total", "a write-off of bad debt below zero"),
    _below_zero("other_adjustment", "other_adj_total", "another write-off below zero"),
)
"""In the order in which they are shown."""

VOIDED = Check(
    "voided",
    "rows of claims taken back before any remittance; no metric of acceptance, resolution, denial "
    "or resubmission counts them",
    ("vendor", "claim_root_key", "frequency_code"),
    "",
)
"""Found by claim, as the step ``voided_claims`` has them (`claims.steps`)."""

DUPLICATES = Check(
    "duplicates",
    "further rows of the same claim, attempt and payer; each of them counts",
    ("vendor", "practice_claim_key", "attempt_no", "payer_sequence"),
    "",
)
"""Found by counting keys, not row by row."""

_OF_CLAIM = ("vendor", "practice_claim_key")
ORPHANS: Mapping[str, Check] = {
    "claim_adjustments": Check(
        "adjustment_without_claim",
        "adjustments of a claim that is in none of the files; nothing counts them",
        _OF_CLAIM,
        "",
    ),
    "claim_lines": Check(
        "line_without_claim",
        "service lines of a claim that is in none of the files; nothing counts them",
        _OF_CLAIM,
        "",
    ),
}
"""By table; found by looking for the claim, not row by row."""
