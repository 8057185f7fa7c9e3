"""The cohort of a thousand claims on which the definitions of the field differ, for tests."""

from __future__ import annotations

from typing import Any

from tests.claim_rows import claim, unanswered

DENIED = {
    "first_outcome": "denied",
    "first_remit_paid": "0.00",
    "payer_paid_total": "0.00",
    "patient_paid_total": "0.00",
}


def cohort() -> list[dict[str, Any]]:
    """1,000 first attempts: 45 rejected, 932 remitted and 23 without a remittance.

    Of 279,600.00 remitted, 74 denied claims carry 420.00 each, 31,080.00 in all. That leaves
    248,520.00 for 800 + 40 + 18 = 858 claims: 289.65 each, and 0.30 more on one of them.
    """
    kinds: list[tuple[int, dict[str, Any]]] = [
        (30, {**unanswered(), "ch_ack_status": "rejected"}),
        (15, {**unanswered(), "payer_ack_status": "rejected"}),
        (800, {}),
        (40, {"first_outcome": "patient", "first_remit_paid": "0.00"}),
        (18, {"first_outcome": "partial", "denied_charge_amt": "140.00"}),
        (74, {**DENIED, "billed_amt": "420.00", "denied_charge_amt": "420.00"}),
        (23, {**unanswered(), "payer_ack_status": "accepted"}),
    ]
    rows = [
        {"billed_amt": "289.65", "first_remit_paid": "180.00", **cells}
        for many, cells in kinds
        for _ in range(many)
    ]
    # 248,520.00 - 858 x 289.65 = 0.30
    rows[45] = {**rows[45], "billed_amt": "289.95"}
    return [claim(number, **cells) for number, cells in enumerate(rows)]
