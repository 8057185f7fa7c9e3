"""Who may come in, in which role through what, and for which vendors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from vendor_eval.pages import session, signed_in
from vendor_eval.pages.parts import people_form, tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import people
from vendor_eval.workflows.people import Known

_NEW = "Somebody new"


def draw() -> None:
    """Draw the page."""
    with title_row("People"):
        pass
    acting = session.person()
    known = people.listed(session.deps(), acting)
    if signed_in.configured() is None:
        st.text(
            f"Nobody signs in here: whoever opens the app on this machine acts as {acting.name} "
            "and may do everything. Once sign-in is configured, this page says who may come in; "
            "the operations guide tells how."
        )
        return
    say_failed()
    tables.draw(_table(known), "people")
    st.header("Give or change access", anchor=False)
    picked = st.selectbox("Person", [_NEW, *(one.mail for one in known)], key="people.picked")
    chosen = next((one for one in known if one.mail == picked), None)
    people_form.draw(chosen.said if chosen else None)
    if chosen is not None:
        _ends(chosen)


def _table(known: Sequence[Known]) -> Table:
    columns = (
        Column("Mail address", 30),
        Column("Name", 20),
        Column("Role", 14),
        Column("Through", 24),
        Column("Vendors", 24),
        Column("Last signed in", 18),
        Column("State", 14),
    )
    rows = tuple(
        (
            one.mail,
            one.name,
            one.role.value if one.role else "none",
            one.through,
            _vendors(one),
            f"{one.last_at.astimezone(session.zone()):%b %-d, %Y, %H:%M}" if one.last_at else "",
            "disabled" if one.said.disabled else "",
        )
        for one in known
    )
    return Table("", columns, rows, empty="Nobody was given access yet, and nobody has signed in.")


def _vendors(one: Known) -> str:
    if one.said.vendors is None:
        return "all"
    return ", ".join(sorted(one.said.vendors)) or "none"


def _ends(chosen: Known) -> None:
    """What ends somebody's sessions, or their account's hold on the mail address."""
    deps, acting = session.deps(), session.person()
    with st.container(horizontal=True):
        st.button(
            "Sign out everywhere",
            icon=":material/logout:",
            key="people.sign_out",
            help="Every tab of this person ends at its next action.",
            on_click=partial(
                attempt,
                partial(people.sign_out, deps, acting, chosen.mail),
                f"{literal(chosen.mail)} is signed out everywhere.",
            ),
        )
        if chosen.last_at is not None:
            st.button(
                "Let another account take over",
                icon=":material/manage_accounts:",
                key="people.forget",
                help="For a mail address that now belongs to another account where people sign in.",
                on_click=partial(
                    attempt,
                    partial(people.forget_account, deps, acting, chosen.mail),
                    f"The next account that signs in as {literal(chosen.mail)} takes over.",
                ),
            )
