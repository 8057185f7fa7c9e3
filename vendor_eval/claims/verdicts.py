"""What remittances say about lines and claims, and the switches that definitions differ by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.claims.reasons import Reason


@dataclass(frozen=True, slots=True)
class DenialRules:
    """What counts as a denial, where definitions differ.

    Attributes:
        patient_group: refusals that make the patient pay (group PR) count.
        information_requests: refusals until information comes count.
        duplicates: refusals of duplicates count; otherwise they are only marked as such.
        unprocessable: Medicare's refusal of unprocessable claims counts; otherwise it is a
            rejection that came by remittance.
        partial_cuts: a line of which a part was refused makes the claim partly denied.
    """

    patient_group: bool = True
    information_requests: bool = True
    duplicates: bool = False
    unprocessable: bool = False
    partial_cuts: bool = False


class LineState(StrEnum):
    """What became of a line."""

    SETTLED = "settled"
    DENIED = "denied"
    CUT = "cut"
    EXCLUDED = "excluded"
    PENDED = "pended"
    UNEXPLAINED = "unexplained"


class Outcome(StrEnum):
    """What became of a claim, under the name that extracts carry.

    `PENDING` is a claim without a final answer: no remittance yet, one that is not final, or a
    payment of nothing that no reason explains.
    """

    PAID = "paid"
    PATIENT = "patient"
    PARTIAL = "partial"
    DENIED = "denied"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Denied:
    """One reason of a refusal; ``reason`` is None where the map does not know the code."""

    group: str
    carc: str
    cents: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What became of a line, and the refusing adjustments that say so."""

    state: LineState
    charge_cents: int
    denials: tuple[Denied, ...]


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What one remittance says about a claim.

    Attributes:
        lines: of a claim without service lines, one for the claim as a whole.
        denied_charge_cents: billed charges of the lines denied in full.
        denials: every refusing adjustment, the leading one first: the largest amount, ties in
            the order of the map's categories.
        unmapped: codes that the map does not know on the day of payment, with repetitions.
        duplicate: refused as a duplicate and for nothing else.
        unprocessable: a rejection that came by remittance.
        counted: whether any line counts; not so for capitation and reporting alone.
    """

    outcome: Outcome
    lines: tuple[LineVerdict, ...]
    denied_charge_cents: int
    denials: tuple[Denied, ...]
    unmapped: tuple[str, ...]
    duplicate: bool
    unprocessable: bool
    counted: bool

    @property
    def unexplained(self) -> bool:
        """Whether nothing was paid on some line without a reason: for a person to look at."""
        return any(line.state is LineState.UNEXPLAINED for line in self.lines)

    @property
    def leading(self) -> Denied | None:
        """The reason that a denial is counted under."""
        return self.denials[0] if self.denials else None


def combined(verdicts: Sequence[ClaimVerdict]) -> ClaimVerdict:
    """The verdict on a claim that the payer split: denied in part where any part is."""
    if len(verdicts) == 1:
        return verdicts[0]
    outcomes = {one.outcome for one in verdicts if one.counted}
    denials = [denied for one in verdicts for denied in one.denials]
    return ClaimVerdict(
        outcome=_combined(outcomes),
        lines=tuple(line for one in verdicts for line in one.lines),
        denied_charge_cents=sum(one.denied_charge_cents for one in verdicts),
        denials=tuple(sorted(denials, key=precedence)),
        unmapped=tuple(carc for one in verdicts for carc in one.unmapped),
        duplicate=all(one.duplicate for one in verdicts),
        unprocessable=any(one.unprocessable for one in verdicts),
        counted=any(one.counted for one in verdicts),
    )


def _combined(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    if found & {Outcome.DENIED, Outcome.PARTIAL}:
        return Outcome.PARTIAL
    if Outcome.PENDING in found or not found:
        return Outcome.PENDING
    return Outcome.PAID


def precedence(denied: Denied) -> tuple[int, int]:
    """What sorts refusals, the leading one first."""
    rank = denied.reason.category.rank if denied.reason is not None else 0
    return (-denied.cents, rank)
