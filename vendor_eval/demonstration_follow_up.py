"""Synthetic records of what followed the demonstration's findings, the same for every reader.

Names are invented. Each subject has one function below, and `records` puts them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month

_CHRONIC = "Cedar Ridge RCM"


def records(last: Month, today: dt.date) -> list[tuple[str, Record]]:
    """Vendor and record, oldest revision first where a record was saved more than once.

    Args:
        last: the last month of the demonstration.
        today: the day on which it is filled.
    """
    return [*_breaches(last, today)]


def _breaches(last: Month, today: dt.date) -> Iterator[tuple[str, Record]]:
    yield _CHRONIC, BreachNote("denial_rate", last, notified_on=today)
