"""How long entries stay in the log before somebody may retire them."""

from __future__ import annotations

import datetime as dt

LEAST_YEARS = 6
"""45 CFR 164.316(b)(2)(i): documentation is kept for six years from the date of its creation or
the date when it last was in effect, whichever is later. State laws and contracts may ask longer.
"""

TOO_FEW = (
    f"is less than {LEAST_YEARS}; 45 CFR 164.316(b)(2)(i) has documentation kept for six years, "
    "and state laws and contracts may ask for longer"
)


def limit(now: dt.datetime, years: int) -> str:
    """The moment before which entries are old enough, as `Entry.at`.

    Args:
        now: in UTC.
        years: by the calendar; on a leap day they end a day earlier, so that none is cut short.

    Raises:
        ValueError: that is less than `LEAST_YEARS`.
    """
    if years < LEAST_YEARS:
        raise ValueError(f"{years} {TOO_FEW}")
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year - years, day=day).isoformat(timespec="microseconds")
