"""The board of all open cases: what is overdue first, a lane a state, a line a case."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.remediation_tables import LANES, Line, lane_table, status
from vendor_eval.reports.report import Table
from vendor_eval.workflows.remediation import Open

_ALL = "All"


def draw() -> None:
    """Draw the page."""
    found = computed.open_cases()
    with title_row("Remediation"):
        shown = _narrowed(found)
    if not found:
        _nothing_open()
        return
    today = session.deps().today()
    if shown:
        st.markdown(f"**{literal(status([_line(one) for one in shown], today))}**")
    else:
        st.text("No case fits what the page is narrowed down to.")
    lanes = {
        title: [one for one in shown if one.standing.state in states]
        for title, states in LANES.items()
    }
    tables_of = {title: _table(title, cases) for title, cases in lanes.items() if cases}
    for title, table in tables_of.items():
        _lane(title, table, lanes[title], list(tables_of.values()))


def _nothing_open() -> None:
    review = computed.review()
    if not review.months:
        no_findings_yet(review)
        return
    st.text("No breach is open: every one was ended by a good month.")


def _narrowed(found: Sequence[Open]) -> list[Open]:
    """The cases that the filters leave."""
    vendor = _filter("Vendor", "of", sorted({one.place.vendor for one in found}))
    owner = _filter("Who acts", "owner", sorted({one.standing.owner for one in found}))
    overdue = st.toggle("Overdue only", key="overdue", bind="query-params")
    return [
        one
        for one in found
        if vendor in (None, one.place.vendor)
        and owner in (None, one.standing.owner)
        and (not overdue or one.standing.state.is_overdue)
    ]


def _filter(label: str, key: str, names: Sequence[str]) -> str | None:
    """A name to narrow the board down to; None for all."""
    if not names:
        return None
    picked = st.selectbox(
        label,
        [_ALL, *names],
        format_func=lambda name: f"{label}: all" if name == _ALL else name,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        width=240,
    )
    return picked if picked in names else None


def _table(title: str, cases: Sequence[Open]) -> Table:
    return lane_table(f"{title} ({len(cases)})", [_line(one) for one in cases])


def _lane(title: str, table: Table, cases: Sequence[Open], alike: Sequence[Table]) -> None:
    """One lane; a click opens the breach."""
    names = [one.place.vendor for one in cases]
    chosen = tables.draw(table, f"board.{title}", links=names, alike=alike)
    if chosen is not None:
        place = cases[chosen].place
        places.open_breach(place.vendor, place.metric, place.month)


def _line(one: Open) -> Line:
    return Line(one.place.vendor, one.place.metric, one.standing, one.grade, one.offer)
