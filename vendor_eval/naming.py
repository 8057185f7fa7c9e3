"""When two spellings are one name, and what cannot be stored as one.

Text stays text. What a spreadsheet would run, a terminal would obey or a reader could not see is
refused.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LONGEST_NAME = 200
"""Characters of a name, and of whatever else stands on one line."""
LONGEST_NOTE = 2_000
"""Characters of what people write beside it."""
_FORMULA = re.compile(r"[=@+\-]")
# What spreadsheets take for the start of a formula, full-width forms included.
_COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class NameFault(StrEnum):
    """Why a name cannot be stored; the codes of messages."""

    CONTROL = "control_char"
    INVISIBLE = "invisible"
    FORMULA = "formula_text"
    TOO_LONG = "too_long"


MENDS = {
    NameFault.CONTROL: "there is a line break or control character in the name; type it anew",
    NameFault.INVISIBLE: "there are invisible or direction-changing characters in the name; "
    "type it anew",
    NameFault.FORMULA: "the name begins like a formula; begin it with a letter or a digit",
    NameFault.TOO_LONG: f"the name has more than {LONGEST_NAME} characters; shorten it",
}


def fault_of(name: str) -> NameFault | None:
    """Why ``name`` cannot be stored, or None."""
    categories = {unicodedata.category(letter) for letter in name}
    if categories & {"Cc", "Zl", "Zp"}:
        return NameFault.CONTROL
    if categories & {"Cf", "Cs", "Co", "Cn"} and not _joined_emoji(name):
        return NameFault.INVISIBLE
    if _FORMULA.match(name):
        return NameFault.FORMULA
    return NameFault.TOO_LONG if len(name) > LONGEST_NAME else None


def is_computed(text: str) -> bool:
    """Whether a spreadsheet would take ``text`` for a formula, in a file that it opens."""
    return text.lstrip().startswith(_COMPUTED)


def _joined_emoji(name: str) -> bool:
    """Whether all that cannot be seen is the joint between two pictures."""
    rest = re.sub(r"(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d", "", name)
    return all(unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"} for letter in rest)


def name_key(name: str) -> str:
    """What the spellings of one name have in common: neither case nor the number of blanks.

    ``Acme  Billing`` and ``ACME billing`` are one vendor; ``AcmeBilling`` is another.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def printable(name: str) -> str:
    """``name`` for a message: no control characters, at most 60 letters."""
    shown = "".join(letter for letter in name if letter.isprintable())
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
