"""Remittances of claims that no file shows being sent, those of one claim together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendor_eval.claims.claim_numbers import Payers, number_key
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
        theirs = payers.number(one.payment.payer, one.payer_claim_number)
        ours = payers.key(one.payment.payer), number_key(one.claim_number)
        group = by_payers_number.get(theirs) if theirs is not None else None
        if group is None:
            group = by_number.get(ours)
            if group is None or not close(one.served_from, group[0].served_from):
                group = []
                groups.append(group)
        group.append(one)
        by_number[ours] = group
        if theirs is not None:
            by_payers_number[theirs] = group
    return tuple(groups)
