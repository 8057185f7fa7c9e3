"""Dates that somebody has to keep as a calendar file (RFC 5545), to subscribe to or to open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

from vendor_eval.follow_up.reminders import Due

MEDIA_TYPE = "text/calendar"


def calendar_file(dates: Iterable[Due], made_at: dt.datetime, address: str = "") -> bytes:
    """One all-day entry for each date, in their order.

    Args:
        made_at: in UTC.
        address: of the app, put before the page of each entry; empty for none.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//vendor-eval//dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Vendor dates")
    for one in dates:
        event = Event()
        # The same matter keeps its number, so that a moved date moves in people's calendars.
        event.add("uid", f"{sha256(one.key.encode()).hexdigest()[:32]}@vendor-eval")
        event.add("dtstamp", made_at)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + dt.timedelta(days=1))
        event.add("summary", f"{one.vendor}: {one.topic.value}")
        event.add("description", one.what)
        event.add("transp", "TRANSPARENT")
        if address:
            event.add("url", f"{address.rstrip('/')}/{one.path}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
