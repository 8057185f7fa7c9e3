"""What definitions go by beside the claims: the moment looked at, the time zone, agreed hours.

The moment is never the clock's: it is asked for, or the latest one that the files know of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.claims.extracts import Latest
from vendor_eval.claims.tolerance import Tolerance

_ROUNDING = Tolerance()


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody asks for, or a contract says.

    Attributes:
        time_zone: the practice's, by its name.
        as_of: what is open is looked at from the end of that day; None for the latest time at
            which an extract was taken, or without any for the latest event.
        coding_hours: whole calendar hours within which coding is on time.
        resubmission_hours: whole calendar hours within which a rejected or denied claim is sent
            again.
        calendar: for turnarounds in business time; None where nobody says when work is done.
        tolerance: what is still no underpayment.
    """

    time_zone: str
    as_of: dt.date | None = None
    coding_hours: int = 48
    resubmission_hours: int = 48
    calendar: BusinessCalendar | None = None
    tolerance: Tolerance = _ROUNDING


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, and the moment that follows from it for some files.

    Attributes:
        as_of: in UTC, without an offset; what is open and was due before it is overdue.
    """

    agreed: Agreed
    as_of: dt.datetime

    @property
    def day(self) -> dt.date:
        """The last day of the practice that lies before ``as_of``, in whole or in part."""
        return _day(self.as_of - dt.timedelta(microseconds=1), self.agreed.time_zone)


def terms_for(agreed: Agreed, latest: Latest) -> Terms | None:
    """The terms for files that know of these moments; None where nothing carries any date."""
    if agreed.as_of is not None:
        zone = ZoneInfo(agreed.time_zone)
        day_after = dt.datetime.combine(agreed.as_of + dt.timedelta(days=1), dt.time(), zone)
        as_of = day_after.astimezone(dt.UTC).replace(tzinfo=None)
    else:
        found = latest.taken or latest.event
        if found is None:
            return None
        as_of = found
    return Terms(agreed, as_of)


def seen_on(latest: Latest, time_zone: str) -> dt.date | None:
    """The day up to which files know of anything, whatever day they are looked at from.

    An extract that is taken as a day begins knows of the day before. Without any extract that says
    when it was taken it is the day of the latest event; None where nothing carries a date.
    """
    if latest.taken is not None:
        return _day(latest.taken - dt.timedelta(microseconds=1), time_zone)
    return None if latest.event is None else _day(latest.event, time_zone)


def _day(moment: dt.datetime, time_zone: str) -> dt.date:
    """The practice's day of a moment in UTC without an offset."""
    return moment.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(time_zone)).date()
