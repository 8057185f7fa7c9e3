"""Whether a remittance adds up: its lines, its claims, and the payment as a whole.

Each function gives the cents that are over, 0 where the sums agree. Up to `TOLERANCE_CENTS`
either way is rounding.

Source: X12 005010X221, balancing; public answers of X12 to requests for interpretation 2348.
"""

from __future__ import annotations

from vendor_eval.claims.remittances import RemittedClaim, RemittedLine

TOLERANCE_CENTS = 1


def line_gap(line: RemittedLine) -> int:
    """Charge less adjustments less payment of one line, in cents."""
    gap = line.charge_cents - line.paid_cents
    for adjustment in line.adjustments:
        gap -= adjustment.cents
    return gap


def claim_gap(claim: RemittedClaim) -> int:
    """Charge less all adjustments, of the claim and its lines, less payment, in cents."""
    gap = claim.charge_cents - claim.paid_cents
    for adjustment in claim.adjustments:
        gap -= adjustment.cents
    for line in claim.lines:
        for adjustment in line.adjustments:
            gap -= adjustment.cents
    return gap


def payment_gap(paid_cents: int, claims_cents: int, provider_cents: int) -> int:
    """What a payment has beyond its claims less the provider's adjustments, in cents.

    Args:
        claims_cents: the sum of CLP04.
        provider_cents: the sum of the PLB amounts, positive where they lower the payment.
    """
    return paid_cents - (claims_cents - provider_cents)


def balances(claim: RemittedClaim) -> bool:
    """Whether the claim and each of its lines add up."""
    if abs(claim_gap(claim)) > TOLERANCE_CENTS:
        return False
    return all(abs(line_gap(line)) <= TOLERANCE_CENTS for line in claim.lines)
