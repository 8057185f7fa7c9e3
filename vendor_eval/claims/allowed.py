"""What a payer allowed for a line or a claim: what it takes to be due, whoever pays it.

The payer's own word counts (AMT*B6). Without it the allowed amount is the charge less what nobody
pays: contractual and refused amounts are no part of it, while the patient's share, an earlier
payer's and a sequestration are.

Source: X12, request for interpretation 888.
"""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.claims.reasons import PATIENT
from vendor_eval.claims.remittances import Adjustment, RemittedClaim, RemittedLine

PATIENT_SHARES = frozenset({"1", "2", "3"})
PRIOR_PAYER = "23"
_SEQUESTRATION = "253"


def line_allowed(line: RemittedLine) -> int:
    """What was allowed for a line, in cents; negative where a reversal takes it back."""
    if line.allowed_cents is None:
        return line.charge_cents - _not_payable(line.adjustments)
    # Some payers negate every amount of a reversal but this one.
    return -abs(line.allowed_cents) if line.charge_cents < 0 else line.allowed_cents


def claim_allowed(claim: RemittedClaim) -> int:
    """What was allowed for a claim, in cents: for its lines, less what was taken off as a whole."""
    of_lines = sum(map(line_allowed, claim.lines)) if claim.lines else claim.charge_cents
    return of_lines - _not_payable(claim.adjustments)


def _not_payable(adjustments: Iterable[Adjustment]) -> int:
    return sum(one.cents for one in adjustments if not _is_payable(one))


def _is_payable(adjustment: Adjustment) -> bool:
    """Whether somebody owes it, or would if no law cut the payment."""
    if adjustment.group == PATIENT:
        return adjustment.carc in PATIENT_SHARES
    return adjustment.carc in {PRIOR_PAYER, _SEQUESTRATION}
