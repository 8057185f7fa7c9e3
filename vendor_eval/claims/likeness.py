"""What a claim and its remittance have in common where no number tells: who, when and how much."""

from __future__ import annotations

from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.submissions import Submission

Likeness = tuple[object, ...]
"""Provider, days of service, charge and codes; equal for what is alike."""


def likeness_of_submission(one: Submission) -> Likeness:
    """What a remittance of this claim would have."""
    codes = tuple(sorted(line.procedure for line in one.lines))
    provider = one.rendering or one.billing
    return (provider, one.served_from, one.served_to, one.charge_cents, codes)


def likeness_of_remittance(claim: RemittedClaim) -> Likeness:
    """What the claim had that was remitted, or is reversed."""
    codes = tuple(sorted(line.submitted or line.procedure for line in claim.lines))
    starts = [line.served_from for line in claim.lines if line.served_from is not None]
    ends = [line.served_to for line in claim.lines if line.served_to is not None]
    start, end = min(starts, default=claim.served_from), max(ends, default=claim.served_to)
    provider = claim.rendering or claim.payment.payee
    return (provider, start, end, abs(claim.charge_cents), codes)
