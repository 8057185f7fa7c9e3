"""Whether a remittance adds up: its lines, its claims, and the payment as a whole.

Each function gives the cents that are over, 0 where the sums agree. Up to `TOLERANCE_CENTS`
either way is rounding.

Source: X12 005010X221, balancing; public answers of X12 to requests for interpretation 2348.
"""

from __future__ import annotations

from vendor_eval.claims.remittances import RemittedClaim, RemittedLine

TOLERANCE_CENTS = 1


def gap(charge_cents: int, paid_cents: int, adjusted_cents: int) -> int:
    """Charge less adjustments less payment, in cents."""
    return charge_cents - adjusted_cents - paid_cents


def line_gap(line: RemittedLine) -> int:
    """The `gap` of one line."""
    adjusted = sum(one.cents for one in line.adjustments)
    return gap(line.charge_cents, line.paid_cents, adjusted)


def claim_gap(claim: RemittedClaim) -> int:
    """The `gap` of a claim, with the adjustments of its lines."""
    adjusted = sum(one.cents for one in claim.every_adjustment)
    return gap(claim.charge_cents, claim.paid_cents, adjusted)


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
