"""Offers side by side: what each costs, what it costs all in, and why they differ."""

from __future__ import annotations

from vendor_eval.pages.parts import scenario_choice
from vendor_eval.pages.parts.head import title_row


def draw() -> None:
    """Draw the page."""
    with title_row("Compare offers"):
        scenario_choice.choose()
