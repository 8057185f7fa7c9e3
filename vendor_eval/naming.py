"""When two spellings are one name."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """What the spellings of one name have in common: neither case nor the number of blanks.

    ``Acme  Billing`` and ``ACME billing`` are one vendor; ``AcmeBilling`` is another.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
