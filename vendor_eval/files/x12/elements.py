"""Elements of segments read as money, dates, times and codes.

The same few dates and codes come a hundred thousand times, so what they mean is remembered.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from vendor_eval.claims.exchange import UNREADABLE
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.privacy import looks_personal

REMEMBERED = 1 << 13
_AMOUNT = re.compile(r"(-?)([0-9]*)(?:\.([0-9]{0,2})0*)?", re.ASCII)
# Procedures and revenue codes, places, reasons and remarks; a drug has eleven digits.
_CODE = re.compile(r"[A-Za-z0-9]{1,5}|[0-9]{11}", re.ASCII)
_PARTY = re.compile(r"[A-Za-z0-9.-]{1,80}", re.ASCII)
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", re.ASCII)
# More than anybody is owed, and few enough for sums to stay whole numbers of 64 bits.
_DIGITS = 15
_MEND = "ask the sender for a corrected file"


@lru_cache(REMEMBERED)
def cents(text: str) -> int:
    """An amount in integer cents; 0 where the element is empty.

    Raises:
        Broken: no amount, one with a fraction of a cent, or of more digits than money has.
    """
    # Amounts are a good part of what is read; matching the usual one to a pattern costs thrice.
    digits, scale = (text[:-3] + text[-2:], 1) if text[-3:-2] == "." else (text, 100)
    if digits.isdecimal() and digits.isascii():
        return _cents_of(digits) * scale
    return _unusual_cents(text) if text else 0


def _unusual_cents(text: str) -> int:
    """A negative amount, one of less than a dollar, or one with zeros to spare."""
    found = _AMOUNT.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        raise Broken("amount", "an amount of money cannot be read", _MEND)
    amount = _cents_of(found[2] or "0") * 100 + int((found[3] or "").ljust(2, "0"))
    return -amount if found[1] else amount


def _cents_of(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise Broken("amount", f"an amount of money has more than {_DIGITS} digits", _MEND)
    return int(digits)


@lru_cache(REMEMBERED)
def day(text: str) -> dt.date | None:
    """A date as ``20260131``; None where the element is empty.

    Raises:
        Broken: no date of the calendar.
    """
    if not text:
        return None
    try:
        if len(text) != 8 or not (text.isascii() and text.isdigit()):
            raise ValueError
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Broken("date", "a date cannot be read", _MEND) from None


def days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of ``20260131`` or ``20260131-20260202``, inclusive."""
    first, dash, last = text.partition("-")
    return day(first), day(last if dash else first)


def moment(date: str, time: str, zone: dt.tzinfo) -> dt.datetime:
    """A date of 6 or 8 digits and a time of 4 or more, as the clocks of ``zone`` show them.

    Raises:
        Broken: no such date; a time that cannot be read is taken for midnight.
    """
    on = day(date if len(date) != 6 else f"20{date}")
    if on is None:
        raise Broken("date", "a date is missing", _MEND)
    hours, minutes, seconds = time[:2], time[2:4], time[4:6]
    try:
        at = dt.time(int(hours or 0), int(minutes or 0), int(seconds or 0))
    except ValueError:
        at = dt.time()
    return dt.datetime.combine(on, at, zone)


@lru_cache(REMEMBERED)
def number(text: str) -> Decimal | None:
    """A quantity; None where the element is empty.

    Raises:
        Broken: no number.
    """
    if not text:
        return None
    if len(text) > _DIGITS or not _NUMBER.fullmatch(text):
        raise Broken("number", "a quantity cannot be read", _MEND)
    return Decimal(text)


def count(text: str) -> int:
    """A whole number; 0 where the element is empty.

    Raises:
        Broken: no whole number.
    """
    if not text:
        return 0
    if len(text) > _DIGITS or not (text.isascii() and text.isdigit()):
        raise Broken("number", "a count cannot be read", _MEND)
    return int(text)


@lru_cache(REMEMBERED)
def code(text: str) -> str:
    """A code; `UNREADABLE` for what cannot be one, empty where the element is."""
    text = text.strip()
    return text if not text or _CODE.fullmatch(text) else UNREADABLE


@lru_cache(REMEMBERED)
def party(text: str) -> str:
    """The id of a payer, provider, specialty or place; `UNREADABLE` for what cannot be one."""
    text = text.strip()
    if not text or (_PARTY.fullmatch(text) and not looks_personal(text)):
        return text
    return UNREADABLE


@lru_cache(REMEMBERED)
def procedure(text: str, component: str) -> tuple[str, tuple[str, ...]]:
    """The code and the modifiers of ``HC:99213:25``; the qualifier in front is left out.

    A composite that uses ``>`` where the envelope promised another separator is understood too:
    printed examples do so.
    """
    parts = text.split(component if component in text else ">")
    judged = parts[1] if len(parts) > 1 else parts[0]
    return code(judged), tuple(code(part) for part in parts[2:6] if part)
