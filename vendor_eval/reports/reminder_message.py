"""Reminders as one message, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vendor_eval.follow_up.reminders import Reminder
from vendor_eval.reports.wording import counted, shown_date


def title(found: Sequence[Reminder]) -> str:
    """For example ``2 dates overdue, 3 to come``."""
    late = sum(one.days_left < 0 for one in found)
    parts = []
    if late:
        parts.append(f"{counted(late, 'date')} overdue")
    if len(found) > late:
        parts.append(f"{len(found) - late} to come" if late else _to_come(len(found)))
    return ", ".join(parts)


def body(found: Sequence[Reminder], practice: str, address: str = "") -> str:
    """Plain text, by vendor: what is to be done, by when, and where.

    Args:
        address: of the app; without it no pages are named.
    """
    lines = [practice]
    by_vendor = sorted(found, key=lambda one: one.due.vendor.casefold())
    for vendor, theirs in groupby(by_vendor, key=lambda one: one.due.vendor):
        lines += ["", vendor]
        for one in theirs:
            lines.append(f"- {when(one)}: {one.due.what}")
            if address:
                lines.append(f"  {address.rstrip('/')}/{one.due.path}")
    return "\n".join(lines) + "\n"


def when(reminder: Reminder) -> str:
    """For example ``in 3 days, on 7 April 2026``."""
    on = shown_date(reminder.due.on)
    if reminder.days_left < 0:
        return f"{counted(-reminder.days_left, 'day')} overdue, was due on {on}"
    if not reminder.days_left:
        return f"today, {on}"
    return f"in {counted(reminder.days_left, 'day')}, on {on}"


def reminder_json(found: Sequence[Reminder]) -> list[dict[str, object]]:
    """One entry a reminder, in their order."""
    return [
        {
            "vendor": one.due.vendor,
            "topic": one.due.topic.value,
            "what": one.due.what,
            "due": one.due.on.isoformat(),
            "days_left": one.days_left,
            "stage": "overdue" if one.days_left < 0 else one.stage,
            "page": one.due.path,
        }
        for one in found
    ]


def _to_come(count: int) -> str:
    return f"{counted(count, 'date')} to come"
