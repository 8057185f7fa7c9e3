"""What files told about the claims of one vendor, put together into rows.

Every attempt that was sent becomes a row, with its answers and its own remittances. Remittances
of claims that no file shows being sent become rows without a submission, so that denials can be
counted from remittances alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vendor_eval.claims.acknowledgements import ClaimStatus, Word
from vendor_eval.claims.answers import heard_by_submission
from vendor_eval.claims.attribution import (
    BySequence,
    Remitted,
    by_attempt,
    counted_once,
    matched,
    payer_numbers,
)
from vendor_eval.claims.chains import Attempt, Chain, chains
from vendor_eval.claims.claim_numbers import Payers
from vendor_eval.claims.lines import (
    adjustment_rows,
    line_rows,
    services_remitted,
    services_sent,
)
from vendor_eval.claims.matching import Matcher, stated_sequence
from vendor_eval.claims.noted import Seen
from vendor_eval.claims.outcomes import First, History, history
from vendor_eval.claims.reasons import ReasonMap
from vendor_eval.claims.remittances import PREDETERMINATION, RemittedClaim
from vendor_eval.claims.rows import ClaimRow, LineRow, Rows
from vendor_eval.claims.status import (
    ANSWER_WITHIN_BUSINESS_DAYS,
    Deadlines,
    Heard,
    Standing,
    answer_due,
    standing,
)
from vendor_eval.claims.submissions import PRIMARY, VOID, Submission
from vendor_eval.claims.surrogates import Surrogates
from vendor_eval.claims.told import Told
from vendor_eval.claims.unsent import by_claim
from vendor_eval.claims.verdicts import DenialRules, Outcome


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


def assembled(told: Told, ways: Ways, seen: Seen) -> Iterator[Rows]:
    """The rows of everything that was told, claim by claim, in the order they were first sent.

    Args:
        seen: filled on the way; complete when the rows end.
    """
    statuses = [one for one in told.answers if isinstance(one, ClaimStatus)]
    matcher = Matcher(told.submissions, statuses, ways.payers, told.remittances)
    matches = matched(told.remittances, matcher)
    unsent = [claim for claim, match in matches if match is None]
    seen.doubtful += sum(match is not None and match.doubtful for _, match in matches)
    seen.unmatched += len(unsent)
    heard = heard_by_submission(told.submissions, told.answers, matcher)
    of_submission = {id(told.submissions[at]): said for at, said in heard.items()}
    remitted = by_attempt(matches, seen)
    maker = _Maker(ways, seen, Surrogates(ways.key_of), of_submission, remitted)
    numbers = [(one.payer_claim_number, matcher.of_status(one)) for one in statuses]
    numbers += [(claim.payer_claim_number, match) for claim, match in matches]
    given = payer_numbers(numbers, ways.payers)
    for chain in chains(told.submissions, given, ways.payers):
        yield from maker.of_chain(chain)
    # The charge of a claim stands with its primary payer, whoever was heard of first.
    for claims in sorted(by_claim(unsent, ways.payers), key=lambda one: stated_sequence(one[0])):
        yield from maker.of_unsent(counted_once(claims, seen))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes rows from what was found; ``heard`` and ``remitted`` go by the submission's id."""

    ways: Ways
    seen: Seen
    surrogates: Surrogates
    heard: Mapping[int, Sequence[Heard]]
    remitted: Remitted

    def of_chain(self, chain: Chain) -> Iterator[Rows]:
        """The rows of one claim: its attempts, and later payers whom it was passed on to."""
        remitted = [self.remitted.get(id(one.submission), {}) for one in chain.attempts]
        leading = chain.attempts[0].sequence
        histories = [
            self._history(by.get(one.sequence, ()))
            for one, by in zip(chain.attempts, remitted, strict=True)
        ]
        judged = zip(chain.attempts, histories, strict=True)
        if any(one.sequence == leading and _counts_nowhere(found) for one, found in judged):
            self.seen.not_counted += 1
            return
        root = self.surrogates.of_sent(chain.attempts[0].submission)
        stating, charged = _stating(chain, remitted), _charged(chain, histories)
        for at, (attempt, found) in enumerate(zip(chain.attempts, histories, strict=True)):
            key, by = self.surrogates.of_row(root, str(at + 1)), remitted[at]
            self.seen.note(found)
            row = self._attempt(attempt, found, (key, root))
            if attempt is charged:
                row = row._replace(billed_amt_cents=attempt.submission.charge_cents)
            services = services_sent(attempt.submission)
            yield Rows(
                row,
                adjustment_rows(key, by.get(attempt.sequence, ()), services),
                self._lines(key, attempt, remitted) if attempt is stating else (),
            )
            for sequence, claims in by.items():
                if sequence != attempt.sequence:
                    yield self._passed_on(claims, sequence, root)

    def of_unsent(self, claims: Sequence[RemittedClaim]) -> Iterator[Rows]:
        """The row of a claim that no file shows being sent."""
        found = self._history(claims)
        if _counts_nowhere(found):
            self.seen.not_counted += 1
            return
        self.seen.note(found)
        root, is_first = self.surrogates.of_remitted(claims[0])
        sequence = stated_sequence(claims[0]) or PRIMARY
        key = self.surrogates.of_row(root, sequence)
        row = self._remitted_row(claims, found, (key, root), sequence)
        services = services_remitted(claims)
        adjustments = adjustment_rows(key, claims, services)
        if is_first:
            charge = found.first.charge_cents if found.first else abs(claims[0].charge_cents)
            row = row._replace(billed_amt_cents=charge)
            yield Rows(row, adjustments, line_rows(key, services, claims))
        else:
            yield Rows(row, adjustments)

    def _passed_on(self, claims: Sequence[RemittedClaim], sequence: str, root: str) -> Rows:
        """What a payer did to whom another payer passed the claim on."""
        key, found = self.surrogates.of_row(root, sequence), self._history(claims)
        row = self._remitted_row(claims, found, (key, root), sequence)
        return Rows(row, adjustment_rows(key, claims, services_remitted(claims)))

    def _lines(
        self, key: str, attempt: Attempt, remitted: Sequence[BySequence]
    ) -> Sequence[LineRow]:
        # Its own remittances first, so that its reasons and its lines are numbered alike.
        own = self.remitted.get(id(attempt.submission), {})
        in_order = sorted(remitted, key=lambda by: by is not own)
        claims = [one for by in in_order for one in by.get(attempt.sequence, ())]
        return line_rows(key, services_sent(attempt.submission), claims)

    def _history(self, claims: Iterable[RemittedClaim]) -> History:
        return history(claims, self.ways.map, self.ways.rules)

    def _attempt(self, attempt: Attempt, found: History, keys: tuple[str, str]) -> ClaimRow:
        one = attempt.submission
        stands = self._standing(one, attempt.sequence, found)
        self.seen.note_standing(stands)
        row = ClaimRow(
            *keys,
            self.ways.payers.key(one.payer),
            attempt.sequence,
            attempt_no=attempt.number,
            frequency_code=one.frequency or None,
            payer_class=one.filing or None,
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
        )
        return row.remitted(found, None if _rejected_by_remittance(found) else found.first)

    def _remitted_row(
        self, claims: Sequence[RemittedClaim], found: History, keys: tuple[str, str], sequence: str
    ) -> ClaimRow:
        """The row of a claim at a payer of whom only remittances are at hand, without a charge."""
        one = claims[0]
        row = ClaimRow(
            *keys,
            self.ways.payers.key(one.payment.payer),
            sequence,
            frequency_code=one.frequency or None,
            payer_class=one.filing or None,
            rendering_key=one.rendering or one.payment.payee or None,
            location_key=one.facility or None,
            dos_from=one.served_from,
            dos_to=one.served_to,
        )
        return row.remitted(found, found.first)

    def _standing(self, one: Submission, sequence: str, found: History) -> Standing:
        sent = one.batch.made_at
        due = answer_due(sent, ANSWER_WITHIN_BUSINESS_DAYS, self.ways.holidays)
        deadlines = Deadlines(due, self.ways.as_of)
        remitted = self.remitted.get(id(one), {}).get(sequence, ())
        # An estimate was asked for before the claim was sent, and tells nothing of its receipt.
        judged = [claim for claim in remitted if claim.status != PREDETERMINATION]
        on = min((claim.payment.paid_on for claim in judged), default=None)
        stands = standing(self.heard.get(id(one), ()), deadlines, on)
        if on is not None and _rejected_by_remittance(found):
            at = dt.datetime.combine(on, dt.time(), sent.tzinfo)
            return replace(stands, payer=Word.REJECTED, payer_at=at)
        return stands


def _stating(chain: Chain, remitted: Sequence[BySequence]) -> Attempt:
    """The attempt whose lines are the claim's: to its first payer, the newest one remitted.

    Without any remittance it is the newest one sent.
    """
    sequence = chain.attempts[0].sequence
    of_payer = [
        (bool(by.get(sequence)), at)
        for at, (one, by) in enumerate(zip(chain.attempts, remitted, strict=True))
        if one.sequence == sequence and (at == 0 or one.submission.frequency != VOID)
    ]
    return chain.attempts[max(of_payer)[1]]


def _charged(chain: Chain, histories: Sequence[History]) -> Attempt:
    """The attempt whose row has the claim's charge: to its first payer, the first one judged.

    Metrics count a claim by that row. Without any judgement it is the first one sent.
    """
    sequence = chain.attempts[0].sequence
    judged = [
        (found.first.on, at)
        for at, (one, found) in enumerate(zip(chain.attempts, histories, strict=True))
        if one.sequence == sequence and found.first is not None and _is_judgement(found.first)
    ]
    return chain.attempts[min(judged)[1] if judged else 0]


def _is_judgement(first: First) -> bool:
    verdict = first.verdict
    return verdict.outcome is not Outcome.PENDING and not verdict.unprocessable


def _counts_nowhere(found: History) -> bool:
    return found.first is not None and not found.first.verdict.counted


def _rejected_by_remittance(found: History) -> bool:
    first = found.first
    return first is not None and first.verdict.unprocessable
