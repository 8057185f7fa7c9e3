"""Every answer brought to the attempts that it is about.

A 277CA names a claim or a batch, a 999 a set or a group by control number, a TA1 an interchange.
Control numbers begin anew some day, so an answer is about what was sent in the time before it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vendor_eval.claims.acknowledgements import (
    CLAIMS_GROUP,
    BatchStatus,
    ClaimStatus,
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
    Speaker,
    Word,
)
from vendor_eval.claims.exchange import TransactionSet
from vendor_eval.claims.matching import Matcher
from vendor_eval.claims.status import (
    Heard,
    heard_in,
    refused_at_gateway,
    speaks_for_every_claim,
)
from vendor_eval.claims.submissions import Submission

GatewayAnswer = SetAcknowledged | GroupAcknowledged | InterchangeAcknowledged
_ANSWERED_WITHIN = dt.timedelta(days=30)
# The clocks of sender and receiver may differ.
_CLOCKS = dt.timedelta(days=1)


def heard_by_submission(
    submissions: Sequence[Submission],
    answers: Iterable[ClaimStatus | BatchStatus | GatewayAnswer],
    matcher: Matcher,
) -> Mapping[int, Sequence[Heard]]:
    """What was heard about each submission, by its place in ``submissions``.

    A batch that was rejected as a whole speaks for those of its claims that the same speaker
    said nothing about.
    """
    place = {id(one): at for at, one in enumerate(submissions)}
    heard: dict[int, list[Heard]] = defaultdict(list)
    batches = []
    for answer in answers:
        if isinstance(answer, BatchStatus):
            batches.append(answer)
        elif isinstance(answer, ClaimStatus):
            match, said = matcher.of_status(answer), heard_in(answer)
            if match is not None and said is not None:
                heard[place[id(match.submission)]].append(said)
        elif refused_at_gateway(answer):
            _hear_gateway(answer, submissions, heard)
    for batch in batches:
        _hear_batch(batch, submissions, heard)
    return heard


def _hear_gateway(
    answer: GatewayAnswer, submissions: Sequence[Submission], heard: dict[int, list[Heard]]
) -> None:
    said = Heard(Speaker.GATEWAY, Word.REJECTED, _said_at(answer))
    for at, one in enumerate(submissions):
        if _is_about(answer, one):
            heard[at].append(said)


def _hear_batch(
    status: BatchStatus, submissions: Sequence[Submission], heard: dict[int, list[Heard]]
) -> None:
    said = heard_in(status)
    if said is None or not status.whole or not speaks_for_every_claim(status):
        return
    for at, one in enumerate(submissions):
        spoken_of = any(other.speaker is status.speaker for other in heard[at])
        if one.batch.id == status.batch and not spoken_of and _in_time(one, status.made_at):
            heard[at].append(said)


def _said_at(answer: GatewayAnswer) -> dt.datetime:
    if isinstance(answer, InterchangeAcknowledged):
        return answer.made_at
    return answer.set.interchange.made_at


def _is_about(answer: GatewayAnswer, submission: Submission) -> bool:
    sent = submission.batch.set
    if not _in_time(submission, _said_at(answer)):
        return False
    if isinstance(answer, InterchangeAcknowledged):
        return _same(answer.control, sent.interchange.control)
    if answer.group_kind != CLAIMS_GROUP or not _same(answer.group_control, sent.group_control):
        return False
    if not _is_of_receiver(answer.set, sent):
        return False
    return isinstance(answer, GroupAcknowledged) or _same(answer.set_control, sent.control)


def _is_of_receiver(answer: TransactionSet, sent: TransactionSet) -> bool:
    """Whether who answers is who was sent to; several receivers may see the same numbers."""
    speaker, receiver = answer.interchange.sender.strip(), sent.interchange.receiver.strip()
    return not speaker or not receiver or speaker == receiver


def _in_time(submission: Submission, answered: dt.datetime) -> bool:
    return -_CLOCKS <= answered - submission.batch.made_at <= _ANSWERED_WITHIN


def _same(one: str, other: str) -> bool:
    """Whether two control numbers are one; some pad them with zeros."""
    return one.strip().lstrip("0") == other.strip().lstrip("0")
