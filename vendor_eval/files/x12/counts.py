"""What was counted while a file was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

# The kinds of what identifies patients.
NAME = "names"
MEMBER = "member numbers"
ADDRESS = "addresses"
BIRTH = "birth dates"
RECORD = "medical record numbers"


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A remitted claim that does not add up; it is kept.

    Attributes:
        set_control: ST02 of its set.
        ordinal: its place among the claims of the set, from 1.
        cents: what the claim as a whole is over; 0 where only a line is off.
    """

    set_control: str
    ordinal: int
    cents: int


@dataclass(slots=True)
class Counts:
    """Filled while events are read; complete when they end.

    Attributes:
        interchanges: how many the file holds.
        test: the control number of the first of them that is marked as a test; empty where none is.
        sets: sets read, by kind, as ``835``.
        passed_over: sets of kinds that are not read, by kind and guide.
        dropped: what identifies patients and was passed over, by kind.
        unbalanced: claims that do not add up, in the order of the file.
    """

    interchanges: int = 0
    test: str = ""
    sets: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    unbalanced: list[Imbalance] = field(default_factory=list)
