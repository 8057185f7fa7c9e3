"""What every page starts from: the open database, the practice, and who acts."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from vendor_eval import bootstrap, settings
from vendor_eval.access.identity import Refusal
from vendor_eval.access.roles import Person, Role, local_person, refuse
from vendor_eval.errors import NotAllowed
from vendor_eval.pages import signed_in
from vendor_eval.workflows import practices
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import Practice

ROLE_KEY = "role"


@st.cache_resource(show_spinner=False)
def deps() -> Deps:
    """The open store of this process, its schema up to date.

    Raises:
        VendorEvalError: a setting is wrong or the database cannot be opened.
    """
    chosen = settings.current()
    return bootstrap.open_deps(chosen, settings.database_url(chosen))


_practice: ContextVar[Practice | None] = ContextVar("practice", default=None)


def begin() -> None:
    """Read anew what a whole run of a page is about.

    Raises:
        StoreFailure: the database cannot be read.
    """
    _practice.set(practices.current(deps()))


def practice() -> Practice:
    """The practice whose figures these are, as it was when this run of the page began.

    Outside of a run it is read at each call.
    """
    return _practice.get() or practices.current(deps())


def zone() -> ZoneInfo:
    """In which times are shown: the practice's zone, or the one that was set for this process."""
    return ZoneInfo(practice().time_zone or settings.current().time_zone)


def claim_keys() -> Path:
    """The file that says which claim a surrogate stands for, outside the database."""
    return settings.claim_keys(settings.current())


def kept() -> Kept:
    """Where the data is, and what its log is sealed with."""
    chosen = settings.current()
    return bootstrap.kept(chosen, settings.database_url(chosen))


def refusal() -> Refusal | None:
    """Why nobody may act in this tab, as the database says it now; None when somebody may."""
    sign_in = signed_in.configured()
    found = None if sign_in is None else signed_in.admission(deps(), sign_in)
    return found if isinstance(found, Refusal) else None


def person() -> Person:
    """Whoever acts, asked anew at every call: nobody acts on what was true a while ago.

    With sign-in that is who has signed in. Without it, it is the local person, in the
    demonstration in the role that was picked.

    Raises:
        NotAllowed: nobody has signed in, or who has may not act any more.
    """
    sign_in = signed_in.configured()
    if sign_in is not None:
        found = signed_in.admission(deps(), sign_in)
        if isinstance(found, Refusal):
            raise NotAllowed(f"{found.said} {found.mend}")
        return found.person
    local = local_person()
    picked = st.session_state.get(ROLE_KEY)
    if picked is None or not practice().synthetic:
        return local
    return Person(f"{local.name} as {picked}", Role(picked))


def still(acting: Person) -> Person:
    """The person for whom a file was offered, in the role of now, when it is asked for.

    Files are made outside of any run, where nobody is in the tab: whoever asks must be the one
    who was offered the file.

    Raises:
        NotAllowed: somebody else asks, or the person may not act any more.
    """
    sign_in = signed_in.configured()
    if sign_in is None:
        return acting
    found = signed_in.admission_outside(deps(), sign_in)
    if isinstance(found, Refusal):
        raise NotAllowed(f"{found.said} {found.mend}")
    now = found.person
    if (now.name, now.vendors) != (acting.name, acting.vendors):
        said = "This file was made for somebody else; open the page that offers it"
        refuse(now, "take a file that was offered to somebody else", said)
    return now
