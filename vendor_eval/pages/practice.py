"""The practice itself: its name, its time zone, its profile, and the parts of its reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import available_timezones

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables, taking_along
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import saving
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import practices
from vendor_eval.workflows.practices import Profile

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
        tables.draw(Table(title, (Column("Name", 60),), rows, empty=empty), f"practice.{title}")
    taking_along.draw()


def _edit() -> None:
    """Name the practice, its time zone, and what it does and works with."""
    shown = session.practice()
    zones = sorted(zone for zone in available_timezones() if "/" in zone)
    zone = shown.time_zone or _USUAL_ZONE
    with st.form("practice"):
        with st.grid(2, min_column_width=300):
            name = st.text_input(
                "Name", value=shown.name if shown.version else "", max_chars=LONGEST_NAME
            )
            picked = st.selectbox(
                "Time zone",
                zones,
                index=zones.index(zone) if zone in zones else None,
                help="It decides in which month a day lies.",
            )
        profile = _profile(shown.profile)
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        edited = replace(shown, name=name, time_zone=picked, profile=profile)
        saving(
            lambda: practices.save(session.deps(), session.person(), edited),
            "The practice is saved.",
        )


def _profile(shown: Profile) -> Profile:
    """The fields of the profile, and what stands in them."""
    known = practices.suggestions(session.deps(), session.person())
    st.markdown("**Profile**")
    st.caption(
        "A new round of evaluation begins with the packs for these specialties; one without a "
        "pack of its own gets the template for others. The profile stands in its report."
    )
    with st.grid(2, min_column_width=300):
        return Profile(
            specialties=_names("Specialties", shown.specialties, known.specialties),
            payers=_names("Payers", shown.payers, known.payers),
            ehr_systems=_names("EHR systems", shown.ehr_systems, known.ehr_systems),
            practice_management_systems=_names(
                "Practice-management systems", shown.practice_management_systems, ()
            ),
            claims_a_month=st.number_input(
                "Claims in a usual month",
                value=shown.claims_a_month,
                min_value=1,
                max_value=practices.MOST_CLAIMS,
                step=100,
                placeholder="Leave empty while it is not known",
            ),
        )


def _names(label: str, chosen: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    picked: Sequence[str] = st.multiselect(
        label,
        list(dict.fromkeys([*chosen, *known])),
        default=list(chosen),
        accept_new_options=True,
        placeholder="Choose, or type another",
    )
    return tuple(picked)
