"""Which submission an acknowledgement or a remittance speaks of.

A ladder: the payer's own number of the claim, then the practice's number, then the number that a
replacement names, then likeness to a claim of that payer which nothing else names. The payer's own
number gives way where the practice's number is that of an unrelated claim. Whatever is not found
exactly is marked as doubtful; what fits several claims alike fits none.

Payers are told apart by id, never by name. The ids in claims and remittances often differ, so a
practice may say which belong together.

Source: X12, requests for interpretation 1808, 1945 and 2150.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from vendor_eval.claims.acknowledgements import ClaimStatus
from vendor_eval.claims.claim_numbers import (
    KEPT_LETTERS,
    SAME_CLAIM_DAYS,
    PayerNumber,
    Payers,
    cut,
    number_key,
)
from vendor_eval.claims.likeness import Likeness, likeness_of_remittance, likeness_of_submission
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.submissions import PRIMARY, Submission

_SEQUENCES = {"2": "S", "20": "S", "3": "T", "21": "T"}
_PRIOR_PAYER = ("OA", "23")


class Rung(IntEnum):
    """How a submission was found."""

    PAYER_NUMBER = 1
    CLAIM_NUMBER = 2
    REPLACED_NUMBER = 3
    LIKENESS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A submission that was found.

    Attributes:
        sequence: the place of the payer who speaks: ``P``, ``S`` or ``T``.
        doubtful: found by a number that is written otherwise, or by likeness.
    """

    submission: Submission
    rung: Rung
    sequence: str
    doubtful: bool


class Matcher:
    """Finds submissions; made once for all claims of a vendor."""

    def __init__(
        self,
        submissions: Iterable[Submission],
        statuses: Sequence[ClaimStatus],
        payers: Payers,
        remittances: Iterable[RemittedClaim] = (),
    ) -> None:
        """Learn the numbers of all claims sent, and those that payers gave them.

        Args:
            remittances: all that will be asked about; what one of them names is like no other's.
        """
        self._payers = payers
        self._by_number: dict[str, list[Submission]] = defaultdict(list)
        self._by_cut: dict[str, list[Submission]] = defaultdict(list)
        self._by_payer_number: dict[PayerNumber, list[Submission]] = defaultdict(list)
        self._learned: dict[PayerNumber, Submission] = {}
        self._by_replaced: dict[PayerNumber, list[Submission]] = defaultdict(list)
        self._by_likeness: dict[Likeness, list[Submission]] = defaultdict(list)
        for one in sorted(submissions, key=lambda one: (one.batch.made_at, one.ordinal)):
            self._by_number[number_key(one.claim_number)].append(one)
            self._by_cut[cut(one.claim_number)].append(one)
            self._by_likeness[likeness_of_submission(one)].append(one)
            replaced = payers.number(one.payer, one.replaces)
            if replaced is not None:
                self._by_replaced[replaced].append(one)
        telling: Iterable[ClaimStatus | RemittedClaim] = chain(statuses, remittances)
        self._named = {
            id(sent)
            for one in telling
            for sent in self._of_whole_number(one.claim_number, one.served_from)
        }
        for status in statuses:
            match = self.of_status(status)
            if match is None:
                continue
            theirs = payers.number(match.submission.payer, status.payer_claim_number)
            if theirs is not None:
                self._by_payer_number[theirs].append(match.submission)

    def of_status(self, status: ClaimStatus) -> Match | None:
        """The attempt that a 277CA speaks of: of its batch, or else the last one before it."""
        found = self._of_number(status.claim_number, status.served_from)
        of_batch = [one for one in found if status.batch and one.batch.id == status.batch]
        one = _last_before(of_batch or found, status.made_at)
        if one is None:
            return None
        exact = one.claim_number == status.claim_number
        return Match(one, Rung.CLAIM_NUMBER, one.sequence or PRIMARY, not exact)

    def of_remittance(self, claim: RemittedClaim) -> Match | None:
        """The attempt that was remitted; None where no rung of the ladder holds."""
        for rung, candidates in self._ladder(claim):
            found = self._of_payer(claim, candidates)
            one = _last_before(found, _end_of(claim.payment.paid_on, found))
            if one is None:
                continue
            if rung is Rung.LIKENESS and len(candidates) > 1:
                return None
            exact = rung is Rung.PAYER_NUMBER or one.claim_number == claim.claim_number
            return Match(one, rung, self._sequence(claim, one), not exact)
        return None

    def learn(self, claim: RemittedClaim, submission: Submission) -> None:
        """Keep that a payer gave its number to a submission: what follows under it is its too."""
        theirs = self._theirs(claim)
        if theirs is not None:
            self._learned.setdefault(theirs, submission)

    def _theirs(self, claim: RemittedClaim) -> PayerNumber | None:
        return self._payers.number(claim.payment.payer, claim.payer_claim_number)

    def _given(self, number: PayerNumber | None) -> Sequence[Submission]:
        """The submissions that a payer gave this number to."""
        if number is None:
            return []
        learned = self._learned.get(number)
        return [learned] if learned is not None else self._by_payer_number.get(number, [])

    def _replaced_by(self, one: Submission) -> Sequence[Submission]:
        return self._given(self._payers.number(one.payer, one.replaces))

    def _believed(self, claim: RemittedClaim) -> Sequence[Submission]:
        """What the payer's own number names, unless the practice's names something unrelated."""
        given = self._given(self._theirs(claim))
        named = self._of_whole_number(claim.claim_number, claim.served_from)
        related = any(self._are_related(one, other) for one in given for other in named)
        return given if related or not named else []

    def _are_related(self, one: Submission, other: Submission) -> bool:
        """Whether they have one number, or one replaces what has the other's."""
        number, others = number_key(one.claim_number), number_key(other.claim_number)
        return (
            number == others
            or any(number_key(first.claim_number) == others for first in self._replaced_by(one))
            or any(number_key(first.claim_number) == number for first in self._replaced_by(other))
        )

    def _ladder(self, claim: RemittedClaim) -> Iterable[tuple[Rung, Sequence[Submission]]]:
        day, theirs = claim.served_from, self._theirs(claim)
        yield Rung.PAYER_NUMBER, self._believed(claim)
        yield Rung.CLAIM_NUMBER, self._of_number(claim.claim_number, day)
        replacing = self._by_replaced.get(theirs, []) if theirs is not None else []
        yield Rung.REPLACED_NUMBER, replacing
        yield Rung.LIKENESS, self._like(claim)

    def _like(self, claim: RemittedClaim) -> Sequence[Submission]:
        """Those like the claim and sent to the payer who speaks, less those that others name."""
        return [
            one
            for one in self._by_likeness.get(likeness_of_remittance(claim), [])
            if id(one) not in self._named and self._payers.same(claim.payment.payer, one.payer)
        ]

    def _of_number(self, number: str, day: dt.date | None) -> Sequence[Submission]:
        """Those whose services lie near and whose number this is, or at worst was cut to this."""
        return self._of_whole_number(number, day) or _near(self._of_cut_number(number), day)

    def _of_whole_number(self, number: str, day: dt.date | None) -> Sequence[Submission]:
        """Those of exactly this number, or else those that are only written otherwise."""
        whole = self._by_number.get(number_key(number), [])
        return _near([one for one in whole if one.claim_number == number], day) or _near(whole, day)

    def _of_cut_number(self, number: str) -> Sequence[Submission]:
        """Those whose number a payer may have cut to this; none where it fits several numbers."""
        written = number_key(number)
        if len(number.strip()) < KEPT_LETTERS:
            return []
        fitting = [
            one
            for one in self._by_cut.get(cut(number), [])
            if number_key(one.claim_number).startswith(written)
        ]
        return fitting if len({number_key(one.claim_number) for one in fitting}) == 1 else []

    def _of_payer(
        self, claim: RemittedClaim, candidates: Sequence[Submission]
    ) -> Sequence[Submission]:
        """The candidates sent to the payer who speaks; all where none is known to be his."""
        payer = claim.payment.payer
        his = [one for one in candidates if self._payers.same(payer, one.payer)]
        if his:
            return his
        sequence = stated_sequence(claim)
        return [one for one in candidates if one.sequence == sequence] or candidates

    def _sequence(self, claim: RemittedClaim, submission: Submission) -> str:
        """The place of the payer who speaks.

        The claim's own word counts where the payer is the one it was sent to: some say
        "tertiary" of everything. Otherwise a payer who settles after another got the claim from
        that other one.
        """
        if self._payers.same(claim.payment.payer, submission.payer):
            return submission.sequence or PRIMARY
        return stated_sequence(claim) or submission.sequence or PRIMARY


def stated_sequence(claim: RemittedClaim) -> str:
    """The place that the status tells, believed only where an earlier payer had his effect."""
    if any((one.group, one.carc) == _PRIOR_PAYER for one in claim.every_adjustment):
        return _SEQUENCES.get(claim.status, "S")
    return ""


def _near(candidates: Sequence[Submission], day: dt.date | None) -> Sequence[Submission]:
    """Those whose services begin on the day, or else those not far from it."""
    if day is None:
        return candidates
    same = [one for one in candidates if one.served_from == day]
    return same or [one for one in candidates if _days_apart(one, day) <= SAME_CLAIM_DAYS]


def _days_apart(submission: Submission, day: dt.date) -> int:
    return abs((day - submission.served_from).days) if submission.served_from is not None else 0


def _end_of(day: dt.date, of: Sequence[Submission]) -> dt.datetime:
    """The end of a day, on the clocks of the submissions it is compared with."""
    zone = of[0].batch.made_at.tzinfo if of else dt.UTC
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)


def _last_before(candidates: Sequence[Submission], at: dt.datetime) -> Submission | None:
    """The last one sent by then; the first one where clocks disagree so that none was."""
    sent = [one for one in candidates if one.batch.made_at <= at]
    if sent:
        return max(sent, key=lambda one: one.batch.made_at)
    return candidates[0] if candidates else None
