"""The practice itself: its name, its time zone, and the parts that reports are given for."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import available_timezones

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import saving
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import practices

_USUAL_ZONE = "America/New_York"


def draw() -> None:
    """Draw the page."""
    with title_row("Practice"):
        pass
    if may(session.person(), Permission.EDIT_PRACTICE):
        _edit()
    known = practices.parts(session.deps(), session.person())
    for title, names in (
        ("Sites", known.sites),
        ("Payers", known.payers),
        ("Specialties", known.specialties),
    ):
        rows = tuple((name,) for name in names)
        empty = "No report has named one yet. A column of that name in a report adds them."
        tables.draw(Table(title, (Column(title, 60),), rows, empty=empty), f"practice.{title}")


def _edit() -> None:
    """Name the practice and its time zone."""
    shown = session.practice()
    zones = sorted(zone for zone in available_timezones() if "/" in zone)
    zone = shown.time_zone or _USUAL_ZONE
    with st.form("practice"):
        name = st.text_input("Name", value=shown.name if shown.version else "", max_chars=200)
        picked = st.selectbox(
            "Time zone",
            zones,
            index=zones.index(zone) if zone in zones else None,
            help="It decides in which month a day lies.",
        )
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        edited = replace(shown, name=name, time_zone=picked)
        saving(
            lambda: practices.save(session.deps(), session.person(), edited),
            "The practice is saved.",
        )
