"""How far a recomputation is, told while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What a recomputation is at, in this order."""

    NOTING = "noting"
    READING = "reading"
    MEASURING = "measuring"
    CHECKING = "checking"


# Of the whole, as it goes with some hundred thousand claims; more than a guess is not needed.
_BEGINS = {Phase.NOTING: 0.0, Phase.READING: 0.05, Phase.MEASURING: 0.6, Phase.CHECKING: 0.9}
_ENDS = {Phase.NOTING: 0.05, Phase.READING: 0.6, Phase.MEASURING: 0.9, Phase.CHECKING: 1.0}


@dataclass(frozen=True, slots=True)
class Step:
    """Where a recomputation stands.

    Attributes:
        done: of the phase, a share of one.
        name: of the file or the metric that is next; empty for none.
    """

    phase: Phase
    done: float
    name: str = ""

    @property
    def overall(self) -> float:
        """How much of everything is done, a share of one; it never goes back."""
        begins, ends = _BEGINS[self.phase], _ENDS[self.phase]
        return begins + (ends - begins) * min(max(self.done, 0.0), 1.0)


Told = Callable[[Step], None]
"""Called now and then; what it does must not take long."""


def silent(step: Step) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Reading:
    """Tells how far the reading of files is.

    Attributes:
        every: how much there is to do; a file of extracts is 1.
    """

    told: Told
    every: float
    _before: float = 0.0
    _now: float = 0.0

    def next(self, name: str, much: float = 1.0) -> None:
        """What is named is read now."""
        self._before, self._now = self._before + self._now, much
        self.within(name, 0.0)

    def within(self, name: str, done: float) -> None:
        """This share of it is read."""
        reached = self._before + self._now * done
        self.told(Step(Phase.READING, reached / max(self.every, 1.0), name))
