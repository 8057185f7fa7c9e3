"""What somebody has to do by when, the most urgent first, and the same as a calendar file."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from vendor_eval import settings
from vendor_eval.access.roles import Permission, Person, may
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.reports.due_calendar import MEDIA_TYPE, calendar_file
from vendor_eval.reports.due_table import due_table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import due_dates
from vendor_eval.workflows.due_dates import Due

WITHIN = 30
_MOST = 12


def draw() -> None:
    """The dates of the next 30 days and those that have passed; nothing where there are none."""
    deps, person = session.deps(), session.person()
    today, every = deps.today(), list(computed.followed())
    if may(person, Permission.SEE_EVALUATIONS):
        every += due_dates.evaluated(deps, person)
    dates = due_dates.in_order(every)
    near = [one for one in dates if one.days_left(today) <= min(WITHIN, one.first)]
    if not near:
        return
    tables.draw(due_table(near[:_MOST], today), "dates")
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(near) > _MOST:
            st.caption(
                f"{counted(len(near) - _MOST, 'later date')} not shown; all stand in the file."
            )
        _calendar(dates)


def _file(acting: Person, dates: tuple[Due, ...]) -> bytes:
    session.still(acting)
    return calendar_file(dates, dt.datetime.now(dt.UTC), settings.current().public_address)


def _calendar(dates: tuple[Due, ...]) -> None:
    """The file is made when somebody asks for it."""
    st.download_button(
        "Calendar file",
        partial(_file, session.person(), dates),
        file_name=told_apart("vendor-dates.ics", session.person(), dates),
        mime=MEDIA_TYPE,
        icon=":material/event:",
        on_click="ignore",
    )
