"""One cell of a workbook as the text that a person sees, with nothing rounded away.

The number format settles what a number means: a date, a percentage, hours.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's dates have no time zone
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as above


class Format(Enum):
    """What a number format makes of a number."""

    PLAIN = auto()
    PERCENT = auto()
    # The sign is only written behind the number, which is in percent points already.
    PERCENT_SIGN = auto()
    DATE = auto()
    HOURS = auto()


# Formats that every workbook has without listing them (ECMA-376, part 1, 18.8.30).
_BUILT_IN = {
    **dict.fromkeys((9, 10), Format.PERCENT),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), Format.DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), Format.HOURS),
}
# In this order: "mm" is minutes beside hours and a month elsewhere.
_SIGNS = (
    (re.compile("%"), Format.PERCENT),
    (re.compile("[yd]"), Format.DATE),
    (re.compile("[hs]"), Format.HOURS),
    (re.compile("m"), Format.DATE),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a workbook are shown.

    Attributes:
        formats: one a cell style.
        from_1904: whether days are counted from 1904.
    """

    formats: tuple[Format, ...]
    from_1904: bool

    def format_of(self, style: str | None) -> Format:
        """The format of a cell style by its number; plain where there is none."""
        at = int(style) if style and style.isdecimal() else 0
        return self.formats[at] if at < len(self.formats) else Format.PLAIN


def format_of(number: int, code: str | None) -> Format:
    """What the number format ``number``, written as ``code`` in the workbook, makes of a number."""
    if code is None:
        return _BUILT_IN.get(number, Format.PLAIN)
    section = code.split(";")[0]
    bare = _BRACKETED.sub("", _QUOTED.sub("", section)).lower().replace("general", "")
    for sign, made in _SIGNS:
        if sign.search(bare):
            return made
    return Format.PERCENT_SIGN if "%" in section else Format.PLAIN


def number_text(raw: str, style: str | None, styles: Style) -> str:
    """The number ``raw`` as text, in the way its format means it.

    A date is ``2026-03-31``, a percentage ``8.25%``, a duration ``36 h``.
    """
    try:
        value = float(raw)
    except ValueError:
        return raw
    if not math.isfinite(value):
        return raw
    number = Decimal(repr(value))
    made = styles.format_of(style)
    if made is Format.DATE:
        return _date_text(value, from_1904=styles.from_1904) or _plain(number)
    if made is Format.HOURS:
        return f"{_plain(Decimal(repr(round(value * 24, 6))))} h"
    if made is Format.PERCENT:
        return f"{_plain(number * 100)}%"
    return f"{_plain(number)}%" if made is Format.PERCENT_SIGN else _plain(number)


def _plain(number: Decimal) -> str:
    """Digits and a point, without a power of ten and without noughts at the end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(days: float, *, from_1904: bool) -> str | None:
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    try:
        moment = epoch + dt.timedelta(days=days)
    except OverflowError:
        return None
    return moment.date().isoformat() if days >= 0 else None


def unescaped(text: str) -> str:
    """``text`` with the control characters that XML cannot hold put back."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    # Half of a surrogate pair is no text.
    return escaped[0] if 0xD800 <= number <= 0xDFFF else chr(number)
