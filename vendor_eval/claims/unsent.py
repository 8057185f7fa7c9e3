"""Remittances of claims that no file shows being sent, as rows without a submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendor_eval.claims.matching import SAME_CLAIM_DAYS, Payers, number_key
from vendor_eval.claims.outcomes import History
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.rows import ClaimRow
from vendor_eval.claims.verdicts import Outcome


def by_claim(
    remittances: Iterable[RemittedClaim], payers: Payers
) -> tuple[Sequence[RemittedClaim], ...]:
    """Remittances that belong together: by the payer's number, or by the practice's.

    The practice's number has to come from the same payer and with services that lie close.
    """
    groups: list[list[RemittedClaim]] = []
    by_payers_number: dict[tuple[str, str], list[RemittedClaim]] = {}
    by_number: dict[tuple[str, str], list[RemittedClaim]] = {}
    for one in remittances:
        payer = payers.key(one.payment.payer)
        theirs, ours = (payer, one.payer_claim_number), (payer, number_key(one.claim_number))
        group = by_payers_number.get(theirs) if one.payer_claim_number else None
        if group is None:
            group = by_number.get(ours)
            if group is None or not _close(one, group[0]):
                group = []
                groups.append(group)
        group.append(one)
        by_payers_number[theirs] = by_number[ours] = group
    return tuple(groups)


def remitted_row(
    claims: Sequence[RemittedClaim], found: History, root: str, sequence: str
) -> ClaimRow:
    """The row of a claim of which only remittances are at hand."""
    one, first = claims[0], found.first
    return ClaimRow(
        practice_claim_key=f"{root}-{sequence}",
        claim_root_key=root,
        attempt_no=None,
        frequency_code=one.frequency or None,
        payer_key=one.payment.payer,
        payer_class=one.filing or None,
        payer_sequence=sequence,
        rendering_key=one.rendering or one.payment.payee or None,
        location_key=one.facility or None,
        specialty=None,
        dos_from=one.served_from,
        dos_to=one.served_to,
        submitted_ts=None,
        ch_ack_status=None,
        ch_ack_ts=None,
        payer_ack_status=None,
        payer_ack_ts=None,
        billed_cents=abs(one.charge_cents),
        first_remit_date=first.on if first is not None else None,
        first_remit_paid_cents=first.paid_cents if first is not None else None,
        first_remit_patient_resp_cents=first.patient_cents if first is not None else None,
        first_outcome=first.verdict.outcome if first is not None else Outcome.PENDING,
        denied_charge_cents=first.verdict.denied_charge_cents if first is not None else None,
        last_outcome=found.last,
        resolved_date=found.resolved_on,
        payer_paid_cents=found.totals.paid_cents,
        contractual_adj_cents=found.totals.contractual_cents,
    )


def _close(one: RemittedClaim, other: RemittedClaim) -> bool:
    if one.served_from is None or other.served_from is None:
        return True
    return abs((one.served_from - other.served_from).days) <= SAME_CLAIM_DAYS
