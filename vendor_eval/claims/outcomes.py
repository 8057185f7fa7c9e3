"""What the remittances of one claim by one payer come to, reversals and corrections included.

The first outcome is that of the earliest remittance and never changes. A reversal is no
remittance of its own: it cancels the one whose amounts it negates, and what then follows is a
correction. Sums run over everything, reversals too.

Source: X12, requests for interpretation 227, 288, 791, 1076 and 1429.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from vendor_eval.claims.allowed import claim_allowed
from vendor_eval.claims.denials import verdict
from vendor_eval.claims.reasons import CONTRACTUAL, PATIENT, ReasonMap
from vendor_eval.claims.remittances import RemittedClaim, other_parts
from vendor_eval.claims.reversals import Pair, in_order, reversals
from vendor_eval.claims.verdicts import ClaimVerdict, DenialRules, Outcome, combined

_Judge = Callable[[RemittedClaim], ClaimVerdict]
_CONTRACT = "contract"
_GOOD = (Outcome.PAID, Outcome.PATIENT)
_DENIED = (Outcome.DENIED, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class First:
    """The remittance that a claim is counted by, its parts together where the payer split it."""

    on: dt.date
    charge_cents: int
    paid_cents: int
    allowed_cents: int
    patient_cents: int
    verdict: ClaimVerdict


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over every remittance of a claim by one payer, in cents; reversals take off."""

    charge_cents: int
    paid_cents: int
    patient_cents: int
    contractual_cents: int


@dataclass(frozen=True, slots=True)
class History:
    """What became of a claim at one payer.

    Attributes:
        first: None without a remittance, and where the earliest one at hand corrects another
            that is not.
        last: the outcome that stands; pending after a reversal that nothing followed.
        resolved_on: when the outcome that stands came, where nothing is left open by it.
        corrections: remittances that replaced a reversed one.
        original_unseen: a reversal is at hand, and what it reverses is not.
        taken_back: first paid, and in the end nothing.
        overturned: first denied, at least in part, and in the end neither denied nor open.
    """

    first: First | None
    last: Outcome
    resolved_on: dt.date | None
    totals: Totals
    corrections: int
    original_unseen: bool
    taken_back: bool
    overturned: bool


def history(remittances: Iterable[RemittedClaim], map_: ReasonMap, rules: DenialRules) -> History:
    """What remittances of one claim by one payer come to.

    Copies of a file, and reversals that came again, are left out before. Estimates (status 25) are
    passed over.
    """

    def judge(claim: RemittedClaim) -> ClaimVerdict:
        return verdict(claim, map_, rules)

    ordered = in_order(remittances)
    found = reversals(ordered)
    plain = [one for one in ordered if not one.is_reversal]
    missing = {one.payer_claim_number for one in found.unseen if not _follows_any(one, plain)}
    first = None if missing else _first(plain, judge)
    settled = {id(one) for _, one in found.pairs}
    standing = [one for one in plain if id(one) not in settled]
    last = _last(standing, judge)
    totals = _totals(ordered, map_)
    corrections = _corrections(ordered, found.pairs, missing)
    return History(
        first=first,
        last=last,
        resolved_on=standing[-1].payment.paid_on if last in _GOOD else None,
        totals=totals,
        corrections=corrections,
        original_unseen=bool(found.unseen),
        taken_back=first is not None and first.paid_cents > 0 >= totals.paid_cents,
        overturned=first is not None and first.verdict.outcome in _DENIED and last in _GOOD,
    )


def _follows_any(reversal: RemittedClaim, plain: Iterable[RemittedClaim]) -> bool:
    """Whether a remittance came on an earlier day; one of the same day is the correction."""
    return any(one.payment.paid_on < reversal.payment.paid_on for one in plain)


def _first(plain: Sequence[RemittedClaim], judge: _Judge) -> First | None:
    """The earliest remittance with all its parts; duplicates and the undecided come after."""
    judged = [(one, judge(one)) for one in plain]
    final = [(one, said) for one, said in judged if not said.duplicate]
    decided = [one for one, said in final if said.outcome is not Outcome.PENDING]
    if not final:
        return None
    earliest = [*decided, *(one for one, _ in final)]
    parts = [earliest[0], *other_parts(earliest[0], [one for one, _ in final])]
    said = {id(one): verdict for one, verdict in final}
    return First(
        on=parts[0].payment.paid_on,
        charge_cents=sum(one.charge_cents for one in parts),
        paid_cents=sum(one.paid_cents for one in parts),
        allowed_cents=sum(map(claim_allowed, parts)),
        patient_cents=sum(one.patient_cents for one in parts),
        verdict=combined([said[id(one)] for one in parts]),
    )


def _last(standing: Sequence[RemittedClaim], judge: _Judge) -> Outcome:
    """The outcome that stands: of the newest, with the other parts where the payer split it."""
    said = {id(one): judge(one) for one in standing}
    newest_first = [one for one in reversed(standing) if not said[id(one)].duplicate]
    if not newest_first:
        return Outcome.PENDING
    parts = [newest_first[0], *other_parts(newest_first[0], newest_first)]
    return combined([said[id(one)] for one in parts]).outcome


def _corrections(
    ordered: Sequence[RemittedClaim], pairs: Iterable[Pair], missing: Container[str]
) -> int:
    """How many remittances are not the first of their number, or of the number it went on under.

    Args:
        missing: the payer's numbers whose first remittance is not at hand.
    """
    begun_as = {late.payer_claim_number: one.payer_claim_number for late, one in pairs}
    numbers = [begun_as.get(one.payer_claim_number, one.payer_claim_number) for one in ordered]
    by_number: dict[str, int] = defaultdict(int)
    for one, number in zip(ordered, numbers, strict=True):
        by_number[number] += not one.is_reversal
    reversed_numbers = {
        number for one, number in zip(ordered, numbers, strict=True) if one.is_reversal
    }
    return sum(by_number[number] - (number not in missing) for number in reversed_numbers)


def _totals(ordered: Sequence[RemittedClaim], map_: ReasonMap) -> Totals:
    patient = contractual = 0
    for claim in ordered:
        for one in claim.every_adjustment:
            reason = map_.of(one.carc, claim.payment.paid_on)
            if one.group == PATIENT:
                patient += one.cents
            elif one.group == CONTRACTUAL and reason is not None:
                contractual += one.cents if reason.category.id == _CONTRACT else 0
    return Totals(
        charge_cents=sum(one.charge_cents for one in ordered),
        paid_cents=sum(one.paid_cents for one in ordered),
        patient_cents=patient,
        contractual_cents=contractual,
    )
