"""How far a proof goes: as far as a run of all tests can wait for, or as far as is promised.

``make proofs`` goes as far as is promised; it takes minutes, and a machine that does nothing else.
"""

from __future__ import annotations

import logging
import os
from typing import TypeVar

Size = TypeVar("Size", int, float)

MEASURED = logging.getLogger("proofs")
"""Where tests say what they measured; ``make proofs`` shows it."""

FULL = os.environ.get("VENDOR_EVAL_FULL_PROOFS") == "1"


def size(usual: Size, promised: Size) -> Size:
    """How many, how large or how long."""
    return promised if FULL else usual
