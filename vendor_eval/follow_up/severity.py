"""How grave a breach is, worked out the same way for every vendor.

Outsourcing agreements tell two classes of service levels apart: those whose breach costs a
service credit, and those that are only reported; and many let a customer leave after three
breaches in a row (Alsbridge, "10 things you need to know about successful outsourcing
relationships"; NAIC and Cognizant, as collected under "termination for service level failure").
The rule follows them, and somebody who sees it otherwise says why.

    critical   a right to terminate arose with it, or it is the third in a row or later
    major      a service credit fell due for it, or it is the second in a row, or it lies further
               beyond the minimum than the minimum lies from the target
    minor      every other breach
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.quantities import NOTHING_DUE, Usd
from vendor_eval.sla.contract import ServiceLevel
from vendor_eval.sla.figures import exact

CRITICAL_STREAK = 3
MAJOR_STREAK = 2


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the severity of a breach is worked out from.

    Attributes:
        right: whether a right to terminate arose in its month, of its metric or over all metrics.
        streak: breaches in a row up to and with this one, at least 1.
        credit: what fell due for it, before earn-back.
        beyond: whether it is `far_beyond` the minimum.
    """

    right: bool
    streak: int
    credit: Usd
    beyond: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """How grave a breach is.

    Attributes:
        why: what made it so, as the end of a sentence that begins with the severity.
        worked_out: what the rule gives; another severity than ``severity`` was set by a person.
    """

    severity: Severity
    why: str
    worked_out: Severity


def grade(grounds: Grounds, note: BreachNote | None = None) -> Grade:
    """What the rule gives, unless a note with a reason says otherwise."""
    worked_out, why = _by_rule(grounds)
    if note is None or note.severity is None:
        return Grade(worked_out, why, worked_out)
    return Grade(note.severity, note.why, worked_out)


def far_beyond(level: ServiceLevel, value: float) -> bool:
    """Whether ``value`` lies further from the minimum than the minimum does from the target.

    Never where target and minimum are the same: they leave no distance to compare with.
    """
    if level.minimum is None:
        return False
    minimum = Fraction(level.minimum.quantity.value)
    margin = abs(Fraction(level.target.quantity.value) - minimum)
    gap = abs(exact(value, float("nan"), float("nan")) - minimum)
    return 0 < margin < gap


def _by_rule(grounds: Grounds) -> tuple[Severity, str]:
    if grounds.right:
        return Severity.CRITICAL, "a right to terminate arose with it"
    if grounds.streak >= CRITICAL_STREAK:
        return Severity.CRITICAL, f"it is breach number {grounds.streak} in a row"
    if grounds.credit > NOTHING_DUE:
        return Severity.MAJOR, f"a service credit of {grounds.credit.shown} fell due for it"
    if grounds.streak >= MAJOR_STREAK:
        return Severity.MAJOR, "it is the second breach in a row"
    if grounds.beyond:
        return Severity.MAJOR, "it misses the minimum by more than lies between it and the target"
    return Severity.MINOR, "it is a single breach, near the minimum and without a credit"
