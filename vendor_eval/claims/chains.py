"""Claims through all their attempts: what was sent again belongs to what was sent before.

Attempts belong together by the practice's number for one day of service, and by the payer's number
that a replacement or a void names. Some practices number patients and not claims, so the number
alone says little; a replacement or a void may correct the day, and then near days do.

The first attempt to each payer is the original, whatever frequency later ones claim: after a
rejection there is no number to replace, so a correction goes out as an original again. Interim
bills of one stay are claims of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.claims.claim_numbers import SAME_CLAIM_DAYS, PayerNumber, Payers, number_key
from vendor_eval.claims.submissions import (
    INTERIM,
    PRIMARY,
    REPLACEMENT,
    VOID,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission in its chain.

    Attributes:
        number: from 1, counted for each payer's place (``sequence``) of its own.
    """

    submission: Submission
    sequence: str
    number: int


@dataclass(frozen=True, slots=True)
class Chain:
    """One claim; ``attempts`` in the order of time, never empty."""

    attempts: tuple[Attempt, ...]


def chains(
    submissions: Iterable[Submission],
    payer_numbers: Mapping[PayerNumber, Submission],
    payers: Payers,
) -> tuple[Chain, ...]:
    """Every claim, in the order of its first attempt. Encounters only reported are left out.

    Args:
        payer_numbers: the submission that a payer gave each of his numbers to.
    """
    ordered = sorted(
        (one for one in submissions if not one.batch.reporting),
        key=lambda one: (one.batch.made_at, one.ordinal),
    )
    roots: list[list[Submission]] = []
    place: dict[int, int] = {}
    by_number: dict[str, list[int]] = defaultdict(list)
    for one in ordered:
        theirs = payers.number(one.payer, one.replaces)
        replaced = payer_numbers.get(theirs) if theirs is not None else None
        at = place.get(id(replaced)) if replaced is not None else None
        if at is None:
            at = _root_of(one, roots, by_number[number_key(one.claim_number)])
        if at is None:
            at = len(roots)
            roots.append([])
        if at not in by_number[number_key(one.claim_number)]:
            by_number[number_key(one.claim_number)].append(at)
        roots[at].append(one)
        place[id(one)] = at
    return tuple(Chain(_numbered(root)) for root in roots)


def _root_of(
    submission: Submission, roots: Sequence[Sequence[Submission]], candidates: Sequence[int]
) -> int | None:
    """The newest claim of this number for the submission's day, or else one that it corrects."""
    for belongs in (_same_day, _corrects):
        for at in reversed(candidates):
            if any(belongs(submission, one) for one in roots[at]):
                return at
    return None


def _same_day(one: Submission, other: Submission) -> bool:
    """Whether services begin on one day; a day that nobody tells speaks against nothing."""
    return one.served_from in (None, other.served_from) or other.served_from is None


def _corrects(later: Submission, earlier: Submission) -> bool:
    """Whether the later one replaces or voids what was served not far from it."""
    if INTERIM & {later.frequency, earlier.frequency}:
        return False
    if later.frequency not in (REPLACEMENT, VOID) and not later.replaces:
        return False
    if later.served_from is None or earlier.served_from is None:
        return True
    return abs((later.served_from - earlier.served_from).days) <= SAME_CLAIM_DAYS


def _numbered(root: Sequence[Submission]) -> tuple[Attempt, ...]:
    counts: dict[str, int] = defaultdict(int)
    attempts = []
    for one in root:
        sequence = one.sequence or PRIMARY
        counts[sequence] += 1
        attempts.append(Attempt(one, sequence, counts[sequence]))
    return tuple(attempts)
