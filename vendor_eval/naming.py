"""When two spellings are one name."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """What the spellings of one name have in common: neither case nor the number of blanks.

    ``Acme  Billing`` and ``ACME billing`` are one vendor; ``AcmeBilling`` is another.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def printable(name: str) -> str:
    """``name`` for a message: no control characters, at most 60 letters."""
    shown = "".join(letter for letter in name if letter.isprintable())
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
