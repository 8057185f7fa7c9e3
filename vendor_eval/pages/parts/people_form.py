"""The form that gives, changes or takes back somebody's access."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Role
from vendor_eval.naming import name_key
from vendor_eval.pages import session
from vendor_eval.pages.parts.saving import saving
from vendor_eval.workflows import people
from vendor_eval.workflows.people import Said

_BY_GROUP = "As their groups say"


def draw(shown: Said | None) -> None:
    """Draw the form; what it says is saved for whoever was chosen.

    Args:
        shown: what is stored about a mail address; None for a new one.
    """
    # Fields of their own for each person and version, so that none keeps what was typed before.
    key = f"people.{shown.mail}.{shown.version}" if shown else "people.new"
    with st.form(key):
        edited = _edited(shown or Said(""), key)
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        saving(
            lambda: people.save(session.deps(), session.person(), edited),
            f"The access of {edited.mail} is saved.",
        )


def _edited(shown: Said, key: str) -> Said:
    known = {name_key(name): name for name in people.vendors(session.deps(), session.person())}
    roles = [_BY_GROUP, *(role.value for role in Role)]
    with st.grid(2, min_column_width=300):
        mail = shown.mail or st.text_input("Mail address", max_chars=254, key=f"{key}.mail")
        role = st.selectbox(
            "Role", roles, index=roles.index(shown.role or _BY_GROUP), key=f"{key}.role"
        )
        vendors = st.multiselect(
            "Only these vendors",
            [*known, *sorted((shown.vendors or frozenset()) - known.keys())],
            default=sorted(shown.vendors or ()),
            format_func=lambda one: known.get(one, one),
            placeholder="All vendors",
            key=f"{key}.vendors",
        )
        disabled = st.checkbox("May not come in", value=shown.disabled, key=f"{key}.disabled")
    return Said(
        mail=mail,
        role=None if role == _BY_GROUP else role,
        vendors=frozenset(vendors) or None,
        disabled=disabled,
        valid_after=shown.valid_after,
        version=shown.version,
    )
