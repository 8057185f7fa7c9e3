"""Gates: items whose failure makes a vendor not eligible, whatever the score.

A gate stands beside the score. Its item weighs like any other, so that losing it costs points
too, but no points make up for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.scorecard import Item


class GateState(StrEnum):
    """How a vendor stands at a gate, under the name that JSON carries."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate as one vendor stands at it; ``item`` as ``scorecard/item``."""

    item: str
    state: GateState

    @property
    def passed(self) -> bool:
        """Whether it lets the vendor through."""
        return self.state is GateState.PASSED


def state_of(item: Item, answer: Answer | None) -> GateState:
    """How a vendor with this answer stands at the gate ``item``.

    Unanswered and not applicable both leave it open. An answer below the one that passes fails,
    whatever supports it; one that would pass has expired with its evidence.
    """
    assert item.passes_at is not None, "only a gate has a state"
    if answer is None or not answer.applies:
        return GateState.OPEN
    value, least = item.value_of(answer.answer), item.value_of(item.passes_at)
    assert value is not None, "answers are checked before they are scored"
    assert least is not None, "a gate passes at one of its answers"
    if value < least:
        return GateState.FAILED
    return GateState.EXPIRED if answer.evidence is Evidence.EXPIRED else GateState.PASSED
