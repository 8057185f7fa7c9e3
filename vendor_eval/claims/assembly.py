"""What files told about the claims of one vendor, put together into rows.

Every attempt that was sent becomes a row, with its answers and its own remittances. Remittances
of claims that no file shows being sent become rows without a submission, so that denials can be
counted from remittances alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_eval.claims.acknowledgements import BatchStatus, ClaimStatus, Word
from vendor_eval.claims.answers import GatewayAnswer, heard_by_submission
from vendor_eval.claims.chains import Attempt, Chain, chains
from vendor_eval.claims.matching import Match, Matcher, Payers, number_key, stated_sequence
from vendor_eval.claims.outcomes import History, history
from vendor_eval.claims.reasons import ReasonMap
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.rows import ClaimRow
from vendor_eval.claims.status import (
    ANSWER_WITHIN_BUSINESS_DAYS,
    Deadlines,
    Heard,
    Standing,
    answer_due,
    standing,
)
from vendor_eval.claims.submissions import PRIMARY, Submission
from vendor_eval.claims.unsent import by_claim, remitted_row
from vendor_eval.claims.verdicts import DenialRules, Outcome

VOIDED = "voided before any remittance"
NOT_COUNTED = "capitated or only reported"


@dataclass(slots=True)
class Told:
    """The events of a vendor's files, copies left out; filled with `hear`."""

    submissions: list[Submission] = field(default_factory=list)
    answers: list[ClaimStatus | BatchStatus | GatewayAnswer] = field(default_factory=list)
    remittances: list[RemittedClaim] = field(default_factory=list)

    def hear(self, event: object) -> None:
        """Keep what an event tells about claims; payments as such are passed over."""
        if isinstance(event, Submission):
            self.submissions.append(event)
        elif isinstance(event, RemittedClaim):
            self.remittances.append(event)
        elif isinstance(event, ClaimStatus | BatchStatus | GatewayAnswer):
            self.answers.append(event)


@dataclass(frozen=True, slots=True)
class Ways:
    """How claims are put together.

    Attributes:
        key_of: the surrogate of a claim's number in a year; the practice keeps which is whose.
        as_of: the moment at which an attempt without an answer is judged.
    """

    map: ReasonMap
    key_of: Callable[[str], str]
    as_of: dt.datetime
    rules: DenialRules = field(default_factory=DenialRules)
    payers: Payers = field(default_factory=Payers)
    holidays: Container[dt.date] = ()


@dataclass(slots=True)
class Assembled:
    """Rows, and what a person should know about them.

    Attributes:
        left_out: claims that count nowhere, by why: `VOIDED`, `NOT_COUNTED`.
        doubtful: remittances found by likeness or by a number written otherwise.
        unmatched: remittances of claims that no file shows being sent.
        unexplained: claims paid nothing without a reason, for a person to look at.
        unmapped: codes that the map does not know, with how often they came.
    """

    rows: list[ClaimRow] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    unmatched: int = 0
    unexplained: int = 0
    unmapped: Counter[str] = field(default_factory=Counter)

    def note(self, found: History) -> None:
        """Count what is remarkable about a claim at one payer."""
        if found.first is not None:
            self.unexplained += found.first.verdict.unexplained
            self.unmapped.update(found.first.verdict.unmapped)


_Matches = Sequence[tuple[RemittedClaim, Match | None]]
_Remitted = Mapping[int, Mapping[str, Sequence[RemittedClaim]]]


def assembled(told: Told, ways: Ways) -> Assembled:
    """The rows of everything that was told, in the order in which claims were first sent."""
    statuses = [one for one in told.answers if isinstance(one, ClaimStatus)]
    matcher = Matcher(told.submissions, statuses, ways.payers)
    matches = _matched(told.remittances, matcher)
    unsent = [claim for claim, match in matches if match is None]
    result = Assembled(
        doubtful=sum(match is not None and match.doubtful for _, match in matches),
        unmatched=len(unsent),
    )
    heard = heard_by_submission(told.submissions, told.answers, matcher)
    of_submission = {id(told.submissions[at]): said for at, said in heard.items()}
    maker = _Maker(ways, result, of_submission, _by_attempt(matches))
    for chain in chains(told.submissions, _payer_numbers(statuses, matches, matcher)):
        result.rows.extend(maker.of_chain(chain))
    for claims in by_claim(unsent, ways.payers):
        result.rows.extend(maker.of_unsent(claims))
    return result


def _matched(remittances: Iterable[RemittedClaim], matcher: Matcher) -> _Matches:
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


def _payer_numbers(
    statuses: Iterable[ClaimStatus], matches: _Matches, matcher: Matcher
) -> Mapping[str, Submission]:
    """The submission that a payer gave each of its numbers to; the first one keeps it."""
    numbers: dict[str, Submission] = {}
    for status in statuses:
        found = matcher.of_status(status)
        if found is not None and status.payer_claim_number:
            numbers.setdefault(status.payer_claim_number, found.submission)
    for claim, match in matches:
        if match is not None and claim.payer_claim_number:
            numbers.setdefault(claim.payer_claim_number, match.submission)
    return numbers


def _by_attempt(matches: _Matches) -> _Remitted:
    """Remittances by the submission that they answer and the place of the payer who speaks."""
    found: dict[int, dict[str, list[RemittedClaim]]] = defaultdict(lambda: defaultdict(list))
    for claim, match in matches:
        if match is not None:
            found[id(match.submission)][match.sequence].append(claim)
    return found


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes rows from what was found; ``heard`` and ``remitted`` go by the submission's id."""

    ways: Ways
    result: Assembled
    heard: Mapping[int, Sequence[Heard]]
    remitted: _Remitted

    def of_chain(self, chain: Chain) -> Iterator[ClaimRow]:
        """The rows of one claim: its attempts, and later payers whom it was passed on to."""
        root = self.ways.key_of(_name(chain.attempts[0].submission))
        remitted = [self.remitted.get(id(one.submission), {}) for one in chain.attempts]
        days = [one.payment.paid_on for by in remitted for of in by.values() for one in of]
        histories = [
            self._history(by.get(one.sequence, ()))
            for one, by in zip(chain.attempts, remitted, strict=True)
        ]
        if chain.voided_before(min(days, default=None)):
            self.result.left_out[VOIDED] += 1
            return
        if any(_counts_nowhere(found) for found in histories):
            self.result.left_out[NOT_COUNTED] += 1
            return
        for at, (attempt, found) in enumerate(zip(chain.attempts, histories, strict=True)):
            self.result.note(found)
            yield self._row(attempt, found, root, at)
            for sequence, claims in remitted[at].items():
                if sequence != attempt.sequence:
                    passed_on = remitted_row(claims, self._history(claims), root, sequence)
                    yield replace(passed_on, billed_cents=None)

    def of_unsent(self, claims: Sequence[RemittedClaim]) -> Iterator[ClaimRow]:
        """The row of a claim that no file shows being sent."""
        found = self._history(claims)
        if _counts_nowhere(found):
            self.result.left_out[NOT_COUNTED] += 1
            return
        self.result.note(found)
        root = self.ways.key_of(_name(claims[0]))
        yield remitted_row(claims, found, root, stated_sequence(claims[0]) or PRIMARY)

    def _history(self, claims: Iterable[RemittedClaim]) -> History:
        return history(claims, self.ways.map, self.ways.rules)

    def _row(self, attempt: Attempt, found: History, root: str, at: int) -> ClaimRow:
        one = attempt.submission
        stands = self._standing(one, attempt.sequence, found)
        first = None if _rejected_by_remittance(found) else found.first
        return ClaimRow(
            practice_claim_key=f"{root}-{at + 1}",
            claim_root_key=root,
            attempt_no=attempt.number,
            frequency_code=one.frequency or None,
            payer_key=self.ways.payers.key(one.payer),
            payer_class=one.filing or None,
            payer_sequence=attempt.sequence,
            rendering_key=one.rendering or one.billing or None,
            location_key=one.location or one.place or None,
            specialty=one.taxonomy or None,
            dos_from=one.served_from,
            dos_to=one.served_to,
            submitted_ts=one.batch.made_at,
            ch_ack_status=stands.clearinghouse,
            ch_ack_ts=stands.clearinghouse_at,
            payer_ack_status=stands.payer,
            payer_ack_ts=stands.payer_at,
            billed_cents=one.charge_cents if at == 0 else None,
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

    def _standing(self, one: Submission, sequence: str, found: History) -> Standing:
        sent = one.batch.made_at
        due = answer_due(sent, ANSWER_WITHIN_BUSINESS_DAYS, self.ways.holidays)
        deadlines = Deadlines(due, self.ways.as_of)
        remitted = self.remitted.get(id(one), {}).get(sequence, ())
        on = min((claim.payment.paid_on for claim in remitted), default=None)
        stands = standing(self.heard.get(id(one), ()), deadlines, on)
        if on is not None and _rejected_by_remittance(found):
            at = dt.datetime.combine(on, dt.time(), sent.tzinfo)
            return replace(stands, payer=Word.REJECTED, payer_at=at)
        return stands


def _name(claim: Submission | RemittedClaim) -> str:
    """What a claim's surrogate stands for: its number, in the year of its services."""
    year = claim.served_from.year if claim.served_from is not None else ""
    return f"{number_key(claim.claim_number)} {year}"


def _counts_nowhere(found: History) -> bool:
    return found.first is not None and not found.first.verdict.counted


def _rejected_by_remittance(found: History) -> bool:
    first = found.first
    return first is not None and first.verdict.unprocessable
