"""Dates that somebody has to keep, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from vendor_eval.follow_up.reminders import Due, Topic
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted

TITLE = "Dates to keep"

WHO: Mapping[Topic, str] = {
    Topic.REPORT: "Administrator",
    Topic.ROOT_CAUSE: "Vendor",
    Topic.PLAN: "Vendor",
    Topic.MILESTONE: "As named",
    Topic.WAIVER: "Leadership",
    Topic.DISPUTE: "Leadership",
    Topic.NOTICE: "Leadership",
    Topic.CREDIT: "Finance",
    Topic.CONTRACT: "Leadership",
    Topic.EVIDENCE: "Administrator",
    Topic.DILIGENCE: "Administrator",
    Topic.REVIEW: "Leadership",
}
"""Who is looked to for each kind of date."""

_COLUMNS = (
    Column("Left", 14),
    Column("Vendor", 24),
    Column("What", 62),
    Column("Who", 16),
    Column("Last day", 18),
)


def due_table(dates: Sequence[Due], today: dt.date) -> Table:
    """The dates in their order, each with what is left until it."""
    rows = tuple(
        (left(one.days_left(today)), one.vendor, one.what, WHO[one.topic], one.on) for one in dates
    )
    return Table(TITLE, _COLUMNS, rows)


def left(days: int) -> str:
    """``3 days``, ``today``, ``2 days over``."""
    if days < 0:
        return f"{counted(-days, 'day')} over"
    return counted(days, "day") if days else "today"
