"""What an adjustment reason means: a denial, a contract's discount, the patient's share.

The codes (CARC) change several times a year, so the map is data with a version and dates. A code
that it does not know is told apart from every other and counted, never dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.provenance import Source

CONTRACTUAL, PATIENT, OTHER, PAYER = "CO", "PR", "OA", "PI"
DUPLICATE = "duplicate"


class Kind(StrEnum):
    """What an adjustment does to the question whether something was denied."""

    DENIAL = "denial"
    CONDITIONAL = "conditional"
    NEUTRAL = "neutral"
    PENDED = "pended"
    EXCLUDED = "excluded"
    UNMAPPED = "unmapped"


class Answers(StrEnum):
    """Who can keep denials of a category from happening."""

    VENDOR = "vendor"
    PRACTICE = "practice"
    PAYER = "payer"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Category:
    """A group of reasons.

    Attributes:
        rank: its place among the categories, from 0; the lower one breaks a tie.
    """

    id: str
    label: str
    answers: Answers
    rank: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One code in one period.

    Attributes:
        since: the first day in force; None where that is not known.
        until: the first day no more in force; None while it is.
    """

    carc: str
    label: str
    category: Category
    kind: Kind
    since: dt.date | None = None
    until: dt.date | None = None

    def in_force(self, on: dt.date) -> bool:
        """Whether the code could be used on that day."""
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class ReasonMap:
    """A version of the map.

    Attributes:
        reasons: by code; several entries where a code changed its meaning.
    """

    id: str
    version: str
    source: Source
    reasons: Mapping[str, tuple[Reason, ...]]

    def of(self, carc: str, on: dt.date) -> Reason | None:
        """What the code means in a remittance of that day; None where the map does not know."""
        for reason in self.reasons.get(carc, ()):
            if reason.in_force(on):
                return reason
        return None
