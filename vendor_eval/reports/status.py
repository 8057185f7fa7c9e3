"""How a finding's status is shown, everywhere the same: a symbol, a word and a tone.

The symbols differ in shape, so that they are told apart in grey and by whoever sees no red.
"""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.reports.report import Mark, Tone
from vendor_eval.sla.findings import Status

MARKS: dict[Status, Mark] = {
    Status.BREACH: Mark(
        "✗", "Breach", Tone.BAD, "Crosses the minimum. Counts for credits and termination."
    ),
    Status.NOT_REPORTED: Mark(
        "?", "Not reported", Tone.MISSING, "No value was received. Never counted as kept."
    ),
    Status.WARNING: Mark(
        "▲", "Warning", Tone.WARNING, "Crosses the warning line, keeps the minimum."
    ),
    Status.BELOW_TARGET: Mark(
        "◆", "Below target", Tone.MILD, "Misses the target, keeps the warning line."
    ),
    Status.LOW_VOLUME: Mark(
        "≈", "Low volume", Tone.QUIET, "Too few items to judge. Shown, not counted."
    ),
    Status.RELIEF: Mark("‖", "Relief", Tone.QUIET, "Approved exclusion. Shown, not counted."),
    Status.RAMP: Mark("○", "Ramp", Tone.QUIET, "Ramp-up month. Measured without consequence."),
    Status.ON_TARGET: Mark("✓", "On target", Tone.GOOD, "Meets the target."),
}

_PLACE = {status: place for place, status in enumerate(Status)}


def severity(status: Status) -> int:
    """The place of ``status`` from worst, 0, to best."""
    return _PLACE[status]


def worst(statuses: Iterable[Status]) -> Status | None:
    """The worst of ``statuses``, or None of none."""
    return min(statuses, key=severity, default=None)
