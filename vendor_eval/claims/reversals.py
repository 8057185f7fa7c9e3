"""Reversals of one claim by one payer: what each cancels, and which only came again.

A reversal cancels the remittance whose amounts it negates. Where all that it could cancel is
cancelled already, by one that says the same, it is that one sent once more, and counts nowhere.

Source: X12, requests for interpretation 227, 791 and 1429.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vendor_eval.claims.remittances import PREDETERMINATION, RemittedClaim

Pair = tuple[RemittedClaim, RemittedClaim]
"""A reversal and what it cancels."""


@dataclass(frozen=True, slots=True)
class Reversals:
    """The reversals among some remittances.

    Attributes:
        unseen: those that cancel what is not at hand.
        repeated: those that say again what another one says.
    """

    pairs: Sequence[Pair]
    unseen: Sequence[RemittedClaim]
    repeated: Sequence[RemittedClaim]


def in_order(remittances: Iterable[RemittedClaim]) -> list[RemittedClaim]:
    """Remittances of one claim by time, without estimates (status 25)."""
    return sorted((one for one in remittances if one.status != PREDETERMINATION), key=_order)


def reversals(ordered: Sequence[RemittedClaim]) -> Reversals:
    """Each reversal with the remittance that it cancels, and those that cancel nothing at hand.

    It cancels what it negates, be it sent before or after; files arrive out of order. Under the
    payer's number of another it still does where no number of its own is left.

    Args:
        ordered: as `in_order` gives them.
    """
    pairs: list[Pair] = []
    cancelled: set[int] = set()
    open_ = [one for one in ordered if one.is_reversal]
    for negates in (_negates_of_number, _negates):
        still = []
        for reversal in open_:
            for one in ordered:
                if id(one) not in cancelled and negates(reversal, one):
                    cancelled.add(id(one))
                    pairs.append((reversal, one))
                    break
            else:
                still.append(reversal)
        open_ = still
    said = {_said(reversal) for reversal, _ in pairs}
    unseen: list[RemittedClaim] = []
    repeated: list[RemittedClaim] = []
    for reversal in open_:
        (repeated if _said(reversal) in said else unseen).append(reversal)
        said.add(_said(reversal))
    return Reversals(pairs, unseen, repeated)


def each_once(remittances: Sequence[RemittedClaim]) -> Sequence[RemittedClaim]:
    """Remittances of one claim by one payer, without reversals that came again."""
    if sum(one.is_reversal for one in remittances) < 2:
        return remittances
    repeated = {id(one) for one in reversals(in_order(remittances)).repeated}
    return [one for one in remittances if id(one) not in repeated]


def _order(claim: RemittedClaim) -> tuple[dt.date, dt.datetime, int]:
    return (claim.payment.paid_on, claim.payment.set.interchange.made_at, claim.ordinal)


def _said(reversal: RemittedClaim) -> tuple[object, ...]:
    reasons = tuple(sorted(reversal.every_adjustment))
    return (reversal.payer_claim_number, reversal.charge_cents, reversal.paid_cents, reasons)


def _negates_of_number(reversal: RemittedClaim, one: RemittedClaim) -> bool:
    return one.payer_claim_number == reversal.payer_claim_number and _negates(reversal, one)


def _negates(reversal: RemittedClaim, one: RemittedClaim) -> bool:
    return (
        not one.is_reversal
        and one.charge_cents == -reversal.charge_cents
        and one.paid_cents == -reversal.paid_cents
    )
