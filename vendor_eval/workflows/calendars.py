"""Business calendars as people write them down."""

from __future__ import annotations

from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.files.business_calendars import read_business_calendar
from vendor_eval.workflows.checks import NamedFile


def business_calendar(file: NamedFile) -> BusinessCalendar:
    """The calendar in a file; nothing is stored.

    Raises:
        BadInput: with every fault of the file.
    """
    return read_business_calendar(file.content, file.name)
