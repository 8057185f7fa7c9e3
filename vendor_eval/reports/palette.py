"""The colours of tones, on light and on dark ground.

Ink on its tint, and ink on the plain ground, reach a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.reports.report import Tone


@dataclass(frozen=True, slots=True)
class Colour:
    """Ink for text and symbols, tint for the ground behind them; each as ``#rrggbb``."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of everything that has no tone; each as ``#rrggbb``."""

    paper: str
    ink: str
    muted: str
    rule: str
    shade: str
    brand: str


LIGHT: dict[Tone, Colour] = {
    Tone.BAD: Colour("#A32219", "#FADFDB"),
    Tone.MISSING: Colour("#6B3FA0", "#EBE3F6"),
    Tone.WARNING: Colour("#8A4B00", "#FDE7C8"),
    Tone.MILD: Colour("#6B5A00", "#F8F2CF"),
    Tone.QUIET: Colour("#525E6C", "#EEF1F5"),
    Tone.GOOD: Colour("#1B6B43", "#E1F2E8"),
}
DARK: dict[Tone, Colour] = {
    Tone.BAD: Colour("#FF9C92", "#47201D"),
    Tone.MISSING: Colour("#CDB2F2", "#33264A"),
    Tone.WARNING: Colour("#F7BC6A", "#43300F"),
    Tone.MILD: Colour("#E4D36E", "#38330F"),
    Tone.QUIET: Colour("#A9B4C2", "#252D38"),
    Tone.GOOD: Colour("#77D3A0", "#163826"),
}
LIGHT_GROUND = Ground(
    paper="#FFFFFF",
    ink="#1B2430",
    muted="#525E6C",
    rule="#D6DCE5",
    shade="#F5F7FA",
    brand="#1F5FAE",
)
DARK_GROUND = Ground(
    paper="#12171F",
    ink="#E6EBF2",
    muted="#A9B4C2",
    rule="#303A48",
    shade="#1B222D",
    brand="#7FB2F0",
)
