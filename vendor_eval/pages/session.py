"""What every page starts from: the open database, the acting person, the figures of the month."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from vendor_eval import bootstrap, settings
from vendor_eval.access.identity import Refusal
from vendor_eval.access.roles import Person, Role, local_person, refuse
from vendor_eval.errors import NotAllowed
from vendor_eval.follow_up.closed_frame import ClosedFrame
from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.follow_up.restated import Restated
from vendor_eval.pages import signed_in
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Report, Summary
from vendor_eval.workflows import (
    credits,
    due_dates,
    month_close,
    practices,
    remediation,
    reviews,
    termination,
)
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.due_dates import Due, Known
from vendor_eval.workflows.month_close import MonthTable
from vendor_eval.workflows.practices import Practice
from vendor_eval.workflows.remediation import Open
from vendor_eval.workflows.reviews import Review, State
from vendor_eval.workflows.termination import Ticking

ROLE_KEY = "role"


def _vendors_of(person: Person) -> tuple[str, ...] | None:
    return None if person.vendors is None else tuple(sorted(person.vendors))


_VIEWS = 8
"""How many states of the database and sets of vendors are kept at once."""
_Keys = dict[str | type[Any], Callable[[Any], Any]]
_BY_VENDORS: _Keys = {Person: _vendors_of}
"""Two people who may see the same vendors are handed the same result."""
_BY_JUDGED: _Keys = {**_BY_VENDORS, State: lambda one: (one.judged, one.today)}
"""What is written down about findings without moving them leaves the result as it is."""
_BY_CLOSED: _Keys = {**_BY_VENDORS, State: lambda one: one.closed}
"""The result changes with what was kept on closing months and with nothing else."""
_AS_JUDGED: _Keys = {State: lambda one: (one.judged, one.closed, one.today)}
"""As `_BY_JUDGED`, told what was kept on closing months as well, and made for one person."""


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


def stamp() -> str:
    """What is stored, as one text that changes with it."""
    return reviews.state(deps(), person()).stamp


def review() -> Review:
    """Where every contract stands, computed once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _review(reviews.state(deps(), acting), acting)


def breach_report(month: Month) -> Report:
    """The breach report of one month, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _report(reviews.state(deps(), acting), str(month), acting)


def breach_summary(month: Month) -> Summary:
    """What the first page of `breach_report` says, without the work of all the others.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _summary(reviews.state(deps(), acting), str(month), acting)


def credit_lines() -> tuple[Line, ...]:
    """The ledger of every vendor, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _credit_lines(reviews.state(deps(), acting), acting)


def open_cases() -> tuple[Open, ...]:
    """Every open case and those that the last month ended, the most urgent first.

    Made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _open_cases(reviews.state(deps(), acting), acting)


def ticking() -> Ticking:
    """The clock of every rule to terminate, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _ticking(reviews.state(deps(), acting), acting)


def termination_pack(vendor: str) -> Report:
    """The pack for counsel about one vendor, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _termination_pack(reviews.state(deps(), acting), vendor, acting)


def followed() -> tuple[Due, ...]:
    """The dates that follow from contracts and breaches, once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _followed(reviews.state(deps(), acting), acting)


def month_table(month: Month) -> MonthTable:
    """How far every vendor's month has come, found once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _month_table(reviews.state(deps(), acting), str(month), acting)


def diary() -> tuple[Restated, ...]:
    """What changed in closed months, found once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = person()
    return _diary(reviews.state(deps(), acting), acting)


# What is computed depends on what is stored, on the day, and on which vendors the person may see,
# and on nothing else about them. Whoever may not look at all has been turned away by
# `reviews.state` before a kept result is handed out.
@st.cache_resource(max_entries=_VIEWS, show_spinner="Judging the measures", hash_funcs=_BY_JUDGED)
def _review(state: State, acting: Person) -> Review:  # noqa: ARG001 - the key of the cache
    return reviews.review(deps(), acting)


@st.cache_resource(max_entries=24, show_spinner="Writing the report", hash_funcs=_AS_JUDGED)
def _report(state: State, month: str, acting: Person) -> Report:
    known, changed = _review(state, acting), _diary(state, acting)
    return reviews.report_on(deps(), acting, known, Month.parse(month), changed=changed)


@st.cache_resource(max_entries=24, show_spinner="Looking the month over", hash_funcs=_AS_JUDGED)
def _summary(state: State, month: str, acting: Person) -> Summary:
    known, changed = _review(state, acting), _diary(state, acting)
    return reviews.summary_on(deps(), acting, known, Month.parse(month), changed=changed)


@st.cache_resource(max_entries=24, show_spinner="Looking at what is closed", hash_funcs=_BY_VENDORS)
def _month_table(state: State, month: str, acting: Person) -> MonthTable:
    return month_close.month_table(deps(), acting, _review(state, acting), Month.parse(month))


@st.cache_resource(max_entries=2, show_spinner="Reading closed months", hash_funcs=_BY_CLOSED)
def _closed(state: State, acting: Person) -> ClosedFrame:  # noqa: ARG001 - the key of the cache
    return month_close.closed(deps(), acting)


@st.cache_resource(
    max_entries=_VIEWS,
    show_spinner="Comparing closed months",
    hash_funcs={**_BY_VENDORS, **_AS_JUDGED},
)
def _diary(state: State, acting: Person) -> tuple[Restated, ...]:
    known, closed = _review(state, acting), _closed(state, acting)
    return month_close.diary(deps(), acting, known, closed)


@st.cache_resource(
    max_entries=_VIEWS, show_spinner="Looking for what is due", hash_funcs=_BY_VENDORS
)
def _followed(state: State, acting: Person) -> tuple[Due, ...]:
    known = Known(_open_cases(state, acting), _credit_lines(state, acting))
    return due_dates.followed(deps(), acting, _review(state, acting), known)


@st.cache_resource(max_entries=_VIEWS, show_spinner="Adding up credits", hash_funcs=_BY_VENDORS)
def _credit_lines(state: State, acting: Person) -> tuple[Line, ...]:
    return credits.of_all(deps(), acting, _review(state, acting))


@st.cache_resource(
    max_entries=_VIEWS, show_spinner="Working out what is open", hash_funcs=_BY_VENDORS
)
def _open_cases(state: State, acting: Person) -> tuple[Open, ...]:
    return remediation.board(deps(), acting, _review(state, acting))


@st.cache_resource(max_entries=_VIEWS, show_spinner="Running the clocks", hash_funcs=_BY_VENDORS)
def _ticking(state: State, acting: Person) -> Ticking:
    return termination.ticking(deps(), acting, _review(state, acting))


@st.cache_resource(max_entries=24, show_spinner="Writing the pack")
def _termination_pack(state: State, vendor: str, acting: Person) -> Report:
    return termination.pack(deps(), acting, _ticking(state, acting), vendor)
