"""Somebody's own sessions: where they are signed in, and the way to end that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import streamlit as st

from vendor_eval.access.sign_in import SignIn
from vendor_eval.pages import session, signed_in
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.workflows import own_sessions
from vendor_eval.workflows.own_sessions import Live, Own

_TITLE, _ICON = "Your sessions", ":material/devices:"


def offer(sign_in: SignIn) -> None:
    """The way to the list."""
    if st.button(_TITLE, icon=_ICON, key="sessions.open", width="stretch"):
        _show(sign_in)


@st.dialog(_TITLE, width="medium", icon=_ICON)
def _show(sign_in: SignIn) -> None:
    say_failed()
    current = signed_in.session()
    own = own_sessions.listed(session.deps(), session.person(), sign_in.rules, current)
    if own.this is not None:
        with _row(own.this):
            st.badge("This one", color="blue")
    for number, one in enumerate(own.others, start=1):
        with _row(one):
            _end("End", f"sessions.end.{number}", own, [one])
    _below(own)


def _row(one: Live) -> st.delta_generator.DeltaGenerator:
    """What is known of a session; what is drawn inside stands at the end of the row."""
    row = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", border=True
    )
    with row.container(width="content", gap=None):
        st.text(one.device)
        st.caption(f"Signed in {_shown(one.begun_at)}, last seen {_shown(one.last_at)}")
    return row


def _below(own: Own) -> None:
    """What may be done about the others, or why nothing may."""
    if not own.others:
        st.caption("You are signed in nowhere else.")
        return
    if not own.may_end:
        st.caption(
            "To end another session, sign out and in again: it takes a sign-in of the last "
            f"{own_sessions.RECENT_S // 60} minutes."
        )
    _end("End all others", "sessions.end.all", own, own.others)


def _end(label: str, key: str, own: Own, ended: Sequence[Live]) -> None:
    """A button that ends sessions; their tabs say so at their next action."""
    which = [one.fingerprint for one in ended]

    def end() -> None:
        own_sessions.end(session.deps(), session.person(), signed_in.session(), which)

    said = "The session is ended." if len(which) == 1 else f"{len(which)} sessions are ended."
    st.button(label, key=key, disabled=not own.may_end, on_click=partial(attempt, end, said))


def _shown(moment: dt.datetime) -> str:
    return f"{moment.astimezone(session.zone()):%b %-d, %Y, %H:%M}"
