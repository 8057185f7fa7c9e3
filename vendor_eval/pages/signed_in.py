"""Who has signed in to this tab, asked anew at every run, and what is said when that is over."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from vendor_eval import settings
from vendor_eval.access.admission import Admission
from vendor_eval.access.identity import Refusal, fingerprint
from vendor_eval.access.roles import Person
from vendor_eval.access.sign_in import SignIn
from vendor_eval.pages.gate import asking
from vendor_eval.workflows import sign_ins
from vendor_eval.workflows.deps import Deps

_LOOKS_EVERY_S = 60


@st.cache_resource(show_spinner=False)
def configured() -> SignIn | None:
    """Sign-in as this process was started with; None where there is none.

    Raises:
        BadInput: a setting is wrong.
    """
    return settings.current().sign_in()


def admission(deps: Deps, sign_in: SignIn) -> Admission | Refusal:
    """Who acts in this tab, as the database says it now, or why nobody does."""
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return Refusal.NOBODY
    return sign_ins.admitted(deps, sign_in.rules, claims)


def admission_outside(deps: Deps, sign_in: SignIn) -> Admission | Refusal:
    """As `admission`, of whoever sent the message that something is made for outside of a run."""
    claims = asking.claims.get()
    return Refusal.NOBODY if claims is None else sign_ins.admitted(deps, sign_in.rules, claims)


def session() -> str:
    """What tells the session of this tab from every other."""
    return fingerprint(st.user.to_dict())


def say_over(refusal: Refusal) -> None:
    """The page of a tab that nobody acts in any more."""
    st.title(refusal.said.rstrip("."), anchor=False)
    st.text("Nothing more is shown or saved here. Reload this page to sign in again.")


@st.fragment(run_every=_LOOKS_EVERY_S)
def watch(refusal: Callable[[], Refusal | None]) -> None:
    """End this tab within a minute of its time being over, whether or not anybody clicks."""
    if refusal() is not None:
        st.rerun()


def say_who(acting: Person) -> None:
    """Who acts."""
    st.text(acting.name)
    st.caption(acting.role.value)


def offer_way_out() -> None:
    """The way out."""
    st.button(
        "Sign out", icon=":material/logout:", key="sign out", on_click=st.logout, width="stretch"
    )
