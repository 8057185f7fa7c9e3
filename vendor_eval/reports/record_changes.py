"""What each saving of a record changed, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import singledispatch
from typing import Any

from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.wording import ABSENT, legible, sentence, shown_date

# They say which record it is, and are the same in all its revisions.
_WHICH = ("metric", "month")


def changes(before: Record | None, after: Record) -> str:
    """Every field that changed, with what it said before and says now.

    Args:
        before: the revision before; None for the first one, of which all that it says is told.
    """
    told = list(_changes(before, after))
    return "; ".join(told) if told else "Nothing"


def _changes(before: Record | None, after: Record) -> Iterator[str]:
    for one in fields(after):
        now = in_words(getattr(after, one.name))
        then = ABSENT if before is None else in_words(getattr(before, one.name))
        if one.name in _WHICH or now == then:
            continue
        label = sentence(one.name.replace("_", " "))
        yield f"{label}: {now}" if then == ABSENT else f"{label}: {then} → {now}"


@singledispatch
def in_words(value: Any) -> str:
    """A field's value for people; one that says nothing is a dash."""
    if is_dataclass(value):
        parts = (in_words(getattr(value, one.name)) for one in fields(value))
        return ", ".join(one for one in parts if one != ABSENT)
    return legible(str(value)) or ABSENT


@in_words.register
def _(_: None) -> str:
    return ABSENT


@in_words.register
def _(value: dt.date) -> str:
    return shown_date(value)


@in_words.register
def _(value: Enum) -> str:
    return str(value.value)


@in_words.register(Month)
@in_words.register(Usd)
def _(value: Month | Usd) -> str:
    return value.shown


@in_words.register(bool)
def _(value: object) -> str:
    return "yes" if value else "no"


@in_words.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # of whatever the field holds
    return " / ".join(in_words(one) for one in value) or ABSENT
