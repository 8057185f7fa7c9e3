"""Every remittance brought to the attempt that it answers.

Remittances are looked at in the order of time, so that a number which a payer gave to a claim is
known when what follows comes under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vendor_eval.claims.claim_numbers import PayerNumber, Payers
from vendor_eval.claims.matching import Match, Matcher
from vendor_eval.claims.noted import Seen
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.reversals import each_once
from vendor_eval.claims.submissions import PRIMARY, Submission

Matches = Sequence[tuple[RemittedClaim, Match | None]]
BySequence = Mapping[str, Sequence[RemittedClaim]]
"""Remittances of one attempt, by the place of the payer who speaks."""
Remitted = Mapping[int, BySequence]
"""Those of all attempts, by the submission's id."""


def matched(remittances: Iterable[RemittedClaim], matcher: Matcher) -> Matches:
    """Each remittance and whom it answers, in the order of time.

    A reversal that comes after a replacement was sent belongs to what it reverses.
    """
    found = []
    for claim in sorted(remittances, key=lambda one: one.payment.paid_on):
        match = matcher.of_remittance(claim)
        if match is not None:
            matcher.learn(claim, match.submission)
        found.append((claim, match))
    return found


def payer_numbers(
    told: Iterable[tuple[str, Match | None]], payers: Payers
) -> Mapping[PayerNumber, Submission]:
    """The submission that a payer gave each of his numbers to; the first one keeps it.

    A payer goes by the id that the claim was sent to, whatever id his remittances have.
    """
    numbers: dict[PayerNumber, Submission] = {}
    for number, match in told:
        if match is None or match.sequence != (match.submission.sequence or PRIMARY):
            continue
        theirs = payers.number(match.submission.payer, number)
        if theirs is not None:
            numbers.setdefault(theirs, match.submission)
    return numbers


def by_attempt(matches: Matches, seen: Seen) -> Remitted:
    """Remittances by the submission that they answer, what came again counted and left out."""
    found: dict[int, dict[str, list[RemittedClaim]]] = defaultdict(lambda: defaultdict(list))
    for claim, match in matches:
        if match is not None:
            found[id(match.submission)][match.sequence].append(claim)
    return {
        id_: {sequence: counted_once(claims, seen) for sequence, claims in by.items()}
        for id_, by in found.items()
    }


def counted_once(claims: Sequence[RemittedClaim], seen: Seen) -> Sequence[RemittedClaim]:
    """Remittances of one claim by one payer, reversals that came again counted and left out."""
    once = each_once(claims)
    seen.reversed_again += len(claims) - len(once)
    return once
