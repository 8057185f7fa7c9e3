"""What follows from everything stored, computed once for each state of the database.

What is computed depends on what is stored, on the day, and on which vendors the person may see,
and on nothing else about them. Whoever may not look at all has been turned away by
`reviews.state` before a kept result is handed out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.follow_up.closed_frame import ClosedFrame
from vendor_eval.follow_up.credit_ledger import Line, Totals, by_vendor
from vendor_eval.follow_up.restated import Restated
from vendor_eval.pages import session
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Report, Summary
from vendor_eval.workflows import (
    breach_reports,
    credits,
    due_dates,
    month_close,
    remediation,
    reviews,
    termination,
)
from vendor_eval.workflows.due_dates import Due, Known
from vendor_eval.workflows.month_close import MonthTable
from vendor_eval.workflows.remediation import Open
from vendor_eval.workflows.reviews import Review, State
from vendor_eval.workflows.termination import Ticking

_VIEWS = 8
"""How many states of the database and sets of vendors are kept at once."""


def _vendors_of(person: Person) -> tuple[str, ...] | None:
    return None if person.vendors is None else tuple(sorted(person.vendors))


_Keys = dict[str | type[Any], Callable[[Any], Any]]
_BY_VENDORS: _Keys = {Person: _vendors_of}
"""Two people who may see the same vendors are handed the same result."""
_BY_JUDGED: _Keys = {**_BY_VENDORS, State: lambda one: (one.judged, one.today)}
"""What is written down about findings without moving them leaves the result as it is."""
_BY_CLOSED: _Keys = {**_BY_VENDORS, State: lambda one: one.closed}
"""The result changes with what was kept on closing months and with nothing else."""
_AS_JUDGED: _Keys = {State: lambda one: (one.judged, one.closed, one.today)}
"""As `_BY_JUDGED`, told what was kept on closing months as well, and made for one person."""


def stamp() -> str:
    """What is stored, as one text that changes with it.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    state, _ = _now()
    return state.stamp


def review() -> Review:
    """Where every contract stands, computed once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _review(*_now())


def breach_report(month: Month) -> Report:
    """The breach report of one month, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _report(*_now(), str(month))


def breach_summary(month: Month) -> Summary:
    """What the first page of `breach_report` says, without the work of all the others.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _summary(*_now(), str(month))


def credit_totals() -> dict[str, Totals]:
    """What each vendor's ledger sums up to, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _credit_totals(*_now())


def open_cases() -> tuple[Open, ...]:
    """Every open case and those that the last month ended, the most urgent first.

    Made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _open_cases(*_now())


def ticking() -> Ticking:
    """The clock of every rule to terminate, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _ticking(*_now())


def termination_pack(vendor: str) -> Report:
    """The pack for counsel about one vendor, made once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _termination_pack(*_now(), vendor)


def followed() -> tuple[Due, ...]:
    """The dates that follow from contracts and breaches, once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _followed(*_now())


def month_table(month: Month) -> MonthTable:
    """How far every vendor's month has come, found once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _month_table(*_now(), str(month))


def diary() -> tuple[Restated, ...]:
    """What changed in closed months, found once for each state of the database.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    return _diary(*_now())


def _now() -> tuple[State, Person]:
    """What is stored, and who asks: what every kept result is found by."""
    acting = session.person()
    return reviews.state(session.deps(), acting), acting


@st.cache_resource(max_entries=_VIEWS, show_spinner="Judging the measures", hash_funcs=_BY_JUDGED)
def _review(state: State, acting: Person) -> Review:  # noqa: ARG001 - the key of the cache
    return reviews.review(session.deps(), acting)


@st.cache_resource(max_entries=24, show_spinner="Writing the report", hash_funcs=_AS_JUDGED)
def _report(state: State, acting: Person, month: str) -> Report:
    known, changed = _review(state, acting), _diary(state, acting)
    return breach_reports.report_on(
        session.deps(), acting, known, Month.parse(month), changed=changed
    )


@st.cache_resource(max_entries=24, show_spinner="Looking the month over", hash_funcs=_AS_JUDGED)
def _summary(state: State, acting: Person, month: str) -> Summary:
    known, changed = _review(state, acting), _diary(state, acting)
    return breach_reports.summary_on(
        session.deps(), acting, known, Month.parse(month), changed=changed
    )


@st.cache_resource(max_entries=24, show_spinner="Looking at what is closed", hash_funcs=_BY_VENDORS)
def _month_table(state: State, acting: Person, month: str) -> MonthTable:
    return month_close.month_table(
        session.deps(), acting, _review(state, acting), Month.parse(month)
    )


@st.cache_resource(max_entries=2, show_spinner="Reading closed months", hash_funcs=_BY_CLOSED)
def _closed(state: State, acting: Person) -> ClosedFrame:  # noqa: ARG001 - the key of the cache
    return month_close.closed(session.deps(), acting)


@st.cache_resource(
    max_entries=_VIEWS,
    show_spinner="Comparing closed months",
    hash_funcs={**_BY_VENDORS, **_AS_JUDGED},
)
def _diary(state: State, acting: Person) -> tuple[Restated, ...]:
    known, closed = _review(state, acting), _closed(state, acting)
    return month_close.diary(session.deps(), acting, known, closed)


@st.cache_resource(
    max_entries=_VIEWS, show_spinner="Looking for what is due", hash_funcs=_BY_VENDORS
)
def _followed(state: State, acting: Person) -> tuple[Due, ...]:
    known = Known(_open_cases(state, acting), _credit_lines(state, acting))
    return due_dates.followed(session.deps(), acting, _review(state, acting), known)


@st.cache_resource(max_entries=_VIEWS, show_spinner="Adding up credits", hash_funcs=_BY_VENDORS)
def _credit_lines(state: State, acting: Person) -> tuple[Line, ...]:
    return credits.of_all(session.deps(), acting, _review(state, acting))


@st.cache_resource(max_entries=_VIEWS, show_spinner="Adding up credits", hash_funcs=_BY_VENDORS)
def _credit_totals(state: State, acting: Person) -> dict[str, Totals]:
    return by_vendor(_credit_lines(state, acting))


@st.cache_resource(
    max_entries=_VIEWS, show_spinner="Working out what is open", hash_funcs=_BY_VENDORS
)
def _open_cases(state: State, acting: Person) -> tuple[Open, ...]:
    return remediation.board(session.deps(), acting, _review(state, acting))


@st.cache_resource(max_entries=_VIEWS, show_spinner="Running the clocks", hash_funcs=_BY_VENDORS)
def _ticking(state: State, acting: Person) -> Ticking:
    return termination.ticking(session.deps(), acting, _review(state, acting))


@st.cache_resource(max_entries=24, show_spinner="Writing the pack")
def _termination_pack(state: State, acting: Person, vendor: str) -> Report:
    return termination.pack(session.deps(), acting, _ticking(state, acting), vendor)
