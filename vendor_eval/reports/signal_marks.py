"""How each signal is shown: a symbol, a word and a tone; each signal has marks of its own.

A chance of one half or more is likely, of one tenth or less unlikely; what lies between is open.
"""

from __future__ import annotations

from vendor_eval.reports.report import Mark, Tone
from vendor_eval.signals.confidence import SURE
from vendor_eval.signals.readings import ChangeReading, ConfidenceReading, OutlookReading

_LIKELY, _UNLIKELY = 0.5, 1 - SURE

_UNKNOWN = Mark("?", "Cannot be told", Tone.QUIET, "What it would be told from is missing.")
_BEYOND = Mark("●", "Sure: beyond", Tone.BAD, "The true rate most likely lies beyond the limit.")
_WITHIN = Mark("●", "Sure: within", Tone.GOOD, "The true rate most likely keeps the limit.")
_OPEN = Mark("◐", "Not sure", Tone.MILD, "Too few items to say on which side of the limit.")
_BETTER = Mark("↗", "Better", Tone.GOOD, "More than the usual ups and downs, for the better.")
_WORSE = Mark("↘", "Worse", Tone.BAD, "More than the usual ups and downs, for the worse.")
_SAME = Mark("→", "No change", Tone.QUIET, "Within the usual ups and downs.")
TURNS = {1: _BETTER, 0: _SAME, -1: _WORSE}
"""How a month is shown that changed for the better, not at all, or for the worse."""
_LIKELY_MISS = Mark(
    "●", "Miss likely", Tone.BAD, "The next month more likely misses than keeps it."
)
_MAY_MISS = Mark("◐", "Miss possible", Tone.MILD, "The next month may miss the limit.")
_NO_MISS = Mark("○", "Miss unlikely", Tone.GOOD, "The next month most likely keeps the limit.")


def of_confidence(reading: ConfidenceReading | None) -> Mark:
    """By three months together where there are as many, else by the month."""
    if reading is None or reading.beyond is None:
        return _UNKNOWN
    chance = reading.beyond if reading.pooled is None else reading.pooled
    if chance >= SURE:
        return _BEYOND
    return _WITHIN if chance <= _UNLIKELY else _OPEN


def of_change(reading: ChangeReading | None) -> Mark:
    """For the better, for the worse, or neither."""
    if reading is None or reading.centre is None:
        return _UNKNOWN
    return TURNS[reading.turn]


def of_outlook(reading: OutlookReading | None) -> Mark:
    """By the chance that the next month misses the limit."""
    if reading is None:
        return _UNKNOWN
    if reading.chance >= _LIKELY:
        return _LIKELY_MISS
    return _NO_MISS if reading.chance <= _UNLIKELY else _MAY_MISS
