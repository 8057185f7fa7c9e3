"""What gateways, clearinghouses and payers say about claims before they judge them.

TA1 and 999 speak about envelopes, a 277CA about batches and claims. Only categories A2 and A5
accept a claim into adjudication: A0 and A1 say no more than that it was passed on or received.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from vendor_eval.claims.exchange import TransactionSet


class Speaker(StrEnum):
    """Who says it; a 277CA names the speaker in loop 2100A."""

    GATEWAY = "gateway"
    CLEARINGHOUSE = "clearinghouse"
    PAYER = "payer"


# What AK101 calls a group of claims; groups of other kinds have control numbers of their own.
CLAIMS_GROUP = "HC"


class Word(StrEnum):
    """What is said about a claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class InterchangeAcknowledged:
    """A TA1: the interchange of ours with this control number, taken (A, E) or not (R)."""

    control: str
    code: str
    note: str
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class GroupAcknowledged:
    """AK1 and AK9 of a 999; ``code`` R, M, W or X rejects the group with all its claims.

    Attributes:
        group_kind: AK101; only `CLAIMS_GROUP` is about claims.
    """

    set: TransactionSet
    group_control: str
    code: str
    sets_sent: int
    sets_accepted: int
    group_kind: str = CLAIMS_GROUP


@dataclass(frozen=True, slots=True)
class SetAcknowledged:
    """AK2 and IK5 of a 999; ``code`` R, M, W or X rejects the set with all its claims.

    Attributes:
        errors: IK3 and IK4 met before; how many places were objected to.
        group_kind: AK101; only `CLAIMS_GROUP` is about claims.
    """

    set: TransactionSet
    group_control: str
    set_control: str
    code: str
    errors: int
    group_kind: str = CLAIMS_GROUP


@dataclass(frozen=True, slots=True)
class Status:
    """One STC segment.

    Attributes:
        category: STC01-1, as ``A2``.
        code: STC01-2, the reason.
        action: STC03: ``WQ`` accepts, ``U`` rejects; empty where it is left out.
    """

    category: str
    code: str
    action: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """What a 277CA says about a whole batch (loop 2200B) or about a provider's part of it.

    Attributes:
        whole: about the whole batch; otherwise about one provider's part.
        batch: 2200B TRN02, which repeats BHT03 of the 837; for a provider, his own trace.
        rejected: QTY*AA; a batch can be rejected without a word about any claim.
    """

    set: TransactionSet
    speaker: Speaker
    made_at: dt.datetime
    whole: bool
    batch: str
    statuses: tuple[Status, ...]
    accepted: int
    rejected: int
    accepted_cents: int
    rejected_cents: int


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """What a 277CA says about one claim (loops 2200D and 2220D).

    Attributes:
        batch: BHT03 of the 837 that brought the claim, where loop 2200B names it.
        claim_number: TRN02, which repeats CLM01.
        payer_claim_number: REF*1K.
        bill_type: REF*BLT, place and frequency in three characters.
        lines: statuses of single services, reported only where they caused a rejection.
    """

    set: TransactionSet
    speaker: Speaker
    made_at: dt.datetime
    batch: str
    claim_number: str = field(repr=False)
    statuses: tuple[Status, ...]
    payer_claim_number: str = field(repr=False)
    clearinghouse_number: str = field(repr=False)
    bill_type: str
    served_from: dt.date | None
    lines: tuple[Status, ...]
