"""Denials of a vendor in a month: why, at whom, whose they are, and what is done about them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.claims.denial_analysis import DenialMonth
from vendor_eval.claims.denial_patterns import AT_LEAST, WINDOW
from vendor_eval.claims.denial_tallies import By
from vendor_eval.pages import session
from vendor_eval.pages.parts import charts, filters, tabbed, tables
from vendor_eval.pages.parts.claims import denial_action, denial_charts
from vendor_eval.pages.parts.empty import READ_CLAIMS, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.denial_tables import (
    categories_table,
    ladder_table,
    pairs_table,
    patterns_table,
    place_table,
    sides_table,
    unmapped_table,
)
from vendor_eval.reports.denial_words import headline, moved, pattern_sentence
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import denials
from vendor_eval.workflows.denials import VendorMonth

# Patterns that are told in a sentence each; the table has them all.
_TOLD = 3


def draw() -> None:
    """Draw the page."""
    deps, person = session.deps(), session.person()
    vendors = denials.vendors(deps, person)
    with title_row("Denials"):
        vendor = filters.vendor(vendors)
        month = filters.month([] if vendor is None else denials.months(deps, person, vendor))
    if vendor is None or month is None:
        _nothing_yet()
        return
    say_failed()
    shown = denials.of_month(deps, person, vendor, month)
    st.markdown(f"**{literal(headline(vendor, shown.found))}**")
    if moves := moved(shown.found):
        st.text(moves)
    tabbed.draw(
        {
            "Reasons": partial(_reasons, shown.found),
            "Payers and places": partial(_places, shown.found),
            "Recurring": partial(_recurring, shown),
            "Whose they are": partial(_sides, shown.found),
            "Unknown codes": partial(_unmapped, shown),
        }
    )


def _nothing_yet() -> None:
    nothing_yet(
        "Start with claims",
        "Denials are read from the adjustments of remittances, beside the claims they are on. "
        "No claim is kept, only sums by month, payer, specialty, site and reason.",
        READ_CLAIMS,
    )


def _reasons(found: DenialMonth) -> None:
    parts = found.parts[By.CATEGORY]
    if found.denied.claims:
        drawn = [one for one in parts if one.now.claims]
        st.vega_lite_chart(
            denial_charts.pareto_rows(parts),
            denial_charts.pareto(charts.look()),
            key="denials.pareto",
            alt=f"Denied claims by category, {len(drawn)} of them, the largest first, with the "
            "share they make up together; the table below lists them",
        )
    tables.draw(categories_table(found), "denials.categories")
    tables.draw(pairs_table(found), "denials.pairs")


def _places(found: DenialMonth) -> None:
    for by in (By.PAYER, By.SPECIALTY, By.SITE):
        tables.draw(place_table(found, by), f"denials.{by.value}")


def _recurring(shown: VendorMonth) -> None:
    """What recurs, told, listed, and with what is done about it."""
    month, patterns = shown.found.month, shown.recurring
    st.text(
        f"A reason recurs that a payer gives in at least {AT_LEAST} of the last {WINDOW} months; "
        "shares are of all that was denied in them."
    )
    if patterns:
        told = [literal(pattern_sentence(one, month)) for one in patterns[:_TOLD]]
        st.markdown("\n".join(f"- {one}" for one in told))
    kept = denials.actions(session.deps(), session.person(), shown.vendor)
    of_reason = {(one.draft.payer, one.draft.carc): one for one in kept}
    today = session.deps().today()
    states = [
        denial_action.state(of_reason.get((one.payer.id, one.reason.id)), today) for one in patterns
    ]
    empty = f"No reason recurs in the months up to {month.shown}."
    tables.draw(patterns_table(patterns, month, states, empty), "denials.recurring")
    if patterns or kept:
        denial_action.draw(shown.vendor, patterns, kept)


def _sides(found: DenialMonth) -> None:
    if found.without_reason:
        st.warning(
            f"Of {counted(found.without_reason, 'denied claim')} nobody can tell whose they are, "
            "so that the rates of the sides are at least what is shown."
        )
    tables.draw(sides_table(found), "denials.sides")
    tables.draw(ladder_table(found), "denials.ladder")


def _unmapped(shown: VendorMonth) -> None:
    tables.draw(unmapped_table(shown.found), "denials.unmapped")
    st.caption(f"What codes mean is told by the map {shown.map}, labels and classes our own.")
