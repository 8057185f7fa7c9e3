"""What a person should know about X12 files beside their metrics, counted.

Nothing here names a claim: only how often something came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from vendor_eval.claims.exchange import UNREADABLE
from vendor_eval.claims.outcomes import History
from vendor_eval.claims.rows import Rows
from vendor_eval.claims.status import Standing, State


class Worded(NamedTuple):
    """What stands behind a count: behind 1, and behind any other."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Noted:
    """How often something came in the files of a vendor.

    Attributes:
        what: a stable id; what the text may be worded around.
    """

    vendor: str
    what: str
    text: str
    count: int

    @classmethod
    def of(cls, vendor: str, what: str, count: int, worded: Worded) -> Noted:
        """A note that is worded for how many there are."""
        return cls(vendor, what, worded.one if count == 1 else worded.many, count)


@dataclass(slots=True)
class Seen:
    """What a person should know about the claims of some files.

    Attributes:
        not_counted: claims capitated or only reported, which count nowhere.
        doubtful: remittances found by likeness or by a number written otherwise.
        unmatched: remittances of claims that no file shows being sent.
        unexplained: claims paid nothing without a reason, for a person to look at.
        unmapped: codes that the map does not know, with how often they came.
        unreadable: rows with a code or id that cannot be one and is given out as `UNREADABLE`.
        unanswered: attempts without any answer or remittance within the time for one.
        contradicted: attempts of which one answer contradicts itself or a remittance.
        taken_back: claims first paid, of which nothing is paid in the end.
        original_unseen: claims of which a reversal is at hand, and not what it reverses.
        reversed_again: reversals that came again; each counts once.
    """

    not_counted: int = 0
    doubtful: int = 0
    unmatched: int = 0
    unexplained: int = 0
    unmapped: Counter[str] = field(default_factory=Counter)
    unreadable: int = 0
    unanswered: int = 0
    contradicted: int = 0
    taken_back: int = 0
    original_unseen: int = 0
    reversed_again: int = 0

    def note(self, found: History) -> None:
        """Count what is remarkable about a claim at one payer."""
        self.taken_back += found.taken_back
        self.original_unseen += found.original_unseen
        if found.first is not None:
            self.unexplained += found.first.verdict.unexplained
            self.unmapped.update(found.first.verdict.unmapped)

    def note_unreadable(self, rows: Rows) -> None:
        """Count the rows of a claim in which something stands for what cannot be a code."""
        self.unreadable += UNREADABLE in rows.claim
        for line in rows.lines:
            self.unreadable += UNREADABLE in (line.cpt_hcpcs, *line.modifiers.split())
        for one in rows.adjustments:
            codes = (one.group_code, one.carc, *one.rarc_list.split())
            self.unreadable += UNREADABLE in codes

    def note_standing(self, stands: Standing) -> None:
        """Count what is remarkable about an attempt."""
        self.unanswered += stands.state is State.NO_ANSWER
        self.contradicted += stands.doubtful

    def noted(self, vendor: str) -> Iterator[Noted]:
        """What was seen at all, in a stable order."""
        counts = {
            "unmatched": self.unmatched,
            "doubtful": self.doubtful,
            "not_counted": self.not_counted,
            "unexplained": self.unexplained,
            "unreadable": self.unreadable,
            "unanswered": self.unanswered,
            "contradicted": self.contradicted,
            "taken_back": self.taken_back,
            "original_unseen": self.original_unseen,
            "reversed_again": self.reversed_again,
        }
        for what, worded in _WORDED.items():
            if counts[what]:
                yield Noted.of(vendor, what, counts[what], worded)
        for carc, times in sorted(self.unmapped.items()):
            tail = f"reason {carc}, which the map of reasons does not know"
            yield Noted.of(vendor, "unmapped", times, Worded(f"time {tail}", f"times {tail}"))


_WORDED: Mapping[str, Worded] = {
    "unmatched": Worded(
        "remittance of a claim that no file shows being sent",
        "remittances of claims that no file shows being sent",
    ),
    "doubtful": Worded(
        "remittance matched by likeness or by a number cut short",
        "remittances matched by likeness or by a number cut short",
    ),
    "not_counted": Worded(
        "claim capitated or only reported; it counts nowhere",
        "claims capitated or only reported; they count nowhere",
    ),
    "unexplained": Worded(
        "claim paid nothing without a reason; look at it",
        "claims paid nothing without a reason; look at them",
    ),
    "unreadable": Worded(
        f"row with a code or id that cannot be one; it is given out as {UNREADABLE}",
        f"rows with a code or id that cannot be one; it is given out as {UNREADABLE}",
    ),
    "unanswered": Worded(
        "attempt that nobody answered in five business days",
        "attempts that nobody answered in five business days",
    ),
    "contradicted": Worded(
        "attempt whose answers contradict themselves",
        "attempts whose answers contradict themselves",
    ),
    "taken_back": Worded(
        "claim first paid, of which all was taken back",
        "claims first paid, of which all was taken back",
    ),
    "original_unseen": Worded(
        "claim with a reversal of a remittance that is not at hand",
        "claims with a reversal of a remittance that is not at hand",
    ),
    "reversed_again": Worded(
        "reversal that came again; it counts once",
        "reversals that came again; each counts once",
    ),
}
