"""Remittances of claims that no file shows being sent, those of one claim together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendor_eval.claims.matching import Payers, number_key
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.surrogates import close


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
            if group is None or not close(one.served_from, group[0].served_from):
                group = []
                groups.append(group)
        group.append(one)
        by_payers_number[theirs] = by_number[ours] = group
    return tuple(groups)
