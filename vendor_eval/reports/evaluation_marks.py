"""How gates and consequences of an evaluation are shown: a symbol, a word and a tone.

The symbols differ in shape, so that they are told apart in grey and by whoever sees no red.
"""

from __future__ import annotations

from types import MappingProxyType

from vendor_eval.evaluation.gates import GateState
from vendor_eval.evaluation.standing import Consequence
from vendor_eval.reports.report import Mark, Tone

GATE_MARKS = MappingProxyType(
    {
        GateState.FAILED: Mark("✗", "Failed", Tone.BAD, "The answer does not pass the gate."),
        GateState.EXPIRED: Mark("▲", "Expired", Tone.WARNING, "The evidence no longer stands."),
        GateState.OPEN: Mark("?", "Open", Tone.MISSING, "Not answered, or said not to apply."),
        GateState.PASSED: Mark("✓", "Passed", Tone.GOOD, "Lets the candidate through."),
    }
)
UNSETTLED = Mark("◆", "Unsettled", Tone.MILD, "The evaluators differ. Counted as unanswered.")
NOT_SHOWN = Mark("≈", "Not shown", Tone.QUIET, "Said by the candidate, not supported in full.")
NOT_HELD = Mark("○", "Not held to", Tone.MILD, "Promised, and no minimum in the contract says so.")
LEGEND = (*GATE_MARKS.values(), UNSETTLED, NOT_SHOWN, NOT_HELD)
CONSEQUENCE_TONES = MappingProxyType(
    {
        Consequence.NOT_ELIGIBLE: Tone.BAD,
        Consequence.NEEDS_APPROVAL: Tone.WARNING,
        Consequence.PREFERRED: Tone.GOOD,
    }
)
