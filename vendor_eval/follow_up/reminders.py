"""What is due, and the reminders that a day brings: one for each stage, each once.

A reminder goes out when its stage is reached. Where nobody asked for reminders for some days, the
stages passed over meanwhile are not sent one after the other: the nearest one says it all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.quantities import Month, Quantity

STAGES = (30, 7, 3, 1, 0)
"""Days before a date at which is reminded; the date itself is the last of them."""

OVERDUE = -1
"""The stage of what is past its date."""


class Topic(StrEnum):
    """What a date is about."""

    REPORT = "missing report"
    ROOT_CAUSE = "root cause"
    PLAN = "remediation plan"
    MILESTONE = "milestone"
    WAIVER = "waiver"
    DISPUTE = "dispute to be decided"
    NOTICE = "notice of termination"
    CREDIT = "credit to be claimed or paid"
    CONTRACT = "end of a contract"
    EVIDENCE = "evidence"
    DILIGENCE = "due diligence"
    REVIEW = "decision to be looked at again"


@dataclass(frozen=True, slots=True)
class Due:
    """A date that somebody has to keep.

    Attributes:
        key: the same for the same matter from day to day, and for no other one.
        what: one sentence that says what is to be done, and by whom where that is known.
        on: the last day on which it is in time.
        path: the page to do it on, for example ``breach?vendor=Acme``.
        first: the earliest stage, in days before ``on``; shorter for what comes every month.
    """

    key: str
    topic: Topic
    vendor: str
    what: str
    on: dt.date
    path: str
    first: int = max(STAGES)

    def days_left(self, today: dt.date) -> int:
        """0 on the last day itself, negative after it."""
        return (self.on - today).days


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date that has reached a stage.

    Attributes:
        stage: one of `STAGES`, or `OVERDUE`.
        days_left: 0 on the last day itself, negative after it.
    """

    due: Due
    stage: int
    days_left: int

    @property
    def id(self) -> tuple[str, str, int]:
        """Which reminder it is: sent once.

        A date that was moved is a new one, and is reminded of anew.
        """
        return self.due.key, self.due.on.isoformat(), self.stage


def stage_of(days_left: int) -> int | None:
    """The stage that so many days before a date belong to; None while it is far off."""
    if days_left < 0:
        return OVERDUE
    reached = [one for one in STAGES if days_left <= one]
    return min(reached) if reached else None


def reminders(
    dates: Iterable[Due], sent: Collection[tuple[str, str, int]], today: dt.date
) -> tuple[Reminder, ...]:
    """The reminders that ``today`` brings, most urgent first.

    Args:
        sent: the `Reminder.id` of those that went out.
    """
    reached = (one for one in _reached(dates, today) if one.id not in sent)
    return tuple(sorted(reached, key=lambda one: (one.days_left, one.due.vendor, one.due.key)))


def _reached(dates: Iterable[Due], today: dt.date) -> Iterator[Reminder]:
    for due in dates:
        left = due.days_left(today)
        stage = stage_of(left)
        if stage is not None and left <= due.first:
            yield Reminder(due, stage, left)


REPORT_DUE = Quantity.parse("10 business days")
"""How long after a month its report is waited for where nobody has agreed on a day.

Source: S003 wants a report a month; the day is an assumption of this product.
"""


def report_month(today: dt.date) -> Month:
    """The month whose report is waited for or was due: the last whole one."""
    return Month.of(today).plus(-1)
